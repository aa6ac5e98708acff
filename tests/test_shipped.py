"""About what ships, not about code: these fail while content or a translation is unfinished."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.checking import check_everything
from bot.content.load import load_content
from bot.content.texts import texts
from bot.countries import load_finder
from bot.i18n.extract import update_catalogs
from bot.i18n.languages import load_languages
from bot.safety import load_safety
from bot.settings import ROOT


def test_no_rule_finds_anything_wrong() -> None:
    assert [str(problem) for problem in check_everything(ROOT)] == []


def test_the_catalogs_are_up_to_date_with_the_english(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    content = load_content(ROOT)
    assert update_catalogs(tmp_path, content, texts(content), load_languages(ROOT).values()) == []


def test_each_language_has_its_danger_words() -> None:
    """Loading says every fault; a language without nets is one."""
    languages = load_languages(ROOT)
    assert load_safety(ROOT, languages).look("hello") is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("to england", "gb"),
        ("to Italy", "it"),
        ("a job in Deutschland", "de"),
        ("në Angli", "gb"),
        ("në Itali", "it"),
        ("إلى بريطانيا", "gb"),
        ("إلى إيطاليا", "it"),
    ],
)
def test_countries_people_ask_about_are_found_as_where_they_want_to_go(text: str, country: str) -> None:
    found = load_finder(ROOT, load_languages(ROOT).values()).find(text)
    assert [(mention.country, mention.role) for mention in found] == [(country, "destination")]
