"""How like the nearest phrase a text is; knows no words, only which n-grams each phrase has."""

from __future__ import annotations

from typing import List

import numpy as np
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import norm

from bot.dialogue.ngrams import RARE, narrowed


class Nearest:
    """The training phrases, for how like the nearest one a text is."""

    def __init__(self, rows: csr_matrix) -> None:
        """Takes the phrases' features, shape (phrases, n-grams)."""
        often = np.bincount(rows.indices, minlength=rows.shape[1])
        columns = np.where(often <= RARE, np.arange(rows.shape[1], dtype=np.int32), np.int32(-1))
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
