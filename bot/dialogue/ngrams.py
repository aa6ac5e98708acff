"""Text as word and character n-grams; knows neither Rasa nor any label.

Word and character TF-IDF with a linear max-margin classifier is the strongest of the plain methods measured on short
multilingual questions (docs/public-sets.md). How text is made comparable before that, script by script: bot.text.fold.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain, count, pairwise
from typing import DefaultDict, Dict, List, Tuple

import numpy as np
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import norm

from bot.dialogue.spelling import Spelling
from bot.text import fold, without_addresses

_WORD = re.compile(r"\w+")
_LENGTHS = (range(0), range(1, 6), range(2, 5), range(0))
"""The n-grams of each part in letters; those of the first and last are whole words, and pairs of them."""
_WEIGHED_WITH = np.array([0, 1, 1, 0])
"""The parts that are of length 1 together: the few words with marks would weigh too much alone."""
_IS_LETTERS = np.array([False, True, True, False])
_LEAST = np.array([1, 2, 2, 3])
"""What stands in fewer phrases teaches little: without it the model is half the size, no worse."""
_COMMON = 1 / 8
"""Letters in more of the phrases than this say nothing, and are a fifth of all there is to weigh (measured)."""
_RARE = 400
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
        """Learns the n-grams of `texts`; their features, as `of` gives them."""
        units, said = _units(texts)
        numbers = _numbers()
        grams = [[numbers[part][gram] for gram in _grams(unit, part)] for unit, part in units]
        parts = _parts(numbers)
        counts = said @ _ones(grams, len(parts))
        often = np.bincount(counts.indices, minlength=len(parts))
        is_common = often > max(_RARE, _COMMON * len(texts))
        kept = (often >= _LEAST[parts]) & ~(is_common & _IS_LETTERS[parts])
        columns = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
        self._columns: List[Dict[str, int]] = [
            {gram: int(columns[number]) for gram, number in own.items() if kept[number]} for own in numbers
        ]
        self._part = parts[kept]
        self._rarity = (np.log((1 + len(texts)) / (1 + often[kept])) + 1).astype(np.float32)
        words = {word: int(often[number]) for word, number in numbers[0].items() if " " not in word}
        self._spelling = Spelling(words, self._columns[0])
        return self._weighed(narrowed(counts, columns, len(self._part)))

    def of(self, texts: List[str]) -> csr_matrix:
        """The features of `texts`, shape (texts, n-grams)."""
        units, said = _units(texts)
        columns = self._columns
        found = [[columns[part][gram] for gram in _grams(unit, part) if gram in columns[part]] for unit, part in units]
        return self._weighed(said @ _ones(found, len(self._part)))

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
    kept = new >= 0
    ends = np.concatenate(([0], np.cumsum(kept)))[rows.indptr]
    return csr_matrix((rows.data[kept], new[kept], ends), shape=(rows.shape[0], width))


def _units(texts: List[str]) -> Tuple[List[Tuple[str, int]], csr_matrix]:
    """What n-grams are found in, each with its part, and how often it stands in each text: shape (texts, units)."""
    numbers = _numbers()
    words, folded_words, marked_words, skips = numbers
    said = []
    for text in texts:
        plain = _plain(text)
        folded = fold(plain)
        tokens, in_folded = _WORD.findall(folded), folded.split()
        bare = set(in_folded)
        said.append(
            [words[token] for token in tokens]
            + [words[f"{first} {second}"] for first, second in pairwise(tokens)]
            + [folded_words[word] for word in in_folded]
            + [marked_words[word] for word in plain.split() if word not in bare]
            + [skips[skip] for skip in _skips(tokens)]
        )
    units = [("", 0)] * sum(map(len, numbers))
    for part, own in enumerate(numbers):
        for unit, number in own.items():
            units[number] = unit, part
    return units, _ones(said, len(units))


def _skips(tokens: List[str]) -> List[str]:
    """Two words around a third, and the first and the last word as such."""
    around = [f"{first} _ {last}" for first, last in zip(tokens, tokens[2:])]
    return [*around, f"^ {tokens[0]}", f"{tokens[-1]} $"] if tokens else []


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


def _ones(columns: List[List[int]], width: int) -> csr_matrix:
    """A row for each list, with a one for each time it names a column."""
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.fromiter(chain.from_iterable(columns), np.int32, ends[-1])
    return csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(columns), width))


class Nearest:
    """The training phrases, for how like the nearest one a text is."""

    def __init__(self, rows: csr_matrix) -> None:
        """Takes the phrases' features, shape (phrases, n-grams)."""
        often = np.bincount(rows.indices, minlength=rows.shape[1])
        columns = np.where(often <= _RARE, np.arange(rows.shape[1], dtype=np.int32), np.int32(-1))
        lengths = norm(rows, axis=1)
        rare = diags(1 / lengths) @ narrowed(rows, columns, rows.shape[1])
        self._phrases_with = csr_matrix(rare.T, dtype=np.float32)  # shape (n-grams, phrases)

    def likeness(self, rows: csr_matrix) -> List[float]:
        """Per row the cosine to the most similar phrase by their rarer n-grams, 0 to 1."""
        return [self._of_one(rows[index]) for index in range(rows.shape[0])]

    def _of_one(self, row: csr_matrix) -> float:
        length = float(np.sqrt(row.data @ row.data))
        if not length:
            return 0.0
        return float((self._phrases_with[row.indices].T @ row.data).max() / length)
