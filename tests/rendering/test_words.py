"""The words of one reply: facts filled in, values shown, everything escaped, stale lines withheld."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.content.values import Duration, Money
from bot.errors import RenderError
from bot.rendering import Context
from tests.project import INTERFACE, TODAY, Project, fact, make_project

ISOLATE, LEFT, END = "\N{FIRST STRONG ISOLATE}", "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
SPACE, MARK = "\N{NO-BREAK SPACE}", "\N{RIGHT-TO-LEFT MARK}"
PAST = date(2024, 2, 29)


def saying(tmp_path: Path, text: str) -> Project:
    """A project in which say/greet says `text`."""
    project = make_project(tmp_path)
    project.write("content/responses/greet.yml", {"title": text, "text": text})
    return project


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "It costs £20. Call 0123 456."),
        ("sq", f"SQ It costs 20{SPACE}£. Call SQ 0123 456."),
        ("ar", f"AR It costs {ISOLATE}{MARK}20{SPACE}UK£{END}. Call AR {LEFT}0123 456{END}."),
    ],
)
def test_facts_are_filled_in_as_the_reader_expects_them(tmp_path: Path, language: str, expected: str) -> None:
    project = saying(tmp_path, "It costs {gb-fee}. Call {rescue-phone}.")
    assert project.bubble("say/greet", language).text == expected


def test_values_of_the_program_are_filled_in_and_formatted(tmp_path: Path) -> None:
    project = saying(tmp_path, "By {operator}, kept {retention}.")
    values = {"operator": "Aid", "retention": Duration(30, "day")}
    assert project.bubble("say/greet", "sq", values=values).text == "SQ By Aid, kept 30 ditë."


def test_values_of_the_turn_go_before_those_of_the_program(tmp_path: Path) -> None:
    project = saying(tmp_path, "By {operator}, {price}.")
    context = Context(values={"operator": "You", "price": Money(5, "GBP")})
    assert project.bubble("say/greet", context=context).text == "By You, £5."


def test_a_name_that_is_neither_fact_nor_value_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"^say/greet\.text names \{none\}, which is neither a fact nor a value$"):
        saying(tmp_path, "It costs {none}.").bubble("say/greet")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ('<a href="x">', "&lt;a href=&#34;x&#34;&gt;"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
        ("{% raw %}", "{% raw %}"),
        ("{# none #}", "{# none #}"),
        ("100% free %s %(a)s", "100% free %s %(a)s"),
        ("a & b &amp;", "a &amp; b &amp;amp;"),
        ("{} {A} {a.b}", "{} {A} {a.b}"),
    ],
)
@pytest.mark.parametrize("language", ["en", "sq"])
def test_content_that_looks_like_code_is_shown_as_written(
    tmp_path: Path, written: str, shown: str, language: str
) -> None:
    bubble = saying(tmp_path, written).bubble("say/greet", language)
    assert bubble.text == {"en": shown, "sq": f"SQ {shown}"}[language]


@pytest.mark.parametrize("value", ["<b>x</b> & co", "{0} {} {gb-fee}", "%s", "{{ 7*7 }}"])
def test_a_value_that_looks_like_code_is_shown_as_set(tmp_path: Path, value: str) -> None:
    bubble = saying(tmp_path, "By {operator}.").bubble("say/greet", values={"operator": value})
    assert bubble.text == f"By {value.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}."


def test_a_format_field_in_content_is_taken_for_a_name_and_refused(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"names \{0\}, which is neither"):
        saying(tmp_path, "{0}").bubble("say/greet")


def test_a_button_holds_no_markup(tmp_path: Path) -> None:
    project = saying(tmp_path, "<b>Fish & chips</b> 'now'")
    project.write("content/responses/menu.yml", {"title": "Menu", "text": "Menu.", "next": ["say/greet"]})
    assert project.bubble("say/menu").buttons[0].title == "<b>Fish & chips</b> 'now'"


@pytest.mark.parametrize(
    ("if_stale", "review_by", "expected"),
    [
        ("withhold", PAST, "First.\nLast."),
        ("withhold", TODAY, "First.\nIt was £20 once, then £20.\nLast."),
        ("flag", PAST, "First.\nIt was £20 once, then £20.\nLast."),
    ],
)
def test_a_withheld_fact_past_its_review_takes_its_line_away(
    tmp_path: Path, if_stale: str, review_by: date, expected: str
) -> None:
    project = saying(tmp_path, "First.\nIt was {gb-fee} once, then {fee}.\nLast.")
    stale = fact("gb-fee", {"money": 20, "currency": "GBP"}, if_stale=if_stale, review_by=review_by)
    project.facts(stale, fact("fee", {"money": 20, "currency": "GBP"}), fact("rescue-phone", {"phone": "1"}))
    assert project.bubble("say/greet").text == expected


def test_a_withheld_line_is_left_out_in_every_language(tmp_path: Path) -> None:
    project = saying(tmp_path, "First.\n{gb-fee}")
    project.facts(fact("gb-fee", {"count": 5}, if_stale="withhold", review_by=PAST), fact("rescue-phone", {"count": 1}))
    assert project.bubble("say/greet", "ar").text == "AR First."


def stale_phone(tmp_path: Path, if_stale: str) -> str:
    project = make_project(tmp_path)
    project.facts(fact("rescue-phone", {"phone": "0123 456"}, if_stale=if_stale, review_by=PAST))
    return project.bubble("contacts/int").text


def test_a_withheld_phone_past_its_review_is_not_shown_among_contacts(tmp_path: Path) -> None:
    assert "0123 456" not in stale_phone(tmp_path, "withhold")


def test_a_flagged_phone_past_its_review_is_noted_among_contacts(tmp_path: Path) -> None:
    assert "Due for a new check on 29 February 2024." in stale_phone(tmp_path, "flag")


def in_any_country(tmp_path: Path) -> Project:
    project = make_project(tmp_path)
    project.write("content/interface.yml", {**INTERFACE, "everywhere": "n'importe où"})
    return project


def test_an_apostrophe_in_the_name_of_any_country_stays_as_it_is_in_a_text(tmp_path: Path) -> None:
    text = in_any_country(tmp_path).bubble("contacts/int").text
    assert text.split("\n")[0] == "<b>Help: n'importe où</b>"


def test_an_apostrophe_in_the_name_of_any_country_is_not_escaped_on_a_button(tmp_path: Path) -> None:
    titles = [button.title for button in in_any_country(tmp_path).bubble("contacts").buttons]
    assert titles[1] == "N'importe où"
