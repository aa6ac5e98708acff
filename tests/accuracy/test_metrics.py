"""The measures themselves, on numbers worked out by hand."""

from __future__ import annotations

import pytest

from accuracy.metrics import (
    Share,
    calibration_bins,
    calibration_error,
    confusions,
    macro_f1,
    micro_f1,
    share,
)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(hits: int, total: int, low: float, high: float) -> None:
    """The last row is the worked example of Newcombe, 1998, Statistics in Medicine 17:857, method 3."""
    assert Share(hits, total).interval == pytest.approx((low, high), abs=1e-4)


def test_nothing_counted_says_nothing() -> None:
    nothing = share([])
    assert (nothing.value, nothing.interval, str(nothing)) == (0.0, (0.0, 1.0), "–")


def test_a_share_is_written_with_its_interval() -> None:
    assert str(share([True] * 9 + [False])) == "0.900 (0.60–0.98)"


def test_macro_f1_counts_a_rare_label_as_much_as_a_common_one() -> None:
    assert macro_f1(["a", "a", "a", "b"], ["a", "a", "a", "a"]) == pytest.approx((6 / 7 + 0) / 2)
    assert macro_f1(["a", "b"], ["a", "b"]) == 1.0
    assert macro_f1([], []) == 0.0


def test_micro_f1_counts_what_is_too_much_and_what_is_missing() -> None:
    assert micro_f1([["a", "b"], []], [["a"], ["c"]]) == pytest.approx(2 / (2 + 1 + 1))
    assert micro_f1([[]], [[]]) == 0.0


def test_calibration_is_the_mean_gap_between_confidence_and_truth() -> None:
    sure, right = [0.95, 0.95, 0.25, 0.25], [True, False, False, False]
    assert calibration_error(sure, right) == pytest.approx((0.45 * 2 + 0.25 * 2) / 4)
    assert calibration_bins(sure, right) == [pytest.approx((0.25, 0.0, 2)), pytest.approx((0.95, 0.5, 2))]
    assert calibration_error([1.0], [True]) == 0.0


def test_confusions_leave_out_what_was_right_and_begin_with_the_commonest() -> None:
    assert confusions(["a", "a", "a", "b"], ["b", "b", "a", "c"]) == [("a", "b", 2), ("b", "c", 1)]
