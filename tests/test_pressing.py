"""What a button does, typed or pressed, also one that no reply of ours has shown."""

from __future__ import annotations

from datetime import date

import pytest

from bot.exchange import Exchange
from bot.knowledge import Knowledge
from bot.messages import Message, Turn
from bot.pressing import named, press
from bot.rendering import Renderer
from bot.rendering.adverts import at
from bot.speaking import Speaker
from bot.store import Store

WHO = "1" * 32
LIST = "find/gb/any/work/any"


@pytest.fixture
def speaker(renderer: Renderer) -> Speaker:
    return Speaker(renderer, "en")


def pressed(store: Store, speaker: Speaker, payload: str) -> Turn:
    """The turn, kept as a conversation keeps it."""
    exchange = Exchange.begin(Message(WHO, "button", payload=payload), store)
    turn = press(payload, exchange, speaker, store)
    if turn.response != "forgotten":
        exchange.keep(turn.reply.ref, store)
    return turn


def buttons(turn: Turn) -> list[str]:
    return [button.payload for button in turn.reply.bubbles[-1].buttons]


def test_back_leads_back_page_by_page_and_at_last_to_the_menu(store: Store, speaker: Speaker) -> None:
    for payload in ("topic/risk_sea", LIST, "route/gb/care-worker"):
        pressed(store, speaker, payload)
    found = [pressed(store, speaker, "do/back") for _ in range(4)]
    assert [turn.reply.ref for turn in found] == [LIST, "topic/risk_sea", "say/menu", "say/menu"]
    assert ["do/back" in buttons(turn) for turn in found] == [True, False, False, False]


@pytest.mark.parametrize("aside", ["languages", "yes/topic/risk_sea", "say/privacy", "say/forget", "lang/en"])
def test_back_from_a_page_that_is_not_noted_leads_to_the_page_before_it(
    store: Store, speaker: Speaker, aside: str
) -> None:
    for payload in (LIST, "topic/risk_sea", aside):
        pressed(store, speaker, payload)
    assert pressed(store, speaker, "do/back").reply.ref == "topic/risk_sea"
    assert pressed(store, speaker, "do/back").reply.ref == LIST


def test_the_first_page_has_no_way_back(store: Store, speaker: Speaker) -> None:
    assert "do/back" not in buttons(pressed(store, speaker, "topic/risk_sea"))
    assert "do/back" in buttons(pressed(store, speaker, LIST))


@pytest.mark.parametrize(
    ("payload", "thanks", "counted"),
    [
        ("yes/topic/risk_sea", "helpful", ("helpful", "topic/risk_sea", "en", 1)),
        ("no/topic/risk_sea", "not_helpful", ("not_helpful", "topic/risk_sea", "en", 1)),
        (f"yes/{LIST}", "helpful", ("helpful", LIST, "en", 1)),
        ("yes/find/gb/al/work/skilled", "helpful", ("helpful", LIST, "en", 1)),
        ("no/costs/gb/al/work/skilled/2", "not_helpful", ("not_helpful", "costs/gb/any/work/any", "en", 1)),
    ],
)
def test_whether_an_answer_helped_is_counted_without_what_a_person_said_of_themselves(
    store: Store, speaker: Speaker, payload: str, thanks: str, counted: tuple[str, str, str, int]
) -> None:
    assert pressed(store, speaker, payload).response == thanks
    assert store.counts(date.today()) == [counted]


@pytest.mark.parametrize(
    "payload",
    [
        "yes/", "yes/topic/none", "no/no/topic/risk_sea", "yes/do/forget", "yes/lang/sq", "yes/i am Ann",
        "yes/find/gb/i-am-ann/work/any", "yes/find/gb/any/work/any/ann", "yes/topic/risk_sea" + "x" * 60,
        "yes/advert/" + "x" * 80, "yes/\ud800",
    ],
)  # fmt: skip
def test_only_what_we_say_is_counted_and_never_words_of_a_stranger(
    store: Store, speaker: Speaker, payload: str
) -> None:
    assert pressed(store, speaker, payload).response == "old_button"
    assert store.counts(date.today()) == []


