"""Shares with their uncertainty, F1, calibration, confusions; knows no sentences and no bot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

_Z = 1.96
"""Standard deviations either side that hold 95 % of a normal distribution."""
_BINS = 10


@dataclass(frozen=True)
class Share:
    """How many of how many, as a fraction with its 95 % interval (Wilson, 1927, JASA 22:209)."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """0 to 1; nothing counted is 0."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95 % confidence."""
        if not self.total:
            return 0.0, 1.0
        n, p, square = self.total, self.value, _Z * _Z
        middle = (p + square / (2 * n)) / (1 + square / n)
        half = _Z * sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.3f} ({low:.2f}–{high:.2f})" if self.total else "–"


NOTHING = Share(0, 0)


def share(values: Iterable[bool]) -> Share:
    """The share of what is true."""
    counted = Counter(values)
    return Share(counted[True], counted[True] + counted[False])


def macro_f1(wanted: Sequence[str], got: Sequence[str]) -> float:
    """The mean F1 over the labels wanted: a rare one counts as much as a common one."""
    labels = sorted(set(wanted))
    return sum(_f1(*_counts(label, wanted, got)) for label in labels) / len(labels) if labels else 0.0


def _counts(label: str, wanted: Sequence[str], got: Sequence[str]) -> tuple[int, int, int]:
    """True positives, false positives, false negatives."""
    pairs = list(zip(wanted, got, strict=True))
    hits = sum(w == label == g for w, g in pairs)
    return hits, sum(g == label != w for w, g in pairs), sum(w == label != g for w, g in pairs)


def _f1(hits: int, false: int, missed: int) -> float:
    return 2 * hits / (2 * hits + false + missed) if hits else 0.0


def micro_f1(wanted: Sequence[Collection[str]], got: Sequence[Collection[str]]) -> float:
    """F1 over all labels of all texts together, for texts with several labels or none."""
    pairs = [(set(w), set(g)) for w, g in zip(wanted, got, strict=True)]
    hits = sum(len(w & g) for w, g in pairs)
    return _f1(hits, sum(len(g - w) for w, g in pairs), sum(len(w - g) for w, g in pairs))


def calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al., 2017, arXiv 1706.04599, eq. 3)."""
    bins = calibration_bins(sure, right)
    return sum(count * abs(mean - share) for mean, share, count in bins) / max(1, len(sure))


def calibration_bins(sure: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float, int]]:
    """For each bin that holds anything: mean confidence, share that was right, how many."""
    members: dict[int, list[tuple[float, bool]]] = {}
    for confidence, was_right in zip(sure, right, strict=True):
        members.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, was_right))
    return [
        (sum(c for c, _ in group) / len(group), sum(r for _, r in group) / len(group), len(group))
        for _, group in sorted(members.items())
    ]


def confusions(wanted: Sequence[str], got: Sequence[str]) -> list[tuple[str, str, int]]:
    """Wanted, got and how often, most frequent first; what was right is left out."""
    pairs = Counter((w, g) for w, g in zip(wanted, got, strict=True) if w != g)
    return [(w, g, count) for (w, g), count in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))]
