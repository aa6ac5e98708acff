"""Rules about the parts, facts and dates of content/: for each, what it lets pass and what it refuses."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.checks.content_checks import ForeignSituation, MissingPart, UnknownCountry, UnknownPlaceholder
from bot.checks.date_checks import LateReview, OverdueReview, WrongDate
from bot.errors import Problem
from tests.checks.finding import after, found
from tests.project import (
    CHECKED,
    INTERFACE,
    claim,
    contact,
    emergency,
    fact,
    make_project,
    route,
    topic,
)

SEA, PAY, STUDENT = "content/topics/sea.yml", "content/claims/pay_later.yml", "content/routes/gb/student.yml"
SOS, GB = "content/emergencies/emergency_sea.yml", "content/contacts/gb.yml"
FUTURE = date.today() + timedelta(days=3)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (SEA, topic(text="{gb-fee} by {operator}, {funder}, {contact}, {retention}")),
        ("content/interface.yml", {**INTERFACE, "menu": "{claim} {country} {date} {publisher} {purpose}"}),
    ],
)
def test_a_placeholder_that_something_fills_passes(tmp_path: Path, path: str, data: object) -> None:
    assert after(UnknownPlaceholder, tmp_path, path, data) == []


@pytest.mark.parametrize(
    ("path", "data", "context", "name"),
    [
        (SEA, topic(text="It costs {gb-fe}."), "topic/sea.text", "gb-fe"),
        (SEA, topic(text="They say {claim}."), "topic/sea.text", "claim"),
        ("content/interface.yml", {**INTERFACE, "menu": "{operator}"}, "interface/menu", "operator"),
    ],
)
def test_a_placeholder_that_nothing_fills_is_refused(
    tmp_path: Path, path: str, data: object, context: str, name: str
) -> None:
    expected = Problem(path, context, f"{{{name}}} is no fact", "add it under content/facts/")
    assert after(UnknownPlaceholder, tmp_path, path, data) == [expected]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (PAY, claim(verdict="false", true_part="")),
        (PAY, claim(sources=[], facts=["gb-fee"])),
        (STUDENT, route(status="closed", since=CHECKED, nearest=["routes"])),
    ],
)
def test_an_answer_with_all_that_it_owes_passes(tmp_path: Path, path: str, data: object) -> None:
    assert after(MissingPart, tmp_path, path, data) == []


OWED = ("is empty", "write it: a reader is owed this part")


@pytest.mark.parametrize(
    ("path", "data", "where", "message", "cure"),
    [
        (PAY, claim(true_part=""), "true_part", "is missing", "say what is true in the claim"),
        (PAY, claim(sources=[]), "sources", "is empty", "name who says so"),
        (SEA, topic(sources=[]), "sources", "is empty", "name who says so"),
        (PAY, claim(instead=""), "instead", *OWED),
        (PAY, claim(fact=" "), "fact", *OWED),
        (PAY, claim(why=""), "why", *OWED),
        (SEA, topic(instead=""), "instead", *OWED),
        (STUDENT, route(who=""), "who", *OWED),
        (SOS, emergency(first=""), "first", *OWED),
        (GB, [contact("lawyers", what="")], "what", *OWED),
        (
            STUDENT,
            route(status="closed", nearest=["routes"]),
            "since",
            "is missing: the route is closed",
            "add the day",
        ),
        (STUDENT, route(status="paused", since=CHECKED), "nearest", "is missing", "name the nearest lawful ways"),
    ],
)
def test_an_answer_without_a_part_is_refused(
    tmp_path: Path, path: str, data: object, where: str, message: str, cure: str
) -> None:
    assert after(MissingPart, tmp_path, path, data) == [Problem(path, where, message, cure)]


@pytest.mark.parametrize(
    ("path", "data", "where"),
    [
        (SEA, topic(text=""), "text"),
        (SEA, topic(title=""), "title"),
        (PAY, claim(claim=""), "claim"),
        (PAY, claim(title=""), "title"),
        (STUDENT, route(beware=""), "beware"),
        (STUDENT, route(sources=[]), "sources"),
        (SOS, emergency(steps=[]), "steps"),
    ],
)
def test_no_mandatory_part_may_be_empty(tmp_path: Path, path: str, data: object, where: str) -> None:
    assert [problem.where for problem in after(MissingPart, tmp_path, path, data)] == [where]


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        (SEA, topic(checked=FUTURE, review_by=FUTURE + timedelta(days=9)),
         Problem(SEA, "checked", "lies in the future", "correct the date")),
        (SEA, topic(review_by=CHECKED), Problem(SEA, "review_by", "is not after `checked`", "correct the date")),
        (GB, [contact("lawyers", review_by=CHECKED)],
         Problem(GB, "review_by", "is not after `checked`", "correct the date")),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_refused(tmp_path: Path, path: str, data: object, expected: Problem) -> None:
    assert after(WrongDate, tmp_path, path, data) == [expected]


@pytest.mark.parametrize(
    ("changes", "where", "message"),
    [
        ({"as_of": FUTURE}, "n.as_of", "lies in the future"),
        ({"checked": FUTURE, "review_by": FUTURE + timedelta(days=9)}, "n.checked", "lies in the future"),
        ({"review_by": CHECKED}, "n.review_by", "is not after `checked`"),
    ],
)
def test_a_date_of_a_fact_that_cannot_be_is_refused(
    tmp_path: Path, changes: dict[str, date], where: str, message: str
) -> None:
    project = make_project(tmp_path)
    project.facts(fact("n", {"count": 2}, **changes), fact("rescue-phone", {"phone": "1"}))
    assert found(WrongDate, project) == [Problem("content/facts", where, message, "correct the date")]


def test_what_is_past_its_review_is_told_with_the_page_to_look_at_as_a_warning(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(review_by=date.today() - timedelta(days=1)))
    due = [problem for problem in found(OverdueReview, project) if problem.path == SEA]
    message = f"was due for review on {date.today() - timedelta(days=1)}"
    assert due == [Problem(SEA, "sea", message, "look at https://sea.example/report again, then move both dates")]
    assert OverdueReview.level == "warning"


def test_what_is_due_today_is_not_overdue(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(review_by=date.today()))
    assert [problem for problem in found(OverdueReview, project) if problem.path == SEA] == []


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"as_of": date(2023, 6, 1), "review_by": date(2024, 2, 10)}, []),
        ({"as_of": date(2023, 6, 1), "review_by": date(2024, 4, 10)}, ["gb-fee.review_by"]),
        ({"as_of": date(2023, 12, 1), "review_by": date(2024, 4, 10)}, []),
        ({"as_of": date(2023, 6, 1), "review_by": date(2024, 2, 10), "if_stale": "withhold"}, ["gb-fee.if_stale"]),
    ],
)
def test_an_old_amount_is_flagged_and_reviewed_soon(
    tmp_path: Path, changes: dict[str, object], where: list[str]
) -> None:
    """The sample facts are checked on 10 January 2024."""
    project = make_project(tmp_path)
    project.facts(fact("gb-fee", {"money": 5, "currency": "GBP"}, **changes), fact("rescue-phone", {"phone": "1"}))
    assert [problem.where for problem in found(LateReview, project)] == where


def test_an_old_count_may_wait(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    old = fact("gb-fee", {"count": 5}, as_of=date(2023, 6, 1), review_by=date(2024, 12, 1))
    project.facts(old, fact("rescue-phone", {"phone": "1"}))
    assert found(LateReview, project) == []


def test_a_situation_of_the_routes_own_purpose_passes(tmp_path: Path) -> None:
    assert after(ForeignSituation, tmp_path, STUDENT, route(purpose="work", suits=["skilled", "care"])) == []


@pytest.mark.parametrize(
    ("purpose", "cure"),
    [("family", "choose from partner, child, relative, refugee"), ("study", "leave it out: study asks for none")],
)
def test_a_situation_of_another_purpose_is_refused(tmp_path: Path, purpose: str, cure: str) -> None:
    expected = Problem(STUDENT, "suits", f"skilled does not belong to {purpose}", cure)
    assert after(ForeignSituation, tmp_path, STUDENT, route(purpose=purpose, suits=["skilled"])) == [expected]


def test_countries_that_there_are_pass(tmp_path: Path) -> None:
    assert after(UnknownCountry, tmp_path, STUDENT, route(only_for=["al", "xk"], not_for=["gb"])) == []


@pytest.mark.parametrize("field", ["only_for", "not_for"])
@pytest.mark.parametrize("code", ["uk", "AL", "alb", "150"])
def test_a_country_that_there_is_not_is_refused(tmp_path: Path, field: str, code: str) -> None:
    cure = "use two letters of ISO 3166-1, in lower case: gb, al"
    expected = Problem(STUDENT, field, f"{code!r} is no country", cure)
    assert after(UnknownCountry, tmp_path, STUDENT, route(**{field: [code]})) == [expected]
