"""Reading catalogs: what is missing or stale is left out, what is broken is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.texts import SourceText
from bot.errors import CatalogError, MissingWords, Problem
from bot.i18n.catalogs import Catalog, load_catalogs, po_path
from bot.i18n.languages import Language

EN, SQ, AR = (Language(code, "draft", code) for code in ("en", "sq", "ar"))
SOURCES = [SourceText("topic/sea.title", "The sea", "p"), SourceText("topic/sea.text", "{n} lost in {year}.", "p")]
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
TITLE = '\nmsgctxt "topic/sea.title"\nmsgid "The sea"\nmsgstr "Deti"\n'
ORDER = "check quotes and order at that line"
PO = "locales/sq/LC_MESSAGES/waymark.po"


def text(words: str, *, english: str = "{n} lost in {year}.", flags: str = "") -> str:
    return f'\n{flags}msgctxt "topic/sea.text"\nmsgid "{english}"\nmsgstr "{words}"\n'


def load(root: Path, written: str | bytes) -> Catalog:
    path = po_path(root, "sq")
    path.parent.mkdir(parents=True)
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    return load_catalogs(root, [EN, SQ], SOURCES)["sq"]


def problems_of(root: Path, written: str | bytes) -> list[Problem]:
    with pytest.raises(CatalogError) as caught:
        load(root, written)
    return list(caught.value.problems)


def test_a_whole_catalog_gives_its_words_by_context(tmp_path: Path) -> None:
    catalog = load(tmp_path, HEADER + TITLE + text("{year}: {n}."))
    assert catalog == Catalog(SQ, {"topic/sea.title": "Deti", "topic/sea.text": "{year}: {n}."})
    assert catalog.text("topic/sea.title", "The sea") == "Deti"


def test_the_source_language_says_the_source_and_needs_no_file(tmp_path: Path) -> None:
    catalogs = load_catalogs(tmp_path, [EN], SOURCES)
    assert catalogs == {"en": Catalog(EN)}
    assert catalogs["en"].text("topic/sea.title", "The sea") == "The sea"


def test_english_never_stands_in_for_words_that_are_missing() -> None:
    with pytest.raises(MissingWords, match=r"^sq has no words for topic/sea\.title$"):
        Catalog(SQ).text("topic/sea.title", "The sea")


@pytest.mark.parametrize(
    "entry",
    [
        "",
        text("x", english="{n} lost."),
        text("{n} {year}").replace("\n", "\n#~ "),
        text("{n} {year}", flags="#, fuzzy\n"),
        text(""),
        text("  "),
    ],
    ids=["missing", "older English", "obsolete", "fuzzy", "empty", "blank"],
)
def test_an_entry_that_cannot_be_trusted_is_left_out(tmp_path: Path, entry: str) -> None:
    assert load(tmp_path, HEADER + TITLE + entry).words == {"topic/sea.title": "Deti"}


@pytest.mark.parametrize(
    ("entry", "message", "cure"),
    [
        (text("në {year}."), "has lost {n}", "put it back, spelled as in the English"),
        (text("{n} {year} {vit}"), "has {vit}, which the English does not", "remove or respell it"),
    ],
)
def test_an_entry_with_other_placeholders_is_told(tmp_path: Path, entry: str, message: str, cure: str) -> None:
    assert problems_of(tmp_path, HEADER + TITLE + entry) == [Problem(PO, "topic/sea.text", message, cure)]


def test_a_misspelt_placeholder_is_told_as_lost_and_as_foreign(tmp_path: Path) -> None:
    messages = [problem.message for problem in problems_of(tmp_path, HEADER + TITLE + text("{n} {vit}"))]
    assert messages == ["has lost {year}", "has {vit}, which the English does not"]


@pytest.mark.parametrize(
    ("written", "where", "message", "cure"),
    [
        pytest.param(HEADER + TITLE.replace("msgstr", "msgstrr"), "line 7",
                     "not a PO file: Unknown or misformatted keyword on 6", ORDER, id="a misspelt keyword"),
        pytest.param(HEADER + '\nmsgctxt "topic/sea.title"\nmsgid "The sea"\n', "line 6",
                     "not a PO file: missing msgstr for msgid 'The sea' on 5", ORDER, id="an entry cut short"),
        pytest.param(HEADER + TITLE + "words\n", "line 8",
                     "not a PO file: Unknown or misformatted keyword on 7", ORDER, id="words outside quotes"),
        pytest.param((HEADER + TITLE).encode() + b"# \xff\n", "",
                     "cannot be read: 'utf-8' codec can't decode byte 0xff in position 2: invalid start byte",
                     "save the file as UTF-8", id="another encoding"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_with_its_line(
    tmp_path: Path, written: str | bytes, where: str, message: str, cure: str
) -> None:
    assert problems_of(tmp_path, written) == [Problem(PO, where, message, cure)]


def test_an_unknown_charset_is_told(tmp_path: Path) -> None:
    assert [problem.path for problem in problems_of(tmp_path, HEADER.replace("utf-8", "klingon") + TITLE)] == [PO]


def test_a_language_without_catalog_is_told_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        load_catalogs(tmp_path, [EN, SQ], SOURCES)
    cure = f"run `bot catalogs`, then fill {PO}"
    assert caught.value.problems == (Problem(PO, "", "there is no such catalog", cure),)


def test_the_faults_of_all_languages_are_told_at_once(tmp_path: Path) -> None:
    po_path(tmp_path, "sq").parent.mkdir(parents=True)
    po_path(tmp_path, "sq").write_text(HEADER + TITLE + text("{vit}"), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load_catalogs(tmp_path, [EN, SQ, AR], SOURCES)
    assert [(problem.path, problem.where) for problem in caught.value.problems] == [
        ("locales/ar/LC_MESSAGES/waymark.po", ""),
        (PO, "topic/sea.text"),
        (PO, "topic/sea.text"),
        (PO, "topic/sea.text"),
    ]


def test_words_for_texts_that_are_no_more_do_no_harm(tmp_path: Path) -> None:
    old = '\nmsgctxt "topic/old.title"\nmsgid "Old"\nmsgstr "I vjetër"\n'
    catalog = load(tmp_path, HEADER + TITLE + text("{n} {year}") + old)
    assert "topic/old.title" not in catalog.words
