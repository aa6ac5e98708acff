"""What is found under content/, and what is said about what cannot be used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.content.load import load_content
from bot.content.models import Claim, Contact, Fact, Route, Source
from bot.content.values import Count
from bot.errors import ContentError, Problem
from tests.project import CHECKED, LEFT_OUT, REVIEW_BY, Project, claim, contact, fact, make_project, route

SEA = Source(publisher="Sea Institute", title="A report", url="https://sea.example/report")  # type: ignore[arg-type]


def problems_of(project: Project) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        load_content(project.root)
    return list(caught.value.problems)


def test_a_folder_without_content_is_empty_content(tmp_path: Path) -> None:
    content = load_content(tmp_path)
    assert (content.claims, content.facts, content.interface) == ({}, {}, {})


def test_an_items_id_is_its_files_name(tmp_path: Path) -> None:
    content = load_content(make_project(tmp_path).root)
    assert content.claims == {
        "pay_later": Claim(
            id="pay_later", title="Pay later?", claim="You pay later.", verdict="partly_true", true_part="Some do.",
            fact="Debts grow.", tactic="discount", why="It sounds cheap.", instead="Ask first.", sensitivity="green",
            sources=(SEA,), checked=CHECKED, review_by=REVIEW_BY,
        )
    }  # type: ignore[comparison-overlap]  # fmt: skip


def test_a_routes_id_holds_its_country(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/routes/it/harvest.yml", route(status="paused", since=date(2023, 5, 1)))
    found = load_content(project.root).routes
    assert list(found) == ["gb/student", "it/harvest"]
    harvest: Route = found["it/harvest"]
    assert (harvest.country, harvest.ref, harvest.since) == ("it", "route/it/harvest", date(2023, 5, 1))


def test_a_contacts_id_begins_with_its_file(tmp_path: Path) -> None:
    found: dict[str, Contact] = load_content(make_project(tmp_path).root).contacts
    assert [(name, who.id, who.country) for name, who in found.items()] == [
        ("gb/lawyers", "gb/lawyers", "gb"),
        ("int/rescue", "int/rescue", "int"),
    ]


def test_a_fact_keeps_the_id_it_is_given(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.facts(fact("gb-lost", {"count": 25}, if_stale="withhold", note="For editors."))
    source = Source(publisher="Fee Office", title="Fees", url="https://fees.example")  # type: ignore[arg-type]
    assert load_content(project.root).facts == {
        "gb-lost": Fact(
            id="gb-lost", value=Count(25), as_of=CHECKED, checked=CHECKED, review_by=REVIEW_BY, if_stale="withhold",
            source=source, note="For editors.",
        )
    }  # type: ignore[comparison-overlap]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        ("content/topics/sea.yml", {"id": "sea", "title": "x"},
         Problem("content/topics/sea.yml", "id", "the id is the file's name", "remove the line")),
        ("content/topics/sea.yml", ["title"],
         Problem("content/topics/sea.yml", "", "is not a list of `field: value` lines", "see a neighbouring file")),
        ("content/claims/new.yml", claim(verdict=False),
         Problem("content/claims/new.yml", "verdict", "False is not one of false, misleading, partly_true, unproven")),
        ("content/claims/new.yml", claim(instead=LEFT_OUT),
         Problem("content/claims/new.yml", "instead", "the field 'instead' is missing", "add it")),
        ("content/facts/gb.yml", {"id": "gb-x"},
         Problem("content/facts/gb.yml", "", "is not a list of entries", "begin each entry with `- id: …`")),
        ("content/facts/gb.yml", [fact("gb-x", {"count": 1}, checked="today")],
         Problem("content/facts/gb.yml", "gb-x.checked",
                 "'today' is not a date: write it as 2026-11-22, without quotes")),
        ("content/facts/gb.yml", [fact("gb-x", {"count": 1}), fact("gb-x", {"count": 2})],
         Problem("content/facts/gb.yml", "gb-x", "this id stands twice", "give one of the two another id")),
        ("content/facts/gb.yml", [fact("gb-fee", {"count": 1})],
         Problem("content/facts/test.yml", "gb-fee", "this id stands twice", "give one of the two another id")),
        ("content/contacts/gb.yml", [contact("a"), contact("b", does=["legal", "magic"])],
         Problem("content/contacts/gb.yml", "b.does[1]", "'magic' is not one of emergency, sea_rescue, trafficking, "
                 "asylum, children, missing, distress, reporting, return, legal")),
        ("content/interface.yml", {"menu": False},
         Problem("content/interface.yml", "[menu]", "False is not text: put it in quotes")),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_file_field_and_cure(
    tmp_path: Path, path: str, data: object, expected: Problem
) -> None:
    project = make_project(tmp_path)
    project.write(path, data)
    assert problems_of(project) == [expected]


def test_an_entry_without_id_is_told_by_its_place_in_the_list(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.facts(fact("gb-fee", {"count": 1}), fact("x", {"count": 2}, id=LEFT_OUT))
    assert problems_of(project) == [Problem("content/facts/test.yml", "1.id", "the field 'id' is missing", "add it")]


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/claims/a.yml", claim(verdict="maybe"))
    project.write("content/topics/b.yml", "title: [\n")
    project.facts(fact("gb-fee", {"count": "x"}))
    paths = [problem.path for problem in problems_of(project)]
    assert paths == ["content/claims/a.yml", "content/facts/test.yml", "content/topics/b.yml"]


@pytest.mark.parametrize(
    "path", ["content/claims/new.yml", "content/contacts/fr.yml", "content/facts/fr.yml", "content/interface.yml"]
)
def test_an_empty_file_is_told(tmp_path: Path, path: str) -> None:
    project = make_project(tmp_path)
    project.write(path, "# to be written\n")
    assert [problem.path for problem in problems_of(project)] == [path]


def test_a_file_with_the_longer_ending_is_read_or_told(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/claims/new.yaml", claim(verdict="maybe"))
    assert [problem.path for problem in problems_of(project)] == ["content/claims/new.yaml"]
