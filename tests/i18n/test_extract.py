"""`bot catalogs`: the template, and every language's catalog brought up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.pofile import read_po, write_po

from bot.content.load import load_content
from bot.content.texts import texts
from bot.errors import CatalogError
from bot.i18n.catalogs import load_catalogs, po_path
from bot.i18n.extract import update_catalogs
from bot.i18n.languages import load_languages
from tests.project import Project, make_project, topic

POT, AR, SQ = "locales/waymark.pot", "locales/ar/LC_MESSAGES/waymark.po", "locales/sq/LC_MESSAGES/waymark.po"
ARABIC_PLURALS = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"


def update(project: Project) -> list[str]:
    """The files that changed."""
    content = load_content(project.root)
    languages = load_languages(project.root).values()
    changed = update_catalogs(project.root, content, texts(content), languages)
    return [path.relative_to(project.root).as_posix() for path in changed]


def catalog(project: Project, code: str = "sq") -> PoCatalog:
    with po_path(project.root, code).open("rb") as file:
        return read_po(file, locale=code)


def fill(project: Project, context: str, words: str) -> None:
    """What a translator does: fills one msgstr of the Albanian catalog."""
    po = catalog(project)
    next(message for message in po if message.context == context).string = words
    with po_path(project.root, "sq").open("wb") as file:
        write_po(file, po, width=100, include_previous=True)


def entry(project: Project, context: str) -> str:
    """One entry of the Albanian catalog as it is written, without comments."""
    written = (project.root / SQ).read_text(encoding="utf-8").split("\n\n")
    (found,) = [part for part in written if f'msgctxt "{context}"' in part]
    return "\n".join(line for line in found.splitlines() if not line.startswith(("#:", "#.")))


def test_the_template_and_a_catalog_for_each_language_are_made(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    assert update(project) == [POT, SQ, AR]
    assert not po_path(project.root, "en").exists()


def test_running_twice_changes_nothing(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    update(project)
    before = {path: (project.root / path).read_bytes() for path in (POT, SQ, AR)}
    assert update(project) == []
    assert {path: (project.root / path).read_bytes() for path in (POT, SQ, AR)} == before


def test_another_day_alone_changes_nothing(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    update(project)
    for path in (POT, SQ, AR):
        written = (project.root / path).read_text(encoding="utf-8")
        project.write(path, re.sub(r"(Creation-Date: )[\d: +-]+", r"\g<1>2020-02-20 20:20+0000", written))
    assert "2020-02-20" in (project.root / SQ).read_text(encoding="utf-8")
    assert update(project) == []


def test_each_text_stands_in_the_template_with_its_file_and_what_its_facts_show(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(text="It costs {gb-fee}."))
    update(project)
    expected = (
        "#. {gb-fee} will show: £20\n#: content/topics/sea.yml\n#, python-brace-format\n"
        'msgctxt "topic/sea.text"\nmsgid "It costs {gb-fee}."\nmsgstr ""\n'
    )
    assert expected in (project.root / POT).read_text(encoding="utf-8")


def test_arabic_has_the_six_plural_forms_that_weblate_gives_it(tmp_path: Path) -> None:
    """Babel's own table would give another formula."""
    project = make_project(tmp_path)
    update(project)
    header = (project.root / AR).read_text(encoding="utf-8").split("\n\n")[0].replace('"\n"', "")
    assert f"Plural-Forms: nplurals=6; plural={ARABIC_PLURALS};\\n" in header
    assert header.count("Plural-Forms") == 1


def test_translations_survive_and_a_filled_catalog_can_be_loaded(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    update(project)
    project.translate({"topic/sea.title": "Deti"})
    update(project)
    known = load_languages(project.root)
    loaded = load_catalogs(project.root, known.values(), texts(load_content(project.root)))
    assert loaded["sq"].words["topic/sea.title"] == "Deti"
    assert update(project) == []


def test_changed_english_keeps_the_words_and_marks_them_fuzzy(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    update(project)
    fill(project, "topic/sea.title", "Deti")
    project.write("content/topics/sea.yml", topic(title="An altogether different heading"))
    assert update(project) == [POT, SQ, AR]
    message = catalog(project).get("An altogether different heading", "topic/sea.title")
    assert message is not None
    assert (message.string, message.fuzzy) == ("Deti", True)


def test_a_text_that_did_not_change_is_not_marked(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    update(project)
    fill(project, "topic/sea.text", "Deti është i ftohtë.")
    project.write("content/topics/sea.yml", topic(title="Changed"))
    update(project)
    assert entry(project, "topic/sea.text") == (
        'msgctxt "topic/sea.text"\nmsgid "The sea is cold."\nmsgstr "Deti është i ftohtë."'
    )


def test_changed_english_keeps_the_earlier_english_beside_it(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    update(project)
    fill(project, "topic/sea.title", "Deti")
    project.write("content/topics/sea.yml", topic(title="The cold sea"))
    update(project)
    assert '#| msgid "The sea"' in entry(project, "topic/sea.title")


def test_changed_english_that_was_never_translated_is_not_marked_fuzzy(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    update(project)
    project.write("content/topics/sea.yml", topic(title="The cold sea"))
    update(project)
    assert entry(project, "topic/sea.title") == 'msgctxt "topic/sea.title"\nmsgid "The cold sea"\nmsgstr ""'


def test_a_mark_that_the_translator_dropped_stays_dropped(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    update(project)
    fill(project, "topic/sea.title", "Deti")
    project.write("content/topics/sea.yml", topic(title="The cold sea"))
    update(project)
    path = project.root / SQ
    path.write_text(path.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    update(project)
    assert 'msgid "The cold sea"\nmsgstr "Deti"' in entry(project, "topic/sea.title")
    assert "fuzzy" not in entry(project, "topic/sea.title")


def test_a_removed_text_disappears_from_the_catalog(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    update(project)
    fill(project, "say/greet.text", "Përshëndetje")
    (project.root / "content/responses/greet.yml").unlink()
    update(project)
    assert "Përshëndetje" not in (project.root / SQ).read_text(encoding="utf-8")
    assert "say/greet" not in (project.root / SQ).read_text(encoding="utf-8")


def test_a_translators_note_survives(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    update(project)
    path = project.root / SQ
    noted = path.read_text(encoding="utf-8").replace(
        "#: content/topics/sea.yml", "# Ask Ann\n#: content/topics/sea.yml"
    )
    path.write_text(noted, encoding="utf-8")
    update(project)
    assert "# Ask Ann\n" in path.read_text(encoding="utf-8")


def test_a_broken_catalog_is_told_and_not_overwritten(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    update(project)
    path = project.write(SQ, (project.root / SQ).read_text(encoding="utf-8") + 'msgid "half\n')
    before = path.read_bytes()
    with pytest.raises(CatalogError):
        update(project)
    assert path.read_bytes() == before


@pytest.mark.parametrize("code", ["pt-BR", "zh-Hant"])
def test_a_language_with_a_region_or_script_gets_its_catalog(tmp_path: Path, code: str) -> None:
    project = make_project(tmp_path)
    listed = [{"code": each, "status": "draft", "telegram": each[:2]} for each in ("en", code)]
    project.write("locales/languages.yml", listed)
    assert update(project) == [POT, f"locales/{code}/LC_MESSAGES/waymark.po"]
