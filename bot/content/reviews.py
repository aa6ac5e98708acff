"""What falls due for another look, and when; knows no wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.content.models import Content, Fact, Source
from bot.content.texts import path_of


@dataclass(frozen=True)
class Review:
    """One thing to look at again: by when, where it stands, and what to look at."""

    review_by: date
    path: str
    name: str
    kind: str
    country: str = ""
    source: Source | None = None


def reviews(content: Content) -> Iterator[Review]:
    """Every fact, vetted text and contact with the day of its next review."""
    for fact in content.facts.values():
        yield Review(fact.review_by, "content/facts", fact.id, "fact", _country_of(fact), fact.source)
    for item in content.vetted():
        country = getattr(item, "country", None) or ""
        yield Review(item.review_by, path_of(item), item.id, item.kind, country, next(iter(item.sources), None))


def _country_of(fact: Fact) -> str:
    """A fact's id begins with its country, or `int`."""
    return fact.id.partition("-")[0]
