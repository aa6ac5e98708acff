"""One message in, one reply out: what is decided without a worker, and what must never happen."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Any

import pytest

from bot.content.models import Ref
from bot.contexts import context_of
from bot.conversation import Conversation
from bot.errors import WorkerUnavailable
from bot.exchange import Exchange
from bot.knowledge import Knowledge
from bot.memory import Memory
from bot.messages import Message, Turn
from bot.rendering import Context, Renderer
from bot.rendering.adverts import at
from bot.replies import Reply
from bot.speaking import Speaker
from bot.store import Person, Store
from bot.understanding import Decision, Scored

pytestmark = pytest.mark.anyio

WHO = "0" * 32


class NoWorker:
    """Rasa as it is before it has started: it never answers."""

    async def decide(self, person: str, text: str, chosen: str | None = None) -> Decision:
        raise WorkerUnavailable("starting")

    async def ready(self, seconds: float | None = None) -> bool:
        return False


@pytest.fixture
def alone(knowledge: Knowledge, renderer: Renderer, store: Store) -> Conversation:
    return Conversation(renderer, knowledge, store, NoWorker())


def text_of(renderer: Renderer, ref: str, language: str = "en") -> str:
    return renderer.render(ref, language).bubbles[-1].text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("we are in the sea, the boat is sinking", "emergency_sea"),
        ("القارب يغرق ساعدونا", "emergency_sea"),
        ("gomonja po mbytet na ndihmoni", "emergency_sea"),
        ("i want to kill myself", "emergency_suicide"),
        ("locked inside a truck we cant breathe", "emergency_vehicle"),
    ],
)
async def test_an_emergency_is_answered_without_a_worker(alone: Conversation, text: str, kind: str) -> None:
    turn = await alone.answer(Message(WHO, "text", text=text))
    assert (turn.response, turn.emergency) == (kind, kind)


async def test_an_emergency_is_answered_in_the_language_it_is_written_in(alone: Conversation) -> None:
    turn = await alone.answer(Message(WHO, "text", text="القارب يغرق ساعدونا", channel_language="en"))
    assert turn.reply.language == "ar"


async def test_an_emergency_is_answered_in_the_chosen_language_before_all(alone: Conversation, store: Store) -> None:
    store.remember_language(WHO, chosen="sq")
    turn = await alone.answer(Message(WHO, "text", text="our boat is sinking help"))
    assert turn.reply.language == "sq"


async def test_a_request_for_a_smuggler_is_refused_with_the_lawful_ways(alone: Conversation) -> None:
    turn = await alone.answer(Message(WHO, "text", text="i need a smuggler"))
    assert (turn.response, turn.misuse, turn.emergency) == ("misuse_smuggler", True, None)
    assert "routes" in [button.payload for button in turn.reply.bubbles[-1].buttons]


async def test_a_typed_question_without_a_worker_hears_one_moment_and_at_last_what_still_works(
    alone: Conversation, renderer: Renderer
) -> None:
    heard: list[Reply] = []

    async def interim(reply: Reply) -> None:
        heard.append(reply)

    turn = await alone.answer(Message(WHO, "text", text="how can i study in england"), interim)
    assert [reply.bubbles[0].text for reply in heard] == [text_of(renderer, "say/one_moment")]
    assert turn.response == "cannot_read_now"


async def test_too_many_waiting_hear_at_once_that_we_are_busy(
    knowledge: Knowledge, renderer: Renderer, store: Store
) -> None:
    class Starting(NoWorker):
        async def ready(self, seconds: float | None = None) -> bool:
            await asyncio.Event().wait()
            return True

    conversation = Conversation(renderer, knowledge, store, Starting())
    waiting = [
        asyncio.create_task(conversation.answer(Message(f"{n:032d}", "text", text="a question"))) for n in range(60)
    ]
    await asyncio.sleep(0)
    turn = await conversation.answer(Message(WHO, "text", text="a question"))
    for task in waiting:
        task.cancel()
    assert turn.response == "busy"


@pytest.mark.parametrize(
    "payload", ["topic/risk_sea", "contacts/gb", "route/gb/care-worker", "more/claim/pay_on_arrival", "routes"]
)
async def test_buttons_work_without_a_worker(alone: Conversation, renderer: Renderer, payload: str) -> None:
    await alone.answer(Message(WHO, "button", payload="say/menu"))
    turn = await alone.answer(Message(WHO, "button", payload=payload))
    assert turn.reply.bubbles[-1].text == text_of(renderer, payload)


async def test_a_draft_says_so_once_in_each_language(alone: Conversation) -> None:
    said = []
    for payload in ("say/menu", "topic/risk_sea", "lang/sq", "topic/risk_sea", "lang/en"):
        turn = await alone.answer(Message(WHO, "button", payload=payload))
        said.append("<i>" in turn.reply.bubbles[-1].text)
    assert said == [True, False, True, False, True]


async def test_in_danger_nobody_is_told_about_drafts(alone: Conversation) -> None:
    turn = await alone.answer(Message(WHO, "text", text="our boat is sinking"))
    assert turn.emergency == "emergency_sea"
    assert "<i>" not in turn.reply.bubbles[-1].text


async def test_choosing_a_language_is_remembered_and_said_in_that_language(alone: Conversation, store: Store) -> None:
    turn = await alone.answer(Message(WHO, "button", payload="lang/ar"))
    assert (turn.reply.language, store.person(WHO).chosen) == ("ar", "ar")


async def test_forgetting_leaves_nothing_of_a_person(alone: Conversation, store: Store) -> None:
    await alone.answer(Message(WHO, "button", payload="lang/ar"))
    store.keep_slots(WHO, {"destination": "gb"})
    turn = await alone.answer(Message(WHO, "button", payload="do/forget"))
    assert (turn.response, turn.reply.language) == ("forgotten", "ar")
    assert (store.person(WHO).chosen, store.person(WHO).previous, store.slots(WHO)) == (None, None, {})


BAD_INPUT: Mapping[str, str] = {
    "nothing": "",
    "blanks": " \n\t ",
    "null bytes": "\x00\x00",
    "only emoji": "🙏🙏🔥",
    "only punctuation": "?!…",
    "bidi controls": "\u202e\u2066\u2069",
    "only zero width": "\u200b\ufeff",
}


@pytest.mark.parametrize("text", BAD_INPUT.values(), ids=BAD_INPUT.keys())
async def test_a_message_without_words_is_asked_for_words(alone: Conversation, text: str) -> None:
    assert (await alone.answer(Message(WHO, "text", text=text))).response == "empty"


@pytest.mark.parametrize("kind", ["media", "location", "contact_card", "joined", "start"])
async def test_what_is_no_text_gets_a_reply_of_its_own(alone: Conversation, kind: Any) -> None:
    turn = await alone.answer(Message(WHO, kind))
    assert turn.response in {"text_only", "location", "no_contact_cards", "group", "welcome"}


class Says(NoWorker):
    """A worker that has decided."""

    def __init__(self, response: str) -> None:
        self._response = response

    async def decide(self, person: str, text: str, chosen: str | None = None) -> Decision:
        return Decision(self._response, "greet", 1.0, languages={"sq": 1.0})


async def test_a_response_that_nobody_wrote_becomes_the_fallback_in_the_readers_language(
    knowledge: Knowledge, renderer: Renderer, store: Store
) -> None:
    conversation = Conversation(renderer, knowledge, store, Says("unheard_of"))
    turn = await conversation.answer(Message(WHO, "text", text="pershendetje"))
    assert (turn.reply.bubbles[-1].text.partition("\n\n<i>")[0], turn.reply.language) == (
        text_of(renderer, "say/fallback", "sq"), "sq",
    )  # fmt: skip
    assert "contacts" in [button.payload for button in turn.reply.bubbles[-1].buttons]


class Reads(NoWorker):
    """A worker that decides as told, or never comes back."""

    def __init__(self, decision: Decision | None) -> None:
        self._decision = decision

    async def decide(self, person: str, text: str, chosen: str | None = None) -> Decision:
        if self._decision is None:
            await asyncio.Event().wait()
        assert self._decision
        return self._decision


@pytest.mark.parametrize(
    ("decision", "emergency"),
    [
        (Decision("risk_sea", "risk_sea", 0.9, alarms={"emergency": 0.02, "misuse": 0.0}), None),
        (Decision("risk_sea", "risk_sea", 0.6, alarms={"emergency": 0.35, "misuse": 0.0}), "emergency_sea"),
        (None, "emergency_sea"),
    ],
    ids=["called off", "not sure enough", "no answer in time"],
)
async def test_only_a_model_that_is_sure_and_in_time_calls_off_an_alarm_of_the_words(
    knowledge: Knowledge, renderer: Renderer, store: Store, decision: Decision | None, emergency: str | None
) -> None:
    text = "we are in the sea, the boat is sinking"
    conversation = Conversation(renderer, knowledge, store, Reads(decision))
    turn = await conversation.answer(Message(WHO, "text", text=text))
    assert (turn.emergency, turn.response) == (emergency, emergency or "risk_sea")


async def test_what_the_model_alone_takes_for_an_emergency_is_answered_as_one(
    knowledge: Knowledge, renderer: Renderer, store: Store
) -> None:
    decision = Decision("emergency_child", "emergency_child", 0.8, alarms={"emergency": 0.8, "misuse": 0.0})
    conversation = Conversation(renderer, knowledge, store, Reads(decision))
    turn = await conversation.answer(Message(WHO, "text", text="the small one is not at the tents"))
    assert (turn.emergency, turn.confidence) == ("emergency_child", 0.8)


async def test_a_page_for_one_emergency_leads_to_another_that_is_nearly_as_likely(
    knowledge: Knowledge, renderer: Renderer, store: Store
) -> None:
    ranking = (("emergency_violence", 0.5), ("emergency_captive", 0.4))
    decision = Decision("any", "emergency_violence", 0.9, ranking=ranking, alarms={"emergency": 0.9, "misuse": 0.0})
    turn = await Conversation(renderer, knowledge, store, Reads(decision)).answer(Message(WHO, "text", text="so it is"))
    assert turn.reply.bubbles[-1].buttons[0].payload == "emergency/emergency_captive"


async def test_the_topic_that_fits_best_is_shown_instead_of_the_general_answer(
    knowledge: Knowledge, renderer: Renderer, store: Store
) -> None:
    decision = Decision("risk_sea", "risk_sea", 0.9, topics=(Scored("risk_channel", 0.9),))
    conversation = Conversation(renderer, knowledge, store, Reads(decision))
    turn = await conversation.answer(Message(WHO, "text", text="dover"))
    assert turn.reply.bubbles[-1].text.startswith(text_of(renderer, "topic/risk_channel")[:40])


NOT_UNDERSTOOD = Decision("fallback", "nlu_fallback", 0.2)
CLAIMS = ("pay_on_arrival", "hurry_discount", "land_route_easy")


def named_country(response: str, intent: str, sure: float = 0.9, /, **countries: str) -> Decision:
    """A decision with countries by role; the worker keeps those as slots."""
    entities: Any = tuple({"entity": "country", "value": code, "role": role} for role, code in countries.items())
    return Decision(response, intent, sure, entities=entities, slots=countries)


def advert(*claims: str) -> Decision:
    return Decision("claims", "claim", 0.9, claims=tuple(Scored(name, 0.9) for name in claims), is_advert=True)


class Told(NoWorker):
    """A worker that decides about each text as told, and understands no other."""

    def __init__(self, decisions: Mapping[str, Decision]) -> None:
        self.decisions = dict(decisions)

    async def decide(self, person: str, text: str, chosen: str | None = None) -> Decision:
        return self.decisions.get(text, NOT_UNDERSTOOD)


class Chat:
    """One person's conversation: what is typed or pressed, and the turn for it."""

    def __init__(self, conversation: Conversation, worker: Told) -> None:
        self.conversation, self._worker = conversation, worker

    async def type(self, text: str, decision: Decision | None = None) -> Turn:
        if decision:
            self._worker.decisions[text] = decision
        return await self.conversation.answer(Message(WHO, "text", text=text))

    async def press(self, payload: str) -> Turn:
        return await self.conversation.answer(Message(WHO, "button", payload=payload))

    async def start(self, payload: str = "") -> Turn:
        return await self.conversation.answer(Message(WHO, "start", payload=payload))


