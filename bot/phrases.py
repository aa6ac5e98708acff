"""How people ask, as written under nlu/; knows neither Rasa nor what is answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.files import UNREADABLE, read_yaml, structure, yaml_files
from bot.errors import ContentError, Problem

INTENTS = Path("bot/dialogue/domain.yml")
CLAIM = "claim"
FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Phrase:
    """One way of asking: the words, their language, the intent, and the claim they make, if they make one."""

    text: str
    language: str
    intent: str
    claim: str | None = None


@dataclass(frozen=True)
class _PhraseFile:
    phrases: tuple[str, ...]


def load_intents(root: Path) -> frozenset[str]:
    """The intents of domain.yml.

    Raises:
        ContentError: if the domain cannot be read.
    """
    problems: list[Problem] = []
    domain = read_yaml(root / INTENTS, root, problems)
    if problems or not isinstance(domain, dict) or not isinstance(domain.get("intents"), list):
        raise ContentError(f"{INTENTS} has no list of intents", problems)
    return frozenset(str(intent) for intent in domain["intents"])


def load_phrases(root: Path, languages: Iterable[str]) -> list[Phrase]:
    """Every phrase of `languages`. A file's name is its intent, or, under claims/, its claim.

    Raises:
        ContentError: with every file at fault: not YAML, not text, or a name that is no intent.
    """
    problems: list[Problem] = []
    known = load_intents(root)
    found = [phrase for language in languages for phrase in _load(root, language, known, problems)]
    if problems:
        raise ContentError("the phrases cannot be used", problems)
    return found


def _load(root: Path, language: str, known: frozenset[str], problems: list[Problem]) -> Iterator[Phrase]:
    folder = root / "nlu" / language
    for path in yaml_files(folder):
        if path.name.startswith("_"):
            continue
        name = str(path.relative_to(root))
        claim = path.stem if path.parent.name == "claims" else None
        intent = CLAIM if claim else path.stem
        if intent not in known or intent == FALLBACK:
            problems.append(Problem(name, "", f"{intent!r} is not an intent", f"rename the file; intents: {INTENTS}"))
        data = read_yaml(path, root, problems)
        read = None if data is UNREADABLE else structure(data, _PhraseFile, name, problems)
        for text in read.phrases if read else ():
            yield Phrase(text, language, intent, claim)


def load_canaries(root: Path, languages: Iterable[str]) -> dict[str, dict[str, str]]:
    """For each language, clear phrases and the intents they must come back with.

    Raises:
        ContentError: if a language has none.
    """
    problems: list[Problem] = []
    known = load_intents(root)
    found: dict[str, dict[str, str]] = {}
    for language in languages:
        path = root / "nlu" / language / "_canary.yml"
        name = str(path.relative_to(root))
        data = read_yaml(path, root, problems)
        canaries = None if data is UNREADABLE else structure(data, dict[str, str], name, problems)
        if canaries is not None:
            found[language] = canaries
            problems.extend(_canary_faults(canaries, known, name))
    if problems:
        raise ContentError("the canary phrases cannot be used", problems)
    return found


def _canary_faults(canaries: dict[str, str], known: frozenset[str], name: str) -> Iterator[Problem]:
    if not canaries:
        yield Problem(name, "", "has no canaries", "add a few lines `clear phrase: intent`")
    for phrase, intent in canaries.items():
        if intent not in known:
            yield Problem(name, phrase, f"{intent!r} is not an intent", f"see {INTENTS}")
