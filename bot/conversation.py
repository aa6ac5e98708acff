"""One message in, one reply out: danger first, buttons next, then Rasa; knows neither channels nor wording."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Protocol

from bot.contexts import context_of, tactics_of
from bot.errors import BotError, RenderError, WorkerUnavailable
from bot.i18n.languages import negotiate
from bot.judging import SECOND_OPINION_SECONDS, confidence_in, judged
from bot.messages import Message, Turn
from bot.rendering import Context, Renderer
from bot.replies import MAX_PAYLOAD_BYTES, Reply
from bot.safety import MISUSE, Danger, Safety
from bot.store import Person, Store
from bot.text import clean, words
from bot.understanding import Decision

logger = logging.getLogger(__name__)

Interim = Callable[[Reply], Awaitable[None]]

_SURE_OF_LANGUAGE = 0.8
_SURE_OF_SHORT = 0.95
_SHORT = 3
_WAIT_SECONDS = 120.0
_MOST_WAITING = 60
"""So many may wait for a starting worker: the rest hear at once that we are busy, and emergencies get through."""

_ANSWERS = {
    "start": "say/welcome",
    "media": "say/text_only",
    "location": "say/location",
    "contact_card": "say/no_contact_cards",
    "joined": "say/group",
}


class Understander(Protocol):
    """What a conversation asks of whatever runs Rasa."""

    async def decide(self, person: str, text: str, chosen: str | None = None) -> Decision:
        """What `text` means, or WorkerUnavailable."""

    async def ready(self, seconds: float | None = None) -> bool:
        """Whether it can answer, waiting up to `seconds`."""


class Conversation:
    """Answers every message, with something sensible whatever breaks."""

    def __init__(
        self,
        renderer: Renderer,
        safety: Safety,
        store: Store,
        understander: Understander,
        rules: Mapping[str, str],
        *,
        default_language: str = "en",
    ) -> None:
        self._renderer = renderer
        self._safety = safety
        self._store = store
        self._understander = understander
        self._rules = rules
        self._default = default_language
        self._waiting = 0

    def adopt(self, renderer: Renderer, safety: Safety, rules: Mapping[str, str]) -> None:
        """Answers from these from now on."""
        self._renderer, self._safety, self._rules = renderer, safety, rules

    async def answer(self, message: Message, interim: Interim | None = None) -> Turn:
        """The turn for `message`. `interim` sends what must be said while a worker is awaited."""
        person = self._store.person(message.person)
        turn = await self._turn(message, person, interim)
        if turn.reply.language == person.previous or turn.response == "forgotten":
            return turn
        self._store.remember_language(message.person, previous=turn.reply.language)
        return turn if turn.emergency else replace(turn, reply=self._renderer.marked(turn.reply))

    async def _turn(self, message: Message, person: Person, interim: Interim | None) -> Turn:
        if message.kind == "button":
            return self._pressed(message, person)
        text = clean(message.text)
        danger = self._safety.look(text, preferred=person.chosen) if text else None
        if message.kind == "text" and words(text):
            return await self._understood(text, danger, message, person, interim)
        if danger:
            return self._caught(danger, message, person)
        return self._say(
            "say/empty" if message.kind == "text" else _ANSWERS[message.kind], self._language(message, person)
        )

    def _pressed(self, message: Message, person: Person) -> Turn:
        """Buttons show content without Rasa, so they work while it is down; only ours are obeyed."""
        kind, _, rest = message.payload.partition("/")
        if kind == "lang" and rest in self._renderer.catalogs:
            self._store.remember_language(message.person, chosen=rest)
            return self._say("say/language_changed", rest)
        language = self._language(message, person)
        if message.payload == "do/forget":
            self._store.forget(message.person)
            return self._say("say/forgotten", language)
        if len(message.payload.encode()) > MAX_PAYLOAD_BYTES:
            return self._say("say/old_button", language)
        try:
            reply = self._renderer.render(message.payload, language)
            return Turn(reply, _response_of(message.payload))
        except RenderError:
            return self._say("say/old_button", language)

    def _caught(self, danger: Danger, message: Message, person: Person) -> Turn:
        language = self._language(message, person, identified=danger.language)
        turn = self._say(f"say/{danger.kind}", language)
        return replace(
            turn,
            response=danger.kind,
            intent=danger.kind,
            emergency=None if danger.is_misuse else danger.kind,
            misuse=danger.is_misuse,
        )

    async def _understood(
        self, text: str, danger: Danger | None, message: Message, person: Person, interim: Interim | None
    ) -> Turn:
        """What Rasa decided; an alarm of the words waits for it only a moment, and outlasts its silence."""
        try:
            if danger:
                asked = self._understander.decide(message.person, text, person.chosen)
                decision = await asyncio.wait_for(asked, SECOND_OPINION_SECONDS)
            else:
                decision = await self._decide(text, message, person, interim)
        except _Busy:
            return self._say("say/busy", self._language(message, person))
        except (WorkerUnavailable, asyncio.TimeoutError):
            if danger:
                return self._caught(danger, message, person)
            return self._say("say/cannot_read_now", self._language(message, person))
        return self._decided(decision, danger, text, message, person)

    def _decided(self, decision: Decision, danger: Danger | None, text: str, message: Message, person: Person) -> Turn:
        kind = judged(danger, decision)
        by_words = danger.language if danger and kind == danger.kind else None
        language = self._language(message, person, identified=by_words or identified(decision, text))
        turn = self._say(
            f"say/{kind or decision.response}", language, context_of(decision, self._rules, self._renderer.content)
        )
        return replace(
            turn,
            intent=kind or decision.intent,
            confidence=confidence_in(kind, danger, decision),
            claims=decision.claims,
            tactics=tactics_of(decision, self._renderer.content),
            topics=decision.topics,
            is_advert=decision.is_advert,
            emergency=kind if kind and kind != MISUSE else None,
            misuse=kind == MISUSE,
            entities=decision.entities,
        )

    async def _decide(self, text: str, message: Message, person: Person, interim: Interim | None) -> Decision:
        """Rasa's decision; while the worker is down, says so, waits for it, and asks again."""
        try:
            return await self._understander.decide(message.person, text, person.chosen)
        except WorkerUnavailable:
            if self._waiting >= _MOST_WAITING:
                raise _Busy from None
        if interim:
            await interim(self._say("say/one_moment", self._language(message, person)).reply)
        self._waiting += 1
        try:
            await self._understander.ready(_WAIT_SECONDS)
            return await self._understander.decide(message.person, text, person.chosen)
        finally:
            self._waiting -= 1

    def _language(self, message: Message, person: Person, identified: str | None = None) -> str:
        return negotiate(
            self._renderer.catalogs,
            chosen=person.chosen,
            identified=identified,
            previous=person.previous,
            channel=message.channel_language,
            default=self._default,
        )

    def _say(self, ref: str, language: str, context: Context | None = None) -> Turn:
        """The view at `ref`; whatever breaks in it, the fallback, which names someone who can help."""
        for attempt, spoken in ((ref, language), ("say/fallback", language), ("say/fallback", self._default)):
            try:
                reply = self._renderer.render(attempt, spoken, context if attempt == ref else None)
                return Turn(reply, _response_of(attempt))
            except (BotError, KeyError, ValueError) as fault:
                logger.error("no reply at %s in %s: %s", attempt, spoken, type(fault).__name__)
        raise RenderError("not even the fallback can be rendered; `bot check` says why")


class _Busy(Exception):
    """Raised when too many people already wait for the worker."""


def identified(decision: Decision, text: str) -> str | None:
    """The message's language, where its words leave no doubt: "ok" and "visa uk" must not switch a conversation."""
    code, chance = max(decision.languages.items(), key=lambda pair: pair[1], default=("", 0.0))
    is_short = text.isascii() and len(words(text)) < _SHORT
    return code if chance >= (_SURE_OF_SHORT if is_short else _SURE_OF_LANGUAGE) else None


def _response_of(ref: str) -> str:
    return ref.removeprefix("say/")