@pytest.fixture
def chat(knowledge: Knowledge, renderer: Renderer, store: Store) -> Chat:
    worker = Told({})
    return Chat(Conversation(renderer, knowledge, store, worker), worker)


def shown(turn: Turn) -> list[str]:
    return [button.payload for button in turn.reply.bubbles[-1].buttons]


async def test_an_emergency_under_a_picture_does_not_wait_for_the_picture(chat: Chat) -> None:
    def fetch() -> AbstractAsyncContextManager[bytes]:
        pytest.fail("the picture was fetched")

    sent = Message(WHO, "picture", text="our boat is sinking help us", picture=fetch)
    assert (await chat.conversation.answer(sent)).emergency == "emergency_sea"


async def test_who_is_not_understood_twice_in_a_row_is_shown_people(chat: Chat) -> None:
    found = [await chat.type(text) for text in ("blue", "green", "red")]
    assert [turn.reply.ref for turn in found] == ["say/fallback", "say/unsure_again", "say/unsure_again"]
    assert "contacts/gb" in shown(found[1])


@pytest.mark.parametrize("understood", [Decision("greet", "greet", 0.9), advert("pay_on_arrival")])
async def test_who_was_understood_in_between_is_not_sent_to_people(chat: Chat, understood: Decision) -> None:
    await chat.type("blue")
    await chat.type("hello", understood)
    assert (await chat.type("green")).reply.ref == "say/fallback"


