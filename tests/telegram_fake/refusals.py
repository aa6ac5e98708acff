"""What the Bot API refuses, in Telegram's words: text, entities, keyboards, commands, webhooks."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

LARGEST_DOWNLOAD = 20 << 20
_LARGEST_PHOTO = 10 << 20

_TAGS = {
    "a", "b", "blockquote", "code", "del", "em", "i", "ins", "pre", "s", "span", "strike", "strong", "tg-emoji",
    "tg-spoiler", "u",
}  # fmt: skip


class Refusal(Exception):
    """An answer `{"ok": false}`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(description: str) -> Refusal:
    return Refusal(400, f"Bad Request: {description}")


class _Entities(HTMLParser):
    """Telegram's HTML: only its own tags, closed in order, and named entities lt, gt, amp, quot."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in _TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {self.getpos()[1]}')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad(f"can't parse entities: Unexpected end tag at byte offset {self.getpos()[1]}")

    def handle_data(self, data: str) -> None:
        self.text += data


def visible_text(text: str, parse_mode: str | None) -> str:
    """The text after its entities are parsed, refused as Telegram refuses it."""
    text = _without_entities(text, parse_mode)
    if not text.strip():
        raise bad("message text is empty")
    if len(text) > 4096:
        raise bad("message is too long")
    return text


def visible_caption(caption: str, parse_mode: str | None) -> str:
    """The same of a caption, which may be empty and is counted in UTF-16 units, as entities are."""
    caption = _without_entities(caption, parse_mode)
    if len(caption.encode("utf-16-le")) // 2 > 1024:
        raise bad("message caption is too long")
    return caption


def _without_entities(text: str, parse_mode: str | None) -> str:
    if parse_mode == "HTML":
        parser = _Entities()
        parser.feed(text)
        parser.close()
        if parser.open:
            raise bad(f"can't parse entities: Can't find end tag corresponding to start tag {parser.open[-1]}")
        text = parser.text
    elif parse_mode:
        raise bad("unsupported parse_mode")
    return text


def check_photo(data: Any) -> None:
    """At most 10 MB, sides of 10,000 together, 20 times as long as wide; a file that can be opened."""
    if not isinstance(data, bytes) or not data:
        raise bad("there is no photo in the request")
    if len(data) > _LARGEST_PHOTO:
        raise bad(f"file of size {len(data)} bytes is too big for a photo; the maximum size is {_LARGEST_PHOTO} bytes")
    try:
        with Image.open(BytesIO(data)) as image:
            width, height = image.size
    except UnidentifiedImageError:
        raise bad("IMAGE_PROCESS_FAILED") from None
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")


def check_keyboard(markup: Any) -> None:
    rows = (markup or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100:
        raise bad("reply markup is too long")
    for button in buttons:
        if not button.get("text"):
            raise bad("Text buttons are unallowed in the inline keyboard")
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")


def check_language(code: str | None) -> None:
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("invalid language code specified")


def check_commands(commands: list[dict[str, str]]) -> None:
    if len(commands) > 100:
        raise bad("too many bot commands")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


def check_webhook(url: str, secret: str | None, connections: int) -> None:
    if not url.startswith("https://"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")
    if not 1 <= connections <= 100:
        raise bad("max_connections out of range")
