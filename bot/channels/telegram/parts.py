"""A reply as messages that fit Telegram's limits; knows no chats and sends nothing."""

from __future__ import annotations

import html
import re

from telegram.constants import FileSizeLimit, MessageLimit

from bot.replies import Bubble, Reply

_PARAGRAPH, _LINE, _WORD = re.compile(r"\n\n"), re.compile(r"\n"), re.compile(r" ")
_TAG = re.compile(r"<[^>]+>")


def parts(reply: Reply, limit: int = MessageLimit.MAX_TEXT_LENGTH) -> list[Bubble]:
    """A reply as messages that fit: cut between paragraphs, else lines, else words; buttons under the last.

    A picture comes first: with the text as its caption where that is short enough, else by itself.
    """
    return [part for bubble in reply.bubbles for part in _parts_of(bubble, limit)]


def _parts_of(bubble: Bubble, limit: int) -> list[Bubble]:
    picture = bubble.picture if bubble.picture and len(bubble.picture) <= FileSizeLimit.PHOTOSIZE_UPLOAD else None
    if picture and _shown(bubble.text) <= MessageLimit.CAPTION_LENGTH:
        return [bubble]
    texts = split(bubble.text, limit)
    first = [Bubble("", picture=picture)] if picture else []
    return [*first, *(Bubble(text) for text in texts[:-1]), Bubble(texts[-1], bubble.buttons)]


def _shown(text: str) -> int:
    """How long a text is to Telegram: without tags, in UTF-16 units."""
    return len(html.unescape(_TAG.sub("", text)).encode("utf-16-le")) // 2


def split(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` characters. Our markup never spans a line, so no tag is cut in two."""
    pieces = [text]
    for border, joint in ((_PARAGRAPH, "\n\n"), (_LINE, "\n"), (_WORD, " ")):
        pieces = [
            part
            for piece in pieces
            for part in ([piece] if len(piece) <= limit else _packed(piece, border, joint, limit))
        ]
    return [part for piece in pieces for part in _cut(piece, limit)]


def _packed(text: str, border: re.Pattern[str], joint: str, limit: int) -> list[str]:
    packed = [""]
    for piece in border.split(text):
        joined = f"{packed[-1]}{joint}{piece}" if packed[-1] else piece
        if len(joined) <= limit or not packed[-1]:
            packed[-1] = joined
        else:
            packed.append(piece)
    return packed


def _cut(text: str, limit: int) -> list[str]:
    return [text[start : start + limit] for start in range(0, max(len(text), 1), limit)]
