"""Names as people spell them: with little words written onto them, and with one letter wrong; knows no roles."""

from __future__ import annotations

from collections.abc import Container, Mapping

_LEFT = 4
"""What is left of a name without the words written onto it is at least this long."""
LONG = 6
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
        self._names: dict[str, set[str]] = {}
        for name in names:
            if len(name) >= LONG and name.isalpha():
                for shorter in _shorter(name):
                    self._names.setdefault(shorter, set()).add(name)

    def meant(self, word: str) -> str | None:
        """The name that was meant, if all that may be are of one country; its first letter is right."""
        if len(word) < LONG or not word.isalpha() or word in self._words:
            return None
        near = {name for shorter in _shorter(word) for name in self._names.get(shorter, ())}
        meant = {name for name in near if name[0] == word[0] and _is_slip(word, name)}
        return min(meant) if len({self._countries[name] for name in meant}) == 1 else None


def _shorter(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_slip(word: str, name: str) -> bool:
    pairs = enumerate(zip(word, name, strict=False))
    same = next((place for place, (ours, theirs) in pairs if ours != theirs), min(len(word), len(name)))
    ours, theirs = word[same:], name[same:]
    swapped = ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:]
    return swapped or ours[1:] == theirs or ours == theirs[1:] or ours[1:] == theirs[1:]
