"""The route finder: which question comes next, what it finds, and what an address may hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.errors import RenderError
from bot.rendering import Context
from bot.rendering.fitting import countries_with, origins
from bot.rendering.search import Search, answered, asked_at, slots_at
from tests.project import Project, make_project, route, topic

SINCE = date(2023, 7, 22)
SKILLS = ("skilled", "seasonal", "care")
SHUT = {"status": "closed", "since": SINCE, "nearest": ["routes"]}


def travels(tmp_path: Path) -> Project:
    """Britain for study and (closed) work, Italy for work; people from Albania and Afghanistan have their own answer."""
    project = make_project(tmp_path)
    closed = {**SHUT, "nearest": ["route/it/harvest"]}
    project.write("content/routes/gb/care.yml", route(title="Care visa", purpose="work", **closed))
    project.write("content/routes/it/harvest.yml", route(title="Harvest", purpose="work", who="Pickers. Not others."))
    for code in ("al", "af"):
        project.write(f"content/topics/{code}.yml", topic(title=code, intent="route_other", country=code))
    return project


def at_work(tmp_path: Path, many: int, **changes: object) -> Project:
    """`many` open ways to work in Germany, w0, w1 …, each for another situation in turn."""
    project = travels(tmp_path)
    for number in range(many):
        own = {"title": f"Way {number}", "purpose": "work", "suits": [SKILLS[number % 3]], **changes}
        project.write(f"content/routes/de/w{number}.yml", route(**own))
    return project


def own(project: Project, ref: str, context: Context | None = None) -> list[str]:
    """The buttons of the finder itself."""
    found = [button.payload for button in project.bubble(ref, context=context).buttons]
    return [ref for ref in found if not ref.startswith(("yes/", "no/")) and ref not in ("say/menu", "languages")]


def first_line(project: Project, ref: str, context: Context | None = None) -> str:
    return project.bubble(ref, context=context).text.split("\n")[0]


@pytest.mark.parametrize(
    ("ref", "context", "question"),
    [
        ("find", Context(), "To which country?"),
        ("routes", Context(), "To which country?"),
        ("routes/work", Context(), "To which country?"),
        ("find", Context(destination="gb"), "Which passport?"),
        ("find", Context(destination="gb", nationality="al"), "United Kingdom: for what?"),
        ("routes/gb", Context(), "United Kingdom: for what?"),
        ("find/any/al/-/-", Context(), "What for?"),
        ("find/it/any/study/any", Context(), "Italy: for what?"),
        ("find/any/any/work/any", Context(), "Open ways lead to these:"),
        ("find/~/al/work/any", Context(destination="gb"), "To which country?"),
        ("find/gb/~/work/any", Context(nationality="al"), "Which passport?"),
    ],
)
def test_the_finder_asks_for_what_is_not_yet_said(tmp_path: Path, ref: str, context: Context, question: str) -> None:
    assert first_line(travels(tmp_path), ref, context) == question


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("find", ["find/it/-/-/-", "find/gb/-/-/-", "find/any/-/-/-"]),
        ("routes/study", ["find/gb/-/study/-", "find/any/-/study/-"]),
        ("find/gb/-/-/-", ["find/gb/af/-/-", "find/gb/al/-/-", "find/gb/any/-/-"]),
        ("routes/gb", ["find/gb/any/work/-", "find/gb/any/study/-"]),
        ("find/any/any/work/any", ["find/it/any/work/any"]),
    ],
)
def test_each_answer_is_a_button_that_leads_on(tmp_path: Path, ref: str, expected: list[str]) -> None:
    assert own(travels(tmp_path), ref) == expected


def test_a_question_that_was_asked_once_leads_to_a_list(tmp_path: Path) -> None:
    project, ref = travels(tmp_path), "find"
    for answer in ("find/it/-/-/-", "find/it/al/-/-", "find/it/al/work/-"):
        assert answer in own(project, ref)
        ref = answer
    assert first_line(project, ref) == "<b>Ways: Italy, Work</b>"


@pytest.mark.parametrize("ref", ["find/zz/-/-/-", "routes/zz", "routes/zz/work", "find/zz/any/work/any"])
def test_a_country_of_which_nothing_is_known_is_owned_up_to(tmp_path: Path, ref: str) -> None:
    assert travels(tmp_path).bubble(ref).text == "No routes text."


def test_what_a_person_told_before_is_not_asked_again(tmp_path: Path) -> None:
    context = Context(destination="it", nationality="al")
    text = travels(tmp_path).bubble("routes/work", context=context).text
    assert text.startswith("<b>Ways: Italy, Work</b>\nFor people from Albania.")


def test_a_country_in_the_address_goes_before_the_one_the_person_named(tmp_path: Path) -> None:
    assert (
        first_line(travels(tmp_path), "routes/gb/study", Context(destination="it"))
        == "<b>Ways: United Kingdom, Study</b>"
    )


def test_the_whole_of_a_list(tmp_path: Path) -> None:
    project = travels(tmp_path)
    project.write("content/routes/it/nurse.yml", route(title="Nurse", purpose="work", not_for=["al"]))
    project.write("content/routes/it/quota.yml", route(title="Quota", purpose="work", **SHUT))
    assert project.bubble("find/it/al/work/any").text == (
        "<b>Ways: Italy, Work</b>\nFor people from Albania.\n\nOpen:\n• <b>Harvest</b>: Pickers.\n\n"
        "Doubtful from Albania:\n• Nurse\n\n"
        "Shut:\n• Quota — Closed since 22 July 2023. Nobody can sell it.\n\n"
        "Only an adviser can say.\nChecked on 10 January 2024"
    )
    assert own(project, "find/it/al/work/any") == [
        "route/it/harvest",
        "route/it/nurse",
        "route/it/quota",
        "contacts",
        "find/~/al/work/any",
    ]


def test_a_list_without_an_open_way_says_so_and_that_rules_change(tmp_path: Path) -> None:
    text = travels(tmp_path).bubble("routes/gb/work").text
    assert text.split("\n\n")[1:3] == ["I know of no open way.", "Rules change."]


def test_help_after_a_list_is_that_of_the_country_or_else_all(tmp_path: Path) -> None:
    project = travels(tmp_path)
    assert "contacts/gb" in own(project, "routes/gb/study")
    assert "contacts" in own(project, "routes/it/work")


@pytest.mark.parametrize(
    ("nationality", "expected"),
    [("al", ["Mine", "Any"]), ("af", ["Any"]), ("any", ["Any", "Mine"]), ("xk", ["Any"])],
)
def test_ways_that_are_only_for_some_are_shown_to_them_first_and_to_no_other(
    tmp_path: Path, nationality: str, expected: list[str]
) -> None:
    project = travels(tmp_path)
    project.write("content/routes/fr/any.yml", route(title="Any", purpose="work"))
    project.write("content/routes/fr/mine.yml", route(title="Mine", purpose="work", only_for=["al"]))
    lines = project.bubble(f"find/fr/{nationality}/work/any").text.split("\n")
    assert [line[5:].partition("<")[0] for line in lines if line.startswith("• <b>")] == expected


@pytest.mark.parametrize(
    ("many", "line"), [(3, "<b>Ways: Germany, Work</b>"), (4, "What is closest?"), (9, "What is closest?")]
)
def test_from_four_ways_on_a_person_is_asked_for_the_situation(tmp_path: Path, many: int, line: str) -> None:
    assert first_line(at_work(tmp_path, many), "find/de/any/work/-") == line


def test_ways_that_differ_in_no_situation_are_not_asked_about(tmp_path: Path) -> None:
    project = at_work(tmp_path, 5, suits=["care"])
    assert first_line(project, "find/de/any/work/-") == "<b>Ways: Germany, Work</b>"


def test_a_situation_leaves_the_ways_that_suit_it_first_those_made_for_it(tmp_path: Path) -> None:
    project = at_work(tmp_path, 4)
    project.write("content/routes/de/all.yml", route(title="For all", purpose="work"))
    found = own(project, "find/de/any/work/skilled")
    assert found[:3] == ["route/de/w0", "route/de/w3", "route/de/all"]
    assert "Situation skilled" in project.bubble("find/de/any/work/skilled").text


def test_who_has_said_nothing_of_themselves_can_still_narrow_the_list_down(tmp_path: Path) -> None:
    found = own(at_work(tmp_path, 6), "find/de/any/work/any")
    assert found[-4:] == ["find/de/any/work/any/2", "find/de/~/work/any", "find/de/any/work/~", "find/~/any/work/any"]


def test_a_long_list_comes_in_pages_of_five_and_shut_ways_on_the_first(tmp_path: Path) -> None:
    project = at_work(tmp_path, 12)
    project.write("content/routes/de/old.yml", route(title="Old", purpose="work", **SHUT))
    pages = [f"find/de/any/work/any{page}" for page in ("", "/2", "/3")]
    shown = [[ref for ref in own(project, page) if ref.startswith("route/")] for page in pages]
    assert [len(refs) for refs in shown] == [6, 5, 2]
    assert len({ref for refs in shown for ref in refs}) == 13
    assert [("Shut:" in project.bubble(page).text) for page in pages] == [True, False, False]
    assert [any(ref.endswith(("/2", "/3")) for ref in own(project, page)) for page in pages] == [True, True, False]


def test_a_page_that_is_there_no_more_is_the_first(tmp_path: Path) -> None:
    project = at_work(tmp_path, 3)
    assert project.bubble("find/de/any/work/any/7") == project.bubble("find/de/any/work/any")


@pytest.mark.parametrize(
    "ref",
    [
        "find/GB/any/work/any", "find/gbr/any/work/any", "find/gb/<b>/work/any", "find/gb/i-am-ann/work/any",
        "find/gb/any/none/any", "find/gb/any/work/none", "find/gb/any/work/any/x", "find/gb/any/work/any/0",
        "find/gb/any/work/any/-1", "find/gb/any/work/any/²", "find/gb/any/work/any/٣", "find/gb/any/work/any/9999",
        "routes/gb/none", "routes/no/ne/x", "costs/gb/<b>/work/any", "find/gb-any-work-any",
    ],
)  # fmt: skip
def test_nothing_stands_at_an_address_that_somebody_made_up(tmp_path: Path, ref: str) -> None:
    with pytest.raises(RenderError, match=r"^nothing stands at "):
        travels(tmp_path).bubble(ref)


def test_a_member_of_the_union_without_ways_of_its_own_has_those_of_the_union(tmp_path: Path) -> None:
    project = travels(tmp_path)
    project.write("content/routes/eu/card.yml", route(title="Card", purpose="work"))
    assert "route/eu/card" in own(project, "find/at/any/work/any")
    assert first_line(project, "find/at/any/work/any") == "<b>Ways: Austria, Work</b>"
    assert "route/eu/card" not in own(project, "find/it/any/work/any")
    assert project.bubble("find/no/any/work/any").text == "No routes text."


def test_whoever_does_not_know_where_to_go_is_shown_countries_or_help(tmp_path: Path) -> None:
    project = travels(tmp_path)
    assert own(project, "find/any/any/work/any") == ["find/it/any/work/any"]
    project.write("content/routes/it/harvest.yml", route(purpose="work", **SHUT))
    assert first_line(project, "find/any/any/work/any") == "I know of no open way."
    assert own(project, "find/any/any/work/any") == ["contacts"]


def test_what_ways_cost_is_listed_with_those_nobody_has_checked(tmp_path: Path) -> None:
    project = travels(tmp_path)
    project.write("content/routes/it/fee.yml", route(title="Paid", purpose="work", fee="{gb-fee}", time="Weeks."))
    text = project.bubble("costs/it/any/work/any").text
    assert [paragraph.strip() for paragraph in text.split("\n\n")[:3]] == [
        "<b>Costs: Italy, Work</b>",
        "• <b>Paid</b>: £20 Weeks.\n• <b>Harvest</b>: No checked fee.",
        "Only the official page knows.",
    ]


def test_where_no_way_is_open_nothing_costs_anything(tmp_path: Path) -> None:
    project = travels(tmp_path)
    assert project.bubble("costs/gb/any/work/any").text == project.bubble("find/gb/any/work/any").text


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("", Search()),
        ("gb", Search("gb")),
        ("gb/al/work/any/2", Search("gb", "al", "work", "any", "2")),
        ("gb//work", Search("gb", "work")),
        ("gb/al/work/any/2/too/much", Search("gb", "al", "work", "any", "2")),
    ],
)
def test_what_an_address_leaves_out_is_still_to_be_asked(rest: str, expected: Search) -> None:
    assert Search.at(rest) == expected


@pytest.mark.parametrize("ref", ["find/gb/al/work/any", "find/gb/al/work/any/3", "find/-/*/work/~"])
def test_an_address_read_and_written_is_the_same(ref: str) -> None:
    assert Search.at(ref.partition("/")[2]).ref == ref


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [("destination", "it", "find/it/al/work/any"), ("purpose", "study", "find/gb/al/study/any")],
)
def test_an_answer_is_put_in_its_place_and_the_list_begins_again(place: str, value: str, expected: str) -> None:
    assert answered("find/gb/al/work/any/3", place, value) == expected


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("find/~/-/-/-", "destination"),
        ("find/gb/~/work/any", "nationality"),
        ("find/gb/any/~/any", "purpose"),
        ("find/gb/any/work/~", "situation"),
        ("find/gb/any/work/any", None),
        ("contacts/gb", None),
    ],
)
def test_an_address_says_what_is_asked_there(ref: str, expected: str | None) -> None:
    assert asked_at(ref) == expected


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("find/gb/al/work/any", {"destination": "gb", "nationality": "al", "purpose": "work"}),
        ("find/any/any/work/-", {"destination": None, "nationality": None, "purpose": "work"}),
        ("find/~/*/-/-", {}),
        ("route/gb/student", {}),
    ],
)
def test_coming_to_an_address_tells_what_stands_in_it_and_takes_back_what_does_not_matter(
    ref: str, expected: dict[str, str | None]
) -> None:
    assert slots_at(ref) == expected


def test_countries_and_nationalities_are_those_of_which_something_is_known(tmp_path: Path) -> None:
    content = travels(tmp_path).knowledge().content
    assert (countries_with(content), countries_with(content, "study")) == (("gb", "it"), ("gb",))
    assert origins(content) == ["af", "al"]
