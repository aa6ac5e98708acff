"""Which response Rasa's rules give to which intent."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.rules import RULES, load_rules
from tests.project import Project


def load(root: Path, written: object) -> dict[str, str]:
    Project(root).write(str(RULES), written)
    return load_rules(root)


def rule(*steps: dict[str, object]) -> dict[str, object]:
    return {"rule": "a rule", "steps": list(steps)}


def test_a_rule_gives_a_response_to_an_intent(tmp_path: Path) -> None:
    written = {
        "version": "3.1",
        "rules": [
            rule({"intent": "greet"}, {"action": "utter_greet"}),
            rule({"intent": "claim"}, {"action": "utter_claims"}),
        ],
    }
    assert load(tmp_path, written) == {"greet": "greet", "claim": "claims"}


@pytest.mark.parametrize(
    "steps",
    [
        [{"action": "utter_greet"}],
        [{"intent": "greet"}],
        [{"intent": "greet"}, {"action": "action_listen"}],
        [{"intent": "greet"}, {"action": "utter_a"}, {"action": "utter_b"}],
        [{"intent": "greet"}, {"slot_was_set": [{"purpose": "work"}]}],
        [],
    ],
)
def test_a_rule_that_is_not_one_intent_and_one_response_is_left_out(
    tmp_path: Path, steps: list[dict[str, object]]
) -> None:
    assert load(tmp_path, {"rules": [rule(*steps)]}) == {}


def test_other_steps_do_not_disturb(tmp_path: Path) -> None:
    steps = [{"slot_was_set": [{"purpose": "work"}]}, {"intent": "greet"}, {"action": "utter_greet"}]
    assert load(tmp_path, {"rules": [rule(*steps)]}) == {"greet": "greet"}


@pytest.mark.parametrize("written", ["rules: [\n", "- rule\n", "", b"\xff"])
def test_rules_that_cannot_be_read_are_refused(tmp_path: Path, written: str | bytes) -> None:
    with pytest.raises(ContentError, match=r"^bot/dialogue/rules\.yml cannot be read"):
        load(tmp_path, written)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^bot/dialogue/rules\.yml cannot be read"):
        load_rules(tmp_path)


@pytest.mark.parametrize("written", ["rules:\n", "rules: [greet]\n", "rules:\n  - steps:\n"])
def test_rules_of_the_wrong_shape_are_refused_without_a_crash(tmp_path: Path, written: str) -> None:
    with pytest.raises(ContentError):
        load(tmp_path, written)
