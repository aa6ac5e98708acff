"""The files of danger words: each fault is told, and none leaves a language without its nets."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError, Problem
from bot.safety import KINDS, Danger, load_safety
from tests.project import Project

FILE = "nlu/en/_safety.yml"
SEA = "emergency_sea"


def nets(**changes: object) -> dict[str, object]:
    return {**{kind: {"any": [kind]} for kind in KINDS}, **changes}


def problems_of(root: Path, written: object, languages: tuple[str, ...] = ("en",)) -> list[Problem]:
    Project(root).write(FILE, written)
    with pytest.raises(ContentError) as caught:
        load_safety(root, languages)
    return list(caught.value.problems)


def test_the_words_of_a_file_are_caught(tmp_path: Path) -> None:
    Project(tmp_path).write(FILE, nets(emergency_sea={"any": ["boat + sink*"], "unless": ["what if"]}))
    safety = load_safety(tmp_path, ["en"])
    assert safety.look("our boat is sinking") == Danger(SEA, "en")
    assert safety.look("what if our boat is sinking") is None


def test_words_used_again_and_again_are_named_once(tmp_path: Path) -> None:
    words = {"boat": "boat|dinghy", "calm": "film"}
    written = nets(emergency_sea={"any": ["<boat>|raft + sink*"], "unless": ["<calm>"]}, words=words)
    Project(tmp_path).write(FILE, written)
    safety = load_safety(tmp_path, ["en"])
    assert [safety.look(text) is not None for text in ("dinghy sinks", "raft sinks", "ship sinks", "film boat sinks")] \
        == [True, True, False, False]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"emergency_fire": {"any": ["fire"]}},
         Problem(FILE, "emergency_fire", "is not a kind of danger", f"use one of {', '.join(KINDS)}")),
        ({SEA: {"any": ["boat|"]}}, Problem(FILE, SEA, "'boat|' has an empty word", "remove the stray | or +")),
        ({SEA: {"any": ["boat + "]}}, Problem(FILE, SEA, "'boat +' has an empty word", "remove the stray | or +")),
        ({SEA: {"any": ["boat ++ sea"]}},
         Problem(FILE, SEA, "'boat ++ sea' has an empty word", "remove the stray | or +")),
        ({SEA: {"any": ["boat + *"]}}, Problem(FILE, SEA, "'boat + *' has an empty word", "remove the stray | or +")),
        ({SEA: {"any": ["boat"], "unless": [""]}},
         Problem(FILE, SEA, "'' has an empty word", "remove the stray | or +")),
        ({SEA: {"any": ["<boat> + sink"]}},
         Problem(FILE, SEA, "<boat> is not named", "name its words under `words:`")),
        ({SEA: {"any": [False]}}, Problem(FILE, f"[{SEA}].any[0]", "False is not text: put it in quotes")),
        ({SEA: {"unless": ["x"]}}, Problem(FILE, f"[{SEA}].any", "the field 'any' is missing", "add it")),
        ({SEA: {"any": ["x"], "unles": ["y"]}}, Problem(FILE, f"[{SEA}]", "unknown field unles", "known fields: any, unless")),
    ],
)  # fmt: skip
def test_a_fault_is_told(tmp_path: Path, changes: dict[str, object], expected: Problem) -> None:
    assert problems_of(tmp_path, nets(**changes)) == [expected]


def test_a_kind_without_patterns_is_told(tmp_path: Path) -> None:
    written = {kind: value for kind, value in nets().items() if kind != SEA}
    assert problems_of(tmp_path, written) == [Problem(FILE, SEA, "has no patterns", "add `any:` with a few lines")]


def test_the_faults_of_all_languages_are_told_at_once(tmp_path: Path) -> None:
    Project(tmp_path).write("nlu/sq/_safety.yml", "emergency_sea: [\n")
    found = problems_of(tmp_path, nets(emergency_sea={"any": ["|"]}), ("en", "sq", "ar"))
    assert [problem.path for problem in found] == ["nlu/ar/_safety.yml", FILE, "nlu/sq/_safety.yml"]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("# to be written\n", id="an empty file"),
        pytest.param("[]\n", id="a list"),
        pytest.param("danger\n", id="a word"),
        pytest.param({kind: {"any": []} for kind in KINDS}, id="kinds without a line"),
        pytest.param(nets(emergency_sea={"any": ["boat + !"]}), id="a word of punctuation alone"),
        pytest.param(nets(emergency_sea={"any": ["s'*"]}), id="an apostrophe that a star would swallow"),
    ],
)
def test_a_language_never_goes_without_a_net_unnoticed(tmp_path: Path, written: object) -> None:
    assert [problem.path for problem in problems_of(tmp_path, written)][:1] == [FILE]
