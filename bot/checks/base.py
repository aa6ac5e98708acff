"""What a rule is, and how all of them are run; knows no rule."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import ClassVar

from bot.errors import Problem
from bot.knowledge import Knowledge
from bot.phrases import Phrase
from bot.rendering import Renderer


class Subject:
    """What rules look at: the knowledge, the phrases, and a renderer for it."""

    def __init__(self, knowledge: Knowledge, phrases: Iterable[Phrase], renderer: Renderer) -> None:
        self.knowledge = knowledge
        self.content = knowledge.content
        self.phrases = list(phrases)
        self.renderer = renderer


class Check(ABC):
    """One rule. `id` is what a report names, `name` and `description` what people read."""

    id: ClassVar[str]
    name: ClassVar[str]
    description: ClassVar[str]

    @abstractmethod
    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Every breach of the rule, with its cure."""


def run_checks(checks: Iterable[Check], subject: Subject) -> list[Problem]:
    """The problems of all `checks`, each marked with its rule, in the order of files."""
    found = [replace(problem, rule=check.id) for check in checks for problem in check.problems(subject)]
    return sorted(set(found))
