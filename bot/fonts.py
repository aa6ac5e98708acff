"""Which font on this machine has all letters of a text; knows nothing of what is drawn with it."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local" / "share" / "fonts",
    Path("/Library/Fonts"),
)
_FAMILIES = (
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    ("NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
"""Best first. DejaVu has Arabic and Latin letters in one font, as a text with an address or a name in it needs."""

_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def font_for(text: str, *, is_bold: bool) -> Path | None:
    """The file of the first font that has every letter of `text`, or None."""
    needed = {ord(letter) for letter in text if unicodedata.category(letter) not in _UNSEEN}
    for names in _FAMILIES:
        path = _file(names[is_bold])
        if path and needed <= _letters(path):
            return path
    return None


@cache
def _file(name: str) -> Path | None:
    return next((path for folder in _FOLDERS if folder.is_dir() for path in folder.rglob(name)), None)


@cache
def _letters(path: Path) -> frozenset[int]:
    try:
        with TTFont(path, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError):
        return frozenset()
