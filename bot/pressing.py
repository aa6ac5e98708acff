"""What a button does: shows content, without Rasa, so it works while that is down; only our buttons are obeyed."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import RenderError
from bot.exchange import Exchange
from bot.messages import Turn
from bot.rendering import Context
from bot.rendering.search import impersonal
from bot.rendering.views import find_view
from bot.replies import MAX_PAYLOAD_BYTES
from bot.speaking import FALLBACK, Speaker, response_of
from bot.store import Store
from bot.text import fold, words

_LEANS_ON_PERSON = ("find", "costs")
_RATINGS = {"yes": ("helpful", "say/helpful"), "no": ("not_helpful", "say/not_helpful")}
_LONGEST_TITLE = 60


def press(payload: str, exchange: Exchange, speaker: Speaker, store: Store) -> Turn:
    """The turn for a pressed button."""
    message, language = exchange.message, speaker.language(exchange.message, exchange.person)
    kind, _, rest = payload.partition("/")
    if kind == "lang" and rest in speaker.renderer.catalogs:
        store.remember_language(message.person, chosen=rest)
        return speaker.say("say/language_changed", rest)
    if payload == "do/forget":
        store.forget(message.person)
        return speaker.say("say/forgotten", language)
    if payload == "do/back":
        return _show(exchange.memory.before or "say/menu", _gone_back(exchange), speaker, language)
    if len(payload.encode("utf-8", "replace")) > MAX_PAYLOAD_BYTES:
        return speaker.say("say/old_button", language)
    if kind in _RATINGS:
        return _rated(kind, rest, exchange, speaker, store)
    return _show(payload, exchange, speaker, language)


def named(text: str, exchange: Exchange, speaker: Speaker) -> str | None:
    """The payload of the button that `text` names: people type "Back" or "Menu" instead of pressing it."""
    if len(text) > _LONGEST_TITLE:
        return None
    language = speaker.language(exchange.message, exchange.person)
    wanted = words(fold(text))
    shown = speaker.buttons(exchange.memory.last or FALLBACK, language, exchange.context())
    return next((button.payload for button in shown if wanted and words(fold(button.title)) == wanted), None)


def _show(payload: str, exchange: Exchange, speaker: Speaker, language: str) -> Turn:
    leans = payload.partition("/")[0] in _LEANS_ON_PERSON or payload.startswith("routes")
    context = exchange.context() if leans else Context(has_before=bool(exchange.memory.trail))
    try:
        return Turn(speaker.renderer.render(payload, language, context), response_of(payload))
    except RenderError:
        return speaker.say("say/old_button", language)


def _gone_back(exchange: Exchange) -> Exchange:
    exchange.memory = exchange.memory.back()
    return replace(exchange, memory=exchange.memory.back())


def _rated(kind: str, about: str, exchange: Exchange, speaker: Speaker, store: Store) -> Turn:
    """Counts a bare number for the reply, its language and the day; nothing about who pressed."""
    language = speaker.language(exchange.message, exchange.person)
    if find_view(speaker.renderer.content, about, Context()) is None:
        return speaker.say("say/old_button", language)
    what, thanks = _RATINGS[kind]
    store.count(what, impersonal(about), language)
    return speaker.say(thanks, language, Context(has_before=bool(exchange.memory.trail)))
