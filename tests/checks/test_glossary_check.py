"""Whether translations keep to the glossary of their language."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.glossary_check import Glossary
from bot.errors import Problem
from tests.checks.finding import found
from tests.project import Project, make_project, topic

GLOSSARY = "locales/sq/glossary.csv"
HEAD = "term,translation,accept\n"


def glossed(tmp_path: Path, english: str, rows: str) -> Project:
    project = make_project(tmp_path)
    project.write("content/topics/sea.yml", topic(text=english))
    (tmp_path / "locales/sq").mkdir(parents=True)
    (tmp_path / GLOSSARY).write_text(HEAD + rows, encoding="utf-8")
    return project


def messages(tmp_path: Path, english: str, words: str, rows: str = "asylum,azil,azil*;strehim*\n") -> list[str]:
    project = glossed(tmp_path, english, rows)
    problems = found(Glossary, project, {"topic/sea.text": words})
    return [problem.message for problem in problems if problem.where == "topic/sea.text"]


@pytest.mark.parametrize("words", ["Kërko azil.", "Azilkërkuesit.", "Një STREHIM."])
def test_an_accepted_form_passes(tmp_path: Path, words: str) -> None:
    assert messages(tmp_path, "Ask for asylum.", words) == []


def test_another_word_for_a_term_is_refused_with_the_cure(tmp_path: Path) -> None:
    problems = found(
        Glossary, glossed(tmp_path, "Ask for Asylum.", "asylum,azil,azil*\n"), {"topic/sea.text": "Kërko mbrojtje."}
    )
    assert problems == [
        Problem(
            "locales/sq/LC_MESSAGES/waymark.po",
            "topic/sea.text",
            "says 'asylum' in other words than the glossary",
            "write 'azil', or add the form to `accept` in the glossary",
        )
    ]


@pytest.mark.parametrize("english", ["The sea.", "{gb-fee}.", "Asylums."])
def test_a_text_without_the_term_is_let_be(tmp_path: Path, english: str) -> None:
    words = "{gb-fee}" if "{" in english else "Deti."
    assert messages(tmp_path, english, words, "asylum,azil,azil*\ngb,gb,zz\n") == []


def test_the_longer_term_counts_where_two_overlap(tmp_path: Path) -> None:
    rows = "adviser,këshilltar,keshilltar\nfree adviser,ndihmë falas,ndihme falas\n"
    assert messages(tmp_path, "Ask a free adviser.", "Kërko ndihmë falas.", rows) == []


def test_a_title_has_no_room_for_the_full_term(tmp_path: Path) -> None:
    project = glossed(tmp_path, "The sea.", "sea,deti,deti\n")
    assert [p.where for p in found(Glossary, project) if p.where.endswith(".title")] == []


@pytest.mark.parametrize(("written", "where"), [(HEAD + "asylum,azil\n", "line 2"), ("term,words\na,b\n", "line 2")])
def test_a_broken_glossary_is_told_with_its_line(tmp_path: Path, written: str, where: str) -> None:
    project = glossed(tmp_path, "The sea.", "")
    (tmp_path / GLOSSARY).write_text(written, encoding="utf-8")
    assert [(p.path, p.where, p.message) for p in found(Glossary, project)] == [(GLOSSARY, where, "is not whole")]


def test_a_glossary_in_another_encoding_is_told(tmp_path: Path) -> None:
    project = glossed(tmp_path, "The sea.", "")
    (tmp_path / GLOSSARY).write_bytes(b"term,translation,accept\n\xff,a,b\n")
    assert [p.path for p in found(Glossary, project)] == [GLOSSARY]