async def test_whatever_a_person_may_have_meant_has_a_title_in_every_language(
    knowledge: Knowledge, renderer: Renderer
) -> None:
    suggested = [Decision("fallback", "nlu_fallback", 0.2, ranking=((intent, 0.5),)) for intent in knowledge.rules]
    for code in knowledge.catalogs:
        for decision in suggested:
            context = context_of(decision, knowledge, Exchange(Message(WHO, "text"), Person(), Memory(), {}))
            assert renderer.render("say/fallback", code, context).bubbles[-1].buttons


async def test_a_suggestion_that_breaks_leaves_the_fallback_without_it(
    renderer: Renderer, caplog: pytest.LogCaptureFixture
) -> None:
    turn = Speaker(renderer, "en").say("say/fallback", "sq", Context(suggestions=(Ref("say/none"),)))
    assert turn.reply.bubbles == renderer.render("say/fallback", "sq").bubbles
    assert [record.levelname for record in caplog.records] == ["ERROR"]


async def test_the_same_advert_again_gets_the_short_answer(chat: Chat) -> None:
    first = await chat.type("pay later, permit included", advert(*CLAIMS[:2]))
    again = await chat.type("permit included!! pay later", advert(*CLAIMS[1::-1]))
    more = await chat.type("pay later, hurry", advert(CLAIMS[0], CLAIMS[2]))
    assert [turn.reply.ref for turn in (first, again, more)] == [
        at(CLAIMS[:2]),
        "say/same_again",
        at((CLAIMS[0], CLAIMS[2])),
    ]


