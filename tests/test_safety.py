"""Emergencies and refusals, recognised from words alone."""

from __future__ import annotations

import pytest

from bot.safety import KINDS, MISUSE, Danger, Net, Safety

SEA, SUICIDE = "emergency_sea", "emergency_suicide"


def net(*patterns: str, unless: tuple[str, ...] = ()) -> Net:
    return Net(patterns, unless)


def caught(text: str, kind: str, found: Net) -> bool:
    return Safety({"en": {kind: found}}).look(text) == Danger(kind, "en")


def test_a_danger_has_a_kind_and_the_language_of_its_words() -> None:
    safety = Safety({"en": {SEA: net("drown*")}, "sq": {SEA: net("mbytemi")}})
    assert safety.look("po mbytemi") == Danger(SEA, "sq")


def test_harmless_words_are_no_danger() -> None:
    assert Safety({"en": {SEA: net("drown*")}}).look("hello") is None


@pytest.mark.parametrize("text", ["", " ", "...", "\n\n", "🌊"])
def test_a_text_without_words_is_no_danger(text: str) -> None:
    assert Safety({"en": {SEA: net("drown*")}}).look(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("drowning in paperwork", False),
        ("paperwork, and we are drowning", False),
        ("I hate paperwork. We are drowning", True),
        ("We are drowning\npaperwork", True),
        ("paperwork? we are drowning", True),
        ("أوراق paperwork؟ we are drowning", True),
        ("we are drowning", True),
    ],
)
def test_a_contrast_calls_off_the_alarm_within_its_sentence_only(text: str, expected: bool) -> None:
    assert caught(text, SEA, net("drown*", unless=("paperwork",))) is expected


def test_words_of_a_pattern_may_stand_in_two_sentences() -> None:
    assert caught("Our boat! It is sinking!", SEA, net("boat + sink*"))


def test_an_alarm_that_something_else_raised_can_be_called_off() -> None:
    nets = Safety({"en": {"emergency_sea": Net(("boat + sinking",), ("in a film",))}})
    assert nets.calls_off("the ship went down in a film", "emergency_sea")
    assert not nets.calls_off("the ship went down", "emergency_sea")
    assert not nets.calls_off("in a film", "emergency_child")


def test_a_contrast_in_one_of_two_sentences_calls_off_what_only_both_together_say() -> None:
    assert not caught("What if the boat. It sinks", SEA, net("boat + sink*", unless=("what if",)))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(SUICIDE, True), (SEA, False)],
)
@pytest.mark.parametrize(
    "text",
    ["I do not want to live here, I want to die", "I do not want to live here، I want to die"],
)
def test_only_for_suicide_does_a_contrast_reach_no_further_than_its_clause(
    kind: str, text: str, expected: bool
) -> None:
    assert caught(text, kind, net("want to die", unless=("live here",))) is expected


def test_a_contrast_in_the_same_clause_calls_off_even_suicide() -> None:
    assert not caught("yes, I could die laughing", SUICIDE, net("die", unless=("die laughing",)))


def test_every_language_is_tried_whatever_the_person_chose() -> None:
    safety = Safety({"en": {SEA: net("drown*")}, "sq": {SEA: net("mbytemi")}})
    assert safety.look("po mbytemi", preferred="en") == Danger(SEA, "sq")


@pytest.mark.parametrize(("preferred", "expected"), [("sq", "sq"), ("en", "en"), (None, "en"), ("ar", "en")])
def test_of_two_languages_that_catch_it_the_persons_own_goes_first(preferred: str | None, expected: str) -> None:
    safety = Safety({"en": {SEA: net("sos")}, "sq": {SEA: net("sos")}})
    assert safety.look("SOS", preferred) == Danger(SEA, expected)


def test_emergencies_go_before_misuse_even_of_the_persons_own_language() -> None:
    safety = Safety({"en": {MISUSE: net("smuggler")}, "sq": {SEA: net("mbytemi")}})
    assert safety.look("my smuggler left, po mbytemi", "en") == Danger(SEA, "sq")


def test_misuse_is_told_from_emergencies() -> None:
    assert KINDS[-1] == MISUSE
    assert [Danger(kind, "en").is_misuse for kind in (SEA, MISUSE)] == [False, True]
