"""Adding a language: an invented one, and one whose every word is marked, which shows what is not translated."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from bot.adding import add_language
from bot.checking import check_everything
from bot.checks.base import Subject
from bot.checks.reply_checks import all_refs
from bot.content.texts import PLACEHOLDER
from bot.errors import CatalogError
from bot.i18n.catalogs import po_path
from bot.i18n.languages import load_languages, load_served
from bot.knowledge import load_knowledge
from bot.rendering import Renderer
from bot.settings import ROOT

INVENTED = "eo"
VALUES = {"operator": "⟦Aid⟧", "funder": "⟦Fund⟧", "contact": "⟦here⟧", "retention": "⟦long⟧"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of all that language people touch."""
    for folder in ("content", "locales", "nlu", "tests/sentences", "tests/conversations", "bot/dialogue"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_one_command_makes_every_file_that_english_has(root: Path) -> None:
    todo = add_language(root, INVENTED)
    for folder in ("nlu", "tests/sentences", "tests/conversations"):
        ours, theirs = (
            {path.relative_to(root / folder / code) for path in (root / folder / code).rglob("*.yml")}
            for code in ("en", INVENTED)
        )
        assert ours == theirs, folder
    assert po_path(root, INVENTED).exists()
    assert f"bot check --language {INVENTED}" in todo


def test_nobody_is_answered_in_a_language_that_is_only_started(root: Path) -> None:
    add_language(root, INVENTED)
    assert INVENTED in load_languages(root)
    assert INVENTED not in load_served(root)
    assert [p for p in check_everything(root) if p.level == "error"] == []


def test_the_check_says_what_is_left_of_it_and_names_no_other_language(root: Path) -> None:
    add_language(root, INVENTED)
    problems = check_everything(root, also=INVENTED)
    assert {problem.path.split("/")[1] for problem in problems} == {INVENTED}
    assert {problem.path for problem in problems} >= {f"nlu/{INVENTED}/_safety.yml", f"nlu/{INVENTED}/_canary.yml"}


def test_adding_it_again_keeps_what_somebody_has_written(root: Path) -> None:
    add_language(root, INVENTED)
    path = root / "nlu" / INVENTED / "greet.yml"
    path.write_text("phrases: [saluton]\n", encoding="utf-8")
    listed = (root / "locales/languages.yml").read_text(encoding="utf-8")
    add_language(root, INVENTED)
    assert path.read_text(encoding="utf-8") == "phrases: [saluton]\n"
    assert (root / "locales/languages.yml").read_text(encoding="utf-8") == listed


def test_the_comments_of_the_list_of_languages_stay(root: Path) -> None:
    before = (root / "locales/languages.yml").read_text(encoding="utf-8")
    add_language(root, INVENTED)
    assert (root / "locales/languages.yml").read_text(encoding="utf-8").startswith(before.rstrip("\n"))


@pytest.mark.parametrize(
    ("code", "telegram", "message"),
    [
        ("xx", None, "CLDR knows no language"),
        ("ckb", None, "two-letter codes only"),
        ("no such", None, "CLDR knows no"),
    ],
)
def test_a_language_that_cannot_be_is_refused(root: Path, code: str, telegram: str | None, message: str) -> None:
    with pytest.raises(CatalogError, match=message):
        add_language(root, code, telegram)
    assert code not in load_languages(root)


def mark(text: str) -> str:
    """`text` as the pseudo-locale says it: each sentence bracketed, as lists show the first one alone.

    What stands outside brackets was never translated.
    """
    return re.sub(r"(?:[^\s].*?)(?:[.!?](?=\s)|$)", lambda sentence: f"⟦{sentence[0]}⟧", text)


def pseudo(root: Path) -> None:
    """Fills the invented language's catalog with marked English."""
    add_language(root, INVENTED)
    path = po_path(root, INVENTED)
    with path.open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        if message.id:
            message.string = "\n".join(mark(line) if line.strip() else line for line in str(message.id).split("\n"))
    with path.open("wb") as file:
        write_po(file, catalog)
    for part, filled in {"_canary.yml": "{saluton: greet}\n"}.items():
        (root / "nlu" / INVENTED / part).write_text(filled, encoding="utf-8")
    safety = root / "nlu" / INVENTED / "_safety.yml"
    safety.write_text(safety.read_text(encoding="utf-8").replace("[]", "[saluton]"), encoding="utf-8")


def test_no_readable_text_is_hard_coded(root: Path) -> None:
    """Rendered in the pseudo-locale, every letter outside brackets is a publisher's or contact's own name, or CLDR's."""
    pseudo(root)
    known = load_knowledge(root, also=INVENTED)
    renderer = Renderer(known.content, known.catalogs, root / "content/templates", values=VALUES)
    names = {source.publisher for item in (*known.content.claims.values(), *known.content.topics.values(),
             *known.content.routes.values(), *known.content.emergencies.values()) for source in item.sources}  # fmt: skip
    names |= {fact.source.publisher for fact in known.content.facts.values()}
    contacts = known.content.contacts.values()
    names |= {contact.source.publisher for contact in contacts}
    names |= {language.name for language in known.languages.values()}
    names |= {contact.website or "-" for contact in contacts}
    names |= {(contact.website or "-").split("//")[-1].removeprefix("www.").strip("/") for contact in contacts}
    names |= set(known.languages[INVENTED].locale.territories.values())
    left: dict[str, str] = {}
    bare: dict[str, str] = {}
    for ref in all_refs(Subject(known, [], renderer)):
        bubbles = renderer.render(ref, INVENTED).bubbles
        shown = [re.sub(r"<[^>]*>", "", bubble.text) for bubble in bubbles]
        shown += [button.title for bubble in bubbles for button in bubble.buttons]
        for text in shown:
            if text not in bare:
                bare[text] = _outside(text, names)
            if re.search(r"[^\W\d_]", bare[text]):
                left[ref] = bare[text]
    assert {ref: re.findall(r"[^\W\d_]+", rest) for ref, rest in left.items()} == {}


def _outside(text: str, names: set[str]) -> str:
    """What is neither in brackets (which may nest), nor a name, nor inside a filled placeholder."""
    while (bare := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = bare
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "").replace(name.replace("&", "&amp;"), "")
    return PLACEHOLDER.sub("", text)
