"""Rules about translations: for each, what it lets pass and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.base import Check
from bot.checks.catalog_checks import FuzzyTranslation, MissingTranslation, PluralHeader
from bot.checks.translation_checks import (
    TRANSLATION_CHECKS,
    ChangedNumber,
    ChangedTags,
    ForeignAddress,
    HiddenDirection,
    LeftInEnglish,
    OddLength,
    WrongScript,
)
from bot.errors import Problem
from bot.i18n.catalogs import po_path
from tests.checks.finding import found
from tests.project import INTERFACE, Project, make_project, topic

SQ_PO, AR_PO = (f"locales/{code}/LC_MESSAGES/waymark.po" for code in ("sq", "ar"))
TEXT = "topic/sea.text"


def messages(rule: type[Check], tmp_path: Path, english: str, words: str, language: str = "sq") -> list[str]:
    """What `rule` says of `words` for `english` in one language."""
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(text=english))
    problems = found(rule, project, {TEXT: words})
    return [p.message for p in problems if p.where == TEXT and p.path.startswith(f"locales/{language}/")]


def edited(project: Project, rule: type[Check], old: str, new: str) -> list[tuple[str, str]]:
    """What `rule` says once a line of the Albanian file was changed by hand."""
    subject = project.subject()
    path = po_path(project.root, "sq")
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new, 1), encoding="utf-8")
    return [(problem.where, problem.message) for problem in rule().problems(subject) if problem.path == SQ_PO]


TITLE = 'msgctxt "topic/sea.title"\nmsgid "The sea"\nmsgstr "SQ The sea"\n'


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("", "is missing or stands for older English"),
        (TITLE.replace("The sea", "A sea"), "is missing or stands for older English"),
        (TITLE.replace("SQ The sea", ""), "is not translated"),
        (TITLE.replace("SQ The sea", "  "), "is not translated"),
    ],
)
def test_a_text_without_words_is_missing(tmp_path: Path, new: str, message: str) -> None:
    assert edited(make_project(tmp_path), MissingTranslation, TITLE, new) == [("topic/sea.title", message)]


def test_a_fuzzy_text_is_told_once(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    fuzzy = "#, fuzzy\n" + TITLE
    assert edited(project, FuzzyTranslation, TITLE, fuzzy) == [("topic/sea.title", "is fuzzy: the English has changed")]
    assert edited(project, MissingTranslation, TITLE, fuzzy) == []


def test_a_whole_catalog_passes(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    assert found(MissingTranslation, project) == found(FuzzyTranslation, project) == []


def test_the_plural_header_is_weblates(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    assert found(PluralHeader, project) == []
    right = "nplurals=2; plural=n != 1;"
    assert edited(project, PluralHeader, right, "nplurals=1; plural=0;") == [
        ("Plural-Forms", "is nplurals=1; plural=0;")
    ]


@pytest.mark.parametrize("words", ["Telefono 112.", "Telefono ١١٢.", "112: telefono"])
def test_the_same_digits_pass_in_any_script_and_place(tmp_path: Path, words: str) -> None:
    assert messages(ChangedNumber, tmp_path, "Call 112.", words) == []


@pytest.mark.parametrize("words", ["Telefono 113.", "Telefono.", "Telefono 112 ose 113.", "Telefono ١١٣."])
def test_a_changed_lost_or_new_number_is_refused(tmp_path: Path, words: str) -> None:
    (message,) = messages(ChangedNumber, tmp_path, "Call 112.", words)
    assert message.startswith("has other numbers than the English")


def test_a_placeholder_with_digits_is_no_number(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    assert found(ChangedNumber, project, {TEXT: "Deti."}) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Shiko https://bad.example/x.", "link"),
        ("Shkruaj @agjenti sot.", "handle"),
        ("Shkruaj te ai@bad.example sot.", "e-mail"),
        ("Telefono +355 69 123 4567.", "phone number"),
        ("Telefono ٠٦٩١٢٣٤٥٦٧.", "phone number"),
    ],
)
def test_an_address_that_the_english_lacks_is_refused(tmp_path: Path, words: str, kind: str) -> None:
    assert f"has a {kind} that the English does not" in messages(ForeignAddress, tmp_path, "Look there.", words)


def test_an_address_of_the_english_passes(tmp_path: Path) -> None:
    assert messages(ForeignAddress, tmp_path, "See www.gov.uk now.", "Shiko www.gov.uk tani.") == []


@pytest.mark.parametrize(
    "sign", ["\u202a", "\u202b", "\u202d", "\u202e", "\u202c", "\u2066", "\u2069", "\u200e", "\u061c"]
)
def test_a_direction_character_in_a_translation_is_refused(tmp_path: Path, sign: str) -> None:
    assert found(HiddenDirection, make_project(tmp_path), {"topic/sea.title": f"D{sign}eti"}) == [
        Problem(path, "topic/sea.title", "holds a direction character", "type the line again without it")
        for path in (SQ_PO, AR_PO)
    ]


def test_a_joiner_that_a_language_is_spelled_with_passes(tmp_path: Path) -> None:
    assert found(HiddenDirection, make_project(tmp_path), {"topic/sea.title": "می\u200cخواهم"}) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sq", "Deti është i ftohtë."),
        ("ar", "البحر بارد."),
        ("ar", "اتصل بمنظمة UNHCR وARCI."),
        ("ar", "اسأل Caritas."),
        ("ar", "اذهب إلى Extranjería."),
        ("ar", "العدد {gb-fee}."),
    ],
)
def test_the_languages_own_letters_acronyms_and_names_pass(tmp_path: Path, language: str, words: str) -> None:
    english = (
        "The sea: {gb-fee}. Ask Caritas at the Extranjería."
        if "{" in words
        else "The sea. Ask Caritas at the Extranjería."
    )
    assert messages(WrongScript, tmp_path, english, words, language) == []


@pytest.mark.parametrize(
    ("language", "words", "word"),
    [("sq", "D\u0435ti", "D\u0435ti"), ("ar", "البحر cold", "cold"), ("ar", "это", "это"), ("sq", "det\u0131 ب", "ب")],
)
def test_letters_of_another_script_are_refused(tmp_path: Path, language: str, words: str, word: str) -> None:
    """The first has a Cyrillic e that no eye can tell."""
    found_there = messages(WrongScript, tmp_path, "The sea is deep.", words, language)
    assert found_there == [f"has letters of another script in {word!r}"]


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("The sea is cold.", "The sea is cold."),
        ("Ask first. Nobody may keep your own passport from you.", "Pyet. Nobody may keep your own passport from you."),
    ],
)
def test_a_text_or_sentence_left_in_english_is_refused(tmp_path: Path, english: str, words: str) -> None:
    assert messages(LeftInEnglish, tmp_path, english, words) == ["is still English"]


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("The sea is cold.", "Deti është i ftohtë."),
        ("{gb-fee}: {gb-fee}", "{gb-fee}: {gb-fee}"),
        ("SMS, SOS", "SMS, SOS"),
        ("Say: “I am a child and I am alone.”", "Thuaj: “I am a child and I am alone.”"),
        ("Ask for the Health and Care Worker visa.", "Kërko vizën Health and Care Worker visa."),
    ],
)
def test_a_translation_a_name_and_a_text_without_words_pass(tmp_path: Path, english: str, words: str) -> None:
    assert messages(LeftInEnglish, tmp_path, english, words) == []


def test_an_organisations_name_may_stay_as_it_is(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.write("content/interface.yml", {**INTERFACE, "more": "SOS"})
    words = {"contact/int/rescue.name": "Sea Rescue", "interface/more": "SOS"}
    assert {p.where for p in found(LeftInEnglish, project, words)} & words.keys() == set()


def test_markup_in_a_translation_is_refused(tmp_path: Path) -> None:
    assert messages(ChangedTags, tmp_path, "The sea.", "<b>Deti</b>.") == ["has other tags: </b>, <b>"]


def test_a_sign_that_is_no_tag_passes(tmp_path: Path) -> None:
    assert messages(ChangedTags, tmp_path, "The sea < land.", "Deti < toka.") == []


@pytest.mark.parametrize(
    ("words", "many"), [("Deti " * 9, 0), ("Deti " * 40, 1), ("Deti", 1)], ids=["as long", "too long", "too short"]
)
def test_a_translation_of_odd_length_is_refused(tmp_path: Path, words: str, many: int) -> None:
    assert len(messages(OddLength, tmp_path, "The sea is cold and deep, and help is far away.", words)) == many


def test_a_short_label_may_be_of_any_length(tmp_path: Path) -> None:
    assert messages(OddLength, tmp_path, "Fee", "Sa duhet paguar për këtë") == []


def test_every_rule_says_what_it_is() -> None:
    assert all(rule.id and rule.name and rule.description for rule in TRANSLATION_CHECKS)
    assert len({rule.id for rule in TRANSLATION_CHECKS}) == len(TRANSLATION_CHECKS)
