"""The same sentence as people on small keyboards write it; knows no labels."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

_TYPOS = 0.1
"""Of the letters inside words: dropped, doubled, or changed places with the next."""


def lower(text: str) -> str:
    """Without capitals."""
    return text.lower()


def without_marks(text: str) -> str:
    """Without diacritics and vowel signs, and with the bare forms of Arabic letters: "ë" is e, "أ" is ا."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).translate(str.maketrans("ىةؤئ", "يهوي"))


def with_typos(text: str) -> str:
    """One letter in ten wrong; the same text always gets the same mistakes."""
    chance = random.Random(text)
    typed, index = [], 0
    while index < len(text):
        char = text[index]
        if char.isalpha() and chance.random() < _TYPOS:
            following = text[index + 1 : index + 2]
            typed.append(chance.choice(["", char * 2, following + char]))
            index += typed[-1] == following + char and bool(following)
        else:
            typed.append(char)
        index += 1
    return "".join(typed)


NOISES: dict[str, Callable[[str], str]] = {
    "lower case": lower,
    "no marks": without_marks,
    "10 % typos": with_typos,
}
