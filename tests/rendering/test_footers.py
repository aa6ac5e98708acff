"""What stands under a vetted text: who says so, when it was checked, what may have changed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.project import REVIEW_BY, SOURCE, TODAY, Project, fact, make_project, topic

LATER = REVIEW_BY + timedelta(days=1)


def source(publisher: str, page: str = "x") -> dict[str, str]:
    return {"publisher": publisher, "title": page, "url": f"https://{page}.example"}


def link(publisher: str, page: str = "x") -> str:
    return f'<a href="https://{page}.example">{publisher}</a>'


def footer(project: Project, language: str = "en", today: date = TODAY) -> list[str]:
    """The lines under topic/sea."""
    return project.bubble("topic/sea", language, today=lambda: today).text.split("\n\n")[-1].split("\n")


def about_sea(tmp_path: Path, **changes: object) -> Project:
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(**changes))
    return project


def test_source_and_date_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    expected = ['Sources: <a href="https://sea.example/report">Sea Institute</a>', "Checked on 10 January 2024"]
    assert footer(make_project(tmp_path)) == expected


def test_each_publisher_is_named_once_with_its_first_page(tmp_path: Path) -> None:
    project = about_sea(tmp_path, sources=[source("IOM", "a"), source("RNLI", "b"), source("IOM", "c")])
    assert footer(project)[0] == f"Sources: {link('IOM', 'a')}, {link('RNLI', 'b')}"


def test_the_sources_of_facts_follow_those_of_the_text_and_three_are_the_most(tmp_path: Path) -> None:
    project = about_sea(tmp_path, sources=[source("A")], text="{one}", facts=["two", "three"])
    facts = {"one": "B", "two": "C", "three": "D", "rescue-phone": "E"}
    project.facts(*(fact(name, {"count": 1}, source=source(publisher)) for name, publisher in facts.items()))
    assert footer(project)[0] == f"Sources: {link('A')}, {link('B')}, {link('C')}"


def test_a_text_without_any_source_has_no_line_of_sources(tmp_path: Path) -> None:
    assert footer(about_sea(tmp_path, sources=[])) == ["Checked on 10 January 2024"]


def test_a_publisher_is_escaped(tmp_path: Path) -> None:
    project = about_sea(tmp_path, sources=[{**SOURCE, "publisher": "A & <b>"}])
    assert footer(project)[0] == 'Sources: <a href="https://sea.example/report">A &amp; &lt;b&gt;</a>'


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "It costs {gb-fee}."},
        {"facts": ["gb-fee"]},
        {"text": "It costs {gb-fee}.", "checked": date(2024, 2, 1)},
    ],
)
def test_the_date_is_that_of_the_oldest_check(tmp_path: Path, changes: dict[str, object]) -> None:
    project = about_sea(tmp_path, **changes)
    project.facts(fact("gb-fee", {"count": 5}, checked=date(2023, 12, 31)), fact("rescue-phone", {"count": 1}))
    assert footer(project)[1] == "Checked on 31 December 2023"


@pytest.mark.parametrize(
    ("today", "note"),
    [(TODAY, []), (REVIEW_BY, []), (LATER, ["Due for a new check on 10 July 2024."])],
)
def test_a_text_past_its_review_says_so(tmp_path: Path, today: date, note: list[str]) -> None:
    assert footer(make_project(tmp_path), today=today)[2:] == note


@pytest.mark.parametrize(
    ("if_stale", "note"),
    [("flag", ["Due for a new check on 1 February 2024."]), ("withhold", [])],
)
@pytest.mark.parametrize("changes", [{"text": "The sea.\nIt costs {gb-fee}."}, {"facts": ["gb-fee"]}])
def test_a_fact_past_its_review_is_noted_if_it_is_to_be_flagged(
    tmp_path: Path, changes: dict[str, object], if_stale: str, note: list[str]
) -> None:
    project = about_sea(tmp_path, **changes)
    stale = fact("gb-fee", {"count": 5}, if_stale=if_stale, review_by=date(2024, 2, 1))
    project.facts(stale, fact("rescue-phone", {"count": 1}))
    assert footer(project)[2:] == note


def test_of_several_reviews_past_the_earliest_is_named(tmp_path: Path) -> None:
    project = about_sea(tmp_path, text="It costs {gb-fee}.", review_by=date(2024, 2, 20))
    project.facts(fact("gb-fee", {"count": 5}, review_by=date(2024, 2, 1)), fact("rescue-phone", {"count": 1}))
    assert footer(project)[2:] == ["Due for a new check on 1 February 2024."]


def test_the_date_is_in_the_readers_language_and_fenced_off_from_right_to_left_words(tmp_path: Path) -> None:
    assert footer(make_project(tmp_path), "ar")[1] == "AR Checked on \u206810 يناير 2024\u2069"
