"""From an address to a reply in one language."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import RenderError
from bot.i18n.catalogs import po_path
from bot.knowledge import load_knowledge
from bot.rendering import Context, Renderer
from bot.replies import Bubble, Button, Reply
from tests.project import Project, emergency, make_project, topic

MENU, GLOBE = Button("Menu", "say/menu"), Button("🌐 Language", "languages")
EACH_LANGUAGE = (Button("English", "lang/en"), Button("Shqip", "lang/sq"), Button("العربية", "lang/ar"))


def test_a_reply_is_one_bubble_in_the_language_asked_for(tmp_path: Path) -> None:
    reply = make_project(tmp_path).renderer().render("say/greet", "sq")
    buttons = (Button("SQ Menu", "say/menu"), Button("🌐 SQ Language", "languages"))
    assert reply == Reply("sq", (Bubble("SQ Greet text.", buttons),), "say/greet")


@pytest.mark.parametrize(
    "ref",
    [
        "", "topic", "topic/", "topic/none", "TOPIC/sea", "topic/sea/more", "none/sea", "say/none", "claim/none",
        "route/gb", "emergency/none", "more/topic/none", "more/more/topic/sea", "languages/x", "lang/en", "do/forget",
        "contact/gb/lawyers", "routes/gb/none", "../topic/sea", "/etc/passwd", "{{ 7*7 }}",
    ],
)  # fmt: skip
def test_an_address_where_nothing_stands_is_an_error(tmp_path: Path, ref: str) -> None:
    with pytest.raises(RenderError, match=r"^nothing stands at "):
        make_project(tmp_path).bubble(ref)


def test_more_of_an_item_that_has_no_more_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"^nothing stands at 'more/topic/sea'$"):
        make_project(tmp_path).bubble("more/topic/sea")


@pytest.mark.parametrize(
    "ref",
    [
        "say/greet", "topic/sea", "claim/pay_later", "tactic/discount", "route/gb/student", "emergency/emergency_sea",
        "routes", "routes/gb", "routes/gb/study", "contacts", "contacts/gb", "say/risk_sea",
    ],
)  # fmt: skip
def test_every_reply_ends_with_the_menu_and_the_languages(tmp_path: Path, ref: str) -> None:
    assert make_project(tmp_path).bubble(ref).buttons[-2:] == (MENU, GLOBE)


@pytest.mark.parametrize(
    ("ref", "expected"), [("say/menu", (Button("More answers", "topics"),)), ("languages", (*EACH_LANGUAGE, MENU))]
)
def test_a_reply_has_no_button_that_leads_to_itself(tmp_path: Path, ref: str, expected: tuple[Button, ...]) -> None:
    assert make_project(tmp_path).bubble(ref).buttons[-len(expected) :] == expected
    assert ref not in {button.payload for button in make_project(tmp_path / "other").bubble(ref).buttons}


def test_no_button_stands_twice(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(next=["contacts", "say/menu", "contacts", "topic/sea"]))
    rate = (Button("Helpful", "yes/topic/sea"), Button("Not helpful", "no/topic/sea"))
    assert project.bubble("topic/sea").buttons == (Button("Free help", "contacts"), *rate, MENU, GLOBE)


@pytest.mark.parametrize("ref", ["claim/pay_later", "topic/sea", "route/gb/student", "find/gb/any/study/any"])
def test_whoever_reads_an_answer_is_asked_whether_it_helped(tmp_path: Path, ref: str) -> None:
    found = make_project(tmp_path).bubble(ref).buttons
    assert found[-4:-2] == (Button("Helpful", f"yes/{ref}"), Button("Not helpful", f"no/{ref}"))


@pytest.mark.parametrize(
    "ref", ["say/menu", "find", "routes/gb", "contacts/gb", "emergency/emergency_sea", "topics", "share/pay_later"]
)
def test_nobody_is_asked_whether_a_question_a_list_or_help_in_danger_helped(tmp_path: Path, ref: str) -> None:
    *_, last = make_project(tmp_path).renderer().render(ref, "en").bubbles
    assert [button for button in last.buttons if button.payload.startswith(("yes/", "no/"))] == []


def test_what_helped_is_named_by_where_it_stands_and_not_by_where_it_was_asked_for(tmp_path: Path) -> None:
    payloads = [button.payload for button in make_project(tmp_path).bubble("routes/gb/study").buttons]
    assert "yes/find/gb/any/study/any" in payloads


@pytest.mark.parametrize(("has_before", "expected"), [(True, ["do/back", "say/menu"]), (False, ["say/menu"])])
def test_there_is_a_button_back_where_there_is_a_way_back(
    tmp_path: Path, has_before: bool, expected: list[str]
) -> None:
    found = make_project(tmp_path).bubble("contacts/gb", context=Context(has_before=has_before)).buttons
    assert [button.payload for button in found if button.payload in ("do/back", "say/menu")] == expected


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("topic/sea", "topic/sea"),
        ("say/risk_sea", "topic/sea"),
        ("routes/gb/study", "find/gb/any/study/any"),
        ("routes", "find/~/-/-/-"),
        ("say/menu", "say/menu"),
    ],
)
def test_a_reply_says_at_which_address_it_is_shown_again(tmp_path: Path, ref: str, expected: str) -> None:
    renderer = make_project(tmp_path).renderer()
    reply = renderer.render(ref, "en")
    assert reply.ref == expected
    assert renderer.render(expected, "en").bubbles[0].text == reply.bubbles[0].text


@pytest.mark.parametrize("ref", ["languages", "say/welcome"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_language_is_offered_in_its_own_name(tmp_path: Path, ref: str, language: str) -> None:
    assert make_project(tmp_path).bubble(ref, language).buttons[:3] == EACH_LANGUAGE


def test_an_alias_shows_another_view_in_place(tmp_path: Path) -> None:
    bubble = make_project(tmp_path).bubble("say/greet", aliases={"say/greet": "say/fallback"})
    assert bubble == Bubble("Fallback text.", (MENU, GLOBE))


def test_a_response_that_shows_a_view_gives_that_view(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    assert project.bubble("say/risk_sea").text == project.bubble("topic/sea").text


def test_blank_lines_never_stand_in_a_row(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/responses/greet.yml", {"title": "Hello", "text": "One.\n\n\n \t\n\nTwo.\nThree.\n"})
    assert project.bubble("say/greet").text == "One.\n\nTwo.\nThree."


def test_an_emergency_says_whom_to_call_before_what_to_do(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    calls = ["contact/int/rescue", "contact/gb/lawyers"]
    project.write("content/emergencies/emergency_sea.yml", emergency(call=calls, steps=["Stay.", "Wait."]))
    assert project.bubble("emergency/emergency_sea").text == (
        "<b>Call now.</b>\n\n"
        "Sea Rescue: <b>0123 456</b>\nFree Lawyers: https://www.lawyers.example/\n\n"
        "• Stay.\n• Wait.\n\nRest.\n\nChecked on 10 January 2024"
    )


def test_a_label_is_plain_text(tmp_path: Path) -> None:
    renderer = make_project(tmp_path).renderer({"interface/menu": "x", "interface/more": "Më <shumë> & 'më'"})
    assert [renderer.label("more", code) for code in ("en", "sq")] == ["More", "Më <shumë> & 'më'"]


def test_a_label_that_nobody_wrote_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"^content/interface\.yml has no 'none'$"):
        make_project(tmp_path).renderer().label("none", "en")


def test_a_broken_template_is_refused_before_any_reader_meets_it(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/templates/topic.j2", "<b>{{ item.title }}</b>\n{% if %}\n")
    with pytest.raises(RenderError, match=r"^content/templates/topic\.j2: line 2: .*; mend the template$"):
        project.renderer()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ nothing }}", r"content/templates/say\.j2: 'nothing' is undefined"),
        ("{{ item.nothing }}", r"content/templates/say\.j2: .* has no attribute 'nothing'"),
        ('{{ words.ui("nothing") }}', r"content/interface\.yml has no 'nothing'"),
        ("{{ footer().checked }}", r"say\.j2 asks for a footer, but nothing is vetted there"),
        ('{% include "none.j2" %}', r"content/templates/say\.j2: 'none\.j2' not found .*"),
    ],
)
def test_a_template_that_asks_for_what_is_not_there_is_an_error(tmp_path: Path, template: str, message: str) -> None:
    project = make_project(tmp_path)
    project.write("content/templates/say.j2", template)
    with pytest.raises(RenderError, match=f"^{message}$"):
        project.bubble("say/greet")


@pytest.mark.parametrize("template", ['{{ 1 + "a" }}', b"\xff"])
def test_whatever_fails_in_a_template_is_an_error_that_names_it(tmp_path: Path, template: str | bytes) -> None:
    project = make_project(tmp_path)
    project.write("content/templates/say.j2", template)
    with pytest.raises(RenderError, match=r"^content/templates/say\.j2: "):
        project.bubble("say/greet")


def _missing_contact(project: Project) -> str:
    project.write("content/emergencies/emergency_sea.yml", emergency(call=["contact/int/none"]))
    return "emergency/emergency_sea"


def _missing_fact(project: Project) -> str:
    project.write("content/topics/sea.yml", topic(facts=["none"]))
    return "topic/sea"


def _circle(project: Project) -> str:
    project.write("content/responses/greet.yml", {"show": "say/thanks"})
    project.write("content/responses/thanks.yml", {"show": "say/greet"})
    return "say/greet"


@pytest.mark.parametrize("spoil", [_missing_contact, _missing_fact, _circle])
def test_a_view_whose_parts_lead_nowhere_is_a_render_error(tmp_path: Path, spoil: object) -> None:
    project = make_project(tmp_path)
    ref = spoil(project)  # type: ignore[operator]
    with pytest.raises(RenderError):
        project.bubble(ref)


def half_translated(tmp_path: Path, *missing: str) -> Project:
    """A project whose Arabic falls back on Albanian, and lacks the words for some texts."""
    project = make_project(tmp_path)
    languages = [
        {"code": "en", "status": "draft", "telegram": "en"},
        {"code": "sq", "status": "draft", "telegram": "sq"},
        {"code": "ar", "status": "draft", "telegram": "ar", "fallback": ["sq"]},
    ]
    project.write("locales/languages.yml", languages)
    project.translate()
    path = po_path(tmp_path, "ar")
    written = path.read_text(encoding="utf-8")
    for words in missing:
        assert f'msgstr "{words}"' in written
        written = written.replace(f'msgstr "{words}"', 'msgstr ""')
    path.write_text(written, encoding="utf-8")
    return project


def rendered(project: Project, ref: str, language: str = "ar") -> Reply:
    known = load_knowledge(project.root)
    return Renderer(known.content, known.catalogs, project.root / "content/templates").render(ref, language)


def test_a_reply_that_lacks_words_is_whole_in_the_next_language_and_says_so(tmp_path: Path) -> None:
    reply = rendered(half_translated(tmp_path, "AR Menu text."), "say/menu")
    assert reply.language == "ar"
    assert reply.bubbles[0].text == "SQ Menu text.\n\n<i>AR Not in your language AR yet.</i>"
    assert {button.title.removeprefix("🌐 ")[:3] for button in reply.bubbles[0].buttons} == {"SQ "}


def test_a_button_that_lacks_words_takes_the_whole_reply_along(tmp_path: Path) -> None:
    reply = rendered(half_translated(tmp_path, "AR Menu"), "say/greet")
    assert reply.bubbles[0].text.startswith("SQ Greet text.")


def test_even_the_line_that_says_so_has_a_language_to_fall_back_on(tmp_path: Path) -> None:
    reply = rendered(half_translated(tmp_path, "AR Menu text.", "AR Not in your language AR yet."), "say/menu")
    assert reply.bubbles[0].text == "SQ Menu text.\n\n<i>SQ Not in your language SQ yet.</i>"


def test_other_replies_stay_in_the_readers_language(tmp_path: Path) -> None:
    assert rendered(half_translated(tmp_path, "AR Menu text."), "say/greet").bubbles[0].text == "AR Greet text."
