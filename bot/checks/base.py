"""What a rule is, and how all of them are run; knows no rule."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import ClassVar, Literal

from babel.messages.catalog import Catalog as PoCatalog

from bot.content.texts import SourceText, texts
from bot.errors import Problem
from bot.i18n.catalogs import parse_po, po_path, words_for
from bot.i18n.languages import SOURCE, Language
from bot.knowledge import Knowledge
from bot.phrases import Phrase
from bot.rendering import Renderer


@dataclass(frozen=True)
class CatalogFile:
    """A language's PO file as translators see it, with what is missing or fuzzy."""

    language: Language
    path: str
    po: PoCatalog

    def header(self, name: str) -> str:
        """One line of the file's header."""
        return str(dict(self.po.mime_headers).get(name, ""))


@dataclass(frozen=True)
class Translation:
    """The words a reader is shown, beside their English."""

    language: Language
    path: str
    source: SourceText
    words: str


class Subject:
    """What rules look at: the knowledge, the phrases, and a renderer for it."""

    def __init__(self, knowledge: Knowledge, phrases: Iterable[Phrase], renderer: Renderer) -> None:
        self.knowledge = knowledge
        self.content = knowledge.content
        self.phrases = list(phrases)
        self.renderer = renderer

    @cached_property
    def texts(self) -> list[SourceText]:
        """Every English text."""
        return list(texts(self.content))

    @cached_property
    def catalog_files(self) -> list[CatalogFile]:
        """The PO file of every language but the source, and those of the overlay."""
        known = self.knowledge
        found = [self._file(root, language) for root in known.layers for language in known.languages.values()]
        return [file for file in found if file]

    def _file(self, root: Path, language: Language) -> CatalogFile | None:
        path = po_path(root, language.code)
        name = str(path.relative_to(root))
        is_there = language.code != SOURCE and path.exists()
        po = parse_po(path, name, language, []) if is_there else None
        return CatalogFile(language, name, po) if po is not None else None

    @cached_property
    def translations(self) -> list[Translation]:
        """Every text of every language that readers are shown."""
        return [
            Translation(file.language, file.path, source, words)
            for file in self.catalog_files
            for source in self.texts
            if (words := words_for(file.po, source))
        ]


class Check(ABC):
    """One rule. `id` is what a report names, `name` and `description` what people read."""

    id: ClassVar[str]
    name: ClassVar[str]
    description: ClassVar[str]
    level: ClassVar[Literal["error", "warning"]] = "error"
    """A warning is told, and keeps nothing from being published: time alone brings it about."""

    @abstractmethod
    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Every breach of the rule, with its cure."""


def run_checks(checks: Iterable[Check], subject: Subject) -> list[Problem]:
    """The problems of all `checks`, each marked with its rule, in the order of files."""
    found = {replace(found, rule=check.id, level=check.level) for check in checks for found in check.problems(subject)}
    return sorted(found)
