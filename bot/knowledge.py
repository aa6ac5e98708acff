"""Everything editors and language people wrote, loaded together: all faults of all files are told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from bot.content.load import load_content
from bot.content.models import Content
from bot.content.texts import texts
from bot.countries import load_finder
from bot.errors import BotError, ContentError, Problem
from bot.following import Cues, load_cues
from bot.i18n.catalogs import Catalog, load_catalogs
from bot.i18n.languages import Language, load_served
from bot.phrases import load_canaries
from bot.ranking import RouteRanker
from bot.rules import load_rules
from bot.safety import Safety, load_safety

T = TypeVar("T")


@dataclass(frozen=True)
class Knowledge:
    """What a gateway answers from; immutable, so that a reload swaps it whole."""

    root: Path
    overlay: Path | None
    content: Content
    languages: dict[str, Language]
    catalogs: dict[str, Catalog]
    safety: Safety
    rules: dict[str, str]
    canaries: dict[str, dict[str, str]]
    cues: Cues

    @cached_property
    def ranker(self) -> RouteRanker:
        """Which routes a message speaks of."""
        return RouteRanker(self.content, self.catalogs)

    @property
    def layers(self) -> tuple[Path, ...]:
        """Our folder, then the overlay's."""
        return layers(self.root, self.overlay)


def layers(root: Path, overlay: Path | None) -> tuple[Path, ...]:
    """The folders that hold content/ and locales/, each over the one before."""
    return (root, overlay) if overlay else (root,)


def folders(root: Path, overlay: Path | None, *names: str) -> list[Path]:
    """Those of the folders `names` that are there, in every layer."""
    return [layer / name for layer in layers(root, overlay) for name in names if (layer / name).is_dir()]


def load_knowledge(root: Path, overlay: Path | None = None, also: str | None = None) -> Knowledge:
    """Content, catalogs, safety nets, rules and canaries of every language; `overlay` lies over content and catalogs.

    `also` is a language that is only started, and is looked at as if it were served.

    Raises:
        ContentError: with every fault of every file.
    """
    faults: list[BotError] = []

    def attempt(load: Callable[[], T], otherwise: T) -> T:
        try:
            return load()
        except BotError as fault:
            faults.append(fault)
            return otherwise

    no_languages: dict[str, Language] = {}
    languages = attempt(lambda: load_served(root, also), no_languages)
    content = attempt(lambda: load_content(root, overlay), Content())
    knowledge = Knowledge(
        root=root,
        overlay=overlay,
        content=content,
        languages=languages,
        catalogs=attempt(lambda: load_catalogs(root, languages.values(), texts(content), overlay), {}),
        safety=attempt(lambda: load_safety(root, languages), Safety({})),
        rules=attempt(lambda: load_rules(root), {}),
        canaries=attempt(lambda: load_canaries(root, languages), {}),
        cues=attempt(lambda: load_cues(root, languages), load_cues(root, ())),
    )
    attempt(lambda: load_finder(root, languages.values()), None)  # the worker's, but a fault there is told here
    if faults:
        problems = [problem for fault in faults for problem in fault.problems or (Problem(".", "", str(fault)),)]
        raise ContentError(f"{len(set(problems))} faults keep the bot from starting", problems)
    return knowledge
