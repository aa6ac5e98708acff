"""Reading YAML and giving it a shape: every fault is told, and all at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import pytest

from bot.content.files import UNREADABLE, read_yaml, structure, yaml_files
from bot.errors import Problem

NOT_YAML = "check quotes, colons and indentation"


@dataclass(frozen=True)
class Part:
    name: str


@dataclass(frozen=True)
class Thing:
    id: str
    words: str
    day: date
    number: int
    free: bool
    colour: Literal["red", "green"]
    part: Part
    many: tuple[str, ...] = ()
    named: dict[str, Part] = field(default_factory=dict)


GOOD = {
    "id": "a",
    "words": "some words",
    "day": date(2024, 1, 10),
    "number": 3,
    "free": True,
    "colour": "red",
    "part": {"name": "p"},
}


def read(tmp_path: Path, written: str | bytes) -> tuple[object, list[Problem]]:
    path = tmp_path / "content" / "a.yml"
    path.parent.mkdir()
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    problems: list[Problem] = []
    return read_yaml(path, tmp_path, problems), problems


def shape(**changes: object) -> tuple[Thing | None, list[Problem]]:
    problems: list[Problem] = []
    return structure({**GOOD, **changes}, Thing, "a.yml", problems), problems


def test_a_readable_file_gives_its_data_and_no_problem(tmp_path: Path) -> None:
    assert read(tmp_path, "a: 1\nb: [x, ú]\n") == ({"a": 1, "b": ["x", "ú"]}, [])


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("a: 1\nb: [\n", "line 3"),
        ("a: 1\nb: c: d\n", "line 2"),
        ("\ta: 1\n", "line 1"),
        ("a: 1\n---\nb: 2\n", "line 2"),
        ("a: *nothing\n", "line 1"),
    ],
)
def test_a_file_that_is_not_yaml_is_told_with_its_line(tmp_path: Path, written: str, where: str) -> None:
    """What exactly is wrong is said in the words of the parser, of which there are two."""
    data, problems = read(tmp_path, written)
    found = [(problem.path, problem.where, problem.message[:10], problem.cure) for problem in problems]
    assert (data, found) == (UNREADABLE, [("content/a.yml", where, "not YAML: ", NOT_YAML)])


@pytest.mark.parametrize(
    ("written", "where", "key"),
    [
        ("a: 1\nb: 2\na: 3\n", "line 3", "'a'"),
        ("a:\n  b: 1\n  b: 2\n", "line 3", "'b'"),
        ("1: 1\n1: 2\n", "line 2", "1"),
    ],
)
def test_a_key_given_twice_is_told_with_its_line(tmp_path: Path, written: str, where: str, key: str) -> None:
    expected = Problem("content/a.yml", where, f"not YAML: the key {key} stands twice", NOT_YAML)
    assert read(tmp_path, written) == (UNREADABLE, [expected])


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    message = "cannot be read: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"
    expected = Problem("content/a.yml", "", message, "save the file as UTF-8 text")
    assert read(tmp_path, b"\xff\xfe") == (UNREADABLE, [expected])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_yaml(tmp_path / "none.yml", tmp_path, problems) is UNREADABLE
    assert [problem.path for problem in problems] == ["none.yml"]


def test_a_file_cannot_run_code(tmp_path: Path) -> None:
    data, problems = read(tmp_path, f"a: !!python/object/apply:os.mkdir [{tmp_path}/made]\n")
    assert (data, len(problems), (tmp_path / "made").exists()) == (UNREADABLE, 1, False)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("a: 2024-02-30\n", id="a day that no calendar has"),
        pytest.param("a:\n  - {fact}: words\n", id="a placeholder without quotes before a colon"),
    ],
)
def test_a_slip_that_yaml_itself_stumbles_over_is_a_problem_and_not_a_crash(tmp_path: Path, written: str) -> None:
    data, problems = read(tmp_path, written)
    assert (data, len(problems)) == (UNREADABLE, 1)


def test_whole_data_becomes_the_thing() -> None:
    expected = Thing("a", "some words", date(2024, 1, 10), 3, True, "red", Part("p"), ("x",), {"k": Part("q")})
    assert shape(many=["x"], named={"k": {"name": "q"}}) == (expected, [])


def test_space_around_words_is_dropped() -> None:
    thing, _ = shape(words="  some words\n")
    assert thing is not None
    assert thing.words == "some words"


@pytest.mark.parametrize(
    ("changes", "where", "message"),
    [
        ({"words": False}, "words", "False is not text: put it in quotes"),
        ({"words": 3}, "words", "3 is not text: put it in quotes"),
        ({"words": None}, "words", "None is not text: put it in quotes"),
        ({"words": date(2024, 1, 1)}, "words", "datetime.date(2024, 1, 1) is not text: put it in quotes"),
        ({"day": "2024-01-10"}, "day", "'2024-01-10' is not a date: write it as 2026-11-22, without quotes"),
        (
            {"day": datetime(2024, 1, 10, 9, 30)},  # noqa: DTZ001  as YAML reads 2024-01-10 09:30:00
            "day",
            "datetime.datetime(2024, 1, 10, 9, 30) is not a date: write it as 2026-11-22, without quotes",
        ),
        ({"day": 2024}, "day", "2024 is not a date: write it as 2026-11-22, without quotes"),
        ({"number": "3"}, "number", "'3' is not a whole number"),
        ({"number": True}, "number", "True is not a whole number"),
        ({"number": 3.0}, "number", "3.0 is not a whole number"),
        ({"free": "yes"}, "free", "'yes' is not true or false"),
        ({"free": 1}, "free", "1 is not true or false"),
        ({"colour": "blue"}, "colour", "'blue' is not one of red, green"),
        ({"colour": False}, "colour", "False is not one of red, green"),
        ({"many": ["x", False]}, "many[1]", "False is not text: put it in quotes"),
        ({"many": 3}, "many", "has the wrong shape: look at a neighbouring file for the right one"),
        ({"named": {"k": {"name": 3}}}, "named[k].name", "3 is not text: put it in quotes"),
        ({"named": {False: {"name": "x"}}}, "named[False]", "False is not text: put it in quotes"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_told_where_it_stands(
    changes: dict[str, object], where: str, message: str
) -> None:
    assert shape(**changes) == (None, [Problem("a.yml", where, message, "")])


def test_an_unknown_field_is_told_with_the_known_ones() -> None:
    known = "known fields: words, day, number, free, colour, part, many, named"
    assert shape(wrods="x", colou="red") == (None, [Problem("a.yml", "", "unknown field colou, wrods", known)])


def test_a_missing_field_is_told() -> None:
    problems: list[Problem] = []
    data = {name: value for name, value in GOOD.items() if name != "day"}
    assert structure({**data, "part": {}}, Thing, "a.yml", problems) is None
    assert problems == [
        Problem("a.yml", "day", "the field 'day' is missing", "add it"),
        Problem("a.yml", "part.name", "the field 'name' is missing", "add it"),
    ]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    _, problems = shape(words=False, day="today", part={"name": 3}, extra=1)
    assert {problem.where for problem in problems} == {"words", "day", "part.name", ""}


@pytest.mark.parametrize("wrong", ["words", {"a": 1}])
def test_what_is_no_list_is_not_taken_apart_for_one(wrong: object) -> None:
    """A forgotten hyphen: `needs: A passport` must not become ten needs of one letter."""
    thing, problems = shape(many=wrong)
    assert (thing, [problem.where for problem in problems]) == (None, ["many"])


@pytest.mark.parametrize("wrong", ["words", ["words"], None])
def test_a_part_of_the_wrong_shape_is_told_in_an_editors_words(wrong: object) -> None:
    message = "has the wrong shape: look at a neighbouring file for the right one"
    assert shape(part=wrong) == (None, [Problem("a.yml", "part", message, "")])


def test_an_unknown_field_of_a_part_is_told_with_the_fields_of_that_part() -> None:
    expected = [Problem("a.yml", "part", "unknown field title", "known fields: name")]
    assert shape(part={"name": "p", "title": "x"}) == (None, expected)


def test_yaml_files_come_in_a_stable_order_from_every_depth(tmp_path: Path) -> None:
    for name in ("b.yml", "a/c.yml", "a/b.txt", "a.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.relative_to(tmp_path).as_posix() for path in yaml_files(tmp_path)] == ["a/c.yml", "a.yml", "b.yml"]