@pytest.mark.parametrize(
    "payload",
    [
        "", "/", "topic", "topic/none", "find/gb/<b>/work/any", "find/gb/any/work/any/x", "find/gb/any/none",
        "routes/gb/none", "advert/xxxxx", "costs/", "cost/x", "do/everything", "do/forget/ann", "lang/xx", "lang/",
        "emergency/none", "{{ 7*7 }}", "../../etc/passwd", "x" * 5000, "\x00", "topic/\ud800", "find/\ud800",
        "find/gb/any/work/any/" + "9" * 40,
    ],
)  # fmt: skip
def test_a_button_that_a_stranger_made_up_shows_the_menu_and_keeps_nothing(
    store: Store, speaker: Speaker, payload: str
) -> None:
    turn = pressed(store, speaker, payload)
    assert (turn.response, store.slots(WHO), store.recent(WHO)) == ("old_button", {}, {})


def test_a_country_of_which_we_know_nothing_is_owned_up_to_and_not_kept(store: Store, speaker: Speaker) -> None:
    assert pressed(store, speaker, "find/zz/any/work/any").reply.ref == "say/no_routes"
    assert store.slots(WHO) == {}


def test_what_was_pressed_in_the_finder_is_kept_and_taken_back(store: Store, speaker: Speaker) -> None:
    pressed(store, speaker, "find/gb/al/work/any")
    assert store.slots(WHO) == {"destination": "gb", "nationality": "al", "purpose": "work"}
    pressed(store, speaker, "find/gb/any/work/any")
    assert store.slots(WHO) == {"destination": "gb", "purpose": "work"}


def test_what_is_known_of_a_person_serves_the_finder_and_no_other_page(store: Store, speaker: Speaker) -> None:
    store.keep_slots(WHO, {"destination": "gb", "nationality": "al"})
    assert pressed(store, speaker, "routes/work").reply.ref.startswith("find/gb/al/work/")
    assert pressed(store, speaker, "contacts").reply.ref == "contacts"


def test_an_advert_is_shown_again_by_its_button(store: Store, speaker: Speaker, knowledge: Knowledge) -> None:
    ref = at(list(knowledge.content.claims)[:3])
    assert pressed(store, speaker, ref).reply.ref == ref


def test_to_forget_leaves_neither_the_way_back_nor_what_was_told(store: Store, speaker: Speaker) -> None:
    for payload in (LIST, "topic/risk_sea", "do/forget"):
        pressed(store, speaker, payload)
    assert (store.recent(WHO), store.slots(WHO)) == ({}, {})


def typed(store: Store, speaker: Speaker, text: str) -> str | None:
    return named(text, Exchange.begin(Message(WHO, "text", text=text), store), speaker)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("menu", "say/menu"),
        ("  BACK! ", "do/back"),
        ("Not helpful", "no/topic/risk_sea"),
        ("👍 helpful", "yes/topic/risk_sea"),
        ("helpful people", None),
        ("🙏", None),
        ("", None),
        ("menu " * 40, None),
    ],
)
def test_a_typed_title_is_the_button_of_the_page_shown_last(
    store: Store, speaker: Speaker, text: str, expected: str | None
) -> None:
    pressed(store, speaker, LIST)
    pressed(store, speaker, "topic/risk_sea")
    assert typed(store, speaker, text) == expected


def test_a_country_typed_at_the_finders_question_is_its_button(store: Store, speaker: Speaker) -> None:
    pressed(store, speaker, "find")
    assert typed(store, speaker, "italy") == "find/it/-/-/-"
    assert typed(store, speaker, "i am not sure yet") == "find/any/-/-/-"


def test_a_title_is_known_in_the_language_of_the_person(store: Store, speaker: Speaker) -> None:
    store.remember_language(WHO, chosen="ar")
    pressed(store, speaker, "contacts")
    titles = {b.payload: b.title for b in speaker.say("contacts", "ar").reply.bubbles[-1].buttons}
    assert typed(store, speaker, titles["contacts/gb"]) == "contacts/gb"


def test_to_somebody_new_menu_and_languages_are_known(store: Store, speaker: Speaker) -> None:
    assert [typed(store, speaker, text) for text in ("Menu", "language", "back")] == ["say/menu", "languages", None]
