"""Facts as a reader of a language expects to see them; the expected strings are CLDR's."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.values import Count, Day, Duration, Money, Percent, Phone, Value, Year
from bot.i18n.formats import format_day, format_value, isolate
from bot.i18n.languages import Language

LOCALES = {code: Language(code, "draft", code).locale for code in ("en", "ar", "sq")}
SPACE = "\N{NO-BREAK SPACE}"
MARK = "\N{RIGHT-TO-LEFT MARK}"


@pytest.mark.parametrize(
    ("value", "english", "arabic", "albanian"),
    [
        (Money(20, "GBP"), "£20", f"{MARK}20{SPACE}UK£", f"20{SPACE}£"),
        (Money(819.5, "GBP"), "£819.50", f"{MARK}819.50{SPACE}UK£", f"819,50{SPACE}£"),
        (Money(0.99, "EUR"), "€0.99", f"{MARK}0.99{SPACE}€", f"0,99{SPACE}€"),
        (Money(41700, "GBP"), "£41,700", f"{MARK}41,700{SPACE}UK£", f"41{SPACE}700{SPACE}£"),
        (Money(20, "ALL"), "ALL20", f"{MARK}20{SPACE}ALL", f"20{SPACE}Lekë"),
        (Count(25), "25", "25", "25"),
        (Count(7667), "7,667", "7,667", f"7{SPACE}667"),
        (Percent(16.9), "16.9%", "16.9%", "16,9%"),
        (Percent(3), "3%", "3%", "3%"),
        (Percent(0.5), "0.5%", "0.5%", "0,5%"),
        (Percent(100), "100%", "100%", "100%"),
        (Day(date(2026, 4, 8)), "8 April 2026", "8 أبريل 2026", "8 prill 2026"),
        (Year(2025), "2025", "2025", "2025"),
        (Duration(1, "hour"), "1 hour", "ساعة", "1 orë"),
        (Duration(48, "hour"), "48 hours", "48 ساعة", "48 orë"),
        (Duration(28, "day"), "28 days", "28 يومًا", "28 ditë"),
        (Duration(2, "week"), "2 weeks", "أسبوعان", "2 javë"),
        (Duration(6, "month"), "6 months", "6 أشهر", "6 muaj"),
        (Duration(18, "month"), "18 months", "18 شهرًا", "18 muaj"),
        (Duration(5, "year"), "5 years", "5 سنوات", "5 vjet"),
        (Phone("+33 4 86 51 71 61"), *["+33 4 86 51 71 61"] * 3),
        (Phone("112"), *["112"] * 3),
    ],
)
def test_a_value_reads_as_its_readers_expect(value: Value, english: str, arabic: str, albanian: str) -> None:
    found = {code: format_value(value, locale) for code, locale in LOCALES.items()}
    assert found == {"en": english, "ar": arabic, "sq": albanian}


def test_a_day_is_in_words() -> None:
    assert format_day(date(2026, 11, 22), LOCALES["en"]) == "22 November 2026"


@pytest.mark.parametrize("amount", [819, 819.5])
def test_formatting_money_leaves_the_locale_as_it_was(amount: float) -> None:
    """Babel shares one pattern among all who format money in that locale."""
    pattern = LOCALES["en"].currency_formats["standard"]
    before = pattern.frac_prec
    format_value(Money(amount, "GBP"), LOCALES["en"])
    format_value(Money(819 if amount == 819.5 else 819.5, "GBP"), LOCALES["en"])
    assert (LOCALES["en"].currency_formats["standard"], pattern.frac_prec) == (pattern, before)


@pytest.mark.parametrize(
    ("right_to_left", "data", "expected"),
    [
        (False, False, "20 £"),
        (False, True, "20 £"),
        (True, False, "\N{FIRST STRONG ISOLATE}20 £\N{POP DIRECTIONAL ISOLATE}"),
        (True, True, "\N{LEFT-TO-RIGHT ISOLATE}20 £\N{POP DIRECTIONAL ISOLATE}"),
    ],
)
def test_only_right_to_left_words_fence_off_what_is_inserted(right_to_left: bool, data: bool, expected: str) -> None:
    assert isolate("20 £", right_to_left=right_to_left, data=data) == expected
