"""Rules about content/: addresses, facts, and the parts each answer owes its reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from itertools import chain
from typing import Any

from babel import Locale

from bot.checks.base import Check, Subject
from bot.content.kinds import SITUATIONS
from bot.content.models import Item, Ref, Vetted
from bot.content.texts import path_of, text_fields, texts
from bot.countries import is_country
from bot.errors import Problem
from bot.rendering import Context
from bot.rendering.adverts import short
from bot.rendering.fitting import countries_with
from bot.rendering.lists import contact_countries
from bot.rendering.search import PURPOSES
from bot.rendering.views import find_item, find_view
from bot.replies import MAX_PAYLOAD_BYTES

_ACTIONS = {"do/forget"}
_VALUES = {"operator", "funder", "contact", "retention"}
_LABEL_VALUES = {"claim", "country", "date", "languages", "publisher", "purpose", "topic"}
_COUNTRIES = {"eu", "int", *(code.lower() for code in map(str, Locale("en").territories) if is_country(code))}
"""CLDR's, the routes of the whole Union, and contacts for any country."""


def all_items(subject: Subject) -> Iterable[Item]:
    """Every item of content."""
    content = subject.content
    groups = (content.claims, content.tactics, content.routes, content.topics, content.emergencies, content.contacts,
              content.responses)  # fmt: skip
    return chain.from_iterable(group.values() for group in groups)


def named_in(item: Item, *fields: str) -> Iterator[tuple[str, Any]]:
    """What the lists in `fields` name, each with its field; an item need not have them."""
    return ((field, name) for field in fields for name in getattr(item, field, ()))


def refs_of(item: Item) -> Iterator[tuple[str, Ref]]:
    """The addresses an item names, each with its field."""
    yield from named_in(item, "next", "nearest", "call")
    show = getattr(item, "show", None)
    if show:
        yield "show", show


class DanglingReference(Check):
    """An address that nothing stands at."""

    id = "dangling-reference"
    name = "Dangling reference"
    description = "Every address in next, nearest, call, show, facts, tactic and phone leads somewhere."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for item in all_items(subject):
            for field, ref in refs_of(item):
                if not self._leads(ref, subject):
                    yield Problem(path_of(item), field, f"{ref!r} leads nowhere", "correct it or write what it names")
            yield from self._data(item, subject)

    def _data(self, item: Item, subject: Subject) -> Iterator[Problem]:
        named = [*getattr(item, "facts", ()), *filter(None, [getattr(item, "phone", None)])]
        for fact in named:
            if fact not in subject.content.facts:
                yield Problem(path_of(item), "facts", f"there is no fact {fact!r}", "add it under content/facts/")
        tactic = getattr(item, "tactic", None)
        if tactic and tactic not in subject.content.tactics:
            yield Problem(path_of(item), "tactic", f"there is no tactic {tactic!r}", "see content/tactics/")

    @staticmethod
    def _leads(ref: Ref, subject: Subject) -> bool:
        if ref in _ACTIONS:
            return True
        kind, _, rest = ref.partition("/")
        if kind == "contact":
            return find_item(subject.content, ref) is not None
        if kind == "contacts" and rest:
            return rest in contact_countries(subject.content)
        if kind == "routes" and rest:
            first, _, second = rest.partition("/")
            return first in PURPOSES or (first in countries_with(subject.content) and second in ("", *PURPOSES))
        return find_view(subject.content, ref, Context()) is not None


class UnknownPlaceholder(Check):
    """A name in braces that is no fact."""

    id = "unknown-placeholder"
    name = "Unknown placeholder"
    description = "Every {name} in a text is a fact, or a value the program fills in."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for text in texts(subject.content):
            known = _LABEL_VALUES if text.context.startswith("interface/") else _VALUES
            for name in sorted(text.placeholders - subject.content.facts.keys() - known):
                yield Problem(text.path, text.context, f"{{{name}}} is no fact", "add it under content/facts/")


class MissingPart(Check):
    """An answer without all that it owes."""

    id = "missing-part"
    name = "Missing part"
    description = "No part is empty; claims say what is true in them unless false; shut routes say since when."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for item in all_items(subject):
            yield from self._empty(item)
            if isinstance(item, Vetted) and not item.sources and not item.facts:
                yield Problem(path_of(item), "sources", "is empty", "name who says so")
        for claim in subject.content.claims.values():
            if claim.verdict != "false" and not claim.true_part:
                yield Problem(path_of(claim), "true_part", "is missing", "say what is true in the claim")
        for route in subject.content.routes.values():
            if route.status != "open" and route.since is None:
                yield Problem(path_of(route), "since", f"is missing: the route is {route.status}", "add the day")
            if route.status != "open" and not route.nearest:
                yield Problem(path_of(route), "nearest", "is missing", "name the nearest lawful ways")
        for response in subject.content.responses.values():
            if not response.text and not response.show:
                yield Problem(path_of(response), "text", "is empty", "write it, or name a view to show")

    @staticmethod
    def _empty(item: Item) -> Iterator[Problem]:
        required = {field.name for field in fields(item) if field.default is MISSING}
        for name, _ in text_fields(item.kind):
            if name in required and not getattr(item, name):
                yield Problem(path_of(item), name, "is empty", "write it: a reader is owed this part")


class LongAddress(Check):
    """An address that does not fit a Telegram button."""

    id = "long-address"
    name = "Long address"
    description = "An address, with all that buttons put before it, has at most 64 bytes: Telegram's limit."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for item in all_items(subject):
            before = "yes/more/" if getattr(item, "more", "") else "yes/"
            if len(f"{before}{item.ref}".encode()) > MAX_PAYLOAD_BYTES:
                yield Problem(path_of(item), "", "has too long a name for a button", "shorten the file's name")


class SameCode(Check):
    """Two claims that one code stands for in the address of an advert."""

    id = "same-code"
    name = "Same code"
    description = "The five characters that stand for a claim in an advert's address stand for no other."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        first: dict[str, str] = {}
        for claim in subject.content.claims.values():
            other = first.setdefault(short(claim.id), claim.id)
            if other != claim.id:
                yield Problem(path_of(claim), "", f"has the same code as the claim {other!r}", "rename the file")


class ForeignSituation(Check):
    """A route that suits a situation which its purpose does not ask for."""

    id = "foreign-situation"
    name = "Situation of another purpose"
    description = "What a route suits is an answer to its own purpose's question, or the finder could never offer it."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for route in subject.content.routes.values():
            own = SITUATIONS[route.purpose]
            for situation in route.suits:
                if situation not in own:
                    cure = f"choose from {', '.join(own)}" if own else f"leave it out: {route.purpose} asks for none"
                    yield Problem(path_of(route), "suits", f"{situation} does not belong to {route.purpose}", cure)


class UnknownCountry(Check):
    """A code that no country has."""

    id = "unknown-country"
    name = "Unknown country"
    description = "Every code in only_for, not_for and country is ISO 3166-1 in lower case, as CLDR knows it."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for item in all_items(subject):
            own = getattr(item, "country", None)
            for field, code in (*named_in(item, "only_for", "not_for"), *([("country", own)] if own else [])):
                if code not in _COUNTRIES:
                    cure = "use two letters of ISO 3166-1, in lower case: gb, al"
                    yield Problem(path_of(item), field, f"{code!r} is no country", cure)


CONTENT_CHECKS: tuple[Check, ...] = (
    DanglingReference(),
    UnknownPlaceholder(),
    MissingPart(),
    LongAddress(),
    SameCode(),
    ForeignSituation(),
    UnknownCountry(),
)