async def test_an_advert_without_a_claim_we_know_is_not_taken_for_a_repeated_one(chat: Chat) -> None:
    found = [await chat.type(text, advert()) for text in ("new offer", "another new offer")]
    assert [turn.reply.ref for turn in found] == ["say/claim_unknown"] * 2


@pytest.mark.parametrize("role", ["destination", "place"])
async def test_a_country_typed_after_the_finders_question_fills_the_place_that_was_asked(
    chat: Chat, store: Store, role: str
) -> None:
    await chat.press("routes/work")
    turn = await chat.type("in italy please", named_country("fallback", "nlu_fallback", 0.3, **{role: "it"}))
    assert turn.reply.ref == "find/it/~/work/-"
    turn = await chat.type("from albania", named_country("routes_other", "route_other", 0.8, **{role: "al"}))
    assert turn.reply.ref.startswith("find/it/al/work/")
    assert store.slots(WHO) == {"destination": "it", "nationality": "al", "purpose": "work"}


async def test_and_for_italy_after_a_route_leads_to_ways_of_its_purpose_there(chat: Chat) -> None:
    await chat.press("route/gb/student")
    turn = await chat.type("and for Italy?", named_country("fallback", "nlu_fallback", 0.3, place="it"))
    assert turn.reply.ref == "find/it/any/study/any"


