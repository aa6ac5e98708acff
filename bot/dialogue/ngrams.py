"""Text as word and character n-grams; knows neither Rasa nor any label.

Word and character TF-IDF with a linear max-margin classifier is the strongest of the plain methods measured on short
multilingual questions (docs/public-sets.md). How text is made comparable before that, script by script: bot.text.fold.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import count, pairwise
from typing import DefaultDict, Dict, Iterable, List, Sequence, Tuple

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, hstack

from bot.dialogue.spelling import Spelling
from bot.text import fold, without_addresses

_WORD = re.compile(r"\w+")
_LENGTHS = (range(0), range(1, 6), range(2, 5), range(0))
"""The n-grams of each part in letters; those of the first and last are whole words, and pairs of them."""
_TOGETHER = ((0, 3), (1, 2))
"""The parts that are of length 1 together: the few words with marks would weigh too much alone."""
_WEIGHED_WITH = np.array([0, 1, 1, 0])
_IS_LETTERS = np.array([False, True, True, False])
_LEAST = np.array([1, 2, 2, 3])
"""What stands in fewer phrases teaches little: without it the model is half the size, no worse."""
_COMMON = 1 / 8
"""Letters in more of the phrases than this say nothing, and are a fifth of all there is to weigh (measured)."""
RARE = 400
"""N-grams that stand in more phrases say little about likeness and cost the most to look up."""
MOST_CHARACTERS = 1000
"""A model reads no more: 1,000 characters cost 25 ms, 2 million cost 12 s (measured)."""
Numbers = List[DefaultDict[str, int]]


class Features:
    """Words and pairs of words of folded text, its letters, the letters of words that folding changes, and skip-grams.

    Marks may carry meaning; without any, a second look at the same letters would only cost time. Skip-grams, two words
    around a third and the first and the last word as such, hear who asks, and are worth half a point. Found and
    weighed as scikit-learn's TfidfVectorizer does it (`word` and `char_wb`, sublinear), words and letters of length 1
    each. But a word's letters are looked up once for all texts that come together, and a text's are the sum of its
    words': a fifth of the time. No word is kept, neither of the phrases nor of what somebody sent.
    """

    def fit(self, texts: List[str]) -> csr_matrix:
        """Learns the n-grams of `texts`; their features, as `of` gives them. Words and letters in a process each."""
        found = Parallel(n_jobs=len(_TOGETHER))(delayed(_learnt)(texts, parts) for parts in _TOGETHER)
        columns, parts, often, counts = zip(*found)
        firsts = np.cumsum([0, *map(len, parts)]).tolist()
        self._columns: List[Dict[str, int]] = [
            {gram: first + column for first, own in zip(firsts, columns) for gram, column in own[part].items()}
            for part in range(len(_LENGTHS))
        ]
        self._part = np.concatenate(parts)
        self._rarity = (np.log((1 + len(texts)) / (1 + np.concatenate(often))) + 1).astype(np.float32)
        phrases_with = {word: int(often[0][column]) for word, column in columns[0][0].items() if " " not in word}
        self._spelling = Spelling(phrases_with, self._columns[0])
        return self._weighed(hstack(counts, "csr"))

    def of(self, texts: List[str]) -> csr_matrix:
        """The features of `texts`, shape (texts, n-grams)."""
        units, said = _units(texts, range(len(_LENGTHS)))
        columns = self._columns
        found = _flat(
            [columns[part][gram] for gram in _grams(unit, part) if gram in columns[part]]
            for unit, part in _in_order(units)
        )
        return self._weighed(said @ _ones(*found, len(self._part)))

    def spelled(self, texts: List[str]) -> List[str]:
        """The texts as Spelling reads them, folded where it reads another word; where it does not, as they are."""
        read = self._spelling.reader()
        folded = [fold(_plain(text)) for text in texts]
        return [text if (meant := read(typed)) == typed else meant for text, typed in zip(texts, folded)]

    def _weighed(self, counts: csr_matrix) -> csr_matrix:
        """(1 + ln tf) · idf, words and letters of each text of length 1."""
        weights = (1 + np.log(counts.data)) * self._rarity[counts.indices]
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        places = rows * len(_LENGTHS) + _WEIGHED_WITH[self._part[counts.indices]]
        lengths = np.sqrt(np.bincount(places, weights * weights)).astype(np.float32)
        return csr_matrix((weights / lengths[places], counts.indices, counts.indptr), shape=counts.shape)


def narrowed(rows: csr_matrix, columns: np.ndarray, width: int) -> csr_matrix:
    """The rows with each column's new number in `columns`, without those that have -1 there."""
    new = columns[rows.indices]
    kept = np.flatnonzero(new >= 0)
    return csr_matrix((rows.data[kept], new[kept], np.searchsorted(kept, rows.indptr)), shape=(rows.shape[0], width))


