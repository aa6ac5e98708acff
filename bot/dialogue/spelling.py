"""Words that nobody taught, read as the nearest that somebody did; knows neither languages nor meanings.

Ten letters in a hundred mistyped cost a linear model eight sentences in a hundred; this gives back half (measured on
tests/tuning/). The nearest words come from SymSpell (Wolf Garbe, 2012: optimal string alignment over deletions).
"""

from __future__ import annotations

import re
from typing import Callable, Container, Dict, List

from symspellpy import SymSpell, Verbosity
from symspellpy.suggest_item import SuggestItem

_WORD = re.compile(r"\w+")
_SHORTEST, _LONG = 3, 7
"""Shorter words are near to too many; long ones may have a second mistake."""
_LEAST = 5
"""A word in fewer phrases may itself be a mistake."""
_ENOUGH = 10
"""In so many phrases a word must stand to be meant without a neighbour that speaks for it."""


class Spelling:
    """Reads "psasport" as "passport": a change, loss, doubling or swap of a letter, two in long words."""

    def __init__(self, phrases_with: Dict[str, int], known: Container[str]) -> None:
        """Takes in how many phrases each word stands, and all words and pairs of words, "a b", of the phrases."""
        self._known = known
        self._near = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for word, count in phrases_with.items():
            if count >= _LEAST and len(word) >= _SHORTEST and word.isalpha():
                self._near.create_dictionary_entry(word, count)

    def reader(self) -> Callable[[str], str]:
        """Reads folded texts; what it looks up it forgets when it goes itself: no message leaves a trace."""
        looked_up: Dict[str, List[SuggestItem]] = {}

        def near(word: str) -> List[SuggestItem]:
            if word not in looked_up:
                looked_up[word] = self._near.lookup(word, Verbosity.CLOSEST, 2 if len(word) >= _LONG else 1)
            return looked_up[word]

        return lambda folded: self._read(folded, near)

    def _read(self, folded: str, near: Callable[[str], List[SuggestItem]]) -> str:
        spans = [match.span() for match in _WORD.finditer(folded)]
        words = [folded[start:end] for start, end in spans]
        strange = [place for place, word in enumerate(words) if word not in self._known]
        if len(strange) == len(words) > 1:  # no word of it is ours: it is another language, or none
            return folded
        for place in reversed(strange):
            word = words[place]
            if len(word) >= _SHORTEST and word.isalpha():
                before, after = words[max(0, place - 1) : place], words[place + 1 : place + 2]
                meant = self._meant(near(word), before, after) or word
                folded = folded[: spans[place][0]] + meant + folded[spans[place][1] :]
        return folded

    def _meant(self, near: List[SuggestItem], before: List[str], after: List[str]) -> str:
        """Of the nearest words the one that stands beside these neighbours in phrases, or the commonest, or none."""

        def neighbours(item: SuggestItem) -> int:
            pairs = [f"{word} {item.term}" for word in before] + [f"{item.term} {word}" for word in after]
            return sum(pair in self._known for pair in pairs)

        best = max(near, key=lambda item: (neighbours(item), item.count), default=None)
        return best.term if best and (neighbours(best) or best.count >= _ENOUGH) else ""