async def test_how_much_after_a_list_of_routes_is_what_they_cost(chat: Chat) -> None:
    await chat.press("find/gb/any/study/any")
    turn = await chat.type("how much?", Decision("cost_money", "cost_money", 0.9))
    assert turn.reply.ref == "costs/gb/any/study/any"
    turn = await chat.type("how much is a smuggler paid for the channel", Decision("cost_money", "cost_money", 0.9))
    assert turn.reply.ref == "topic/cost_money"


async def test_how_much_where_no_way_is_open_is_answered_too(knowledge: Knowledge, chat: Chat) -> None:
    purposes = {(route.country, route.purpose) for route in knowledge.content.routes.values()}
    is_open = {
        (r.country, r.purpose) for r in knowledge.content.routes.values() if r.status == "open" and not r.only_for
    }
    for country, purpose in sorted(purposes - is_open):
        before = await chat.press(f"find/{country}/any/{purpose}/any")
        turn = await chat.type("how much?", Decision("cost_money", "cost_money", 0.9))
        assert turn.reply.ref.partition("/")[2] == before.reply.ref.partition("/")[2]


async def test_who_changes_the_purpose_midway_is_asked_or_shown_for_the_new_one(chat: Chat) -> None:
    await chat.press("find/gb/any/work/any")
    study = named_country("routes_study", "route_study", 0.9, destination="de")
    turn = await chat.type("i want to study in germany", study)
    assert (turn.response, turn.reply.ref.split("/")[1::2]) == ("routes_study", ["de", "study"])


async def test_a_country_that_does_not_exist_is_no_answer_to_the_finder(chat: Chat, store: Store) -> None:
    await chat.press("routes/work")
    assert (await chat.type("to Atlantis")).reply.ref == "say/fallback"
    assert (await chat.type("Italy")).reply.ref == "find/it/~/work/-"
    assert store.slots(WHO) == {"destination": "it", "purpose": "work"}


async def test_a_country_without_ways_is_owned_up_to(chat: Chat) -> None:
    await chat.press("routes/work")
    turn = await chat.type("to Japan", named_country("fallback", "nlu_fallback", 0.3, destination="jp"))
    assert turn.reply.ref == "say/no_routes"


async def test_two_messages_in_another_language_than_the_chosen_bring_the_offer_to_change(
    chat: Chat, renderer: Renderer
) -> None:
    await chat.press("lang/en")
    albanian = Decision("greet", "greet", 0.9, languages={"sq": 0.99})
    found = [await chat.type(text, albanian) for text in ("tungjatjeta miq te mi", "si jeni sot miq te mi")]
    assert [turn.reply.language for turn in found] == ["en", "en"]
    assert ["lang/sq" in shown(turn) for turn in found] == [False, True]
    assert renderer.label("offer_language", "sq") in found[1].reply.bubbles[-1].text.replace("&#39;", "'")
    assert (await chat.press("lang/sq")).reply.language == "sq"


