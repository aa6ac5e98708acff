"""A linear classifier per language with honest probabilities; knows neither Rasa nor any label's meaning.

A head per language, mixed by how likely each language is, adds three points over one joint head (measured on xSID).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Sequence, Tuple

import numpy as np
from joblib import Parallel, delayed
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import softmax
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.svm import LinearSVC

from bot.dialogue.ngrams import narrowed

_KEPT_BACK, _LEARNT = 0.15, 0.35
"""The shares of the phrases that a head is measured on, and that it learns for that: a third do (see _KNOWS_MORE)."""
_KNOWS_MORE = 0.97
"""The temperature of a head that learnt all phrases, beside that of one that learnt a third (see tests/tuning/)."""
_SOFTNESS = 0.5
_TOLERANCE = 0.1
"""liblinear's own default; scikit-learn's 0.0001 costs three times the time and changes no label (measured)."""
_ROUGH = 1.0
"""Enough for a temperature: it changes by 1 % (measured)."""
_COLD = 0.3
_NEGLIGIBLE = 0.01
"""A language less likely than this changes no label: its head is not asked."""


@dataclass
class Head:
    """One linear classifier with the temperature that makes its margins probabilities."""

    labels: List[str]
    places: np.ndarray  # (n-grams,): an n-gram's row in `weights`, or -1 where no phrase of this head has it
    weights: np.ndarray  # (this head's n-grams, labels), in half precision: half the memory, the same labels
    bias: np.ndarray  # (labels,)
    temperature: float

    @classmethod
    def fit(cls, rows: csr_matrix, labels: List[str]) -> Head:
        """A head over `labels`; its temperature is fitted on phrases kept back (Guo et al., 2017, arXiv 1706.04599)."""
        return cls.fit_all([(rows, labels)])[0]

    @classmethod
    def fit_all(cls, taught: List[Tuple[csr_matrix, List[str]]]) -> List[Head]:
        """A head for each of the rows and their labels, all on all cores.

        In processes: liblinear has one series of random numbers, which threads would share, so that no two trainings
        gave the same head.
        """
        own = [_own(rows) for rows, _ in taught]
        told = [(rows, labels) for (_, rows), (_, labels) in zip(own, taught)]
        long = [delayed(_both_sides)(*pair) for pair in told]
        short = [delayed(_temperature)(*pair) for pair in told]
        done = Parallel(n_jobs=-1, mmap_mode="c")([*long, *short])
        return [
            cls(sorted(set(labels)), places, weights, bias, temperature)
            for (places, _), (_, labels), (weights, bias), temperature in zip(own, told, done, done[len(told) :])
        ]

    def probabilities(self, rows: csr_matrix) -> np.ndarray:
        """Shape (rows, labels), each row summing to 1."""
        margins = np.empty((rows.shape[0], len(self.labels)), np.float32)
        for row, (start, end) in enumerate(zip(rows.indptr, rows.indptr[1:])):
            places = self.places[rows.indices[start:end]]
            own = places >= 0
            margins[row] = rows.data[start:end][own] @ self.weights[places[own]].astype(np.float32)
        return softmax((margins + self.bias) / self.temperature, axis=1)


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
        spoken, named, codes = np.array(languages), np.array(labels), sorted(set(languages))
        own = [np.flatnonzero(spoken == code) for code in codes]
        return cls(dict(zip(codes, Head.fit_all([(rows[places], list(named[places])) for places in own]))))

    def probabilities(self, rows: csr_matrix, languages: List[Dict[str, float]]) -> np.ndarray:
        """Shape (rows, labels): the heads mixed, row by row, by how likely each language is."""
        mixed = np.zeros((rows.shape[0], len(self.labels)))
        for code, head in self._by_language.items():
            chance = np.array([weights.get(code, 0.0) for weights in languages])
            asked = np.flatnonzero(chance >= _NEGLIGIBLE)
            if len(asked):
                mixed[np.ix_(asked, self._columns[code])] += chance[asked, None] * head.probabilities(rows[asked])
        return mixed / np.maximum(mixed.sum(axis=1, keepdims=True), 1e-9)


def _own(rows: csr_matrix) -> Tuple[np.ndarray, csr_matrix]:
    """Where each n-gram lies among those that the rows have, and the rows with these alone."""
    places = np.full(rows.shape[1], -1, np.int32)
    own = np.flatnonzero(np.bincount(rows.indices, minlength=rows.shape[1]))
    places[own] = np.arange(len(own), dtype=np.int32)
    return places, narrowed(rows, places, len(own))


def _both_sides(
    rows: csr_matrix, labels: Sequence[Any], tolerance: float = _TOLERANCE
) -> Tuple[np.ndarray, np.ndarray]:
    """Weights (n-grams, labels) and bias: two labels share one row in scikit-learn, here each has its own."""
    if len(set(labels)) == 1:
        return np.zeros((rows.shape[1], 1), np.float16), np.zeros(1, np.float32)
    model = LinearSVC(C=_SOFTNESS, tol=tolerance, class_weight="balanced", random_state=0).fit(rows, labels)
    weights, bias = model.coef_.T, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = np.hstack([-weights, weights]), np.array([-bias[0], bias[0]])
    return weights.astype(np.float16), bias.astype(np.float32)


def _temperature(rows: csr_matrix, labels: List[str]) -> float:
    """What makes the margins of a head honest, measured on a part of the phrases it has not learnt."""
    names = sorted(set(labels))
    if min(labels.count(name) for name in names) < 2 or len(labels) * _KEPT_BACK < len(names):
        return _COLD
    index = {name: position for position, name in enumerate(names)}
    wanted = np.array([index[label] for label in labels])
    split = StratifiedShuffleSplit(1, test_size=_KEPT_BACK, train_size=_LEARNT, random_state=0)
    learnt, held = next(split.split(rows, wanted))
    weights, bias = _both_sides(rows[learnt], wanted[learnt], _ROUGH)
    margins = rows[held] @ weights.astype(np.float32) + bias

    def loss(temperature: float) -> float:
        chances = softmax(margins / temperature, axis=1)[np.arange(len(held)), wanted[held]]
        return float(-np.log(np.clip(chances, 1e-9, 1)).mean())

    return _KNOWS_MORE * float(minimize_scalar(loss, bounds=(0.05, 2.0), method="bounded").x)
