"""Names as people spell them: with little words written onto them, and with one letter wrong; knows no roles."""

from __future__ import annotations

from collections.abc import Container, Mapping

from symspellpy import SymSpell, Verbosity

_LEFT = 4
"""What is left of a name without the words written onto it is at least this long."""
_LONG = 6
"""A shorter name with a letter wrong is too often another word."""


class Glued:
    """Letters that mean a word when they are written onto a name: the ل of لايطاليا."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = sorted(words.items(), key=lambda pair: -len(pair[0]))

    def has_article(self, name: str) -> bool:
        """Whether letters that stand for no word, like Arabic's article, are written onto it."""
        return any(name.startswith(letters) for letters, word in self._words if not word)

    def parted(self, name: str, names: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
        """The name without what is written onto it, and that as words; the same name if no known name is left."""
        for letters, word in self._words:
            rest = name[len(letters) :]
            if not name.startswith(letters) or len(rest) < _LEFT:
                continue
            inner, before = self.parted(rest, names)
            if inner in names and names[inner] == names.get(name, names[inner]):
                return inner, (*word.split(), *before)
        return name, ()


class Slips:
    """Names that a word is one wrong letter away from: one too few, too many, another or two swapped."""

    def __init__(self, names: Mapping[str, str], words: Container[str]) -> None:
        self._countries, self._words = names, words
        self._near = SymSpell(max_dictionary_edit_distance=1)
        for name in names:
            if len(name) >= _LONG and name.isalpha():
                self._near.create_dictionary_entry(name, 1)

    def meant(self, word: str) -> str | None:
        """The name that was meant, if all that may be are of one country; its first letter is right."""
        if len(word) < _LONG or not word.isalpha() or word in self._words:
            return None
        meant = [item.term for item in self._near.lookup(word, Verbosity.ALL) if item.term[0] == word[0]]
        return min(meant) if len({self._countries[name] for name in meant}) == 1 else None
