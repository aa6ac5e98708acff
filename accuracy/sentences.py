"""The held-out sentences of tests/sentences/, with what each must be taken for; knows no bot.

Nothing in tests/sentences/ is ever learnt or tuned on. What thresholds are chosen on lies in tests/tuning/, in the same
format. `bot check` refuses a sentence of either that is, or is nearly, a phrase of nlu/.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

SENTENCES, TUNING = Path("tests/sentences"), Path("tests/tuning")
NO_DANGER = "none"
UNSURE = "unsure"
OTHER = "other"


@dataclass(frozen=True)
class Claimed:
    """A text with the claims and tactics it holds; an advert uses tactics."""

    text: str
    claims: tuple[str, ...]
    tactics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Located:
    """A text with the countries it names, as {role: ISO codes}."""

    text: str
    countries: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class HeldOut:
    """What one language is examined on: pairs of text and label, and the richer kinds."""

    intents: list[tuple[str, str]] = field(default_factory=list)
    safety: list[tuple[str, str]] = field(default_factory=list)
    claims: list[Claimed] = field(default_factory=list)
    not_adverts: list[str] = field(default_factory=list)
    countries: list[Located] = field(default_factory=list)
    language: list[tuple[str, str]] = field(default_factory=list)


def load_held_out(folder: Path) -> HeldOut:
    """The sentences in `folder`, one language's; a file that is not there gives none.

    Raises:
        ValueError: naming the file whose shape is wrong.
    """
    try:
        claims = [Claimed(e["text"], tuple(e["claims"]), tuple(e.get("tactics", ()))) for e in _read(folder, "claims")]
        others = [e["text"] if isinstance(e, dict) else e for e in _read(folder, "not_adverts")]
        countries = [Located(e["text"], {r: tuple(e.get(r, ())) for r in _ROLES}) for e in _read(folder, "countries")]
        intents, safety, language = (_labelled(folder, name) for name in ("intents", "safety", "language"))
        return HeldOut(intents, safety, claims, others, countries, language)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"{folder}: a file has another shape than tests/sentences/en/ ({fault})") from fault


_ROLES = ("destination", "nationality", "place")


def _labelled(folder: Path, name: str) -> list[tuple[str, str]]:
    data = _read(folder, name) or {}
    return [(str(text), label) for label, texts in data.items() for text in texts]


def _read(folder: Path, name: str) -> Any:
    path = folder / f"{name}.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
