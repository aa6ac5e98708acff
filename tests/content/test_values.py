"""A fact's value, told apart by its key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from bot.content.files import structure
from bot.content.values import Count, Day, Duration, Money, Percent, Phone, Value, Year
from bot.errors import Problem

KINDS = "money, count, percent, date, year, duration, phone"
UNITS = "hour, day, week, month, year"


@dataclass(frozen=True)
class Holder:
    value: Value


def value_of(data: object) -> tuple[Holder | None, list[Problem]]:
    problems: list[Problem] = []
    return structure({"value": data}, Holder, "f.yml", problems), problems


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"money": 41700, "currency": "GBP"}, Money(41700.0, "GBP")),
        ({"money": 819.5, "currency": "EUR"}, Money(819.5, "EUR")),
        ({"count": 7667}, Count(7667)),
        ({"percent": 16.9}, Percent(16.9)),
        ({"percent": 3}, Percent(3.0)),
        ({"date": date(2025, 7, 22)}, Day(date(2025, 7, 22))),
        ({"year": 2025}, Year(2025)),
        ({"duration": 6, "unit": "month"}, Duration(6, "month")),
        ({"phone": " 0800 0121 700 "}, Phone("0800 0121 700")),
    ],
)
def test_each_kind_of_value_is_read(data: dict[str, object], expected: object) -> None:
    assert value_of(data) == (Holder(expected), [])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"money": 20}, "a money also needs 'currency'"),
        ({"duration": 6}, "a duration also needs 'unit'"),
        ({"duration": 6, "unit": "minute"}, f"'minute' is not a unit: {UNITS}"),
        ({"duration": 6, "unit": False}, f"False is not a unit: {UNITS}"),
        ({"duration": "6", "unit": "month"}, "'6' is not a whole number"),
        ({"count": 1.5}, "1.5 is not a whole number"),
        ({"count": "7,667"}, "'7,667' is not a whole number"),
        ({"count": True}, "True is not a whole number"),
        ({"year": "2025"}, "'2025' is not a whole number"),
        ({"date": "2025-07-22"}, "'2025-07-22' is not a date: write it as 2026-11-22, without quotes"),
        ({"phone": 112}, "112 is not text: put it in quotes"),
        ({"count": 25, "unit": "day"}, "unknown key 'unit' beside count"),
        ({"count": 25, "year": 2025}, f"a value is one of {KINDS}; got {{'count': 25, 'year': 2025}}"),
        ({"height": 3}, f"a value is one of {KINDS}; got {{'height': 3}}"),
        ({}, f"a value is one of {KINDS}; got {{}}"),
        (25, f"a value is one of {KINDS}; got 25"),
        (None, f"a value is one of {KINDS}; got None"),
    ],
)
def test_a_value_of_no_known_kind_is_told(data: object, message: str) -> None:
    assert value_of(data) == (None, [Problem("f.yml", "value", message, "")])


@pytest.mark.parametrize(
    "data",
    [
        {"money": True, "currency": "GBP"},
        {"percent": True},
        {"money": float("nan"), "currency": "GBP"},
        {"money": float("inf"), "currency": "GBP"},
        {"money": 20, "currency": False},
        {"money": 20, "currency": "pounds"},
        {"phone": ""},
    ],
)
def test_a_value_that_nobody_could_read_is_refused(data: dict[str, object]) -> None:
    """Norway's `currency: NO` is a boolean to YAML; `money: yes` would read £1."""
    holder, problems = value_of(data)
    assert (holder, [problem.where for problem in problems]) == (None, ["value"])
