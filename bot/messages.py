"""What comes in and what became of it, whatever the channel; knows neither content nor how it is understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.replies import Reply
from bot.understanding import Scored

Kind = Literal["text", "button", "start", "picture", "media", "location", "contact_card", "joined"]

START = "start"
COMMANDS = {
    START: START,
    "menu": "say/menu",
    "ways": "find",
    "check": "topic/check_offer",
    "language": "languages",
    "help": "say/capabilities",
    "contacts": "contacts",
    "about": "say/about",
    "privacy": "say/privacy",
    "forget": "say/forget",
}
"""What can be typed with a slash, in every channel, and the view it shows; `start` begins a conversation."""


def typed(text: str) -> tuple[Kind, str, str]:
    """Kind, text and payload of typed words: a command is a button, `/start <payload>` comes of a deep link."""
    word, *rest = text.split(maxsplit=1) or [""]
    command = COMMANDS.get(word.removeprefix("/").lower()) if word.startswith("/") else None
    if command == START:
        return "start", "", rest[0].strip() if rest else ""
    return ("button", "", command) if command else ("text", text, "")


Fetch = Callable[[], AbstractAsyncContextManager[bytes]]
"""Fetches a file as it came, empty if it was too big or could not be had; it is let go on leaving."""


@dataclass(frozen=True)
class Message:
    """What someone sent, whatever the channel: `person` is a pseudonym, `text` typed words, `payload` a button's.

    A `picture` is fetched only if its caption, which is `text`, does not tell of an emergency already.
    """

    person: str
    kind: Kind
    text: str = ""
    payload: str = ""
    channel_language: str | None = None
    picture: Fetch | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Turn:
    """A reply, and how it came about: the fields of `bot ask --json`."""

    reply: Reply
    response: str
    intent: str = ""
    confidence: float = 1.0
    claims: tuple[Scored, ...] = ()
    tactics: tuple[Scored, ...] = ()
    topics: tuple[Scored, ...] = ()
    routes: tuple[Scored, ...] = ()
    is_advert: bool = False
    emergency: str | None = None
    misuse: bool = False
    entities: tuple[Mapping[str, Any], ...] = ()
