"""How people ask, as written under nlu/."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError, Problem
from bot.phrases import Phrase, claim_tactics, load_canaries, load_intents, load_phrases
from tests.project import Project

DOMAIN = "bot/dialogue/domain.yml"


def project(root: Path) -> Project:
    made = Project(root)
    made.write(DOMAIN, {"intents": ["greet", "claim", "nlu_fallback"]})
    return made


def phrase_problems(root: Path, languages: list[str]) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        load_phrases(root, languages)
    return list(caught.value.problems)


def test_a_files_name_is_the_intent_of_its_phrases_and_under_claims_their_claim(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.write("nlu/en/greet.yml", {"phrases": ["hi", " hello "]})
    made.write("nlu/en/claim.yml", {"phrases": ["they say this"]})
    made.write("nlu/en/claims/pay_later.yml", {"phrases": ["pay later"]})
    made.write("nlu/sq/greet.yml", {"phrases": ["tung"]})
    assert load_phrases(tmp_path, ["en", "sq"]) == [
        Phrase("they say this", "en", "claim"),
        Phrase("pay later", "en", "claim", ("pay_later",)),
        Phrase("hi", "en", "greet"),
        Phrase("hello", "en", "greet"),
        Phrase("tung", "sq", "greet"),
    ]


def test_topics_tactics_and_adverts_have_folders_of_their_own(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.write("nlu/en/greet/morning.yml", {"phrases": ["good morning"]})
    made.write("nlu/en/tactics/hurry.yml", {"phrases": ["last places"]})
    made.write("nlu/en/adverts/others.yml", {"phrases": ["a boat sank"]})
    made.write("nlu/en/adverts/sellers.yml", {"adverts": [{"text": "go now", "claims": ["x"], "tactics": ["hurry"]}]})
    assert [(phrase, phrase.home) for phrase in load_phrases(tmp_path, ["en"])] == [
        (Phrase("a boat sank", "en", None, is_advert=False), "adverts/others"),
        (Phrase("go now", "en", "claim", ("x",), tactics=("hurry",), is_advert=True), "adverts/sellers"),
        (Phrase("good morning", "en", "greet", topic="morning"), "greet/morning"),
        (Phrase("last places", "en", None, tactics=("hurry",)), "tactics/hurry"),
    ]


def test_other_languages_are_other_until_they_are_served(tmp_path: Path) -> None:
    made = project(tmp_path)
    for code in ("fr", "sq"):
        made.write(f"nlu/other/{code}.yml", {"phrases": [f"{code} text"]})
    assert load_phrases(tmp_path, ["en", "sq"]) == [Phrase("fr text", "other", None)]


def test_the_tactic_of_a_claim_is_read_from_its_answer(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.write("content/claims/pay_later.yml", {"tactic": "risk_reversal"})
    made.write("content/claims/broken.yml", "not: [yaml")
    assert claim_tactics(tmp_path) == {"pay_later": "risk_reversal"}


def test_only_the_languages_asked_for_are_read(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.write("nlu/en/greet.yml", {"phrases": ["hi"]})
    made.write("nlu/sq/greet.yml", "not: [yaml")
    assert load_phrases(tmp_path, ["en"]) == [Phrase("hi", "en", "greet")]


def test_files_that_are_no_phrases_are_left_alone(tmp_path: Path) -> None:
    project(tmp_path).write("nlu/en/_safety.yml", {"anything": 1})
    assert load_phrases(tmp_path, ["en"]) == []


@pytest.mark.parametrize(
    ("path", "written", "expected"),
    [
        ("nlu/en/gret.yml", {"phrases": ["hi"]},
         Problem("nlu/en/gret.yml", "", "'gret' is not an intent", f"intents: {DOMAIN}")),
        ("nlu/en/nlu_fallback.yml", {"phrases": ["hi"]},
         Problem("nlu/en/nlu_fallback.yml", "", "'nlu_fallback' is not an intent",
                 f"intents: {DOMAIN}")),
        ("nlu/en/greet.yml", {"phrases": ["yes", False]},
         Problem("nlu/en/greet.yml", "phrases[1]", "False is not text: put it in quotes")),
        ("nlu/en/greet.yml", {"phrases": ["price", {"to": "pay"}]},
         Problem("nlu/en/greet.yml", "phrases[1]", "{'to': 'pay'} is not text: put it in quotes")),
        ("nlu/en/greet.yml", {"examples": ["hi"]},
         Problem("nlu/en/greet.yml", "", "unknown field examples", "known fields: phrases")),
    ],
)  # fmt: skip
def test_a_fault_is_told(tmp_path: Path, path: str, written: object, expected: Problem) -> None:
    project(tmp_path).write(path, written)
    assert expected in phrase_problems(tmp_path, ["en"])


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.write("nlu/en/gret.yml", {"phrases": ["hi"]})
    made.write("nlu/sq/greet.yml", {"phrases": [3]})
    assert [problem.path for problem in phrase_problems(tmp_path, ["en", "sq"])] == [
        "nlu/en/gret.yml",
        "nlu/sq/greet.yml",
    ]


def test_a_file_that_is_not_yaml_is_told_once(tmp_path: Path) -> None:
    project(tmp_path).write("nlu/en/greet.yml", "phrases: [\n")
    assert [problem.where for problem in phrase_problems(tmp_path, ["en"])] == ["line 2"]


def test_the_intents_are_those_of_the_domain(tmp_path: Path) -> None:
    assert load_intents(project(tmp_path).root) == {"greet", "claim", "nlu_fallback"}


@pytest.mark.parametrize("written", ["intents: [\n", "intents:\n", "- greet\n", "", "intents: greet\n"])
def test_a_domain_without_a_list_of_intents_is_refused(tmp_path: Path, written: str) -> None:
    Project(tmp_path).write(DOMAIN, written)
    with pytest.raises(ContentError, match=r"^bot/dialogue/domain\.yml has no list of intents"):
        load_intents(tmp_path)


def test_canaries_are_phrases_and_the_intents_they_must_come_back_with(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.write("nlu/en/_canary.yml", {"hello there": "greet"})
    made.write("nlu/sq/_canary.yml", {"tungjatjeta": "greet", "e vërtetë": "claim"})
    assert load_canaries(tmp_path, ["en", "sq"]) == {
        "en": {"hello there": "greet"},
        "sq": {"tungjatjeta": "greet", "e vërtetë": "claim"},
    }


@pytest.mark.parametrize("written", ["hello: [greet]\n", "no: deny\n", "hello: [\n", "hello: no\n"])
def test_a_fault_in_canaries_is_told(tmp_path: Path, written: str) -> None:
    project(tmp_path).write("nlu/en/_canary.yml", written)
    with pytest.raises(ContentError, match="canary") as caught:
        load_canaries(tmp_path, ["en"])
    assert [problem.path for problem in caught.value.problems] == ["nlu/en/_canary.yml"]


def test_a_language_without_a_file_of_canaries_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load_canaries(project(tmp_path).root, ["en"])
    assert [problem.path for problem in caught.value.problems] == ["nlu/en/_canary.yml"]


@pytest.mark.parametrize("written", ["# to be written\n", "{}\n", "hello: gret\n"])
def test_a_language_without_a_canary_that_can_come_back_is_told(tmp_path: Path, written: str) -> None:
    project(tmp_path).write("nlu/en/_canary.yml", written)
    with pytest.raises(ContentError):
        load_canaries(tmp_path, ["en"])
