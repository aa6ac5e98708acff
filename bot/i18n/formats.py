"""Facts as a reader of a language expects to see them; all data is CLDR's, through Babel."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal, format_percent
from typing_extensions import assert_never

from bot.content.values import Count, Day, Duration, Money, Percent, Phone, Value, Year

LEFT_TO_RIGHT, ISOLATE, END = "\u2066", "\u2068", "\u2069"
"""Unicode's directional isolates (UAX 9): an inserted value never reorders the words around it."""


def format_value(value: Value, locale: Locale) -> str:
    """`value` in `locale`: `{money: 20, currency: GBP}` reads £20 in English and 20 £ in Albanian."""
    match value:
        case Money():
            return _money(value, locale)
        case Count():
            return format_decimal(value.number, locale=locale)
        case Percent():
            return format_percent(Decimal(str(value.share)) / 100, locale=locale, decimal_quantization=False)
        case Day():
            return format_day(value.day, locale)
        case Year():
            return str(value.year)
        case Duration():
            return _duration(value, locale)
        case Phone():
            return value.number
        case _:
            assert_never(value)


def format_day(day: date, locale: Locale) -> str:
    """A day in words: 22 November 2026."""
    return format_date(day, format="long", locale=locale)


_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _duration(value: Duration, locale: Locale) -> str:
    """CLDR's words for a length of time, in exactly its unit (`format_unit` misses what CLDR inherits)."""
    length = timedelta(hours=value.length) if value.unit == "hour" else timedelta(days=value.length * _DAYS[value.unit])
    return format_timedelta(length, granularity=value.unit, threshold=10**9, locale=locale)


def _money(value: Money, locale: Locale) -> str:
    """Cents only where there are any: a fee of exactly £819 reads £819."""
    pattern = copy.copy(locale.currency_formats["standard"])
    digits = 0 if value.amount == int(value.amount) else 2
    pattern.frac_prec = (digits, digits)
    return str(pattern.apply(Decimal(str(value.amount)), locale, currency=value.currency, currency_digits=False))


def isolate(text: str, *, right_to_left: bool, data: bool = False) -> str:
    """`text` fenced off from right-to-left words around it; `data` (phones, links) always runs left to right."""
    if not right_to_left:
        return text
    return f"{LEFT_TO_RIGHT if data else ISOLATE}{text}{END}"
