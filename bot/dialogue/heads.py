"""A linear classifier per language with honest probabilities; knows neither Rasa nor any label's meaning.

A head per language, mixed by how likely each language is, adds three points over one joint head (measured on xSID).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Tuple

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import softmax
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

_FOLDS = 4
_COLD = 0.3
_NEGLIGIBLE = 0.01
"""A language less likely than this changes no label: its head is not asked."""


@dataclass
class Head:
    """One linear classifier with the temperature that makes its margins probabilities."""

    labels: List[str]
    places: np.ndarray  # (n-grams,): an n-gram's row in `weights`, or -1 where no phrase of this head has it
    weights: np.ndarray  # (this head's n-grams, labels)
    bias: np.ndarray  # (labels,)
    temperature: float

    @classmethod
    def fit(cls, rows: csr_matrix, labels: List[str]) -> Head:
        """A head over `labels`; its temperature is fitted on held-out folds (Guo et al., 2017, arXiv 1706.04599)."""
        names = sorted(set(labels))
        places = np.full(rows.shape[1], -1, np.int32)
        own = np.unique(rows.indices)
        places[own] = np.arange(len(own), dtype=np.int32)
        if len(names) == 1:
            return cls(names, places, np.zeros((len(own), 1), np.float32), np.zeros(1, np.float32), 1.0)
        weights, bias = _both_sides(_svm().fit(rows, labels))
        return cls(names, places, weights[own], bias, _temperature(rows, labels, names))

    def probabilities(self, rows: csr_matrix) -> np.ndarray:
        """Shape (rows, labels), each row summing to 1."""
        return softmax((self._own(rows) @ self.weights + self.bias) / self.temperature, axis=1)

    def _own(self, rows: csr_matrix) -> csr_matrix:
        """The rows in this head's n-grams only."""
        places = self.places[rows.indices]
        kept = places >= 0
        ends = np.concatenate(([0], np.cumsum(kept)))[rows.indptr]
        return csr_matrix((rows.data[kept], places[kept], ends), shape=(rows.shape[0], len(self.weights)))


class Heads:
    """A head per language over shared features."""

    def __init__(self, by_language: Dict[str, Head]) -> None:
        """Takes the heads by language code."""
        self._by_language = by_language
        self.labels = sorted({label for head in by_language.values() for label in head.labels})
        place = {label: index for index, label in enumerate(self.labels)}
        self._columns = {code: [place[label] for label in head.labels] for code, head in by_language.items()}

    @classmethod
    def fit(cls, rows: csr_matrix, labels: List[str], languages: List[str]) -> Heads:
        """Learns `labels` of `rows`, each in its language."""
        heads = {}
        for language in sorted(set(languages)):
            chosen = [index for index, other in enumerate(languages) if other == language]
            heads[language] = Head.fit(rows[chosen], [labels[index] for index in chosen])
        return cls(heads)

    def probabilities(self, rows: csr_matrix, languages: List[Dict[str, float]]) -> np.ndarray:
        """Shape (rows, labels): the heads mixed, row by row, by how likely each language is."""
        mixed = np.zeros((rows.shape[0], len(self.labels)))
        for code, head in self._by_language.items():
            chance = np.array([weights.get(code, 0.0) for weights in languages])
            asked = np.flatnonzero(chance >= _NEGLIGIBLE)
            if len(asked):
                mixed[np.ix_(asked, self._columns[code])] += chance[asked, None] * head.probabilities(rows[asked])
        return mixed / np.maximum(mixed.sum(axis=1, keepdims=True), 1e-9)


def _svm() -> LinearSVC:
    return LinearSVC(C=1.0, class_weight="balanced", random_state=0)


def _both_sides(model: LinearSVC) -> Tuple[np.ndarray, np.ndarray]:
    """Weights (n-grams, labels) and bias: two labels share one row in scikit-learn, here each has its own."""
    weights, bias = model.coef_.T, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = np.hstack([-weights, weights]), np.array([-bias[0], bias[0]])
    return weights.astype(np.float32), bias.astype(np.float32)


def _temperature(rows: csr_matrix, labels: List[str], names: List[str]) -> float:
    folds = min(_FOLDS, min(labels.count(name) for name in names))
    if folds < 2:
        return _COLD
    index = {name: position for position, name in enumerate(names)}
    wanted = np.array([index[label] for label in labels])
    margins = np.zeros((len(labels), len(names)))
    for train, test in StratifiedKFold(folds, shuffle=True, random_state=0).split(rows, wanted):
        weights, bias = _both_sides(_svm().fit(rows[train], wanted[train]))
        margins[test] = rows[test] @ weights + bias

    def loss(temperature: float) -> float:
        chances = softmax(margins / temperature, axis=1)[np.arange(len(wanted)), wanted]
        return float(-np.log(np.clip(chances, 1e-9, 1)).mean())

    return float(minimize_scalar(loss, bounds=(0.05, 2.0), method="bounded").x)
