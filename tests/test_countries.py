"""Countries in what people write, and what they are to the writer."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from bot.countries import CountryFinder, Hints, Mention, load_finder
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
FULL = Hints(
    names={"gb": ("uk", "england"), "us": ("us visa", "america"), "gr": ("greek border",), "ml": ("in mali",)},
    peoples={"af": ("afghan", "afghans"), "de": ("german",), "tr": ("turkish",), "ng": ("nigerian",)},
    destination=("to", "want", "want … in", "back to", "go to"),
    nationality=("i am from", "born in"),
    place=("i am … in", "brother in", "deported … to", "near"),
    destination_after=("is my dream", "accepts"),
    nationality_after=("is my home",),
    place_after=("rejected me",),
    within=("in",),
    out=("from",),
    goals=("visa", "asylum", "embassy", "work"),
    holds=("passport", "citizens"),
    locals=("police", "border"),
    posts=("embassy",),
    has=("i have",),
    held=("papers",),
    nots=("not want",),
    kin=("brother",),
    meets=("join",),
    wishes=("can he",),
    mine=("i",),
    ways=("boat",),
    past=("came",),
    gains=("become",),
    regions=("europe",),
    questions=("why",),
    joins=("or", "and"),
    choices=("or",),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I want a new life in France", [("fr", "destination")]),  # "want … in"
        ("I am with three friends in France", [("fr", "place")]),  # "i am … in"
        ("I want rest. My sister in France", [("fr", "place")]),  # no cue reaches across the end of a sentence
        ("asylum in France", [("fr", "destination")]),
        ("a friend in France", [("fr", "place")]),
        ("France is my dream", [("fr", "destination")]),
        ("Kenya is my home", [("ke", "nationality")]),
        ("France rejected me", [("fr", "place")]),
        ("I am from France", [("fr", "nationality")]),
        ("they came from France", [("fr", "place")]),  # a bare "from" a country that people move to
        ("they came from Kenya", [("ke", "nationality")]),
        ("I do not want France, I want Italy", [("fr", "place"), ("it", "destination")]),
        ("I have papers in Greece, visa to Norway", [("gr", "place"), ("no", "destination")]),
        ("join my brother in Spain", [("es", "destination")]),
        ("my brother in Spain", [("es", "place")]),
        ("my brother in Spain, can he help", [("es", "destination")]),
        ("I am in Spain, can he help", [("es", "place")]),
        ("deported my friend from France to Albania", [("fr", "place"), ("al", "place")]),
        ("Kenya passport", [("ke", "nationality")]),
        ("visa to Spain, Kenya citizens", [("es", "destination"), ("ke", "nationality")]),
        ("greek border", [("gr", "place")]),  # a word inside the name says it
        ("us visa", [("us", "destination")]),
        ("I am in Mali", [("ml", "place")]),  # "in" is a part of the name and a telling word
    ],
)
def test_words_around_a_country_say_what_it_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(CountryFinder([EN], {"en": FULL}), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkish police", [("tr", "place")]),
        ("Turkish passport", [("tr", "nationality")]),
        ("German visa", [("de", "destination")]),
        ("my Turkish friend", [("tr", "nationality")]),
        ("I have German papers", [("de", "nationality")]),
        ("an Afghan in Iran", [("af", "nationality"), ("ir", "place")]),
        ("asylum to Afghans in Sweden", [("af", "nationality"), ("se", "destination")]),
        ("Nigerian embassy in Italy", [("ng", "nationality"), ("it", "place")]),  # an embassy in it is another's
        ("German embassy in Kenya", [("de", "destination"), ("ke", "place")]),
        ("Nigerian work visa Sweden", [("ng", "nationality"), ("se", "destination")]),
        ("Nigerian or German work visa", [("ng", "destination"), ("de", "destination")]),
        ("become German citizens", [("de", "destination")]),  # a passport that is wanted, not held
        ("Nigerian in Sweden, papers, visa", [("ng", "nationality"), ("se", "destination")]),
        ("I am a Nigerian in Sweden, visa", [("ng", "nationality"), ("se", "place")]),  # the writer's own place
        ("German visa, work in Kenya", [("de", "destination"), ("ke", "place")]),  # one applies there
    ],
)
def test_what_a_people_stands_beside_says_what_its_country_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(CountryFinder([EN], {"en": FULL}), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("uk or Germany", [("gb", "destination"), ("de", "destination")]),
        ("uk and Germany", [("gb", "place"), ("de", "place")]),
        ("visa Canada Pakistan", [("ca", "destination"), ("pk", "nationality")]),
        ("Pakistan to Canada visa", [("pk", "nationality"), ("ca", "destination")]),
        ("Pakistan to Canada", [("pk", "place"), ("ca", "destination")]),
        ("german embassy Kenya", [("de", "destination"), ("ke", "place")]),
        ("Algeria Spain boat", [("dz", "place"), ("es", "destination")]),
        ("to Italy from Algeria by boat", [("it", "destination"), ("dz", "place")]),
        ("near Kenya, then maybe England", [("ke", "place"), ("gb", "destination")]),
        ("Algeria - Spain by boat", [("dz", "place"), ("es", "destination")]),
        ("want work in Kenya, visa to Spain", [("ke", "place"), ("es", "destination")]),
        ("boat to Libya then to Italy", [("ly", "place"), ("it", "destination")]),
        ("boat to Libya or Italy", [("ly", "destination"), ("it", "destination")]),
        ("near Kenya, they came from Kenya", [("ke", "place"), ("ke", "place")]),  # what it was before
        ("Spain", [("es", "place")]),
        ("boat Kenya to Algeria to Libya", [("ke", "place"), ("dz", "place"), ("ly", "destination")]),
        ("boat to Europe from Kenya", [("ke", "place")]),
        ("we came from Kenya to Spain", [("ke", "place"), ("es", "place")]),  # a journey that is over
        ("why Spain", [("es", "destination")]),  # a question about it
        ("why brother Spain", [("es", "place")]),  # of somebody who is there
        ("why Kenya", [("ke", "place")]),  # few move there
        ("near Spain, Spain!", [("es", "place"), ("es", "place")]),
    ],
)
def test_what_the_words_leave_open_the_other_countries_decide(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(CountryFinder([EN], {"en": FULL}), text) == expected


def test_one_word_for_in_and_to_makes_a_way_where_a_journey_is_the_matter() -> None:
    hints = Hints(destination=("në",), within=("në",), out=("nga",), ways=("varkë",))
    finder = CountryFinder([SQ], {"sq": hints})
    assert found(finder, "varkë nga Shqipëri në Itali") == [("al", "place"), ("it", "destination")]
    assert found(finder, "nga Shqipëri në Itali") == [("al", "nationality"), ("it", "place")]
    assert found(finder, "në Itali") == [("it", "destination")]


def test_the_cues_of_the_language_that_knows_most_of_the_words_count() -> None:
    finder = CountryFinder([EN, SQ], {"en": FULL, "sq": Hints(place=("want",), out=("nga",))})
    assert found(finder, "I want visa Itali") == [("it", "destination")]


@pytest.mark.parametrize(
    ("text", "role"),
    [("لبريطانيا", "destination"), ("ببريطانيا", "place"), ("ولبريطانيا", "destination"), ("اريد وبريطانيا", "place")],
)
def test_words_written_onto_a_name_count_like_words_before_it(text: str, role: str) -> None:
    glued = {"ل": "ل", "ب": "في", "و": "و"}
    hints = Hints(names={"gb": ("بريطانيا",)}, destination=("ل",), within=("في",), joins=("و",), glued=glued)
    assert found(CountryFinder([AR], {"ar": hints}), text) == [("gb", role)]


@pytest.mark.parametrize("text", ["Gemany", "Germmany", "Gernany", "Gemrany"])
def test_a_long_name_with_one_letter_wrong_is_known(text: str) -> None:
    assert found(CountryFinder([EN], {"en": Hints()}), text) == [("de", "place")]


@pytest.mark.parametrize(
    "text",
    [
        "Itali",  # short
        "trance",  # the first letter is right when people slip
        "Gemaany",  # two letters wrong
        "swede n",
        "finlans",  # a telling word
    ],
)
def test_another_word_is_no_slip_for_a_name(text: str) -> None:
    assert CountryFinder([EN], {"en": Hints(goals=("finlans",))}).find(text) == []


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


@pytest.mark.parametrize("text", ["ukulele", "duke", "Omani", "Chadwick", "Malian", "eu", "European Union", "🇪🇺", "🇺🇳"])
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
                                              "known fields: " + ", ".join(field.name for field in fields(Hints)))),
    ],
)  # fmt: skip
def test_a_fault_is_told(tmp_path: Path, written: object, expected: Problem) -> None:
    """Norway's code is a boolean to YAML unless it stands in quotes."""
    Project(tmp_path).write(FILE, written)
    with pytest.raises(ContentError) as caught:
        load_finder(tmp_path, [EN])
    assert list(caught.value.problems) == [expected]
