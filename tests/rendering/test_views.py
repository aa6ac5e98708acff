"""What stands behind each address, and which buttons help next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.errors import RenderError
from bot.rendering import Context
from bot.rendering.fitting import countries_with
from bot.rendering.lists import contact_countries
from bot.rendering.views import find_item
from tests.project import LEFT_OUT, Project, claim, contact, make_project, route, topic

STANDING = ["say/menu", "languages"]
SINCE = date(2023, 7, 22)


def payloads(project: Project, ref: str, context: Context | None = None) -> list[str]:
    """The buttons at `ref` before the two that every reply has, and those that ask whether it helped."""
    found = [button.payload for button in project.bubble(ref, context=context).buttons]
    assert found[-2:] == STANDING
    return [payload for payload in found[:-2] if not payload.startswith(("yes/", "no/"))]


def travels(tmp_path: Path) -> Project:
    """Two countries: Britain for study and (closed) work, Italy for work."""
    project = make_project(tmp_path)
    closed = route(title="Care visa", purpose="work", status="closed", since=SINCE, nearest=["route/it/harvest"])
    project.write("content/routes/gb/care.yml", closed)
    project.write("content/routes/it/harvest.yml", route(title="Harvest", purpose="work"))
    return project


def test_the_whole_of_a_route(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    full = route(needs=["A place.", "Money."], fee="{gb-fee}", time="Weeks.", nationalities="Some may not.")
    project.write("content/routes/gb/student.yml", full)
    assert project.bubble("route/gb/student").text == (
        "<b>Student visa</b>\nOpen\n\nWho: Students.\n\n"
        "Needs:\n• A place.\n• Money.\nFee: £20\nTime: Weeks.\nNationalities: Some may not.\n\n"
        "<b>Beware:</b> Fake schools.\n\nOnly an adviser can say.\n\n"
        '<a href="https://visa.example">Official page</a>\n\n'
        'Sources: <a href="https://sea.example/report">Sea Institute</a>, <a href="https://fees.example">Fee Office</a>'
        "\nChecked on 10 January 2024"
    )


@pytest.mark.parametrize(
    ("status", "line"),
    [
        ("open", "Open"),
        ("paused", "<b>Paused since 22 July 2023.</b>"),
        ("closed", "<b>Closed since 22 July 2023. Nobody can sell it.</b>"),
    ],
)
def test_the_status_of_a_route_stands_under_its_title(tmp_path: Path, status: str, line: str) -> None:
    project = make_project(tmp_path)
    project.write("content/routes/gb/student.yml", route(status=status, since=SINCE, nearest=["routes"]))
    assert project.bubble("route/gb/student").text.split("\n")[1] == line


def test_a_closed_route_leads_to_the_nearest_lawful_ways_first(tmp_path: Path) -> None:
    project = travels(tmp_path)
    nearest = ["route/it/harvest", "route/gb/student"]
    changed = route(status="closed", since=SINCE, nearest=nearest, next=["contacts/gb"], more="Old.", purpose="work")
    project.write("content/routes/gb/care.yml", changed)
    assert payloads(project, "route/gb/care") == ["more/route/gb/care", *nearest, "contacts/gb"]
    assert "See the nearest ways below." in project.bubble("route/gb/care").text


def test_the_contacts_of_a_country_and_those_for_any_country(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    line = contact("line", name="Line", phone="rescue-phone", website=LEFT_OUT, checked=date(2023, 12, 1))
    project.write("content/contacts/gb.yml", [contact("lawyers", free=False, hours="Mornings."), line])
    assert project.bubble("contacts/gb").text == (
        "<b>Help: United Kingdom</b>\n\n"
        '<b>Free Lawyers</b>\nAdvice. Mornings.\n<a href="https://www.lawyers.example/">lawyers.example</a>\n\n'
        "<b>Line</b>: 0123 456 (free)\nAdvice. \n\n"
        "Checked on 1 December 2023"
    )
    assert payloads(project, "contacts/gb") == ["contacts/int"]


@pytest.mark.parametrize(
    ("ref", "place", "text", "expected"),
    [
        ("contacts", None, "Where are you?", ["contacts/gb", "contacts/int"]),
        ("contacts", "gb", "<b>Help: United Kingdom</b>", ["contacts/int"]),
        ("contacts", "de", "No contacts text.", []),
        ("contacts/de", None, "No contacts text.", []),
        ("contacts/int", "gb", "<b>Help: any country</b>", []),
    ],
)
def test_contacts_ask_for_the_country_unless_it_was_named(
    tmp_path: Path, ref: str, place: str | None, text: str, expected: list[str]
) -> None:
    project, context = make_project(tmp_path), Context(place=place)
    found = project.bubble(ref, context=context).text.split("\n")[0]
    assert (found, payloads(project, ref, context)) == (text, expected)


def test_more_is_a_button_that_shows_the_rest_with_its_sources(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(more="Much more.", next=["contacts"]))
    assert payloads(project, "topic/sea") == ["more/topic/sea", "contacts"]
    assert project.bubble("more/topic/sea").text == (
        '<b>The sea</b>\n\nMuch more.\n\nSources: <a href="https://sea.example/report">Sea Institute</a>\n'
        "Checked on 10 January 2024"
    )
    assert payloads(project, "more/topic/sea") == ["contacts"]


def test_a_question_not_understood_offers_what_it_may_have_meant(tmp_path: Path) -> None:
    project, context = make_project(tmp_path), Context(suggestions=("say/risk_sea", "say/greet"))  # type: ignore[arg-type]
    assert project.bubble("say/fallback", context=context).text == "Did you mean text."
    assert payloads(project, "say/fallback", context) == ["say/risk_sea", "say/greet"]


def test_a_question_not_understood_at_all_gets_the_fallback(tmp_path: Path) -> None:
    assert make_project(tmp_path).bubble("say/fallback", context=Context()).text == "Fallback text."


def test_countries_are_listed_by_code_with_any_country_last(tmp_path: Path) -> None:
    project = travels(tmp_path)
    project.write("content/contacts/us.yml", [contact("x")])
    content = project.knowledge().content
    assert contact_countries(content) == ("gb", "us", "int")
    assert (countries_with(content), countries_with(content, "study")) == (("gb", "it"), ("gb",))


@pytest.mark.parametrize(
    ("ref", "title"),
    [("route/gb/student", "Student visa"), ("topic/sea", "The sea"), ("topic/none", None), ("none/sea", None)],
)
def test_an_item_is_found_by_its_address(tmp_path: Path, ref: str, title: str | None) -> None:
    found = find_item(make_project(tmp_path).knowledge().content, ref)
    assert getattr(found, "title", None) == title


def test_topics_are_listed_by_what_people_mean(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/waves.yml", topic(title="Waves"))
    project.write("content/topics/papers.yml", topic(title="Papers", intent="documents"))
    assert payloads(project, "topics") == ["topics/risk_sea", "topics/check_offer", "topics/documents"]
    assert payloads(project, "topics/risk_sea") == ["topic/sea", "topic/waves"]


def test_a_topic_leads_to_others_of_its_kind_if_there_are_any(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    assert payloads(project, "topic/sea") == []
    project.write("content/topics/waves.yml", topic(title="Waves"))
    assert payloads(project, "topic/sea") == ["topics/risk_sea"]


@pytest.mark.parametrize("ref", ["topics/documents", "topics/none", "claims/none", "tactic/none"])
def test_a_list_of_nothing_is_an_error(tmp_path: Path, ref: str) -> None:
    with pytest.raises(RenderError):
        make_project(tmp_path).bubble(ref)


def test_claims_are_listed_by_the_way_they_persuade(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/tactics/unused.yml", {"title": "Unused", "text": "Nobody says so.", "instead": "Wait."})
    assert payloads(project, "claims") == ["tactic/discount", "tactic/unused"]
    assert payloads(project, "tactic/discount") == ["claim/pay_later"]


def test_an_answer_to_share_is_a_bubble_without_buttons_and_how_to_send_it_on(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/claims/pay_later.yml", claim(next=["contacts"]))
    made, said = project.renderer().render("share/pay_later", "en").bubbles
    assert made.text == (
        "They say: “You pay later.”\n\n<b>Partly true.</b> Some do.\n\nDebts grow.\n\n"
        "<b>Instead:</b> Ask first.\n\nSource: Sea Institute\nChecked on 10 January 2024"
    )
    assert (made.buttons, said.text) == ((), "Send the message above on.")
    assert [button.payload for button in said.buttons] == ["claim/pay_later", "contacts", *STANDING]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"fee": "{gb-fee}", "time": "Weeks."}, "Fee: £20\nTime: Weeks."),
        ({"time": "Weeks."}, "No checked fee.\nTime: Weeks."),
        ({}, "No checked fee."),
    ],
)
def test_what_a_route_costs_says_so_where_nobody_has_checked_a_fee(
    tmp_path: Path, changes: dict[str, str], lines: str
) -> None:
    project = make_project(tmp_path)
    project.write("content/routes/gb/student.yml", route(**changes))
    paragraphs = project.bubble("cost/gb/student").text.split("\n\n")
    assert paragraphs[:3] == ["<b>Student visa</b>", lines, "<b>Beware:</b> Fake schools."]
    assert payloads(project, "cost/gb/student") == ["route/gb/student"]


@pytest.mark.parametrize("ref", ["share/none", "cost/none", "cost/gb", "costs", "advert", "advert/x"])
def test_where_no_claim_or_route_is_named_nothing_stands(tmp_path: Path, ref: str) -> None:
    with pytest.raises(RenderError, match=r"^nothing stands at "):
        make_project(tmp_path).bubble(ref)


def test_responses_that_show_each_other_in_a_circle_show_nothing(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/responses/one.yml", {"show": "say/two"})
    project.write("content/responses/two.yml", {"show": "say/one"})
    with pytest.raises(RenderError):
        project.bubble("say/one")


def test_countries_to_choose_from_say_only_their_names_in_their_order(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/contacts/de.yml", [contact("help")])
    project.write("content/contacts/al.yml", [contact("help")])
    titles = {code: [b.title for b in project.bubble("contacts", code).buttons] for code in ("en", "sq")}
    assert titles["en"][:4] == ["Albania", "Germany", "United Kingdom", "Any country"]
    assert titles["sq"][:3] == ["Gjermani", "Mbretëria e Bashkuar", "Shqipëri"]


@pytest.mark.parametrize(
    ("language", "line"), [("en", "Speaks: Arabic and French"), ("sq", "SQ Speaks: arabisht dhe frëngjisht")]
)
def test_the_languages_a_contact_speaks_are_named_in_the_readers(tmp_path: Path, language: str, line: str) -> None:
    project = make_project(tmp_path)
    project.write("content/contacts/gb.yml", [contact("lawyers", languages=["ar", "fr"])])
    assert line in project.bubble("contacts/gb", language).text.split("\n")
