"""What a fact can be worth, and how each kind is written in YAML; knows no file and no language."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

Unit = Literal["hour", "day", "week", "month", "year"]


@dataclass(frozen=True)
class Money:
    """An amount in an ISO 4217 currency."""

    amount: float
    currency: str


@dataclass(frozen=True)
class Count:
    """A whole number of people or things, shown with the reader's grouping."""

    number: int


@dataclass(frozen=True)
class Percent:
    """A share in per cent: 3 means 3 %."""

    share: float


@dataclass(frozen=True)
class Day:
    """A calendar day."""

    day: date


@dataclass(frozen=True)
class Year:
    """A calendar year, never grouped."""

    year: int


@dataclass(frozen=True)
class Duration:
    """A length of time in one unit."""

    length: int
    unit: Unit


@dataclass(frozen=True)
class Phone:
    """A number to dial, written as its owner writes it; its digits stay Latin in every language."""

    number: str


Value = Money | Count | Percent | Day | Year | Duration | Phone


def read_day(value: Any) -> date:
    """A calendar day; a moment is none."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError(f"{value!r} is not a date: write it as 2026-11-22, without quotes")
    return value


def read_text(value: Any) -> str:
    """Words; `no` and `2024` are none until they are quoted."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text: put it in quotes")
    return value.strip()


def read_whole(value: Any) -> int:
    """A whole number; True is none."""
    if type(value) is not int:
        raise ValueError(f"{value!r} is not a whole number")
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is not a number")
    return float(value)


def _currency(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch("[A-Z]{3}", value):
        raise ValueError(f"{value!r} is not a currency: use its code, as GBP or EUR, in quotes if need be")
    return value


def _phone(value: Any) -> str:
    number = read_text(value)
    if not any(char.isdigit() for char in number):
        raise ValueError(f"{value!r} is not a number to dial")
    return number


_VALUES: dict[str, Callable[[dict[str, Any]], Value]] = {
    "money": lambda data: Money(_number(data.pop("money")), _currency(data.pop("currency"))),
    "count": lambda data: Count(read_whole(data.pop("count"))),
    "percent": lambda data: Percent(_number(data.pop("percent"))),
    "date": lambda data: Day(read_day(data.pop("date"))),
    "year": lambda data: Year(read_whole(data.pop("year"))),
    "duration": lambda data: Duration(read_whole(data.pop("duration")), data.pop("unit")),
    "phone": lambda data: Phone(_phone(data.pop("phone"))),
}


def read_value(data: Any) -> Value:
    """One fact value, told apart by its key: `{money: 20, currency: GBP}`, `{count: 7667}`, …"""
    kinds = [kind for kind in _VALUES if isinstance(data, dict) and kind in data]
    if len(kinds) != 1:
        raise ValueError(f"a value is one of {', '.join(_VALUES)}; got {data!r}")
    rest = dict(data)
    try:
        value = _VALUES[kinds[0]](rest)
    except KeyError as fault:
        raise ValueError(f"a {kinds[0]} also needs {fault}") from None
    if rest:
        raise ValueError(f"unknown key {', '.join(map(repr, rest))} beside {kinds[0]}")
    if isinstance(value, Duration) and value.unit not in get_args(Unit):
        raise ValueError(f"{value.unit!r} is not a unit: {', '.join(get_args(Unit))}")
    return value
