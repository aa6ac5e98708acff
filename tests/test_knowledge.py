"""Everything editors and language people wrote, loaded together."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.knowledge import load_knowledge
from bot.safety import Danger
from tests.project import INTENTS, claim, make_project


def test_all_of_it_is_loaded(tmp_path: Path) -> None:
    known = make_project(tmp_path).knowledge()
    assert (known.root, list(known.languages), list(known.catalogs)) == (
        tmp_path,
        ["en", "sq", "ar"],
        ["en", "sq", "ar"],
    )
    assert list(known.content.claims) == ["pay_later"]
    assert known.catalogs["sq"].words["say/menu.text"] == "SQ Menu text."
    assert known.safety.look("sq emergency_sea") == Danger("emergency_sea", "sq")
    assert known.rules == INTENTS
    assert known.canaries == {"en": {"en hello": "greet"}, "sq": {"sq hello": "greet"}, "ar": {"ar hello": "greet"}}


def test_the_faults_of_all_kinds_of_files_are_told_at_once(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.translate()
    project.write("content/claims/pay_later.yml", claim(verdict="maybe"))
    project.write("locales/sq/LC_MESSAGES/waymark.po", "words\n")
    project.write("nlu/ar/_safety.yml", {})
    project.write("bot/dialogue/rules.yml", "rules: [\n")
    (tmp_path / "nlu/en/_canary.yml").unlink()
    with pytest.raises(ContentError) as caught:
        load_knowledge(tmp_path)
    assert {problem.path for problem in caught.value.problems} == {
        "content/claims/pay_later.yml",
        "locales/sq/LC_MESSAGES/waymark.po",
        "nlu/ar/_safety.yml",
        "bot/dialogue/rules.yml",
        "nlu/en/_canary.yml",
    }
    assert caught.value.message == f"{len(caught.value.problems)} faults keep the bot from starting"


def test_a_fault_without_a_list_of_its_own_is_told_too(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.translate()
    project.write("bot/dialogue/rules.yml", "- rule\n")
    with pytest.raises(ContentError) as caught:
        load_knowledge(tmp_path)
    assert [problem.message for problem in caught.value.problems] == ["bot/dialogue/rules.yml cannot be read"]
