"""The small grammar of danger words: `boat|dinghy + sink*`; knows what matches, not what it means.

A pattern is met when one alternative of every group stands in the text and one choice of them lies near together.
Nearly all patterns fail on nearly all messages, so a text first gives its keys (its words, their beginnings and ends),
and only the patterns filed under one of them are looked at; only a text that holds all groups is searched for places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.text import fold, words

NEAR = 90
"""Alternatives of one pattern stand within this many characters of each other: about 15 words."""
_STAR = "*"
_LONGEST_KEY = 40
"""Letters: one word of 4,096 would have megabytes of beginnings."""


class Stretch:
    """A text as patterns see it: folded words joined by single spaces, and the keys to look patterns up by."""

    def __init__(self, folded: str) -> None:
        self._words = words(folded)
        self.text = " ".join(self._words)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every word, every beginning as `boa*` and every end as `*oat`; `*` stands in any text."""
        known = {_STAR}
        for part in {part for word in self._words for part in (word, *word.split("'"))}:  # `i'm` holds `i`
            known.add(part)
            known.update(f"{part[:end]}*" for end in range(1, min(len(part), _LONGEST_KEY) + 1))
            known.update(f"*{part[start:]}" for start in range(max(0, len(part) - _LONGEST_KEY), len(part)))
        return frozenset(known)


@dataclass(frozen=True)
class Group:
    """Alternatives of which one must stand: whole words, beginnings (`sink*`), ends (`*boat`), or anything else."""

    alternatives: tuple[str, ...]

    def stands_in(self, stretch: Stretch) -> bool:
        """Whether an alternative stands in `stretch`, wherever."""
        if self.keys.isdisjoint(stretch.keys):
            return False
        if not self._simple.isdisjoint(stretch.keys):
            return True
        return self._others is not None and bool(self._others.search(stretch.text))

    def places_in(self, stretch: Stretch) -> list[int]:
        """Where alternatives begin, in characters."""
        return [match.start() for match in self._all.finditer(stretch.text)]

    @cached_property
    def keys(self) -> frozenset[str]:
        """A key of each alternative: a text without any of them holds none of the alternatives."""
        return frozenset(map(_key, self.alternatives))

    @cached_property
    def _simple(self) -> frozenset[str]:
        return frozenset(a for a in self.alternatives if _key(a) == a)

    @cached_property
    def _others(self) -> re.Pattern[str] | None:
        others = [a for a in self.alternatives if a not in self._simple]
        return _expression(others) if others else None

    @cached_property
    def _all(self) -> re.Pattern[str]:
        return _expression(self.alternatives)


@dataclass(frozen=True)
class Pattern:
    """Groups of which each must be met."""

    groups: tuple[Group, ...]

    @classmethod
    def parse(cls, line: str) -> Pattern:
        """Reads `boat|dinghy + sink*`; an alternative may have several words."""
        return cls(tuple(Group(tuple(map(_folded, group.split("|")))) for group in line.split("+")))

    def stands_in(self, stretch: Stretch) -> bool:
        """Whether one alternative of every group stands near the others."""
        if not all(group.stands_in(stretch) for group in self.groups):
            return False
        if len(self.groups) == 1:
            return True
        return _stand_near([group.places_in(stretch) for group in self.groups])


class Patterns:
    """Many patterns, each filed under the keys of the group that has fewest."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._patterns = [Pattern.parse(line) for line in lines]
        self._filed: dict[str, list[int]] = defaultdict(list)
        for index, pattern in enumerate(self._patterns):
            for key in min((group.keys for group in pattern.groups), key=len):
                self._filed[key].append(index)

    def stand_in(self, stretch: Stretch) -> bool:
        """Whether any of them does."""
        likely = {index for key in self._filed.keys() & stretch.keys for index in self._filed[key]}
        return any(self._patterns[index].stands_in(stretch) for index in likely)


def _stand_near(places: list[list[int]]) -> bool:
    """Whether one place of each group lies within `NEAR` of the others: one pass over all places in order."""
    last: dict[int, int] = {}
    for place, group in sorted((place, group) for group, found in enumerate(places) for place in found):
        last[group] = place
        if len(last) == len(places) and place - min(last.values()) <= NEAR:
            return True
    return False


def _folded(alternative: str) -> str:
    """An alternative as texts are folded, its stars kept: `U.K.` becomes `u k`."""
    tokens = (_STAR.join(" ".join(words(fold(part))) for part in word.split(_STAR)) for word in alternative.split())
    return " ".join(tokens)


def _key(alternative: str) -> str:
    """What the keys of any text with this alternative hold: its longest word, or what its first star leaves of it."""
    return max(map(_key_of_word, alternative.split(" ")), key=len)


def _key_of_word(word: str) -> str:
    beginning, star, rest = word.partition(_STAR)
    if not star:
        return word
    if beginning:
        return f"{beginning[:_LONGEST_KEY]}*"
    return _STAR if _STAR in rest else f"*{rest[-_LONGEST_KEY:]}"


def _expression(alternatives: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(a).replace(r"\*", r"\w*") for a in alternatives)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
