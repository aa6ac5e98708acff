"""Text as typed, made safe and comparable; knows no language."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 4096
"""Telegram's longest message; more is cut before anything reads it."""

_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_SPACE = re.compile(r"[^\S\n]+")
_FOLDED = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
        "ک": "ك", "گ": "ك", "ھ": "ه", "ہ": "ه", "ە": "ه", "ۀ": "ه", "ې": "ي", "ۍ": "ي", "ێ": "ي", "ے": "ي",
        "ۆ": "و", "ڕ": "ر", "ړ": "ر", "ڵ": "ل", "ڼ": "ن", "ډ": "د", "ڈ": "د", "ټ": "ت", "ٹ": "ت", "ـ": None,
        "đ": "d", "ı": "i", "ł": "l", "ø": "o", "ß": "ss",
        "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    }
)  # fmt: skip
_MARKS = {"Mn", "Me", "Cf"}


class _WithoutMarks(dict[int, int | None]):
    """For `str.translate`, twice as fast as a loop, as each character's kind is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) in _MARKS else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"\w+(?:'\w+)?")
LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
EMAIL = re.compile(r"\S+@\S+\.\w+")
HANDLE = re.compile(r"(?<!\w)@\w{3,}")
NUMBER = re.compile(r"\+?\d[\d\s().-]{5,}\d|\d+")


def clean(text: str) -> str:
    """What a person typed without control and direction characters, composed (NFC), trimmed, at most 4,096 long."""
    whole = text[: 2 * MOST_CHARACTERS].encode("utf-8", "ignore").decode()  # half a surrogate pair cannot be sent on
    composed = unicodedata.normalize("NFC", _CONTROLS.sub("", whole))
    return _SPACE.sub(" ", composed).strip()[:MOST_CHARACTERS].strip()


def fold(text: str) -> str:
    """Text for comparing: NFKC, case and marks dropped, Arabic-script letter variants and quotes joined.

    "Pleaaase" becomes "pleaase": a run of a letter is cut to two. Zero-width joiners go, as people drop them too.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = decomposed.translate(_WITHOUT_MARKS)
    return _LONG_RUN.sub(r"\1\1", unicodedata.normalize("NFC", bare).translate(_FOLDED))


def words(folded: str) -> list[str]:
    """The words of folded text."""
    return _WORD.findall(folded)


def without_addresses(text: str) -> str:
    """Links, handles and numbers replaced by what they are: nothing an advert points to is learnt or kept."""
    return NUMBER.sub(" 0 ", HANDLE.sub(" @ ", LINK.sub(" http ", text)))
