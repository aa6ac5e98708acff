"""Which texts say nearly the same words; knows nothing of what they mean or where they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from bot.text import fold, words

ALIKE = 0.85
"""Texts are alike that share so much of all their words, whatever the order (Jaccard)."""


class Likeness:
    """Finds the texts alike among many, without comparing each with each.

    Of two texts that share 85 % of their words, the rarest few of one contain one of the rarest few of the other: only
    texts that meet in such a word are compared (prefix filtering; Bayardo, Ma and Srikant, WWW 2007, section 4).
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Takes the texts among which likes are looked for; they are known by their place."""
        self._sets = [frozenset(words(fold(text))) for text in texts]
        self._often = Counter(word for held in self._sets for word in held)
        self._having: dict[str, list[int]] = defaultdict(list)
        for place, held in enumerate(self._sets):
            for word in self._rarest(held):
                self._having[word].append(place)

    def like(self, text: str) -> list[int]:
        """The places of the texts that are alike to `text`."""
        held = frozenset(words(fold(text)))
        near = {place for word in self._rarest(held) for place in self._having.get(word, ())}
        return sorted(place for place in near if _alike(held, self._sets[place]))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The places of every two texts that are alike, the earlier first."""
        for place, held in enumerate(self._sets):
            near = {other for word in self._rarest(held) for other in self._having[word] if other > place}
            yield from ((place, other) for other in sorted(near) if _alike(held, self._sets[other]))

    def _rarest(self, held: frozenset[str]) -> list[str]:
        few = len(held) - int(ALIKE * len(held) + 0.999) + 1
        return sorted(held, key=lambda word: (self._often.get(word, 0), word))[:few]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) / len(one | other) >= ALIKE
