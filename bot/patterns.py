"""The small grammar of danger words: `boat|dinghy + sink*`; knows what matches, not what it means.

A pattern is met when one alternative of every group stands in the text and one choice of them lies near together.
Nearly all messages fail a group at once, so that is decided with sets of the text's words, their beginnings and ends;
only a text that holds all groups is searched for where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.text import fold, words

NEAR = 90
"""Alternatives of one pattern stand within this many characters of each other: about 15 words."""
_STAR = "*"


class Stretch:
    """A text as patterns see it: folded words joined by single spaces, and the sets to look them up in."""

    def __init__(self, text: str) -> None:
        found = words(fold(text))
        self.text = " ".join(found)
        self.words = frozenset(found) | {word.partition("'")[0] for word in found}  # `i'm` holds `i`

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Every beginning of every word."""
        return frozenset(word[:end] for word in self.words for end in range(1, len(word) + 1))

    @cached_property
    def ends(self) -> frozenset[str]:
        """Every end of every word."""
        return frozenset(word[start:] for word in self.words for start in range(len(word)))


@dataclass(frozen=True)
class Group:
    """Alternatives of which one must stand: whole words, beginnings (`sink*`), ends (`*boat`), or anything else."""

    alternatives: tuple[str, ...]

    def may_stand_in(self, stretch: Stretch) -> bool:
        """Whether an alternative stands in `stretch`, wherever."""
        return not (
            self._whole.isdisjoint(stretch.words)
            and self._beginnings.isdisjoint(stretch.beginnings)
            and self._ends.isdisjoint(stretch.ends)
            and (self._others is None or not self._others.search(stretch.text))
        )

    def places_in(self, stretch: Stretch) -> list[int]:
        """Where alternatives begin, in characters."""
        return [match.start() for match in self._all.finditer(stretch.text)]

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(a for a in self.alternatives if _STAR not in a and " " not in a)

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(a[:-1] for a in self.alternatives if _is_plain(a[:-1]) and a.endswith(_STAR))

    @cached_property
    def _ends(self) -> frozenset[str]:
        return frozenset(a[1:] for a in self.alternatives if _is_plain(a[1:]) and a.startswith(_STAR))

    @cached_property
    def _others(self) -> re.Pattern[str] | None:
        simple = {*self._whole, *(f"{a}*" for a in self._beginnings), *(f"*{a}" for a in self._ends)}
        others = [a for a in self.alternatives if a not in simple]
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
        if not all(group.may_stand_in(stretch) for group in self.groups):
            return False
        if len(self.groups) == 1:
            return True
        return _stand_near([group.places_in(stretch) for group in self.groups])


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


def _is_plain(text: str) -> bool:
    return bool(text) and _STAR not in text and " " not in text


def _expression(alternatives: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(a).replace(r"\*", r"\w*") for a in alternatives)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
