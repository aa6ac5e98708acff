"""Rules about nlu/ and tests/sentences/: for each, what it lets pass and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.language_checks import (
    LeakedSentence,
    MissingPhrases,
    SharedPhrase,
    UnansweredIntent,
    UnknownName,
)
from bot.errors import Problem
from tests.checks.finding import after, found
from tests.project import INTENTS, claim, make_project, phrases, topic

RULES = "bot/dialogue/rules.yml"


@pytest.mark.parametrize(
    ("path", "many"),
    [
        ("nlu/sq/greet.yml", 9),
        ("nlu/sq/greet.yml", 0),
        ("nlu/ar/claims/pay_later.yml", 9),
        ("nlu/ar/adverts/others.yml", 9),
    ],
)
def test_an_intent_or_claim_with_fewer_than_ten_phrases_is_refused(tmp_path: Path, path: str, many: int) -> None:
    expected = Problem(path, "phrases", f"has {many} phrases of 10", "write more ways of asking")
    assert after(MissingPhrases, tmp_path, path, phrases("x", "y", many)) == [expected]


@pytest.mark.parametrize("path", ["nlu/sq/tactics/discount.yml", "nlu/sq/risk_sea/sea.yml"])
def test_a_tactic_or_topic_with_fewer_than_eight_phrases_is_refused(tmp_path: Path, path: str) -> None:
    expected = Problem(path, "phrases", "has 7 phrases of 8", "write more ways of asking")
    assert after(MissingPhrases, tmp_path, path, phrases("x", "y", 7)) == [expected]


def test_topics_chosen_by_country_need_no_phrases(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/from_albania.yml", topic(intent="route_other", country="al"))
    assert found(MissingPhrases, project) == []


def test_an_intent_or_claim_without_a_file_is_refused_in_every_language(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("bot/dialogue/domain.yml", {"intents": [*INTENTS, "bye"]})
    project.write("content/claims/new.yml", claim())
    assert [problem.path for problem in found(MissingPhrases, project)] == [
        f"nlu/{code}/{name}.yml" for code in ("en", "sq", "ar") for name in ("bye", "claims/new")
    ]


def test_ten_phrases_are_enough_and_the_fallback_needs_none(tmp_path: Path) -> None:
    assert found(MissingPhrases, make_project(tmp_path)) == []


def test_phrases_of_what_has_an_answer_pass(tmp_path: Path) -> None:
    assert found(UnknownName, make_project(tmp_path)) == []


@pytest.mark.parametrize(
    "path",
    ["nlu/sq/claims/free_house.yml", "nlu/sq/tactics/magic.yml", "nlu/sq/risk_sea/river.yml", "nlu/sq/greet/sea.yml"],
)
def test_phrases_of_what_has_no_answer_are_refused(tmp_path: Path, path: str) -> None:
    cure = "rename or move the file; a topic's folder is its intent"
    expected = [Problem(path, "", "stands for nothing in content/", cure)]
    assert after(UnknownName, tmp_path, path, phrases("sq", "new")) == expected


@pytest.mark.parametrize(("field", "name"), [("claims", "free_house"), ("tactics", "magic")])
def test_an_advert_that_names_what_is_not_there_is_refused(tmp_path: Path, field: str, name: str) -> None:
    path = "nlu/sq/adverts/sellers.yml"
    adverts = [{"text": f"sq offer {number}"} for number in range(10)]
    adverts[0][field] = [name]  # type: ignore[assignment]
    expected = [Problem(path, "sq offer 0", f"there is no {field}/{name}", "write the name of one in content/")]
    assert after(UnknownName, tmp_path, path, {"adverts": adverts}) == expected


def test_the_same_phrase_in_two_languages_passes(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    for code in ("en", "sq"):
        project.write(f"nlu/{code}/greet.yml", {"phrases": ["ok"]})
    assert found(SharedPhrase, project) == []


@pytest.mark.parametrize(
    ("path", "phrase", "names"),
    [
        ("nlu/sq/greet.yml", "Where is IT?", "greet, risk_sea"),
        ("nlu/sq/greet.yml", "whërë is it?", "greet, risk_sea"),
        ("nlu/sq/claims/pay_later.yml", "where is it?", "claims/pay_later, risk_sea"),
    ],
)
def test_a_phrase_in_two_places_is_refused_however_it_is_spelled(
    tmp_path: Path, path: str, phrase: str, names: str
) -> None:
    project = make_project(tmp_path)
    project.write("nlu/sq/risk_sea.yml", {"phrases": ["where is it?"]})
    project.write(path, {"phrases": [phrase]})
    cure = "keep it in the one it fits best"
    assert found(SharedPhrase, project) == [Problem(path, "where is it?", f"stands in {names}", cure)]


def test_a_phrase_that_stands_twice_in_one_file_is_refused(tmp_path: Path) -> None:
    found_there = after(SharedPhrase, tmp_path, "nlu/sq/greet.yml", {"phrases": ["hi", "Hi"]})
    assert [problem.message for problem in found_there] == ["stands in greet, greet"]


def test_an_intent_with_a_rule_and_a_response_passes(tmp_path: Path) -> None:
    assert found(UnansweredIntent, make_project(tmp_path)) == []


def test_an_intent_without_a_rule_is_refused(tmp_path: Path) -> None:
    expected = Problem(RULES, "bye", "has no rule", "add a rule with one intent and one action")
    assert after(UnansweredIntent, tmp_path, "bot/dialogue/domain.yml", {"intents": [*INTENTS, "bye"]}) == [expected]


def test_a_rule_whose_response_has_no_words_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (tmp_path / "content/responses/greet.yml").unlink()
    expected = Problem(RULES, "greet", "utter_greet has no words", "write content/responses/greet.yml")
    assert found(UnansweredIntent, project) == [expected]


TAUGHT = "how many people drown on the way to italy each year"


@pytest.mark.parametrize(
    ("sentence", "leaked"),
    [
        (TAUGHT, True),
        ("How many PEOPLE drown, on the way to Italy, each year?!", True),
        (f"{TAUGHT} please", True),  # 11 of 12 words
        (f"{TAUGHT} please tell me", False),
        ("how many people drown in the channel", False),
        ("?!", False),
    ],
)
def test_a_held_out_sentence_that_is_nearly_a_phrase_is_refused(tmp_path: Path, sentence: str, leaked: bool) -> None:
    project = make_project(tmp_path)
    project.write("nlu/en/risk_sea.yml", {"phrases": [TAUGHT]})
    path = "tests/sentences/en/intents.yml"
    project.write(path, {"risk_sea": [sentence]})
    cure = "remove the phrase, or write another sentence"
    assert found(LeakedSentence, project) == [Problem(path, sentence, "is taught in nlu/ too", cure)] * leaked


@pytest.mark.parametrize(
    "data", [[{"text": TAUGHT, "claims": []}], [TAUGHT], {"a": {"b": [TAUGHT]}}, [{"text": "x"}, {"text": TAUGHT}]]
)
def test_a_sentence_is_found_in_every_shape_of_file(tmp_path: Path, data: object) -> None:
    project = make_project(tmp_path)
    project.write("nlu/en/risk_sea.yml", {"phrases": [TAUGHT]})
    project.write("tests/sentences/en/any.yml", data)
    assert [problem.where for problem in found(LeakedSentence, project)] == [TAUGHT]


def test_the_sentences_that_thresholds_are_chosen_on_are_held_out_too(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("nlu/en/risk_sea.yml", {"phrases": [TAUGHT]})
    project.write("tests/tuning/en/intents.yml", {"risk_sea": [TAUGHT]})
    assert [problem.path for problem in found(LeakedSentence, project)] == ["tests/tuning/en/intents.yml"]


def test_a_sentence_may_be_a_phrase_of_another_language_and_names_of_claims_are_no_sentences(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("nlu/en/risk_sea.yml", {"phrases": [TAUGHT, "pay later"]})
    project.write("tests/sentences/sq/intents.yml", {"risk_sea": [TAUGHT]})
    project.write("tests/sentences/en/claims.yml", [{"text": "other words", "claims": ["pay_later", "pay later"]}])
    assert found(LeakedSentence, project) == []
