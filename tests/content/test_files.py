"""Reading YAML and giving it a shape: every fault is told, and all at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from bot.content.files import read_yaml, structure, yaml_files
from bot.errors import Problem

NOT_YAML = "check quotes, colons and indentation"
NOT_TEXT = "save the file as UTF-8 text"


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
    ("written", "where", "message", "cure"),
    [
        ("a: 1\nb: [\n", "line 3", "not YAML: expected the node content, but found '<stream end>'", NOT_YAML),
        ("a: 1\nb: c: d\n", "line 2", "not YAML: mapping values are not allowed here", NOT_YAML),
        ("\ta: 1\n", "line 1", "not YAML: found character '\\t' that cannot start any token", NOT_YAML),
        ("a: 1\nb: 2\na: 3\n", "line 3", "not YAML: the key 'a' stands twice", NOT_YAML),
        ("a:\n  b: 1\n  b: 2\n", "line 3", "not YAML: the key 'b' stands twice", NOT_YAML),
        ("a: 1\n---\nb: 2\n", "line 2", "not YAML: but found another document", NOT_YAML),
        (b"\xff\xfe", "", "cannot be read: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
         NOT_TEXT),
    ],
)  # fmt: skip
def test_a_file_that_is_not_yaml_is_told_with_its_line(
    tmp_path: Path, written: str | bytes, where: str, message: str, cure: str
) -> None:
    assert read(tmp_path, written) == (None, [Problem("content/a.yml", where, message, cure)])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_yaml(tmp_path / "none.yml", tmp_path, problems) is None
    assert [problem.path for problem in problems] == ["none.yml"]


def test_a_file_cannot_run_code(tmp_path: Path) -> None:
    data, problems = read(tmp_path, f"a: !!python/object/apply:os.mkdir [{tmp_path}/made]\n")
    assert (data, len(problems), (tmp_path / "made").exists()) == (None, 1, False)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("a: 2024-02-30\n", id="a day that no calendar has"),
        pytest.param("a:\n  - {fact}: words\n", id="a placeholder without quotes before a colon"),
    ],
)
@pytest.mark.xfail(strict=True, reason='read_yaml lets ValueError and TypeError of PyYAML through: bot check ends in a stack trace')
def test_a_slip_that_yaml_itself_stumbles_over_is_a_problem_and_not_a_crash(tmp_path: Path, written: str) -> None:
    data, problems = read(tmp_path, written)
    assert (data, len(problems)) == (None, 1)


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
@pytest.mark.xfail(strict=True, reason='cattrs structures any iterable as a tuple, letter by letter')
def test_what_is_no_list_is_not_taken_apart_for_one(wrong: object) -> None:
    """A forgotten hyphen: `needs: A passport` must not become ten needs of one letter."""
    thing, problems = shape(many=wrong)
    assert (thing, [problem.where for problem in problems]) == (None, ["many"])


@pytest.mark.parametrize("wrong", ["words", ["words"], None])
@pytest.mark.xfail(strict=True, reason="_explain knows TypeError only; AttributeError of cattrs shows as: 'str' object has no attribute 'keys'")
def test_a_part_of_the_wrong_shape_is_told_in_an_editors_words(wrong: object) -> None:
    message = "has the wrong shape: look at a neighbouring file for the right one"
    assert shape(part=wrong) == (None, [Problem("a.yml", "part", message, "")])


@pytest.mark.xfail(strict=True, reason='_cure lists the fields of the outer class')
def test_an_unknown_field_of_a_part_is_told_with_the_fields_of_that_part() -> None:
    expected = [Problem("a.yml", "part", "unknown field title", "known fields: name")]
    assert shape(part={"name": "p", "title": "x"}) == (None, expected)


def test_yaml_files_come_in_a_stable_order_from_every_depth(tmp_path: Path) -> None:
    for name in ("b.yml", "a/c.yml", "a/b.txt", "a.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.relative_to(tmp_path).as_posix() for path in yaml_files(tmp_path)] == ["a/c.yml", "a.yml", "b.yml"]