def _learnt(texts: List[str], parts: Sequence[int]) -> Tuple[List[Dict[str, int]], np.ndarray, np.ndarray, csr_matrix]:
    """The n-grams of some parts that teach anything: by part with their columns, the part of each, in how many texts.

    And how often it stands in each, shape (texts, n-grams).
    """
    numbers, counts = _units(texts, parts)
    if any(_LENGTHS[part] for part in parts):
        units, numbers = numbers, _numbers()
        grams = _flat([numbers[part][gram] for gram in _grams(unit, part)] for unit, part in _in_order(units))
        counts = counts @ _ones(*grams, sum(map(len, numbers)))
    counts.sum_duplicates()
    of_part = _parts(numbers)
    often = np.bincount(counts.indices, minlength=len(of_part))
    is_common = often > max(RARE, _COMMON * len(texts))
    kept = (often >= _LEAST[of_part]) & ~(is_common & _IS_LETTERS[of_part])
    columns = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
    named = [{gram: int(columns[number]) for gram, number in own.items() if kept[number]} for own in numbers]
    return named, of_part[kept], often[kept], narrowed(counts, columns, int(kept.sum()))


def _units(texts: List[str], parts: Sequence[int]) -> Tuple[Numbers, csr_matrix]:
    """What n-grams are found in, and how often it stands in each text: shape (texts, units)."""
    numbers = _numbers()
    found = [(numbers[part], _FOUND_IN[part]) for part in parts]

    def numbered(plain: str) -> List[int]:
        folded = fold(plain)
        return [number[unit] for number, units_of in found for unit in units_of(plain, folded)]

    said = _flat(numbered(_plain(text)) for text in texts)
    return numbers, _ones(*said, sum(map(len, numbers)))


def _in_order(numbers: Numbers) -> Iterable[Tuple[str, int]]:
    """The names by their numbers, each with its part."""
    names = [""] * sum(map(len, numbers))
    for own in numbers:
        for name, number in own.items():
            names[number] = name
    return zip(names, _parts(numbers).tolist())


def _words(_: str, folded: str) -> List[str]:
    """Words and pairs of words."""
    tokens = _WORD.findall(folded)
    return [*tokens, *map(" ".join, pairwise(tokens))]


def _skips(_: str, folded: str) -> List[str]:
    """Two words around a third, and the first and the last word as such."""
    tokens = _WORD.findall(folded)
    around = [f"{first} _ {last}" for first, last in zip(tokens, tokens[2:])]
    return [*around, f"^ {tokens[0]}", f"{tokens[-1]} $"] if tokens else []


def _lettered(_: str, folded: str) -> List[str]:
    """Words with the signs on them."""
    return folded.split()


def _marked(plain: str, folded: str) -> List[str]:
    """The words that folding changes."""
    bare = set(folded.split())
    return [word for word in plain.split() if word not in bare]


_FOUND_IN = (_words, _lettered, _marked, _skips)


def _plain(text: str) -> str:
    """A message as the model sees it: without links, handles and numbers."""
    return without_addresses(text[:MOST_CHARACTERS]).lower()


def _grams(unit: str, part: int) -> List[str]:
    """Letters that stand together in a word, a blank before and behind it; words and their pairs as they are."""
    if not _LENGTHS[part]:
        return [unit]
    padded = f" {unit} "
    found = []
    for length in _LENGTHS[part]:
        found += [padded[start : start + length] for start in range(max(1, len(padded) - length + 1))]
        if length >= len(padded):
            break
    return found


def _numbers() -> Numbers:
    """A number for each name of each part as it comes, all parts in one series."""
    series = count()
    return [defaultdict(series.__next__) for _ in _LENGTHS]


def _parts(numbers: Numbers) -> np.ndarray:
    """The part that each number is of."""
    parts = np.zeros(sum(map(len, numbers)), np.int8)
    for part, own in enumerate(numbers):
        parts[np.fromiter(own.values(), np.int32, len(own))] = part
    return parts


def _flat(lists: Iterable[List[int]]) -> Tuple[List[int], List[int]]:
    """All that the lists hold, and where each ends: a million small lists would keep the garbage collector busy."""
    held: List[int] = []
    ends = [0]
    for own in lists:
        held += own
        ends.append(len(held))
    return held, ends


def _ones(columns: List[int], ends: List[int], width: int) -> csr_matrix:
    """A row for each end, with a one for each time that it names a column."""
    of_columns = np.array(columns, np.int32), np.array(ends, np.int32)
    return csr_matrix((np.ones(len(columns), np.float32), *of_columns), shape=(len(ends) - 1, width))
