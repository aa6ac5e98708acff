"""Whether translations keep to their language's glossary, locales/<lang>/glossary.csv; knows no language.

Columns: `term` (English), `translation` (what to write), `accept` (forms that pass, in the grammar of danger words:
`azil*;strehim*`, as most languages inflect). A term counts where it stands as whole words, the longest first.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.checks.base import Check, Subject, Translation
from bot.content.texts import PLACEHOLDER
from bot.errors import Problem
from bot.patterns import Pattern, Stretch
from bot.text import fold

COLUMNS = ("term", "translation", "accept")
_LABELS = (".title", ".name")
"""Buttons are short and names are names: neither has room for the full term."""


@dataclass(frozen=True)
class Term:
    """One English term, what to write for it, and the forms that pass."""

    english: str
    translation: str
    accepted: Pattern


class Glossary(Check):
    """A term that matters, said in another way than everywhere else."""

    id = "glossary"
    name = "Glossary"
    description = "Where the English has a term of the glossary, the translation has one of its accepted forms."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Faults of the glossaries first, then of the texts (see parent class for full docstring)."""
        glossaries: dict[str, list[Term]] = {}
        for code in subject.knowledge.languages:
            found: list[Problem] = []
            glossaries[code] = load_glossary(subject.knowledge.root, code, found)
            yield from found
        for translation in subject.translations:
            for term in _lost(translation, glossaries[translation.language.code]):
                message = f"says {term.english!r} in other words than the glossary"
                cure = f"write {term.translation!r}, or add the form to `accept` in the glossary"
                yield Problem(translation.path, translation.source.context, message, cure)


def load_glossary(root: Path, code: str, problems: list[Problem]) -> list[Term]:
    """The terms of one language, the longest first; none where it has no glossary."""
    path = root / "locales" / code / "glossary.csv"
    if not path.exists():
        return []
    name = str(path.relative_to(root))
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    except (UnicodeDecodeError, csv.Error) as fault:
        problems.append(Problem(name, "", f"cannot be read: {fault}", "save it as CSV in UTF-8"))
        return []
    terms = []
    for number, row in enumerate(rows, 2):
        if set(row) == set(COLUMNS) and row["term"] and not (row["translation"] or row["accept"]):
            continue  # a term that waits for its words
        if set(row) != set(COLUMNS) or not all(row.values()):
            problems.append(Problem(name, f"line {number}", "is not whole", f"columns: {', '.join(COLUMNS)}"))
        else:
            terms.append(Term(fold(row["term"]), row["translation"], Pattern.parse(row["accept"].replace(";", "|"))))
    return sorted(terms, key=lambda term: -len(term.english))


def _lost(translation: Translation, terms: list[Term]) -> Iterator[Term]:
    if translation.source.context.endswith(_LABELS):
        return
    english = f" {_plain(translation.source.text)} "
    here = Stretch(_plain(translation.words))
    for term in terms:
        if f" {term.english} " in english:
            english = english.replace(f" {term.english} ", "  ")  # "free adviser" is not "adviser" too
            if not term.accepted.stands_in(here):
                yield term


def _plain(text: str) -> str:
    return Stretch(fold(PLACEHOLDER.sub(" ", text))).text


GLOSSARY_CHECKS: tuple[Check, ...] = (Glossary(),)
