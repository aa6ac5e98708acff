"""Rules about content/: addresses, facts, dates, and the parts each answer owes its reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from datetime import date
from itertools import chain

from bot.checks.base import Check, Subject
from bot.content.models import Contact, Fact, Item, Ref, Vetted
from bot.content.reviews import reviews
from bot.content.texts import path_of, text_fields, texts
from bot.errors import Problem
from bot.rendering import Context
from bot.rendering.lists import PURPOSES, contact_countries, countries_with
from bot.rendering.views import find_item, find_view
from bot.replies import MAX_PAYLOAD_BYTES

_ACTIONS = {"do/forget"}
_VALUES = {"operator", "funder", "contact", "retention"}
_LABEL_VALUES = {"claim", "country", "date", "publisher", "purpose"}


def all_items(subject: Subject) -> Iterable[Item]:
    """Every item of content."""
    content = subject.content
    groups = (content.claims, content.tactics, content.routes, content.topics, content.emergencies, content.contacts,
              content.responses)  # fmt: skip
    return chain.from_iterable(group.values() for group in groups)


def refs_of(item: Item) -> Iterator[tuple[str, Ref]]:
    """The addresses an item names, each with its field."""
    for field in ("next", "nearest", "call"):
        for ref in getattr(item, field, ()):
            yield field, ref
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


class WrongDate(Check):
    """A check that has not happened yet, or a review before the check."""

    id = "wrong-date"
    name = "Wrong date"
    description = "Nothing was checked in the future, and a review falls due after the check."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        today = date.today()
        for item in all_items(subject):
            if isinstance(item, Vetted | Contact):
                yield from self._of(item, path_of(item), "", today)
        for fact in subject.content.facts.values():
            yield from self._of(fact, "content/facts", f"{fact.id}.", today)
            if fact.as_of > today:
                yield Problem("content/facts", f"{fact.id}.as_of", "lies in the future", "correct the date")

    @staticmethod
    def _of(item: Vetted | Contact | Fact, path: str, prefix: str, today: date) -> Iterator[Problem]:
        if item.checked > today:
            yield Problem(path, f"{prefix}checked", "lies in the future", "correct the date")
        if item.review_by <= item.checked:
            yield Problem(path, f"{prefix}review_by", "is not after `checked`", "correct the date")


class OverdueReview(Check):
    """Something that nobody has looked at again when it was due."""

    id = "overdue-review"
    name = "Overdue review"
    description = "Nothing is past the day on which it was to be looked at again."
    level = "warning"

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for due in reviews(subject.content):
            if due.review_by < date.today():
                cure = f"look at {due.source.url if due.source else 'its source'} again, then move both dates"
                yield Problem(due.path, due.name, f"was due for review on {due.review_by}", cure)


class LongAddress(Check):
    """An address that does not fit a Telegram button."""

    id = "long-address"
    name = "Long address"
    description = "An address, with `more/` before it, has at most 64 bytes: Telegram's limit for a button."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for item in all_items(subject):
            if len(f"more/{item.ref}".encode()) > MAX_PAYLOAD_BYTES:
                yield Problem(path_of(item), "", "has too long a name for a button", "shorten the file's name")


CONTENT_CHECKS: tuple[Check, ...] = (
    DanglingReference(),
    UnknownPlaceholder(),
    MissingPart(),
    WrongDate(),
    OverdueReview(),
    LongAddress(),
)
