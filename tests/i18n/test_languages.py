"""The list of languages, their names and directions, and which one a reply takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import CatalogError, Problem
from bot.i18n.languages import Language, chain, load_languages, negotiate
from tests.project import Project

EN = {"code": "en", "status": "draft", "telegram": "en"}
SQ = {"code": "sq", "status": "draft", "telegram": "sq"}
LIST = "locales/languages.yml"


def load(tmp_path: Path, listed: object) -> dict[str, Language]:
    project = Project(tmp_path)
    project.write(LIST, listed)
    return load_languages(tmp_path)


def problems_of(tmp_path: Path, listed: object) -> list[Problem]:
    with pytest.raises(CatalogError) as caught:
        load(tmp_path, listed)
    return list(caught.value.problems)


def test_languages_keep_the_order_of_the_list(tmp_path: Path) -> None:
    assert load(tmp_path, [SQ, {**EN, "status": "reviewed", "stewards": ["Ann"]}]) == {
        "sq": Language("sq", "draft", "sq"),
        "en": Language("en", "reviewed", "en", stewards=("Ann",)),
    }


def test_a_language_that_cldr_knows_can_be_added_by_code_alone(tmp_path: Path) -> None:
    added = {"code": "ckb", "status": "draft", "telegram": "ku"}
    assert list(load(tmp_path, [EN, added])) == ["en", "ckb"]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([SQ], Problem(LIST, "en", "the source language is not in the list", "add it")),
        ([EN, {**SQ, "code": "xx"}], Problem(LIST, "xx", "CLDR knows no such language", "use its BCP 47 code")),
        ([EN, {**SQ, "code": "?"}], Problem(LIST, "?", "CLDR knows no such language", "use its BCP 47 code")),
        ([EN, {**SQ, "telegram": "sqi"}],
         Problem(LIST, "sq.telegram", "Telegram takes two-letter codes only", "use ISO 639-1")),
        ([EN, {**SQ, "code": False}], Problem(LIST, "[1].code", "False is not text: put it in quotes")),
        ([EN, {**SQ, "status": "done"}], Problem(LIST, "[1].status", "'done' is not one of started, draft, reviewed")),
        ([EN, {**SQ, "tier": 1}], Problem(LIST, "[1].tier", "1 is not one of core, wide")),
        ([EN, {**SQ, "rank": 1}], Problem(LIST, "[1]", "unknown field rank",
                                          "known fields: code, status, telegram, tier, fallback, stewards")),
        ([EN, {**SQ, "fallback": ["fr"]}], Problem(LIST, "sq.fallback", "fr is not in the list",
                                                   "name languages of this list")),
        ([EN, {**SQ, "status": "reviewed"}], Problem(LIST, "sq.stewards", "is empty",
                                                     "name who has read it, or set the status to draft")),
    ],
)  # fmt: skip
def test_a_fault_in_the_list_is_told(tmp_path: Path, listed: object, expected: Problem) -> None:
    assert problems_of(tmp_path, listed) == [expected]


@pytest.mark.parametrize("listed", [[EN, {**EN, "status": "draft"}], []])
def test_a_list_that_gives_no_language_or_one_twice_is_refused(tmp_path: Path, listed: object) -> None:
    assert len(problems_of(tmp_path, listed)) == 1


def test_a_list_that_is_not_yaml_is_told_once(tmp_path: Path) -> None:
    assert [problem.where for problem in problems_of(tmp_path, "- [\n")] == ["line 2"]


@pytest.mark.parametrize(
    ("code", "name", "right_to_left", "cldr"),
    [
        ("en", "English", False, "en_GB"),
        ("sq", "Shqip", False, "sq"),
        ("ar", "العربية", True, "ar"),
        ("fa", "فارسی", True, "fa"),
        ("ckb", "کوردیی ناوەندی", True, "ckb"),
        ("fr", "Français", False, "fr"),
        ("zh-Hant", "中文", False, "zh_Hant"),
        ("pt-BR", "Português", False, "pt_BR"),
    ],
)
def test_names_and_directions_are_cldrs(code: str, name: str, right_to_left: bool, cldr: str) -> None:
    language = Language(code, "draft", code[:2])
    assert (language.name, language.right_to_left, str(language.locale)) == (name, right_to_left, cldr)


def test_dari_is_read_with_cldrs_code_for_it() -> None:
    dari = Language("prs", "draft", "fa")
    assert (str(dari.locale), dari.right_to_left) == ("fa_AF", True)


def test_dari_has_a_name_of_its_own() -> None:
    assert Language("prs", "draft", "fa").name == "دری"


@pytest.mark.parametrize(
    ("chosen", "identified", "previous", "channel", "expected"),
    [
        ("ar", "sq", "fa", "en", "ar"),  # 1: what the person chose
        (None, "sq", "fa", "ar", "sq"),  # 2: the language of this message
        (None, None, "fa", "ar", "fa"),  # 3: that of the previous message
        (None, None, None, "ar", "ar"),  # 4: the channel's code
        (None, None, None, None, "en"),  # 5: the default
        (None, None, None, "sq-AL", "sq"),  # a region of a language that is served
        (None, None, None, "ar-x-private-EG", "ar"),
        (None, None, None, "zh-hans", "en"),
        (None, None, None, "", "en"),
        ("tlh", "sq", None, None, "sq"),  # what is not served is passed over, wherever it stands
        ("tlh", "tlh", "tlh", "tlh", "en"),
        ("tlh", None, "ar", "sq", "ar"),
        ("", "", "", "ar", "ar"),
        (None, "tlh", None, "fa-AF", "fa"),
    ],
)
def test_the_first_served_language_is_taken(
    chosen: str | None, identified: str | None, previous: str | None, channel: str | None, expected: str
) -> None:
    served = ["en", "ar", "sq", "fa"]
    found = negotiate(served, chosen=chosen, identified=identified, previous=previous, channel=channel)
    assert found == expected


def test_a_served_region_goes_before_its_bare_language() -> None:
    assert negotiate(["en", "pt", "pt-BR"], channel="pt-BR") == "pt-BR"


def test_the_default_is_the_operators() -> None:
    assert negotiate(["en", "ar"], channel="tlh", default="ar") == "ar"


@pytest.mark.parametrize(
    ("code", "expected"), [("en", ("en",)), ("sq", ("sq", "ar", "en")), ("ar", ("ar", "en")), ("prs", ("prs", "en"))]
)
def test_a_chain_begins_with_the_readers_language_and_ends_with_the_source(
    code: str, expected: tuple[str, ...]
) -> None:
    fallbacks = {"en": (), "sq": ("ar",), "ar": ("en",), "prs": ()}
    languages = {code: Language(code, "draft", code[:2], fallback=others) for code, others in fallbacks.items()}
    assert chain(languages, code) == expected


@pytest.mark.parametrize(("code", "script"), [("sq", "Latn"), ("ar", "Arab"), ("ckb", "Arab"), ("am", "Ethi")])
def test_a_languages_script_is_cldrs(code: str, script: str) -> None:
    assert Language(code, "draft", code[:2]).script == script
