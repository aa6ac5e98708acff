"""One message in, one reply out: danger first, buttons next, then Rasa; knows neither channels nor wording."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from bot.choosing import identified, page_of, with_offer
from bot.content.models import Ref
from bot.contexts import routes_of, tactics_of
from bot.errors import UnreadablePicture, WorkerUnavailable
from bot.exchange import Exchange
from bot.judging import SECOND_OPINION_SECONDS, also_likely, confidence_in, judged
from bot.knowledge import Knowledge
from bot.links import read_link
from bot.messages import Fetch, Message, Turn
from bot.pressing import named, press
from bot.rendering import Renderer
from bot.replies import Reply
from bot.safety import MISUSE, Danger
from bot.speaking import Speaker
from bot.store import Store
from bot.text import clean, words
from bot.understanding import Decision

logger = logging.getLogger(__name__)

Interim = Callable[[Reply], Awaitable[None]]

_WAIT_SECONDS = 120.0
_MOST_WAITING = 60
"""So many may wait for a starting worker: the rest hear at once that we are busy, and emergencies get through."""

_WELCOME = "say/welcome"
_SHARE = "share/"
_ANSWERS = {
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


class Pictures(Protocol):
    """What a conversation asks of whatever reads pictures."""

    async def read(self, data: bytes) -> str:
        """The words in a picture, or UnreadablePicture."""


class Conversation:
    """Answers every message, with something sensible whatever breaks."""

    def __init__(
        self,
        renderer: Renderer,
        knowledge: Knowledge,
        store: Store,
        understander: Understander,
        *,
        pictures: Pictures | None = None,
        default_language: str = "en",
    ) -> None:
        self._speaker = Speaker(renderer, default_language)
        self._knowledge = knowledge
        self._store = store
        self._understander = understander
        self._pictures = pictures
        self._waiting = 0

    def adopt(self, renderer: Renderer, knowledge: Knowledge) -> None:
        """Answers from these from now on."""
        self._speaker.renderer, self._knowledge = renderer, knowledge

    async def answer(self, message: Message, interim: Interim | None = None) -> Turn:
        """The turn for `message`. `interim` sends what must be said while a worker is awaited."""
        exchange = Exchange.begin(message, self._store)
        turn = await self._turn(exchange, interim)
        if turn.response == "forgotten":
            return turn
        exchange.keep(turn.reply.ref, self._store)
        if turn.reply.ref.startswith(_SHARE):
            turn = replace(turn, reply=await self._with_card(turn.reply))
        if turn.reply.language == exchange.person.previous:
            return turn
        self._store.remember_language(message.person, previous=turn.reply.language)
        return turn if turn.emergency else replace(turn, reply=self._speaker.renderer.marked(turn.reply))

    async def _with_card(self, reply: Reply) -> Reply:
        """The reply with its first bubble as a picture too, where there are fonts to draw it."""
        claim, (first, *rest) = reply.ref.removeprefix(_SHARE), reply.bubbles
        picture = await asyncio.to_thread(self._speaker.renderer.card, claim, reply.language)
        return replace(reply, bubbles=(replace(first, picture=picture), *rest))

    async def _turn(self, exchange: Exchange, interim: Interim | None) -> Turn:
        message = exchange.message
        if message.kind == "button":
            return press(message.payload, exchange, self._speaker, self._store)
        if message.kind == "start":
            return self._started(exchange)
        if message.kind == "picture":
            return await self._seen(exchange, interim)
        text = clean(message.text)
        if message.kind == "text" and words(text):
            return await self._read(text, exchange, interim)
        if danger := self._danger(text, exchange):
            return self._caught(danger, exchange)
        return self._say("say/empty" if message.kind == "text" else _ANSWERS[message.kind], exchange)

    def _started(self, exchange: Exchange) -> Turn:
        """A link may choose the language and the first page; a campaign is counted, not who came by it."""
        message, catalogs = exchange.message, self._speaker.renderer.catalogs
        link = read_link(message.payload, self._knowledge.content, catalogs)
        if link.language:
            self._store.remember_language(message.person, chosen=link.language)
            exchange.person = replace(exchange.person, chosen=link.language)
        if link.campaign:
            self._store.count("campaign", link.campaign, self._speaker.language(message, exchange.person))
        return press(link.ref, exchange, self._speaker, self._store) if link.ref else self._say(_WELCOME, exchange)

    async def _seen(self, exchange: Exchange, interim: Interim | None) -> Turn:
        """A picture is read and answered as if its words, and those under it, had been typed."""
        caption = clean(exchange.message.text)
        if (danger := self._danger(caption, exchange)) and not danger.is_misuse:
            return self._caught(danger, exchange)
        try:
            seen = await self._words_in(exchange.message.picture)
        except UnreadablePicture:
            if not words(caption):
                return self._say("say/picture_unreadable", exchange)
            seen = ""
        text = clean(f"{caption}\n{seen}")
        if words(text):
            return await self._read(text, exchange, interim)
        return self._say("say/picture_without_words" if self._pictures else "say/text_only", exchange)

    async def _words_in(self, fetch: Fetch | None) -> str:
        if self._pictures is None or fetch is None:
            return ""
        async with fetch() as picture:
            return await self._pictures.read(picture)

    def _danger(self, text: str, exchange: Exchange) -> Danger | None:
        return self._knowledge.safety.look(text, preferred=exchange.person.chosen) if text else None

    def _caught(self, danger: Danger, exchange: Exchange) -> Turn:
        language = self._speaker.language(exchange.message, exchange.person, identified=danger.language)
        return replace(
            self._speaker.say(f"say/{danger.kind}", language),
            response=danger.kind,
            intent=danger.kind,
            emergency=None if danger.is_misuse else danger.kind,
            misuse=danger.is_misuse,
        )

    async def _read(self, text: str, exchange: Exchange, interim: Interim | None) -> Turn:
        """What Rasa decided; an alarm of the words waits for it only a moment, and outlasts its silence."""
        message, person, danger = exchange.message, exchange.person, self._danger(text, exchange)
        is_shown_buttons = person.previous is not None
        if not danger and is_shown_buttons and (payload := named(text, exchange, self._speaker)):
            return press(payload, exchange, self._speaker, self._store)
        try:
            if danger:
                asked = self._understander.decide(message.person, text, person.chosen)
                decision = await asyncio.wait_for(asked, SECOND_OPINION_SECONDS)
            else:
                decision = await self._decide(text, exchange, interim)
        except _Busy:
            return self._say("say/busy", exchange)
        except (WorkerUnavailable, asyncio.TimeoutError):
            return self._caught(danger, exchange) if danger else self._say("say/cannot_read_now", exchange)
        return self._decided(decision, danger, text, exchange)

    def _decided(self, decision: Decision, danger: Danger | None, text: str, exchange: Exchange) -> Turn:
        kind = judged(danger, decision)
        by_words = danger.language if danger and kind == danger.kind else None
        spoken = by_words or identified(decision, text)
        language = self._speaker.language(exchange.message, exchange.person, identified=spoken)
        routes = routes_of(decision, text, language, self._knowledge)
        ref, context = page_of(kind, decision, text, self._knowledge, exchange, routes)
        if kind:
            others = tuple(Ref(f"emergency/{other}") for other in also_likely(kind, danger, decision))
            context = replace(context, suggestions=others)
        turn = self._speaker.say(ref, language, context)
        if not kind:
            turn = replace(turn, reply=with_offer(turn.reply, spoken, exchange, self._speaker.renderer))
        return replace(
            turn,
            response=kind or turn.response,
            intent=kind or decision.intent,
            confidence=confidence_in(kind, danger, decision),
            claims=decision.claims,
            tactics=tactics_of(decision, self._knowledge.content),
            topics=decision.topics,
            routes=routes,
            is_advert=decision.is_advert,
            emergency=kind if kind and kind != MISUSE else None,
            misuse=kind == MISUSE,
            entities=decision.entities,
        )

    async def _decide(self, text: str, exchange: Exchange, interim: Interim | None) -> Decision:
        """Rasa's decision; while the worker is down, says so, waits for it, and asks again."""
        message, person = exchange.message, exchange.person
        try:
            return await self._understander.decide(message.person, text, person.chosen)
        except WorkerUnavailable:
            if self._waiting >= _MOST_WAITING:
                raise _Busy from None
        if interim:
            await interim(self._say("say/one_moment", exchange).reply)
        self._waiting += 1
        try:
            await self._understander.ready(_WAIT_SECONDS)
            return await self._understander.decide(message.person, text, person.chosen)
        finally:
            self._waiting -= 1

    def _say(self, ref: str, exchange: Exchange) -> Turn:
        return self._speaker.say(ref, self._speaker.language(exchange.message, exchange.person))


class _Busy(Exception):
    """Raised when too many people already wait for the worker."""
