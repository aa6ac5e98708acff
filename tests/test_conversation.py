"""One message in, one reply out: what is decided without a worker, and what must never happen."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from bot.conversation import Conversation
from bot.errors import WorkerUnavailable
from bot.knowledge import Knowledge
from bot.messages import Message
from bot.rendering import Renderer
from bot.replies import Reply
from bot.store import Store
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
    return Conversation(renderer, knowledge.safety, store, NoWorker(), knowledge.rules)


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

    conversation = Conversation(renderer, knowledge.safety, store, Starting(), knowledge.rules)
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
    for payload in ("say/menu", "topic/risk_sea", "lang/sq", "say/menu", "lang/en"):
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
    conversation = Conversation(renderer, knowledge.safety, store, Says("unheard_of"), knowledge.rules)
    turn = await conversation.answer(Message(WHO, "text", text="pershendetje"))
    assert (turn.response, turn.reply.language) == ("fallback", "sq")
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
    conversation = Conversation(renderer, knowledge.safety, store, Reads(decision), knowledge.rules)
    turn = await conversation.answer(Message(WHO, "text", text=text))
    assert (turn.emergency, turn.response) == (emergency, emergency or "risk_sea")


async def test_what_the_model_alone_takes_for_an_emergency_is_answered_as_one(
    knowledge: Knowledge, renderer: Renderer, store: Store
) -> None:
    decision = Decision("emergency_child", "emergency_child", 0.8, alarms={"emergency": 0.8, "misuse": 0.0})
    conversation = Conversation(renderer, knowledge.safety, store, Reads(decision), knowledge.rules)
    turn = await conversation.answer(Message(WHO, "text", text="the small one is not at the tents"))
    assert (turn.emergency, turn.confidence) == ("emergency_child", 0.8)


async def test_the_topic_that_fits_best_is_shown_instead_of_the_general_answer(
    knowledge: Knowledge, renderer: Renderer, store: Store
) -> None:
    decision = Decision("risk_sea", "risk_sea", 0.9, topics=(Scored("risk_channel", 0.9),))
    conversation = Conversation(renderer, knowledge.safety, store, Reads(decision), knowledge.rules)
    turn = await conversation.answer(Message(WHO, "text", text="dover"))
    assert turn.reply.bubbles[-1].text.startswith(text_of(renderer, "topic/risk_channel")[:40])
