"""Lists every word a person can read, with its address for translators; knows no translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import get_type_hints

from bot.content.models import Claim, Contact, Content, Emergency, Item, Response, Route, Tactic, Text, Topic

PLACEHOLDER = re.compile(r"\{([a-z0-9_-]+)\}")
"""`{fact-id}` in content, `{name}` in interface texts."""

_FOLDER = {
    "claim": "claims",
    "tactic": "tactics",
    "route": "routes",
    "topic": "topics",
    "emergency": "emergencies",
    "say": "responses",
}


@dataclass(frozen=True)
class SourceText:
    """One English text: its msgctxt (`claim/pay_on_arrival.fact`), the words, and the file it stands in."""

    context: str
    text: str
    path: str

    @property
    def placeholders(self) -> frozenset[str]:
        """The names in {braces}."""
        return frozenset(PLACEHOLDER.findall(self.text))


def texts(content: Content) -> Iterator[SourceText]:
    """Every non-empty `Text` of `content`, in a stable order."""
    for group in (
        content.claims,
        content.tactics,
        content.routes,
        content.topics,
        content.emergencies,
        content.contacts,
        content.responses,
    ):
        for item in group.values():
            yield from item_texts(item)
    for name, text in content.interface.items():
        yield SourceText(f"interface/{name}", text, "content/interface.yml")


def item_texts(item: Item) -> Iterator[SourceText]:
    """The non-empty texts of one item; a list's entries are numbered from 1."""
    path = path_of(item)
    for name, many in text_fields(item.kind):
        value = getattr(item, name)
        parts = enumerate(value, 1) if many else [(0, value)]
        for number, text in parts:
            if text:
                yield SourceText(context(item, name, number), text, path)


def context(item: Item, name: str, number: int = 0) -> str:
    """The msgctxt of one field of one item."""
    return f"{item.kind}/{item.id}.{name}" + (f".{number}" if number else "")


def path_of(item: Item) -> str:
    """The file that holds `item`, relative to the root."""
    if isinstance(item, Contact):
        return f"content/contacts/{item.country}.yml"
    return f"content/{_FOLDER[item.kind]}/{item.id}.yml"


def text_fields(kind: str) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind of item that hold words, each with whether it holds a list of them."""
    return _TEXT_FIELDS[kind]


def _text_fields_of(cls: type[Item]) -> tuple[tuple[str, bool], ...]:
    hints = get_type_hints(cls)
    many = tuple[Text, ...]
    return tuple((f.name, hints[f.name] == many) for f in fields(cls) if hints[f.name] in (Text, many))


_TEXT_FIELDS = {cls.kind: _text_fields_of(cls) for cls in (Claim, Tactic, Route, Topic, Emergency, Contact, Response)}
