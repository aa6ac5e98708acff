"""The small grammar of danger words."""

from __future__ import annotations

import pytest

from bot.patterns import NEAR, Pattern, Patterns, Stretch
from bot.text import fold


def far(characters: int) -> str:
    """Words that mean nothing; no letter stands twice in a row, as folding would shorten that."""
    return ("xy" * characters)[:characters]


def stands(pattern: str, text: str) -> bool:
    return Pattern.parse(pattern).stands_in(Stretch(fold(text)))


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("boat", "the boat", True),
        ("boat", "a speedboat", False),
        ("boat", "boats", False),
        ("boat*", "boats and boatmen", True),
        ("boat*", "speedboats", False),
        ("*boat", "a speedboat", True),
        ("*boat", "speedboats", False),
        ("*boat*", "speedboats", True),
        ("sin*ing", "sinking", True),
        ("boat|dinghy", "the dinghy", True),
        ("boat|dinghy", "the ship", False),
        ("boat + sink*", "our boat is sinking", True),
        ("boat + sink*", "sinking is our boat", True),
        ("boat + sink*", "our boat is fine", False),
        ("boat + sink*", "we are sinking", False),
        ("boat|dinghy + sink*|flood* + help", "help the dinghy floods", True),
        ("boat|dinghy + sink*|flood* + help", "the dinghy floods", False),
        ("out of air", "we are out of air", True),
        ("out of air", "out of the air", False),
        ("out of air|locked + lorry", "in a lorry and out of air", True),
        ("can't breathe", "I can\N{RIGHT SINGLE QUOTATION MARK}t breathe", True),
        ("BOAT + Sink*", "boat sinking", True),
        ("boat", "BOAT!!!", True),
        ("out of air", "out,  of\n-air", True),
        ("mbytemi", "MBYTEMI", True),
        ("po mbytemi", "po mbyt\u00ebmi", True),
        ("*قارب*", "والقارب", True),
        ("قارب", "والقارب", False),
        ("أنا", "انا", True),
        ("سفينة", "سفينه", True),
        ("boat", "", False),
        ("gom*n*", "n'gomone", True),
        ("gomon*", "n'gomone", True),
        ("* sinks", "it sinks", True),
        ("* sinks", "sinks", False),
    ],
)
def test_a_pattern_is_met_by_words_not_by_letters(pattern: str, text: str, expected: bool) -> None:
    assert stands(pattern, text) is expected


@pytest.mark.parametrize(("apart", "expected"), [(NEAR, True), (NEAR + 1, False)])
def test_words_of_one_pattern_stand_near_each_other(apart: int, expected: bool) -> None:
    """Both begin within so many characters of each other."""
    text = f"boat {far(apart - len('boat ') - 1)} sinking"
    assert text.index("sinking") == apart
    assert stands("boat + sink*", text) is expected


def test_of_words_said_again_and_again_those_that_stand_near_count() -> None:
    assert stands("boat + sink*", f"boat boat {far(NEAR)} our boat is sinking")


def test_a_word_inside_another_is_not_near() -> None:
    assert not stands("boat + sink*", f"boat {far(NEAR)} speedboat sinking")


def test_a_word_said_very_often_does_not_hide_the_one_that_stands_near() -> None:
    assert stands("i + want to die", f"{'i am tired ' * 8}{far(NEAR)} now i want to die")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("u.k.", "to the u.k. now"), ("no-one", "no-one is here"), ("sos!", "sos!"), ("100%", "100% safe")],
)
def test_punctuation_in_a_pattern_does_not_make_it_deaf(pattern: str, text: str) -> None:
    assert stands(pattern, text)


def test_signs_of_regular_expressions_mean_nothing_in_a_pattern() -> None:
    assert [stands("b.at", "boat"), stands("boat?", "boa"), stands("(boat)", "a boat")] == [False, False, True]


def test_of_many_patterns_one_is_enough() -> None:
    many = Patterns(["boat + sink*", "* of air + lorry|*truck*", "*ghra*2"])
    said = ["our boat is sinking", "out of air in a minitruck", "neghra2", "the boat", "", "a lorry park"]
    assert [many.stand_in(Stretch(text)) for text in said] == [True, True, True, False, False, False]


def test_a_word_as_long_as_a_message_is_looked_at_too() -> None:
    many = Patterns([f"{'xy' * 30}*", f"*{'yx' * 30}"])
    assert [many.stand_in(Stretch(text)) for text in ("xy" * 2000, "yx" * 2000, "z" * 4000)] == [True, True, False]
