"""How people ask, as written under nlu/; knows neither Rasa nor what is answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.files import UNREADABLE, read_yaml, structure, yaml_files
from bot.errors import ContentError, Problem

INTENTS = Path("bot/dialogue/domain.yml")
CLAIM = "claim"
FALLBACK = "nlu_fallback"
OTHER = "other"
"""The language of whatever is in none of ours; nlu/other/<code>.yml holds examples."""
_CLAIMS, _TACTICS, _ADVERTS = "claims", "tactics", "adverts"
_SELLERS, _HONEST = "sellers", "others"


@dataclass(frozen=True)
class Phrase:
    """One way of asking: the words, their language, and what they say.

    `intent` is None where the words teach something else only: a tactic, what an advert is, a language not ours.
    `is_advert` is None where a phrase says nothing about that.
    """

    text: str
    language: str
    intent: str | None
    claims: tuple[str, ...] = ()
    topic: str | None = None
    tactics: tuple[str, ...] = ()
    is_advert: bool | None = None

    @property
    def home(self) -> str:
        """What the phrase is an example of, as its file is called below nlu/<lang>/."""
        if self.is_advert is not None:
            return f"{_ADVERTS}/{_SELLERS if self.is_advert else _HONEST}"
        if self.intent is None:
            return f"{_TACTICS}/{self.tactics[0]}" if self.tactics else self.language
        if self.claims:
            return f"{_CLAIMS}/{self.claims[0]}"
        return f"{self.intent}/{self.topic}" if self.topic else self.intent


@dataclass(frozen=True)
class _PhraseFile:
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class _Advert:
    text: str
    claims: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()


@dataclass(frozen=True)
class _AdvertFile:
    adverts: tuple[_Advert, ...]


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


def claim_tactics(root: Path) -> dict[str, str]:
    """The tactic of each claim: its phrases use that too. A claim that cannot be read has none here."""
    read = {path.stem: read_yaml(path, root, []) for path in yaml_files(root / "content" / "claims")}
    return {claim: str(data["tactic"]) for claim, data in read.items() if isinstance(data, dict) and "tactic" in data}


def load_phrases(root: Path, languages: Iterable[str]) -> list[Phrase]:
    """Every phrase of `languages`, and of languages that are none of them.

    A file's name is its intent; in a folder named after an intent it is the topic, below claims/ and tactics/ the claim
    or the tactic. adverts/sellers.yml and adverts/others.yml say what a smuggler's advert is and what is none.

    Raises:
        ContentError: with every file at fault: not YAML, not text, or a name that is no intent.
    """
    problems: list[Problem] = []
    known = load_intents(root) - {FALLBACK}
    served = list(languages)
    found = [phrase for language in served for phrase in _load(root, language, known, problems)]
    for path in yaml_files(root / "nlu" / OTHER):
        if path.stem not in served:
            found += [Phrase(text, OTHER, None) for text in _texts(path, root, problems)]
    if problems:
        raise ContentError("the phrases cannot be used", problems)
    return found


def _load(root: Path, language: str, known: frozenset[str], problems: list[Problem]) -> Iterator[Phrase]:
    folder = root / "nlu" / language
    for path in yaml_files(folder):
        if path.name.startswith("_"):
            continue
        kind = path.parent.name if path.parent != folder else ""
        if kind == _ADVERTS and path.stem == _SELLERS:
            yield from _adverts(path, root, language, problems)
            continue
        said = _said(kind, path.stem, known)
        if said is None:
            name = str(path.relative_to(root))
            problems.append(Problem(name, "", f"{kind or path.stem!r} is not an intent", f"intents: {INTENTS}"))
            continue
        for text in _texts(path, root, problems):
            yield Phrase(text, language, **said)


def _said(kind: str, name: str, known: frozenset[str]) -> dict[str, Any] | None:
    """What the phrases of the file `name` in the folder `kind` say; None where that is not known."""
    if kind == _CLAIMS:
        return {"intent": CLAIM, "claims": (name,)}
    if kind == _TACTICS:
        return {"intent": None, "tactics": (name,)}
    if kind == _ADVERTS:
        return {"intent": None, "is_advert": False}
    if (kind or name) not in known:
        return None
    return {"intent": kind, "topic": name} if kind else {"intent": name}


def _texts(path: Path, root: Path, problems: list[Problem]) -> tuple[str, ...]:
    data = read_yaml(path, root, problems)
    name = str(path.relative_to(root))
    read = None if data is UNREADABLE else structure(data, _PhraseFile, name, problems)
    return read.phrases if read else ()


def _adverts(path: Path, root: Path, language: str, problems: list[Problem]) -> Iterator[Phrase]:
    data = read_yaml(path, root, problems)
    name = str(path.relative_to(root))
    read = None if data is UNREADABLE else structure(data, _AdvertFile, name, problems)
    for advert in read.adverts if read else ():
        yield Phrase(advert.text, language, CLAIM, advert.claims, tactics=advert.tactics, is_advert=True)


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
