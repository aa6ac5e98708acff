"""The words that say what a country near them is to someone, and where they stand; knows one country at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.countries.hints import Hints
from bot.text import fold

Role = Literal["destination", "nationality", "place"]
ROLES: tuple[Role, ...] = ("destination", "nationality", "place")
MUTE = "\0"
"""Stands for a country among the words."""
PIECE = re.compile(r"\w+|->|[^\w\s]|\n")
_STOPS = frozenset(".!?؟;؛\n")
_SIGNS = frozenset(",،:()\"'-–*")
_REACH, _FAR, _GAP = 5, 9, 4
"""A telling word stands at most _REACH words before a country, what it is about _FAR; "…" is up to _GAP words."""
Words = tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What the nearest telling word before a country says, and how much that is worth.

    One that is sure is of several words. `within` and `out` are an "in" and "from" at its end.
    """

    role: Role | None = None
    is_sure: bool = False
    is_within: bool = False
    is_out: bool = False


@dataclass(frozen=True)
class Cues:
    """The telling words of one language or of several."""

    plain: Mapping[Words, Role] = field(default_factory=dict)
    gapped: Mapping[Words, Mapping[Words, Role]] = field(default_factory=dict)
    after: Mapping[Words, Role] = field(default_factory=dict)
    beside: Mapping[Words, Role] = field(default_factory=dict)
    sets: Mapping[str, frozenset[Words]] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()

    def bare(self, word: str) -> str:
        """The word without an "and" written onto it."""
        rests = (word[len(letters) :] for letters in self.loose if word.startswith(letters))
        return next((rest for rest in rests if word not in self.vocabulary and rest in self.vocabulary), word)

    def told(self, words: Sequence[str], at: int, since: int) -> Told:
        """What the nearest telling word before `at` and after `since` says."""
        end, steps = at, 0
        while end > since + 1 and steps < _REACH and words[end - 1] not in _STOPS:
            found = self._ending(words, end, since)
            if found and found.is_within and not found.role:
                further = self.told(words, end - 1, since)
                return Told(None if further.role == "nationality" else further.role, is_within=True)
            if found:
                return found
            steps += words[end - 1] not in _SIGNS
            end -= 1
        return Told()

    def _ending(self, words: Sequence[str], end: int, since: int) -> Told | None:
        """Of the telling words that end here: the longest of several words, else one with a gap, else a single one."""
        ngrams = [tuple(words[start:end]) for start in range(max(since + 1, end - 6), end)]
        for ngram in ngrams[:-1]:
            if ngram in self.plain:
                return self._sure(self.plain[ngram], ngram)
        for ngram in ngrams:
            role = self._gapped(words, end - len(ngram), ngram) if ngram in self.gapped else None
            if role:
                return self._sure(role, ngram)
        last = ngrams[-1]
        if last in self.sets["within"]:
            return Told(None, is_within=True) if end else None
        if last in self.sets["out"]:
            return Told("nationality", is_out=True)
        if last in self.sets["goals"]:
            return Told()
        return Told(self.plain[last]) if last in self.plain else None

    def _sure(self, role: Role, phrase: Words) -> Told:
        last = phrase[-1:]
        return Told(role, is_sure=True, is_within=last in self.sets["within"], is_out=last in self.sets["out"])

    def _gapped(self, words: Sequence[str], end: int, tail: Words) -> Role | None:
        """The role of the nearest head before a gap that ends at `end`; a gap before a bare "in" holds no country."""
        heads, bars = self.gapped[tail], _STOPS | {MUTE} if tail[-1:] in self.sets["within"] else _STOPS
        for stop in range(end, max(0, end - _GAP - 1), -1):
            if stop < end and words[stop] in bars:
                return None
            for size in (4, 3, 2, 1):
                role = heads.get(tuple(words[stop - size : stop])) if size <= stop else None
                if role:
                    return role
        return None

    def beside_role(self, words: Sequence[str], at: int, *, is_people: bool) -> Role | None:
        """What the words right after a country say, or on either side of a people's name; the longest counts."""
        after, before = self._right_after(words, at), self._right_before(words, at) if is_people else None
        return before if before == "nationality" else after or before

    def own_role(self, words: Sequence[str]) -> Role | None:
        """What words inside a name say: "Greek police" is a place."""
        return next((self.beside[(word,)] for word in words if (word,) in self.beside), None)

    def _right_after(self, words: Sequence[str], at: int) -> Role | None:
        after = (tuple(words[at + 1 : at + 1 + size]) for size in (5, 4, 3, 2, 1) if at + size < len(words))
        return next(filter(None, (self.after.get(ngram) or self.beside.get(ngram) for ngram in after)), None)

    def _right_before(self, words: Sequence[str], at: int) -> Role | None:
        before = (tuple(words[at - size : at]) for size in (3, 2, 1) if size <= at)
        return next((self.beside[ngram] for ngram in before if ngram in self.beside), None)

    def is_near(self, group: str, words: Sequence[str], at: int, since: int = -1) -> int:
        """How many words before `at`, in the same sentence, a word of the group stands; 0 if none does."""
        for steps, place in enumerate(range(at - 1, max(since, at - _FAR - 2), -1), start=1):
            if words[place] in _STOPS:
                return 0
            if self._has_at(group, words, place):
                return steps
        return 0

    def has(self, group: str, words: Sequence[str]) -> bool:
        """Whether a word of the group stands anywhere."""
        return any(self._has_at(group, words, place) for place in range(len(words)))

    def is_one(self, group: str, words: Sequence[str]) -> bool:
        """Whether these words are one of the group."""
        return tuple(words) in self.sets[group]

    def _has_at(self, group: str, words: Sequence[str], place: int) -> bool:
        return any(tuple(words[place : place + size]) in self.sets[group] for size in (1, 2, 3))


