"""The rule about finished replies: what it lets pass and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.reply_checks import LIMITS, Broken, Unreachable, all_refs, seen
from bot.errors import Problem
from tests.checks.finding import found
from tests.project import INTERFACE, Project, claim, make_project, topic

GREET = "content/responses/greet.yml"
LANGUAGES = ("en", "sq", "ar")


FOREIGN = "holds markup that Telegram refuses"
KNOWN = "only b, i and a with an https or tel address are known"


def greeting(tmp_path: Path, template: str) -> list[Problem]:
    """What is found where say/greet is rendered by `template` and nothing else is."""
    project = make_project(tmp_path)
    project.write("content/templates/say.j2", '{% if item.id == "greet" %}' + template + "{% else %}x{% endif %}")
    return found(Broken, project)


def broken(ref: str, message: str, cure: str) -> list[Problem]:
    """The same problem in every language."""
    return [Problem(f"reply {ref}", code, message, cure) for code in LANGUAGES]


def test_replies_in_which_nothing_is_wrong_pass(tmp_path: Path) -> None:
    assert found(Broken, make_project(tmp_path)) == []


def test_every_view_is_looked_at(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(more="More."))
    refs = list(all_refs(project.subject()))
    expected = {
        "claim/pay_later", "tactic/discount", "topic/sea", "more/topic/sea", "route/gb/student", "say/greet",
        "emergency/emergency_sea", "routes", "contacts", "languages", "contacts/gb", "contacts/int", "routes/work",
        "routes/visit", "routes/gb", "routes/gb/study", "routes/gb/work",
    }  # fmt: skip
    assert expected - set(refs) == set()
    assert sorted(refs) == sorted(set(refs))


def test_a_view_that_cannot_be_rendered_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(text="{none}"))
    message = "cannot be rendered: topic/sea.text names {none}, which is neither a fact nor a value"
    assert found(Broken, project) == broken("topic/sea", message, "see the message")


def test_a_view_with_a_button_to_nowhere_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(next=["topic/none"]))
    message = "cannot be rendered: no button can lead to 'topic/none'"
    assert found(Broken, project) == broken("topic/sea", message, "see the message")


@pytest.mark.parametrize(
    ("template", "message", "cure"),
    [
        ("", "is empty", "write its text"),
        ("<b> </b>", "is empty", "write its text"),
        ("<p>x</p>", FOREIGN, KNOWN),
        ("x<br>y<br/>", FOREIGN, KNOWN),
        ('<a href="javascript:x">x</a>', FOREIGN, KNOWN),
        ('<b class="x">x</b>', FOREIGN, KNOWN),
        ('{{ "{braces}" }}', "shows a { or }", "every placeholder must be filled"),
        ("x }", "shows a { or }", "every placeholder must be filled"),
    ],
)
def test_a_reply_that_shows_what_only_programs_should_see_is_refused(
    tmp_path: Path, template: str, message: str, cure: str
) -> None:
    assert greeting(tmp_path, template) == broken("say/greet", message, cure)


@pytest.mark.parametrize("template", ['<b>x</b> <i>y</i> <a href="https://x.example">z</a>', "&lt;p&gt; a &amp; b"])
def test_telegrams_own_markup_and_escaped_signs_pass(tmp_path: Path, template: str) -> None:
    assert greeting(tmp_path, template) == []


@pytest.mark.parametrize(("length", "refused"), [(LIMITS["say"], False), (LIMITS["say"] + 1, True)])
def test_a_first_view_longer_than_its_limit_is_refused(tmp_path: Path, length: int, refused: bool) -> None:
    expected = broken("say/greet", "shows 701 characters of 700", "shorten it, or move some into `more`")
    assert greeting(tmp_path, "<b>" + "x" * length + "</b>") == expected * refused


def test_more_may_be_as_long_as_a_message(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(more="xxxxxxxxx " * 300))
    assert found(Broken, project) == []


def titled(tmp_path: Path, title: str) -> Project:
    """A project in which a button of topic/sea leads to a claim of that title."""
    project = make_project(tmp_path)
    project.write("content/claims/pay_later.yml", claim(title=title))
    project.write("content/topics/sea.yml", topic(next=["claim/pay_later"]))
    return project


def test_a_button_of_more_than_sixty_characters_is_refused(tmp_path: Path) -> None:
    found_there = found(Broken, titled(tmp_path, "x" * 61), {"claim/pay_later.title": "x" * 60})
    message = f"has a button of 61 characters: {'x' * 61}"
    expected = Problem("reply topic/sea", "en", message, "shorten the title")
    assert [problem for problem in found_there if problem.path == "reply topic/sea"] == [expected]


def test_a_button_without_words_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/responses/bare.yml", {"text": "Words."})
    project.write("content/topics/sea.yml", topic(next=["say/bare"]))
    assert {problem.path for problem in found(Broken, project)} == {"reply topic/sea"}


def test_a_missing_word_of_the_interface_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/interface.yml", {name: text for name, text in INTERFACE.items() if name != "trick"})
    message = "cannot be rendered: content/interface.yml has no 'trick'"
    assert found(Broken, project) == broken("claim/pay_later", message, "see the message")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<b>a</b> &amp; <a href="https://x.example">b</a>', "a & b"),
        ("plain", "plain"),
        ("&lt;p&gt;", "<p>"),
        ("<p>x</p>", "x"),
    ],
)
def test_a_reader_sees_words_without_markup(html: str, text: str) -> None:
    assert seen(html) == text


def test_in_a_project_where_everything_leads_somewhere_all_is_reached(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    assert found(Unreachable, project) == []


def test_what_no_button_leads_to_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/responses/risk_sea.yml", {"title": "The sea", "text": "Cold."})
    project.write("content/responses/menu.yml", {"title": "Menu", "text": "Menu text."})
    assert {problem.path for problem in found(Unreachable, project)} == {
        "content/claims/pay_later.yml",
        "content/tactics/discount.yml",
        "content/topics/sea.yml",
        "content/routes/gb/student.yml",
        "content/contacts/gb.yml",
        "content/contacts/int.yml",
    }
