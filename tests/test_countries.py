"""Countries in what people write, and what they are to the writer."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.countries import CountryFinder, Mention, load_finder
from bot.country_hints import Hints
from bot.errors import ContentError, Problem
from bot.i18n.languages import Language
from tests.project import Project

EN, SQ, AR = (Language(code, "draft", code) for code in ("en", "sq", "ar"))
HINTS = Hints(
    names={"gb": ("uk", "u k", "England"), "us": ("america",)},
    peoples={"af": ("afghan", "afghans"), "de": ("German",), "gb": ("british",)},
    destination=("to", "in", "reach", "go"),
    nationality=("from", "citizen of"),
    place=("i am in", "through"),
    goals=("visa", "embassy"),
    joins=("or", "and"),
)
FILE = "nlu/en/_countries.yml"


@pytest.fixture(scope="module")
def finder() -> CountryFinder:
    arabic = Hints(names={"gb": ("بريطانيا",)}, destination=("إلى",), nationality=("من",))
    return CountryFinder([EN, SQ, AR], {"en": HINTS, "sq": Hints(destination=("në",)), "ar": arabic})


def found(finder: CountryFinder, text: str) -> list[tuple[str, str]]:
    return [(mention.country, mention.role) for mention in finder.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from Albania to Italy", [("al", "place"), ("it", "destination")]),  # a way, not where somebody is from
        ("from Albania, how do I go to Italy", [("al", "nationality"), ("it", "destination")]),
        ("to Italy or Greece", [("it", "destination"), ("gr", "destination")]),
        ("through Libya, Tunisia", [("ly", "place"), ("tn", "place")]),
        ("to Italy from Albania", [("it", "destination"), ("al", "nationality")]),
        ("I am in France", [("fr", "place")]),  # of two telling words that end together the longer counts
        ("a job in France", [("fr", "destination")]),
        ("visa italy", [("it", "destination")]),
        ("Italy: which visa?", [("it", "destination")]),
        ("I am from Iraq UK visa", [("iq", "nationality"), ("gb", "destination")]),
        ("through Libya to Greece", [("ly", "place"), ("gr", "destination")]),
        ("I am afghan", [("af", "nationality")]),
        ("the German embassy", [("de", "destination")]),
        ("UK visa for Afghans", [("gb", "destination"), ("af", "nationality")]),
        ("I speak Vietnamese", [("vn", "nationality")]),  # at home in one country only, by CLDR
        ("I speak Arabic", []),
        ("to 🇬🇧", [("gb", "destination")]),
        ("italy", [("it", "place")]),
        ("what about italy?", [("it", "place")]),
        ("to find in years to come work, peace and sun: Italy", [("it", "place")]),  # too far before it
        ("citizen of SYRIA", [("sy", "nationality")]),
        ("tomorrow italy", [("it", "place")]),  # the `to` of tomorrow is no word
        ("në Itali", [("it", "destination")]),
        ("من سوريا إلى بريطانيا", [("sy", "place"), ("gb", "destination")]),
        ("hello", []),
        ("", []),
    ],
)
def test_the_nearest_telling_word_before_a_country_gives_its_role(
    finder: CountryFinder, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(finder, text) == expected


def test_the_end_of_a_longer_word_is_no_telling_word(finder: CountryFinder) -> None:
    assert found(finder, f"potato{' ab' * 7}c italy") == [("it", "place")]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Germany", "de"),
        ("GERMANY!", "de"),
        ("Gjermani", "de"),
        ("ألمانيا", "de"),
        ("Shqipëri", "al"),
        ("shqiperi", "al"),
        ("Mbretëria e Bashkuar", "gb"),
        ("المملكة المتحدة", "gb"),
        ("Côte d’Ivoire", "ci"),
        ("cote d'ivoire", "ci"),
        ("uk", "gb"),
        ("U K", "gb"),
        ("england", "gb"),
        ("America", "us"),
        ("Equatorial Guinea", "gq"),
        ("Papua New Guinea", "pg"),
        ("Guinea-Bissau", "gw"),
        ("Nigeria", "ng"),
        ("Niger", "ne"),
    ],
)
def test_a_name_in_any_language_is_known_whatever_its_spelling(finder: CountryFinder, text: str, country: str) -> None:
    assert found(finder, text) == [(country, "place")]


@pytest.mark.parametrize("text", ["ukulele", "duke", "Omani", "Chadwick", "Malian", "eu", "European Union"])
def test_no_country_is_found_inside_a_word_or_a_union(finder: CountryFinder, text: str) -> None:
    assert finder.find(text) == []


def test_a_mention_says_where_it_stands_in_the_folded_text(finder: CountryFinder) -> None:
    assert finder.find("To the UK") == [Mention("gb", "destination", 7, 9)]


@pytest.mark.parametrize("name", ["georgia", "gjeorgji"])
def test_a_written_name_goes_before_cldrs_of_any_language(name: str) -> None:
    finder = CountryFinder([EN, SQ], {"en": Hints(names={"us": (name,)}), "sq": Hints()})
    assert found(finder, name) == [("us", "place")]


def test_without_telling_words_every_country_is_a_place() -> None:
    assert found(CountryFinder([EN], {"en": Hints()}), "from Albania to Italy") == [("al", "place"), ("it", "place")]


def test_a_language_without_a_file_knows_cldrs_names(tmp_path: Path) -> None:
    assert found(load_finder(tmp_path, [SQ]), "Gjermani") == [("de", "place")]


def test_the_files_of_all_languages_are_read(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write(FILE, {"names": {"gb": ["uk"]}, "destination": ["to"]})
    project.write("nlu/sq/_countries.yml", {"names": {"gb": ["angli"]}})
    finder = load_finder(tmp_path, [EN, SQ])
    assert [found(finder, text) for text in ("to uk", "to angli")] == [[("gb", "destination")]] * 2


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"names": {"GB": ["uk"]}}, Problem(FILE, "names.GB", "is not a country code",
                                            "use ISO 3166-1, lower case: gb, it")),
        ({"names": {"gbr": ["uk"]}}, Problem(FILE, "names.gbr", "is not a country code",
                                             "use ISO 3166-1, lower case: gb, it")),
        ({"names": {False: ["norge"]}}, Problem(FILE, "names[False]", "False is not text: put it in quotes")),
        ({"nationalities": ["from"]}, Problem(FILE, "", "unknown field nationalities",
                                              "known fields: names, peoples, never, destination, nationality, place, goals, onto, joins")),
    ],
)  # fmt: skip
def test_a_fault_is_told(tmp_path: Path, written: object, expected: Problem) -> None:
    """Norway's code is a boolean to YAML unless it stands in quotes."""
    Project(tmp_path).write(FILE, written)
    with pytest.raises(ContentError) as caught:
        load_finder(tmp_path, [EN])
    assert list(caught.value.problems) == [expected]
