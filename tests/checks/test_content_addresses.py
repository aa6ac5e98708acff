"""Rules about the addresses in content/: for each, what it lets pass and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.content_checks import DanglingReference, LongAddress, SameCode
from bot.errors import Problem
from bot.rendering.adverts import short
from tests.checks.finding import after, found
from tests.project import claim, contact, emergency, make_project, route, topic

SEA, PAY, STUDENT = "content/topics/sea.yml", "content/claims/pay_later.yml", "content/routes/gb/student.yml"
SOS, GB, GREET = "content/emergencies/emergency_sea.yml", "content/contacts/gb.yml", "content/responses/greet.yml"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (SEA, topic(next=["claim/pay_later", "route/gb/student", "routes", "routes/gb", "routes/gb/study", "contacts",
                          "contacts/int", "emergency/emergency_sea", "say/menu", "languages", "do/forget"])),
        (SEA, topic(facts=["gb-fee"])),
        (GREET, {"title": "Hello", "show": "topic/sea"}),
    ],
)  # fmt: skip
def test_addresses_that_lead_somewhere_pass(tmp_path: Path, path: str, data: object) -> None:
    assert after(DanglingReference, tmp_path, path, data) == []


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        (SEA, topic(next=["topic/lake", "contacts"]),
         Problem(SEA, "next", "'topic/lake' leads nowhere", "correct it or write what it names")),
        (SEA, topic(next=["lang/ar"]),
         Problem(SEA, "next", "'lang/ar' leads nowhere", "correct it or write what it names")),
        (STUDENT, route(nearest=["route/gb/none"]),
         Problem(STUDENT, "nearest", "'route/gb/none' leads nowhere", "correct it or write what it names")),
        (SOS, emergency(call=["contact/gb/none"]),
         Problem(SOS, "call", "'contact/gb/none' leads nowhere", "correct it or write what it names")),
        (GREET, {"title": "Hello", "show": "topic/lake"},
         Problem(GREET, "show", "'topic/lake' leads nowhere", "correct it or write what it names")),
        (SEA, topic(facts=["none"]), Problem(SEA, "facts", "there is no fact 'none'", "add it under content/facts/")),
        (GB, [contact("lawyers", phone="none")],
         Problem(GB, "facts", "there is no fact 'none'", "add it under content/facts/")),
        (PAY, claim(tactic="none"), Problem(PAY, "tactic", "there is no tactic 'none'", "see content/tactics/")),
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_refused(tmp_path: Path, path: str, data: object, expected: Problem) -> None:
    assert after(DanglingReference, tmp_path, path, data) == [expected]


@pytest.mark.parametrize("ref", ["routes/zz", "routes/zz/work", "contacts/zz", "contacts/gb/none"])
def test_a_misspelt_country_leads_nowhere(tmp_path: Path, ref: str) -> None:
    assert len(after(DanglingReference, tmp_path, SEA, topic(next=[ref]))) == 1


def test_an_emergency_without_its_contact_is_refused_also_where_something_leads_to_it(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write(SOS, emergency(call=["contact/gb/none"]))
    project.write(SEA, topic(next=["emergency/emergency_sea"]))
    assert [problem.path for problem in found(DanglingReference, project)] == [SOS]


def test_responses_that_show_each_other_are_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write(GREET, {"title": "Hello", "show": "say/thanks"})
    project.write("content/responses/thanks.yml", {"title": "Thanks", "show": "say/greet"})
    assert {problem.path for problem in found(DanglingReference, project)} == {GREET, "content/responses/thanks.yml"}


@pytest.mark.parametrize(("length", "refused"), [(64, False), (65, True)])
@pytest.mark.parametrize(("more", "before"), [("", "yes/topic/"), ("More.", "yes/more/topic/")])
def test_an_address_of_more_than_64_bytes_with_all_that_is_put_before_it_is_refused(
    tmp_path: Path, length: int, refused: bool, more: str, before: str
) -> None:
    name = "x" * (length - len(before))
    path = f"content/topics/{name}.yml"
    expected = [Problem(path, "", "has too long a name for a button", "shorten the file's name")]
    assert after(LongAddress, tmp_path, path, topic(more=more)) == (expected if refused else [])


def test_the_bytes_of_an_address_are_counted_and_not_its_letters(tmp_path: Path) -> None:
    path = f"content/topics/{'ë' * 30}.yml"
    assert [problem.path for problem in after(LongAddress, tmp_path, path, topic())] == [path]


def same_code() -> tuple[str, str]:
    """Two names for which one code stands: with a million codes, a few thousand names are enough."""
    first: dict[str, str] = {}
    names = (f"claim_{number}" for number in range(100_000))
    return next((first[short(name)], name) for name in names if first.setdefault(short(name), name) != name)


def test_claims_that_one_code_stands_for_are_refused(tmp_path: Path) -> None:
    project, (one, other) = make_project(tmp_path), same_code()
    for name in (one, other):
        project.write(f"content/claims/{name}.yml", claim())
    (problem,) = found(SameCode, project)
    assert {problem.path, problem.message} <= {
        *(f"content/claims/{name}.yml" for name in (one, other)),
        *(f"has the same code as the claim {name!r}" for name in (one, other)),
    }


def test_claims_with_codes_of_their_own_pass(tmp_path: Path) -> None:
    assert after(SameCode, tmp_path, "content/claims/other.yml", claim()) == []