def cues_of(hints: Hints) -> Cues:
    """The telling words of one language."""
    plain: dict[Words, Role] = {}
    gapped: dict[Words, dict[Words, Role]] = {}
    for role in ROLES:
        for phrase in getattr(hints, role):
            head, gap, tail = phrase.partition("…")
            if gap:
                gapped.setdefault(_split(tail), {})[_split(head)] = role
            else:
                plain[_split(phrase)] = role
    after = {_split(phrase): role for role in ROLES for phrase in getattr(hints, f"{role}_after")}
    groups = {"destination": hints.goals, "nationality": hints.holds, "place": hints.locals}
    beside: dict[Words, Role] = {_split(p): role for role in ROLES for p in groups[role]}
    sets = {name: frozenset(map(_split, getattr(hints, name))) for name in SETS}
    listed = [*plain, *after, *beside, *(w for group in sets.values() for w in group)]
    vocabulary = frozenset(word for phrase in listed for word in phrase)
    loose = frozenset(letters for letters, word in hints.glued.items() if word in hints.joins)
    return Cues(plain, gapped, after, beside, sets, vocabulary, loose)


SETS = (
    *("within", "out", "goals", "joins", "choices", "has", "held", "nots"),
    *("wishes", "kin", "mine", "meets", "posts", "ways", "destination", "past"),
    *("gains", "regions", "questions", "locals"),
)


def joined(several: Sequence[Cues]) -> Cues:
    """The telling words of several languages as of one."""
    if len(several) == 1:
        return several[0]
    gapped: dict[Words, dict[Words, Role]] = {}
    for cues in several:
        for tail, heads in cues.gapped.items():
            gapped.setdefault(tail, {}).update(heads)
    sets = {name: frozenset[Words]().union(*(cues.sets[name] for cues in several)) for name in SETS}
    return Cues(
        _merged(cues.plain for cues in several),
        gapped,
        _merged(cues.after for cues in several),
        _merged(cues.beside for cues in several),
        sets,
        frozenset[str]().union(*(cues.vocabulary for cues in several)),
        frozenset[str]().union(*(cues.loose for cues in several)),
    )


def _merged(several: Iterable[Mapping[Words, Role]]) -> dict[Words, Role]:
    return {phrase: role for mapping in several for phrase, role in mapping.items()}


def _split(phrase: str) -> Words:
    return tuple(PIECE.findall(fold(phrase)))
