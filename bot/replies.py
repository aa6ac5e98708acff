"""What goes back to a person, whatever the channel: words in a small HTML subset, and buttons; knows no content."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_PAYLOAD_BYTES = 64
"""Telegram's limit for callback_data; every payload must fit, in every channel."""


@dataclass(frozen=True)
class Button:
    """A title in the reader's language and the address it leads to (`topic/risk_sea`, `lang/ar`)."""

    title: str
    payload: str


@dataclass(frozen=True)
class Bubble:
    """One message: text in Telegram's HTML (b, i, a), paragraphs parted by blank lines, its buttons, a PNG above."""

    text: str
    buttons: tuple[Button, ...] = ()
    picture: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Reply:
    """What a person gets for one message: one bubble or more, in one language."""

    language: str
    bubbles: tuple[Bubble, ...]
    ref: str = ""  # the address that shows it again