@pytest.mark.parametrize(
    ("chosen", "languages"),
    [
        ("en", ({"sq": 0.99}, {"en": 0.99}, {"sq": 0.99})),
        ("en", ({"sq": 0.99}, {"ar": 0.99}, {"sq": 0.99})),
        ("en", ({"sq": 0.5}, {"sq": 0.5}, {"sq": 0.5})),
        ("en", ({"fr": 0.99}, {"fr": 0.99}, {"fr": 0.99})),
        ("sq", ({"sq": 0.99}, {"sq": 0.99}, {"sq": 0.99})),
        ("", ({"sq": 0.99}, {"sq": 0.99}, {"sq": 0.99})),
    ],
    ids=["not in a row", "two others", "not sure", "not one of ours", "the chosen one", "none chosen"],
)
async def test_the_language_is_offered_to_nobody_else(
    chat: Chat, chosen: str, languages: tuple[dict[str, float], ...]
) -> None:
    if chosen:
        await chat.press(f"lang/{chosen}")
    for number, guess in enumerate(languages):
        turn = await chat.type(f"some words of mine {number}", Decision("greet", "greet", 0.9, languages=guess))
        assert [payload for payload in shown(turn) if payload.startswith("lang/")] == []


async def test_a_typed_title_of_a_button_presses_it_without_a_worker(alone: Conversation) -> None:
    await alone.answer(Message(WHO, "button", payload="say/menu"))
    turn = await alone.answer(Message(WHO, "text", text="check an offer"))
    assert turn.reply.ref == "topic/check_offer"


async def test_a_cry_for_help_goes_before_a_button_of_the_same_words(alone: Conversation) -> None:
    turn = await alone.answer(Message(WHO, "text", text="our boat is sinking"))
    assert (turn.emergency, turn.reply.ref) == ("emergency_sea", "emergency/emergency_sea")


async def test_a_link_chooses_language_and_page_and_counts_its_campaign(chat: Chat, store: Store) -> None:
    turn = await chat.start("l-sq__v-claim-pay_on_arrival__c-school")
    assert (turn.reply.ref, turn.reply.language, store.person(WHO).chosen) == ("claim/pay_on_arrival", "sq", "sq")
    assert store.counts(date.today()) == [("campaign", "school", "sq", 1)]


@pytest.mark.parametrize("payload", ["", "x", "v-do-forget", "l-xx__v-none", "{{7*7}}", "\x00", "\ud800", "-" * 5000])
async def test_a_link_that_says_nothing_we_know_is_welcomed(chat: Chat, store: Store, payload: str) -> None:
    store.remember_language(WHO, chosen="ar")
    turn = await chat.start(payload)
    assert (turn.response, turn.reply.language, store.counts(date.today())) == ("welcome", "ar", [])


async def test_a_link_into_the_finder_asks_what_it_leaves_out(chat: Chat) -> None:
    assert (await chat.start("v-routes-work")).reply.ref == "find/~/-/work/-"
    assert (await chat.start("v-find-gb-any-work-any")).reply.ref == "find/gb/any/work/any"


async def test_whether_it_helped_is_counted_and_back_leads_to_it(chat: Chat, store: Store) -> None:
    turn = await chat.press("topic/risk_sea")
    (yes,) = [payload for payload in shown(turn) if payload.startswith("yes/")]
    assert (await chat.press(yes)).response == "helpful"
    assert store.counts(date.today()) == [("helpful", "topic/risk_sea", "en", 1)]
    assert (await chat.press("do/back")).reply.ref == "topic/risk_sea"


async def test_back_goes_back_and_twice_goes_back_twice_typed_or_pressed(chat: Chat) -> None:
    for payload in ("topic/risk_sea", "contacts/gb", "topic/check_offer"):
        await chat.press(payload)
    assert (await chat.type("back")).reply.ref == "contacts/gb"
    assert (await chat.press("do/back")).reply.ref == "topic/risk_sea"


