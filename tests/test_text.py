"""Text as typed, made safe and comparable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text import MOST_CHARACTERS, clean, fold, without_addresses, words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  hello \t there ", "hello there"),
        ("one\n two\n\nthree", "one\n two\n\nthree"),
        ("one\r\ntwo", "one \ntwo"),
        ("a\x00b\x07c\x7f", "abc"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("\u200fمرحبا\u200e\u061c", "مرحبا"),
        ("\ufeffzero\u200bwidth\u2060", "zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a joiner that Persian is spelled with
        ("👩\u200d👧", "👩\u200d👧"),
        ("e\u0308", "ë"),
        ("no\N{NO-BREAK SPACE}break", "no break"),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_what_is_typed_is_cleaned(typed: str, expected: str) -> None:
    assert clean(typed) == expected


@pytest.mark.parametrize("length", [MOST_CHARACTERS - 1, MOST_CHARACTERS])
def test_a_text_of_up_to_4096_characters_stays_whole(length: int) -> None:
    assert clean("ab" * length) == ("ab" * length)[:MOST_CHARACTERS]
    assert clean("a" * length) == "a" * length


def test_a_longer_text_is_cut() -> None:
    assert clean("a" * 1_000_000) == "a" * MOST_CHARACTERS


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn"]), max_size=60))
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)


def test_what_is_cleaned_is_composed() -> None:
    assert unicodedata.is_normalized("NFC", clean("e\u200b\u0301"))


def test_what_is_cut_is_trimmed_too() -> None:
    assert clean("a" * (MOST_CHARACTERS - 1) + " b") == "a" * (MOST_CHARACTERS - 1)


def test_what_is_cleaned_can_be_sent() -> None:
    assert clean("hello \ud800").encode() == b"hello"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HELLO", "hello"),
        ("Mbytëmi", "mbytemi"),
        ("Straße", "strasse"),
        ("ﬁne", "fine"),
        ("λόγος", "λόγοσ"),
        ("ＳＯＳ", "sos"),
        ("İstanbul", "istanbul"),
        ("don’t", "don't"),
        ("don`t", "don't"),
        ("«x»", '"x"'),
        ("أإآٱا", "ااااا"),
        ("القاهرة", "القاهره"),
        ("مصرى", "مصري"),
        ("مسؤول", "مسوول"),
        ("سائق", "سايق"),
        ("مَرْحَبًا", "مرحبا"),
        ("مـــاء", "ماء"),
        ("کتاب گرم", "كتاب كرم"),
        ("می\u200cخواهم", "ميخواهم"),
        ("đakovo łódź", "dakovo lodz"),
        ("pleaaaase", "pleaase"),
    ],
)
def test_spellings_of_one_word_are_folded_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("boat", "goat"), ("book", "bok"), ("قلب", "كلب"), ("15", "16")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_run_of_a_letter_is_cut_to_two() -> None:
    assert [fold(text) for text in ("help", "helpp", "helppp", "helpppppp")] == ["help", "helpp", "helpp", "helpp"]


def test_a_run_of_a_digit_is_kept() -> None:
    assert fold("1000 or 100000") == "1000 or 100000"


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("is the boat safe?", ["is", "the", "boat", "safe"]),
        ("don't go", ["don't", "go"]),
        ("'quoted'", ["quoted"]),
        ("u.k. no-one", ["u", "k", "no", "one"]),
        ("مرحبا، كيف", ["مرحبا", "كيف"]),
        ("15 vjet", ["15", "vjet"]),
        ("?!🌊", []),
    ],
)
def test_words_are_what_letters_and_digits_make(folded: str, expected: list[str]) -> None:
    assert words(folded) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://x.example/a?b=1 now", "see  http  now"),
        ("www.x.example", " http "),
        ("t.me/boss", " http "),
        ("HTTP://X.EXAMPLE", " http "),
        ("write @boss_1 now", "write  @  now"),
        ("call +44 7700 900123 now", "call  0  now"),
        ("call 06.12.34.56.78!", "call  0 !"),
        ("(0123) 456-789", "( 0 "),
        ("only 500 euro", "only  0  euro"),
        ("اتصل ٠١٢٣٤٥٦٧٨", "اتصل  0 "),
        ("a plain text", "a plain text"),
        ("mail me@x.example", "mail me@x.example"),
    ],
)
def test_what_an_advert_points_to_is_replaced_by_what_it_is(text: str, expected: str) -> None:
    assert without_addresses(text) == expected
