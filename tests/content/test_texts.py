"""Every word a person can read, with its address for translators."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.load import load_content
from bot.content.texts import SourceText, item_texts, path_of, text_fields, texts
from tests.project import contact, emergency, make_project, route, topic


def test_the_texts_of_an_item_have_the_files_address_and_lists_are_numbered_from_one(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/emergencies/emergency_sea.yml", emergency(steps=["Call.", "Wait."], after=""))
    item = load_content(project.root).emergencies["emergency_sea"]
    path = "content/emergencies/emergency_sea.yml"
    assert list(item_texts(item)) == [
        SourceText("emergency/emergency_sea.title", "Danger at sea", path),
        SourceText("emergency/emergency_sea.first", "Call now.", path),
        SourceText("emergency/emergency_sea.steps.1", "Call.", path),
        SourceText("emergency/emergency_sea.steps.2", "Wait.", path),
    ]


def test_a_field_that_is_left_empty_gives_no_text(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    item = load_content(project.root).topics["sea"]
    assert [text.context for text in item_texts(item)] == ["topic/sea.title", "topic/sea.text", "topic/sea.instead"]


def test_the_contexts_of_all_kinds_of_items(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/routes/gb/student.yml", route(needs=["A place."], fee="{gb-fee}"))
    project.write("content/contacts/gb.yml", [contact("lawyers", hours="Mornings.")])
    found = {text.context.partition(".")[0]: text.path for text in texts(load_content(project.root))}
    expected = {
        "claim/pay_later": "content/claims/pay_later.yml",
        "tactic/discount": "content/tactics/discount.yml",
        "route/gb/student": "content/routes/gb/student.yml",
        "topic/sea": "content/topics/sea.yml",
        "emergency/emergency_sea": "content/emergencies/emergency_sea.yml",
        "contact/gb/lawyers": "content/contacts/gb.yml",
        "contact/int/rescue": "content/contacts/int.yml",
        "say/menu": "content/responses/menu.yml",
        "interface/checked": "content/interface.yml",
    }
    assert {context: found[context] for context in expected} == expected


def test_each_text_has_an_address_of_its_own(tmp_path: Path) -> None:
    found = [text.context for text in texts(load_content(make_project(tmp_path).root))]
    assert sorted(found) == sorted(set(found))


def test_data_is_never_given_to_translators() -> None:
    assert text_fields("contact") == (("name", False), ("what", False), ("hours", False))
    assert text_fields("route") == (
        ("title", False), ("who", False), ("needs", True), ("fee", False), ("time", False), ("nationalities", False),
        ("beware", False), ("more", False),
    )  # fmt: skip


def test_the_path_of_a_contact_is_its_countrys_file(tmp_path: Path) -> None:
    content = load_content(make_project(tmp_path).root)
    assert path_of(content.contacts["int/rescue"]) == "content/contacts/int.yml"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs {gb-fee} in {gb-year}.", {"gb-fee", "gb-year"}),
        ("{a}{a}", {"a"}),
        ("Nothing here.", set()),
        ("{Not one} {} { a } {{gb}} {%s}", {"gb"}),
    ],
)
def test_the_names_in_braces_are_placeholders(text: str, expected: set[str]) -> None:
    assert SourceText("c", text, "p").placeholders == frozenset(expected)


def test_texts_come_in_a_stable_order(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/ash.yml", topic())
    once, again = (list(texts(load_content(project.root))) for _ in range(2))
    assert once == again
    assert [text.context for text in once if text.context.endswith("text") and text.context.startswith("topic")] == [
        "topic/ash.text",
        "topic/check_agent.text",
        "topic/sea.text",
    ]
