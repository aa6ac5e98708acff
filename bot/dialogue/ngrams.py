"""Text to label by word and character n-grams, a linear head per language; knows neither Rasa nor any label's meaning.

Word and character TF-IDF with a linear max-margin classifier: the strongest of the plain methods measured on short
multilingual questions (xSID 0.886 against 0.798 for Rasa's LogisticRegressionClassifier), in a second, without a
network. A head per language, mixed by how likely each language is, adds three points over one joint head.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from bot.text import fold, without_addresses

_FOLDS = 4
_WORD = r"(?u)\w+"
MOST_CHARACTERS = 1000
"""A model reads no more: 1,000 characters cost 25 ms, 2 million cost 12 s (measured)."""


def prepare(text: str) -> str:
    """A message as the model sees it: folded, without links, handles and numbers."""
    return fold(without_addresses(text[:MOST_CHARACTERS]))


def _plain(text: str) -> str:
    return without_addresses(text[:MOST_CHARACTERS]).lower()


class Features:
    """Word and character n-grams over folded and plain text; marks help where they carry meaning, and cost nothing."""

    def __init__(self) -> None:
        sublinear = {"sublinear_tf": True, "dtype": np.float32}
        self._union = FeatureUnion(
            [
                (
                    "words",
                    TfidfVectorizer(preprocessor=prepare, ngram_range=(1, 2), token_pattern=_WORD, **sublinear),
                ),
                ("folded", TfidfVectorizer(preprocessor=prepare, analyzer="char_wb", ngram_range=(1, 5), **sublinear)),
                ("plain", TfidfVectorizer(preprocessor=_plain, analyzer="char_wb", ngram_range=(2, 4), **sublinear)),
            ]
        )

    def fit(self, texts: list[str]) -> csr_matrix:
        """Learns the n-grams of `texts`; gives their features, a row each."""
        return csr_matrix(self._union.fit_transform(texts))

    def of(self, texts: list[str]) -> csr_matrix:
        """The features of `texts`, shape (texts, n-grams)."""
        return csr_matrix(self._union.transform(texts))


@dataclass
class Head:
    """One linear classifier with the temperature that makes its margins probabilities."""

    labels: list[str]
    weights: np.ndarray  # (n-grams, labels)
    bias: np.ndarray  # (labels,)
    temperature: float

    def probabilities(self, features: csr_matrix) -> np.ndarray:
        """Shape (rows, labels), each row summing to 1."""
        return softmax((features @ self.weights + self.bias) / self.temperature, axis=1)


def fit_head(features: csr_matrix, labels: list[str]) -> Head:
    """A head over `labels`; its temperature is fitted on held-out folds (Guo et al., 2017, arXiv 1706.04599)."""
    names = sorted(set(labels))
    if len(names) == 1:
        return Head(names, np.zeros((features.shape[1], 1), np.float32), np.zeros(1, np.float32), 1.0)
    model = _svm().fit(features, labels)
    weights, bias = _both_sides(model)
    return Head(names, weights, bias, _temperature(features, labels, names))


def _svm() -> LinearSVC:
    return LinearSVC(C=1.0, class_weight="balanced", random_state=0)


def _both_sides(model: LinearSVC) -> tuple[np.ndarray, np.ndarray]:
    """Two labels share one row of weights in scikit-learn: here each has its own."""
    if len(model.classes_) == 2:
        return (
            np.vstack([-model.coef_, model.coef_]).T.astype(np.float32),
            np.array([-model.intercept_[0], model.intercept_[0]], np.float32),
        )
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)


def _temperature(features: csr_matrix, labels: list[str], names: list[str]) -> float:
    folds = min(_FOLDS, min(labels.count(name) for name in names))
    if folds < 2:
        return 0.3
    index = {name: position for position, name in enumerate(names)}
    wanted = np.array([index[label] for label in labels])
    margins = np.zeros((len(labels), len(names)))
    for train, test in StratifiedKFold(folds, shuffle=True, random_state=0).split(features, wanted):
        weights, bias = _both_sides(_svm().fit(features[train], wanted[train]))
        margins[test] = features[test] @ weights + bias

    def loss(temperature: float) -> float:
        chances = softmax(margins / temperature, axis=1)[np.arange(len(wanted)), wanted]
        return float(-np.log(np.clip(chances, 1e-9, 1)).mean())

    return float(minimize_scalar(loss, bounds=(0.05, 2.0), method="bounded").x)


@dataclass
class Heads:
    """A head per language over shared features."""

    features: Features
    by_language: dict[str, Head]
    rows: csr_matrix  # the training phrases' features, for the nearest one
    row_labels: list[str]

    @classmethod
    def fit(cls, texts: list[str], labels: list[str], languages: list[str]) -> Heads:
        """Learns `labels` of `texts`, each in its language."""
        features = Features()
        rows = features.fit(texts)
        heads = {}
        for language in sorted(set(languages)):
            chosen = [index for index, other in enumerate(languages) if other == language]
            heads[language] = fit_head(rows[chosen], [labels[index] for index in chosen])
        return cls(features, heads, rows, labels)

    def rank(self, features: csr_matrix, languages: dict[str, float]) -> dict[str, float]:
        """Every label's probability for one row of features, the languages' heads mixed by their own."""
        found: dict[str, float] = {}
        for language, chance in languages.items():
            head = self.by_language.get(language)
            if head is not None:
                for label, probability in zip(head.labels, head.probabilities(features)[0]):
                    found[label] = found.get(label, 0.0) + chance * float(probability)
        total = sum(found.values()) or 1.0
        return {label: value / total for label, value in sorted(found.items(), key=lambda pair: -pair[1])}

    def nearest(self, features: csr_matrix) -> float:
        """How like the most similar training phrase a row is: cosine, 0 to 1."""
        norm = float(np.sqrt(features.multiply(features).sum())) * np.sqrt(3.0)
        return float((self.rows @ features.T).max() / norm) if norm else 0.0
