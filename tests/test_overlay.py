"""An organisation's folder over ours: its words, contacts and topics, without touching what it does not name."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.checking import check_everything
from bot.content.load import load_content
from bot.content.texts import texts
from bot.errors import ContentError, SettingsError
from bot.i18n.catalogs import po_path
from bot.i18n.extract import update_catalogs
from bot.knowledge import load_knowledge
from bot.rendering import Renderer
from bot.settings import load_settings, overlay_folder
from tests.project import INTERFACE, contact, fact, make_project, topic


class Overlay:
    """A project in `root`/ours and a folder beside it that lies over it."""

    def __init__(self, root: Path) -> None:
        self.ours = make_project(root / "ours")
        self.ours.translate()
        self.folder = root / "theirs"
        self.folder.mkdir()

    def write(self, path: str, data: object) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")

    def translate(self, language: str, words: dict[str, str]) -> None:
        """Fills the overlay's own catalog, as `bot catalogs` and a translator would."""
        merged, ours = load_content(self.ours.root, self.folder), set(texts(load_content(self.ours.root)))
        languages = load_knowledge(self.ours.root).languages
        update_catalogs(self.folder, merged, (text for text in texts(merged) if text not in ours), languages.values())
        path = po_path(self.folder, language)
        written = path.read_text(encoding="utf-8")
        for english, here in words.items():
            written = written.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{here}"')
        path.write_text(written, encoding="utf-8")

    def shown(self, ref: str, language: str = "en") -> str:
        known = load_knowledge(self.ours.root, self.folder)
        templates = self.ours.root / "content/templates"
        return Renderer(known.content, known.catalogs, templates).render(ref, language).bubbles[0].text


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    return Overlay(tmp_path)


def test_a_file_takes_the_place_of_ours_and_a_new_one_is_added(overlay: Overlay) -> None:
    overlay.write("content/topics/sea.yml", topic(text="Our sea."))
    overlay.write("content/topics/office.yml", topic(title="Our office"))
    assert "Our sea." in overlay.shown("topic/sea")
    assert "Our office" in overlay.shown("topic/office")
    assert "Greet text." in overlay.shown("say/greet")


def test_an_entry_takes_the_place_of_the_fact_or_contact_of_the_same_id(overlay: Overlay) -> None:
    overlay.write("content/contacts/gb.yml", [contact("lawyers", name="Our Lawyers"), contact("tea", name="Tea Room")])
    overlay.write("content/facts/ours.yml", [fact("gb-fee", {"money": 25, "currency": "GBP"})])
    overlay.write("content/topics/sea.yml", topic(text="It costs {gb-fee}."))
    assert "It costs £25." in overlay.shown("topic/sea")
    assert all(name in overlay.shown("contacts/gb") for name in ("Our Lawyers", "Tea Room"))


def test_a_line_of_the_interface_can_be_changed_alone(overlay: Overlay) -> None:
    overlay.write("content/interface.yml", {"trick": "Mind:"})
    content = load_content(overlay.ours.root, overlay.folder)
    assert content.interface == {**INTERFACE, "trick": "Mind:"}


def test_changed_words_are_translated_in_the_overlay_alone(overlay: Overlay) -> None:
    overlay.write("content/responses/greet.yml", {"title": "Greet", "text": "Hello from us."})
    overlay.translate("sq", {"Hello from us.": "Tung nga ne."})
    assert overlay.shown("say/greet", "sq") == "Tung nga ne."
    assert "Hello from us." not in po_path(overlay.ours.root, "sq").read_text(encoding="utf-8")


def test_words_changed_in_a_translation_only_take_the_place_of_ours(overlay: Overlay) -> None:
    path = po_path(overlay.folder, "sq")
    path.parent.mkdir(parents=True)
    path.write_text('msgctxt "say/greet.text"\nmsgid "Greet text."\nmsgstr "Tungjatjeta!"\n', encoding="utf-8")
    assert overlay.shown("say/greet", "sq") == "Tungjatjeta!"


def test_what_an_overlay_leaves_untranslated_is_shown_whole_in_another_language(overlay: Overlay) -> None:
    overlay.write("content/responses/greet.yml", {"title": "Greet", "text": "Hello from us."})
    assert overlay.shown("say/greet", "sq").startswith("Hello from us.")


def test_the_check_covers_both(overlay: Overlay) -> None:
    overlay.write("content/topics/sea.yml", topic(text="It costs 5."))
    overlay.translate("sq", {})
    found = {(problem.path, problem.rule) for problem in check_everything(overlay.ours.root, overlay.folder)}
    assert ("content/topics/sea.yml", "number-in-prose") in found
    assert ("locales/sq/LC_MESSAGES/waymark.po", "missing-translation") in found


def test_an_overlay_may_list_hosts_of_its_own(overlay: Overlay) -> None:
    overlay.write("content/contacts/gb.yml", [contact("lawyers", website="https://theirs.example")])
    rules = {problem.rule for problem in check_everything(overlay.ours.root, overlay.folder)}
    overlay.write("content/hosts.yml", ["theirs.example"])
    assert "unknown-host" in rules
    assert "unknown-host" not in {p.rule for p in check_everything(overlay.ours.root, overlay.folder)}


def test_faults_of_both_are_told_at_once(overlay: Overlay) -> None:
    overlay.ours.write("content/topics/sea.yml", {"title": "The sea"})
    overlay.write("content/topics/office.yml", {"title": "Our office"})
    with pytest.raises(ContentError) as caught:
        load_knowledge(overlay.ours.root, overlay.folder)
    assert {problem.path for problem in caught.value.problems} == {
        "content/topics/sea.yml",
        "content/topics/office.yml",
    }


def settings(overlay: Overlay, **more: str) -> dict[str, str]:
    return {"BOT_OVERLAY": str(overlay.folder), "WAYMARK_VAR": str(overlay.folder / "var"), **more}


def test_who_runs_the_bot_can_stand_in_the_overlay(overlay: Overlay) -> None:
    overlay.write("operator.yml", {"operator": "Aid", "funder": "A fund", "contact": "aid.example"})
    found = load_settings(settings(overlay), public=True)
    assert (found.overlay, found.operator and found.operator.name) == (overlay.folder, "Aid")


def test_what_the_environment_says_of_the_operator_comes_first(overlay: Overlay) -> None:
    overlay.write("operator.yml", {"operator": "Aid", "funder": "A fund", "contact": "aid.example"})
    found = load_settings(settings(overlay, WAYMARK_FUNDER="Another fund"), public=True)
    assert found.operator
    assert (found.operator.name, found.operator.funder) == ("Aid", "Another fund")


@pytest.mark.parametrize(
    ("written", "message"),
    [(["a"], "cannot be read"), ({"operator": 5}, "cannot be read"), ({"who": "x"}, "unknown field who")],
)
def test_a_broken_operator_file_is_told(overlay: Overlay, written: object, message: str) -> None:
    overlay.write("operator.yml", written)
    with pytest.raises(SettingsError, match=message):
        load_settings(settings(overlay))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is no folder"):
        overlay_folder({"BOT_OVERLAY": str(tmp_path / "none")})


def test_without_an_overlay_there_is_none() -> None:
    assert overlay_folder({}) is None
