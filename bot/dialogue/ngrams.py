"""Text as word and character n-grams; knows neither Rasa nor any label.

Word and character TF-IDF with a linear max-margin classifier is the strongest of the plain methods measured on short
multilingual questions (docs/public-sets.md). How text is made comparable before that, script by script: bot.text.fold.
"""

from __future__ import annotations

from collections import Counter
from typing import Dict, List, Tuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.text import fold, without_addresses

_WORD = r"(?u)\w+"
_OFTEN = 2
"""Letters that stand together in one phrase only teach little: without them the model is half the size, no worse."""
_RARE = 400
"""N-grams that stand in more phrases say little about likeness and cost the most to look up."""
MOST_CHARACTERS = 1000
"""A model reads no more: 1,000 characters cost 25 ms, 2 million cost 12 s (measured)."""
Found = Tuple[np.ndarray, np.ndarray]
"""The columns of a text's n-grams, ascending, and their weights, of length 1 together."""


def _plain(text: str) -> str:
    """A message as the model sees it: without links, handles and numbers."""
    return without_addresses(text[:MOST_CHARACTERS]).lower()


class Features:
    """Words and letters of folded text, and letters with their marks, which help where they carry meaning."""

    _PARTS = 3

    def fit(self, texts: List[str]) -> None:
        """Learns the n-grams of `texts`."""
        plain = [_plain(text) for text in texts]
        folded = [fold(text) for text in plain]
        self._words, self._folded, self._plain = Words(folded), Letters(folded, 1, 5), Letters(plain, 2, 4)

    def of(self, texts: List[str]) -> csr_matrix:
        """The features of `texts`, shape (texts, n-grams)."""
        plain = [_plain(text) for text in texts]
        folded = [fold(text) for text in plain]
        after_words = self._words.width
        after_folded = after_words + self._folded.width
        columns: List[np.ndarray] = []
        weights: List[np.ndarray] = []
        found = zip(self._words.of(folded), self._folded.of(folded), self._plain.of(plain))
        for words, letters, marked in found:
            columns += [words[0], letters[0] + after_words, marked[0] + after_folded]
            weights += [words[1], letters[1], marked[1]]
        ends = np.cumsum([0, *map(len, columns)])[:: self._PARTS]
        shape = len(texts), after_folded + self._plain.width
        return csr_matrix((np.concatenate(weights), np.concatenate(columns), ends), shape=shape)


class Words:
    """Words and pairs of words, weighed as scikit-learn's TfidfVectorizer weighs them, which learns them.

    Its `transform` takes eight times as long for a text as looking up what it learnt.
    """

    def __init__(self, texts: List[str]) -> None:
        """Learns the words of `texts`."""
        fitted = TfidfVectorizer(lowercase=False, sublinear_tf=True, ngram_range=(1, 2), token_pattern=_WORD).fit(texts)
        self._analyze = fitted.build_analyzer()
        self._columns: Dict[str, int] = fitted.vocabulary_
        self._rarity = fitted.idf_.astype(np.float32)
        self.width = len(self._rarity)

    def of(self, texts: List[str]) -> List[Found]:
        """The words of each text."""
        return [self._of_one(text) for text in texts]

    def _of_one(self, text: str) -> Found:
        counted = Counter(self._columns[gram] for gram in self._analyze(text) if gram in self._columns)
        columns = np.fromiter(sorted(counted), np.int32, len(counted))
        counts = np.fromiter((counted[column] for column in columns), np.float32, len(counted))
        return _weighed(columns, counts, self._rarity)


class Letters:
    """Letters that stand together inside words, as TfidfVectorizer's `char_wb` finds and weighs them.

    A word's n-grams are found once for all texts that come together, which takes a tenth of the time in training; no
    word is kept, neither of the phrases nor of what somebody sent.
    """

    def __init__(self, texts: List[str], shortest: int, longest: int) -> None:
        """Learns the n-grams of `texts` that stand in two of them or more."""
        self._lengths = range(shortest, longest + 1)
        places: Dict[str, int] = {}
        words = {
            word: np.fromiter((places.setdefault(gram, len(places)) for gram in self._grams(word)), np.int32)
            for word in {word for text in texts for word in text.split()}
        }
        often = np.zeros(len(places), np.int32)
        for text in texts:
            often[np.unique(_joined([words[word] for word in text.split()]))] += 1
        kept = np.flatnonzero(often >= _OFTEN)
        new = np.full(len(places), -1, np.int32)
        new[kept] = np.arange(len(kept), dtype=np.int32)
        self._columns = {gram: int(new[place]) for gram, place in places.items() if new[place] >= 0}
        self._rarity = (np.log((1 + len(texts)) / (1 + often[kept])) + 1).astype(np.float32)
        self.width = len(kept)

    def of(self, texts: List[str]) -> List[Found]:
        """The letters of each text."""
        known = {word: self._of_word(word) for word in {word for text in texts for word in text.split()}}
        return [self._of_one([known[word] for word in text.split()]) for text in texts]

    def _of_one(self, words: List[np.ndarray]) -> Found:
        columns, counts = np.unique(_joined(words), return_counts=True)
        return _weighed(columns, counts.astype(np.float32), self._rarity)

    def _of_word(self, word: str) -> np.ndarray:
        return np.array([self._columns[gram] for gram in self._grams(word) if gram in self._columns], np.int32)

    def _grams(self, word: str) -> List[str]:
        padded = f" {word} "
        found = []
        for length in self._lengths:
            found += [padded[start : start + length] for start in range(max(1, len(padded) - length + 1))]
            if length >= len(padded):
                break
        return found


def _joined(columns: List[np.ndarray]) -> np.ndarray:
    return np.concatenate(columns) if columns else np.zeros(0, np.int32)


def _weighed(columns: np.ndarray, counts: np.ndarray, rarity: np.ndarray) -> Found:
    """(1 + ln tf) · idf, of length 1."""
    weights = (1 + np.log(counts)) * rarity[columns]
    return columns, weights / (np.sqrt(weights @ weights) or 1)


class Nearest:
    """The training phrases, for how like the nearest one a text is."""

    def __init__(self, rows: csr_matrix) -> None:
        """Takes the phrases' features, shape (phrases, n-grams)."""
        rare = np.bincount(rows.indices, minlength=rows.shape[1]) <= _RARE
        self._phrases_with = csr_matrix(rows.multiply(rare).T, dtype=np.float32)  # (n-grams, phrases)
        self._phrases_with.eliminate_zeros()

    def likeness(self, rows: csr_matrix) -> List[float]:
        """Per row the cosine to the most similar phrase by their rarer n-grams, 0 to 1."""
        return [self._of_one(rows[index]) for index in range(rows.shape[0])]

    def _of_one(self, row: csr_matrix) -> float:
        norm = float(np.sqrt(row.data @ row.data)) * np.sqrt(3.0)  # a phrase's three parts have length 1 each
        if not norm:
            return 0.0
        return float((self._phrases_with[row.indices].T @ row.data).max() / norm)