async def test_danger_and_misuse_leave_no_trace_in_what_is_carried(chat: Chat, store: Store) -> None:
    await chat.press("topic/risk_sea")
    for text in ("our boat is sinking", "i need a smuggler"):
        await chat.type(text, Decision("greet", "greet", 0.1, alarms={"emergency": 0.9, "misuse": 0.9}))
    assert store.recent(WHO)["trail"] == ["topic/risk_sea"]
    assert not re.search("emergency|misuse|sea_", str({**store.recent(WHO), "trail": []}))


ODD_TEXTS = (
    "", " ", "back", "menu", "Italy", "and for germany?", "how much?", "blue", "ok", "🙏", "\u202e\x00", "<b>x</b>", "{x}",
    "/start", "pay later", "pay later, permit included", "our boat is sinking", "i need a smuggler", "نعم", "sa kushton",
    "a" * 5000, "\ud800", "study in germany", "i am from albania", "tungjatjeta miq te mi",
)  # fmt: skip
ODD_BUTTONS = ("find/zz/any/work/any", "find/gb/<b>/x/y", "yes/x", "do/back", "do/forget", "topic/none", "x" * 99, "")
WALK: Mapping[str, Decision] = {
    "Italy": named_country("fallback", "nlu_fallback", 0.3, place="it"),
    "and for germany?": named_country("routes_other", "route_other", 0.5, destination="de"),
    "how much?": Decision("cost_money", "cost_money", 0.9),
    "sa kushton": Decision("cost_money", "cost_money", 0.9, languages={"sq": 0.99}),
    "ok": Decision("affirm", "affirm", 0.9),
    "pay later": Decision("claims", "claim", 0.9, claims=(Scored("pay_on_arrival", 0.9),)),
    "pay later, permit included": advert(*CLAIMS),
    "study in germany": named_country("routes_study", "route_study", 0.9, destination="de"),
    "i am from albania": named_country("routes_other", "route_other", 0.9, nationality="al"),
    "tungjatjeta miq te mi": Decision("greet", "greet", 0.9, languages={"sq": 0.99}),
    "<b>x</b>": Decision("unheard_of", "greet", 0.9),
    "blue": Decision("fallback", "nlu_fallback", 0.2, ranking=(("risk_sea", 0.2), ("route_work", 0.1))),
}
RAW_KEY = re.compile(r"find_\w|interface/|say/|situation_|purpose_|verdict_|country/|Undefined|Markup")


@pytest.mark.parametrize("seed", range(4))
async def test_wherever_four_hundred_steps_lead_there_are_words_and_a_way_on(
    knowledge: Knowledge, renderer: Renderer, store: Store, seed: int
) -> None:
    chance, worker = random.Random(seed), Told(WALK)
    conversation = Conversation(renderer, knowledge, store, worker)
    buttons: list[str] = ["say/menu"]
    steps: list[str] = []

    def step() -> Message:
        kind = chance.random()
        if kind < 0.65:
            return Message(WHO, "button", payload=chance.choice(buttons))
        if kind < 0.7:
            return Message(WHO, "button", payload=chance.choice(ODD_BUTTONS))
        if kind < 0.72:
            return Message(WHO, "start", payload=chance.choice(("", "l-sq", "v-find-gb", "c-school", "l-xx__v-x")))
        return Message(WHO, "text", text=chance.choice(ODD_TEXTS))

    for _ in range(400):
        message = step()
        steps.append(message.payload or message.text)
        turn = await conversation.answer(message)
        for bubble in turn.reply.bubbles:
            assert bubble.text.strip(), steps[-5:]
            assert "{" not in bubble.text, steps[-5:]
            said = "\n".join((bubble.text, *(button.title for button in bubble.buttons)))
            assert RAW_KEY.findall(re.sub(r"<[^>]*>", "", said)) == [], steps[-5:]
        buttons = shown(turn)
        assert buttons, steps[-5:]
        assert len(buttons) == len(set(buttons)), (buttons, steps[-5:])
        assert max(len(payload.encode()) for payload in buttons) <= 64
