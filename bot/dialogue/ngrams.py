"""Text as word and character n-grams; knows neither Rasa nor any label.

Word and character TF-IDF with a linear max-margin classifier is the strongest of the plain methods measured on short
multilingual questions (xSID 0.886 against 0.798 for Rasa's LogisticRegressionClassifier), in a second, off line.
"""

from __future__ import annotations

from typing import List

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.text import fold, without_addresses

_WORD = r"(?u)\w+"
_RARE = 400
"""N-grams that stand in more phrases say little about likeness and cost the most to look up."""
MOST_CHARACTERS = 1000
"""A model reads no more: 1,000 characters cost 25 ms, 2 million cost 12 s (measured)."""


def _plain(text: str) -> str:
    """A message as the model sees it: without links, handles and numbers."""
    return without_addresses(text[:MOST_CHARACTERS]).lower()


class Features:
    """Words and characters of folded and plain text; marks help where they carry meaning, and cost nothing."""

    def __init__(self) -> None:
        shared = {"lowercase": False, "sublinear_tf": True, "dtype": np.float32}
        self._words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=_WORD, **shared)
        self._folded = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), **shared)
        self._plain = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), **shared)

    def fit(self, texts: List[str]) -> csr_matrix:
        """Learns the n-grams of `texts`; gives their features, a row each."""
        plain = [_plain(text) for text in texts]
        folded = [fold(text) for text in plain]
        return _beside(
            self._words.fit_transform(folded), self._folded.fit_transform(folded), self._plain.fit_transform(plain)
        )

    def of(self, texts: List[str]) -> csr_matrix:
        """The features of `texts`, shape (texts, n-grams): of many at once in a sixth of the time one by one takes."""
        plain = [_plain(text) for text in texts]
        folded = [fold(text) for text in plain]
        return _beside(self._words.transform(folded), self._folded.transform(folded), self._plain.transform(plain))


def _beside(*parts: csr_matrix) -> csr_matrix:
    return csr_matrix(hstack(parts, format="csr", dtype=np.float32))


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
