"""What a view is, and what it may depend on beside its address; knows neither addresses nor words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.content.models import Content, Item, Ref
from bot.content.values import Value


@dataclass(frozen=True)
class Context:
    """What this turn knows beside the address."""

    destination: str | None = None
    place: str | None = None
    topic: str | None = None
    claims: tuple[str, ...] = ()
    suggestions: tuple[Ref, ...] = ()
    values: Mapping[str, str | Value] = field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """A template's name, the item it is about (if any), more data, and the buttons in order."""

    template: str
    item: Item | None = None
    data: Mapping[str, object] = field(default_factory=dict)
    buttons: tuple[Ref, ...] = ()
    by_country: bool = False  # its buttons are countries to choose from: they say only the name, in order of names


Finder = Callable[[Content, str, Context], View | Ref | None]
"""Gives the view at the rest of an address, the address of another to show instead, or None if nothing stands there."""
