"""Running the rules, and what every rule owes its readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.checking import ALL_CHECKS, check_everything
from bot.checks import Check, run_checks
from bot.checks.base import Subject
from bot.checks.catalog_checks import CATALOG_CHECKS
from bot.checks.content_checks import CONTENT_CHECKS
from bot.checks.date_checks import DATE_CHECKS
from bot.checks.language_checks import LANGUAGE_CHECKS
from bot.checks.prose_checks import PROSE_CHECKS
from bot.checks.reply_checks import REPLY_CHECKS
from bot.checks.translation_checks import TRANSLATION_CHECKS
from bot.errors import Problem
from tests.project import claim, make_project, phrases

ALL = ALL_CHECKS


class Loud(Check):
    id = "loud"
    name = "Loud"
    description = "Nothing pleases it."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        yield Problem("b.yml", "", "second")
        yield Problem("a.yml", "", "first")
        yield Problem("b.yml", "", "second")


def test_problems_are_marked_with_their_rule_and_come_once_each_in_the_order_of_files(tmp_path: Path) -> None:
    assert run_checks([Loud()], make_project(tmp_path).subject()) == [
        Problem("a.yml", "", "first", rule="loud"),
        Problem("b.yml", "", "second", rule="loud"),
    ]


def test_a_project_in_which_nothing_is_wrong_passes_every_rule(tmp_path: Path) -> None:
    found = run_checks(ALL, make_project(tmp_path).subject())
    assert [problem for problem in found if problem.level == "error"] == []


def test_no_two_rules_share_an_id() -> None:
    ids = [rule.id for rule in ALL]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_asks_for_in_a_sentence(rule: Check) -> None:
    assert (rule.name[0].isupper(), rule.description[-1], rule.id) == (True, ".", rule.id.lower())


def _kinds(cls: type[Check]) -> set[type[Check]]:
    """Rules that can be run, however deep below `cls`."""
    below = {kind for child in cls.__subclasses__() for kind in _kinds(child)}
    return below | {child for child in cls.__subclasses__() if "id" in vars(child)}


@pytest.mark.parametrize(
    "rules",
    [CONTENT_CHECKS, DATE_CHECKS, PROSE_CHECKS, CATALOG_CHECKS, TRANSLATION_CHECKS, LANGUAGE_CHECKS, REPLY_CHECKS],
)
def test_every_rule_of_a_module_is_run(rules: tuple[Check, ...]) -> None:
    module = type(rules[0]).__module__
    assert {type(rule) for rule in rules} == {cls for cls in _kinds(Check) if cls.__module__ == module}


def test_a_root_in_which_nothing_is_wrong_has_no_problems(tmp_path: Path) -> None:
    make_project(tmp_path).translate()
    assert {problem.rule for problem in check_everything(tmp_path)} <= {"overdue-review"}


@pytest.mark.parametrize(
    ("path", "data", "rule"),
    [
        ("content/claims/pay_later.yml", claim(facts=["none-such"]), "dangling-reference"),
        ("nlu/sq/greet.yml", phrases("sq", "greet", 9), "missing-phrases"),
        ("content/templates/say.j2", "<u>{{ item.text }}</u>", "broken-reply"),
    ],
)
def test_the_rules_of_every_module_are_asked(tmp_path: Path, path: str, data: object, rule: str) -> None:
    project = make_project(tmp_path)
    project.translate()
    project.write(path, data)
    assert rule in {problem.rule for problem in check_everything(tmp_path)}


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        ("content/claims/pay_later.yml", claim(verdict="x"), "content/claims/pay_later.yml"),
        ("nlu/en/gret.yml", {"phrases": []}, "nlu/en/gret.yml"),
        ("content/templates/say.j2", "{% if %}", "."),
        ("bot/dialogue/domain.yml", {"intents": []}, "nlu/ar/_canary.yml"),
    ],
)
def test_what_cannot_be_loaded_is_told_first(tmp_path: Path, path: str, data: object, expected: str) -> None:
    project = make_project(tmp_path)
    project.translate()
    project.write(path, data)
    assert check_everything(tmp_path)[0].path == expected


def test_a_fault_in_the_names_of_countries_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.translate()
    project.write("nlu/en/_countries.yml", "names: [\n")
    assert {problem.path for problem in check_everything(tmp_path)} == {"nlu/en/_countries.yml"}
