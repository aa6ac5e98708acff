"""What can be wrong, said so that an editor can mend it."""

from __future__ import annotations

import pytest

from bot.errors import BotError, Problem


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (Problem("a.yml", "title", "is empty"), "a.yml: title: is empty"),
        (Problem("a.yml", "", "is empty"), "a.yml: is empty"),
        (Problem("a.yml", "title", "is empty", "write it"), "a.yml: title: is empty\n    cure: write it"),
        (Problem("a.yml", "title", "is empty", "write it", "missing-part"),
         "a.yml: title: is empty [missing-part]\n    cure: write it"),
    ],
)  # fmt: skip
def test_a_problem_reads_as_place_fault_and_cure(problem: Problem, expected: str) -> None:
    assert str(problem) == expected


def test_an_error_lists_its_problems_once_each_in_the_order_of_files() -> None:
    one, two = Problem("a.yml", "", "x"), Problem("b.yml", "", "y")
    error = BotError("two faults", [two, one, two])
    assert (error.problems, str(error)) == ((one, two), "two faults\n- a.yml: x\n- b.yml: y")


def test_an_error_without_problems_is_its_sentence() -> None:
    assert str(BotError("no model")) == "no model"
