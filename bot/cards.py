"""Draws a few paragraphs as a picture that can be shared, in any script; knows neither content nor channels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image, ImageDraw, ImageFont, features

from bot.fonts import font_for

Style = Literal["label", "big", "body", "small"]

_WIDTH, _TALLEST = 1080, 1920
_MARGIN, _BAR = 72, 18
_PAPER, _ACCENT = "#FBF9F4", "#2F7F86"
_LINE = 1.5
"""A line's height by its letters' size: room for what stands above Vietnamese capitals and below Arabic."""

_SMALLEST, _STEP = 0.5, 0.05
"""Type shrinks in steps to half its size where the text is long; smaller could not be read on a phone."""

_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"
_UNBROKEN = re.compile(r"(?:\u2066[^\u2069]{,40}\u2069|\S)+")
"""What stays on one line: a word; a number to call, which is fenced as data (bot.i18n.formats.isolate)."""


@dataclass(frozen=True)
class CardText:
    """A paragraph, and how loud it is."""

    text: str
    style: Style


@dataclass(frozen=True)
class _Look:
    size: int
    colour: str
    after: int
    is_bold: bool = False


_LOOKS: dict[Style, _Look] = {
    "label": _Look(34, _ACCENT, 18, is_bold=True),
    "big": _Look(62, "#12304F", 30, is_bold=True),
    "body": _Look(44, "#1D3A58", 30),
    "small": _Look(32, "#5A6B7B", 14),
}


@dataclass(frozen=True)
class _Set:
    """A paragraph set in type: its lines, and the room that each and the whole take."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    look: _Look
    line_height: int
    after: int

    @property
    def height(self) -> int:
        return len(self.lines) * self.line_height


def draw_card(paragraphs: Sequence[CardText], *, right_to_left: bool, language: str = "") -> bytes | None:
    """A PNG, 1080 pixels wide and at most 1920 high; `language` (BCP 47) chooses the letters' local forms.

    None where it cannot be drawn well: no raqm to shape letters, no font that has them all, or too much to read. It
    takes some tenths of a second: call it in a thread.
    """
    told = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    if not told or not features.check("raqm"):
        return None
    fonts = _fonts(told)
    if fonts is None:
        return None
    typesetter = _Typesetter("rtl" if right_to_left else "ltr", language or None)
    for scale in _scales():
        block = [typesetter.set(paragraph, fonts[paragraph.style], scale) for paragraph in told]
        height = 2 * _MARGIN + sum(part.height + part.after for part in block) - block[-1].after
        if height <= _TALLEST:
            return typesetter.draw(block, height)
    return None


def _fonts(paragraphs: Sequence[CardText]) -> dict[Style, str] | None:
    """One font a style, so that paragraphs that belong together look alike; None if letters are missing."""
    fonts: dict[Style, str] = {}
    for style, look in _LOOKS.items():
        found = font_for("".join(part.text for part in paragraphs if part.style == style), is_bold=look.is_bold)
        if found is None:
            return None
        fonts[style] = str(found)
    return fonts


def _scales() -> Iterator[float]:
    """From 1.0 down to the smallest."""
    steps = round((1 - _SMALLEST) / _STEP)
    yield from (1 - step * _STEP for step in range(steps + 1))


def _fenced(lines: Iterator[str]) -> Iterator[str]:
    """Each line with its own directional isolates: one that runs on is closed at its end and opened in the next."""
    open_ones = ""
    for line in lines:
        fences: list[str] = []
        for letter in open_ones + line:
            if letter in _OPENING:
                fences.append(letter)
            elif letter == _CLOSING and fences:
                fences.pop()
        yield open_ones + line + _CLOSING * len(fences)
        open_ones = "".join(fences)


class _Typesetter:
    """Sets and draws in one direction and language."""

    def __init__(self, direction: Literal["ltr", "rtl"], language: str | None) -> None:
        self._direction = direction
        self._language = language

    def set(self, paragraph: CardText, font_file: str, scale: float) -> _Set:
        """`paragraph` broken into lines that fit between the margins."""
        look = _LOOKS[paragraph.style]
        font = ImageFont.truetype(font_file, round(look.size * scale), layout_engine=ImageFont.Layout.RAQM)
        lines = (line for part in paragraph.text.strip().split("\n") for line in _fenced(self._wrapped(part, font)))
        return _Set(tuple(lines), font, look, round(look.size * scale * _LINE), round(look.after * scale))

    def draw(self, block: Sequence[_Set], height: int) -> bytes:
        """The block on paper, with a bar at the side where reading starts."""
        image = Image.new("RGB", (_WIDTH, height), _PAPER)
        canvas = ImageDraw.Draw(image)
        is_rtl = self._direction == "rtl"
        bar = _WIDTH - _BAR if is_rtl else 0
        canvas.rectangle((bar, 0, bar + _BAR - 1, height), fill=_ACCENT)
        start, anchor, top = (_WIDTH - _MARGIN, "rm", _MARGIN) if is_rtl else (_MARGIN, "lm", _MARGIN)
        for part in block:
            for line in part.lines:
                canvas.text(
                    (start, top + part.line_height / 2), line, part.look.colour, part.font, anchor,
                    direction=self._direction, language=self._language,
                )  # fmt: skip
                top += part.line_height
            top += part.after
        packed = BytesIO()
        image.save(packed, "PNG", optimize=True)
        return packed.getvalue()

    def _wrapped(self, text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
        """Lines in the order they are read; raqm then puts each one's letters where they are seen."""
        line = ""
        for word in _UNBROKEN.findall(text):
            longer = f"{line} {word}" if line else word
            if self._fits(longer, font):
                line = longer
                continue
            if line:
                yield line
            *whole, line = self._cut(word, font)
            yield from whole
        yield line

    def _cut(self, word: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
        """A word in pieces that fit, as a long address needs."""
        piece = ""
        for letter in word:
            if piece and not self._fits(piece + letter, font):
                yield piece
                piece = ""
            piece += letter
        yield piece

    def _fits(self, text: str, font: ImageFont.FreeTypeFont) -> bool:
        return font.getlength(text, direction=self._direction, language=self._language) <= _WIDTH - 2 * _MARGIN
