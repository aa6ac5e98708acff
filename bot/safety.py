"""Emergencies and requests we refuse, recognised from words alone, before any model; knows no replies.

The words are data, nlu/<lang>/_safety.yml, one file a language. Every language's words are tried on every message:
people in danger do not change the keyboard first. A line such as `boat|dinghy + sink*|flood*` is met when one word of
each group stands in the message, in any order and not far apart; `*` stands for any letters at that end of a word.
Words used again and again are named once under `words:` and called `<boat>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import get_args

from bot.content.files import UNREADABLE, read_yaml, structure
from bot.content.kinds import EmergencyKind
from bot.errors import ContentError, Problem
from bot.patterns import Patterns, Stretch
from bot.text import fold, words

MISUSE = "misuse_smuggler"
_EMERGENCY = "emergency_"
KINDS: tuple[str, ...] = (*get_args(EmergencyKind), MISUSE)
_NAME = re.compile(r"<([a-z_]+)>")
_LOST_APOSTROPHE = re.compile(r"['’]\*|\*['’]")
_SENTENCE, _CLAUSE = re.compile(r"[.!?;\n؟۔]+"), re.compile(r"[.!?;,\n؟۔،؛]+")
_BY_CLAUSE = ("emergency_suicide",)
""""I do not want to live here, I want to die": the first half must not silence the second."""


def is_emergency(intent: str) -> bool:
    """Whether an intent is one of the emergencies: their names begin alike."""
    return intent.startswith(_EMERGENCY)


def is_alarm(intent: str) -> bool:
    """Whether an intent is an emergency or misuse."""
    return intent == MISUSE or is_emergency(intent)


@dataclass(frozen=True)
class Net:
    """The patterns of one kind in one language; one that stands in `unless` calls the alarm off."""

    any: tuple[str, ...]
    unless: tuple[str, ...] = ()

    @cached_property
    def _alarms(self) -> Patterns:
        return Patterns(self.any)

    @cached_property
    def _contrasts(self) -> Patterns:
        return Patterns(self.unless)

    def calls_off(self, stretches: Iterable[Stretch]) -> bool:
        """Whether any stretch says that the danger is over, supposed, told of, or a figure of speech."""
        return any(self._contrasts.stand_in(stretch) for stretch in stretches)

    def catches(self, stretches: Iterable[Stretch]) -> bool:
        """Whether any stretch raises the alarm without calling it off itself ("drowning in paperwork")."""
        return any(self._alarms.stand_in(stretch) and not self._contrasts.stand_in(stretch) for stretch in stretches)


@dataclass(frozen=True)
class Danger:
    """What a message was caught as, and in which language."""

    kind: str
    language: str

    @property
    def is_misuse(self) -> bool:
        """Whether it asks for what we refuse, rather than for rescue."""
        return self.kind == MISUSE


class Safety:
    """All nets of all languages."""

    def __init__(self, nets: dict[str, dict[str, Net]]) -> None:
        self._nets = nets

    def look(self, text: str, preferred: str | None = None) -> Danger | None:
        """The danger in `text`, emergencies before misuse; of two languages, the reader's own."""
        folded = fold(text)
        by_sentence, by_clause = _sentences(folded), _clauses(folded)
        for kind in KINDS:
            stretches = by_clause if kind in _BY_CLAUSE else by_sentence
            caught = [code for code, nets in self._nets.items() if kind in nets and nets[kind].catches(stretches)]
            if caught:
                return Danger(kind, preferred if preferred in caught else caught[0])
        return None

    def calls_off(self, text: str, kind: str) -> bool:
        """Whether `text` says that a danger of this kind is none now: for alarms that something else raised."""
        folded = fold(text)
        stretches = _clauses(folded) if kind in _BY_CLAUSE else _sentences(folded)
        return any(kind in nets and nets[kind].calls_off(stretches) for nets in self._nets.values())


def _sentences(folded: str) -> list[Stretch]:
    return _stretches(_SENTENCE.split(folded), folded)


def _clauses(folded: str) -> list[Stretch]:
    return _stretches(_CLAUSE.split(folded), folded)


def _stretches(parts: list[str], whole: str) -> list[Stretch]:
    """The parts of folded text, then the whole: a word of contrast calls off only what stands beside it."""
    return [Stretch(part) for part in (parts if len(parts) == 1 else [*parts, whole]) if part.strip()]


def load_safety(root: Path, languages: Iterable[str]) -> Safety:
    """The nets of `languages`.

    Raises:
        ContentError: with every file, kind or pattern at fault; a language without nets is one.
    """
    problems: list[Problem] = []
    nets = {language: _load(root, language, problems) for language in languages}
    if problems:
        raise ContentError("the safety nets cannot be used", problems)
    return Safety(nets)


def _load(root: Path, language: str, problems: list[Problem]) -> dict[str, Net]:
    path = root / "nlu" / language / "_safety.yml"
    name = str(path.relative_to(root))
    data = read_yaml(path, root, problems)
    if data is UNREADABLE:
        return {}
    if not isinstance(data, dict):
        problems.append(Problem(name, "", "has no patterns", "see nlu/en/_safety.yml"))
        return {}
    named = structure(data.pop("words", {}), dict[str, str], name, problems) or {}
    nets = structure(data, dict[str, Net], name, problems)
    if nets is None:
        return {}
    problems.extend(_faults(nets, named, name))
    return {kind: Net(_spelled_out(net.any, named), _spelled_out(net.unless, named)) for kind, net in nets.items()}


def _spelled_out(lines: Iterable[str], named: dict[str, str]) -> tuple[str, ...]:
    """Lines with `<name>` replaced by its words."""
    return tuple(_NAME.sub(lambda match: named.get(match[1], ""), line) for line in lines)


def _faults(nets: dict[str, Net], named: dict[str, str], name: str) -> Iterator[Problem]:
    for kind in KINDS:
        if kind not in nets or not nets[kind].any:
            yield Problem(name, kind, "has no patterns", "add `any:` with a few lines")
    for kind, net in nets.items():
        if kind not in KINDS:
            yield Problem(name, kind, "is not a kind of danger", f"use one of {', '.join(KINDS)}")
        for line in (*net.any, *net.unless):
            for unknown in sorted(set(_NAME.findall(line)) - named.keys()):
                yield Problem(name, kind, f"<{unknown}> is not named", "name its words under `words:`")
            if _LOST_APOSTROPHE.search(line):
                yield Problem(
                    name, kind, f"{line!r} has an apostrophe beside a *", "write the whole word, or the * only"
                )
            spelled = _NAME.sub("x", line)
            if any(not words(part) for group in spelled.split("+") for part in group.split("|")):
                yield Problem(name, kind, f"{line!r} has an empty word", "remove the stray | or +")
