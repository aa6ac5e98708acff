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
    nationality: str | None = None
    place: str | None = None
    topic: str | None = None
    claims: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()  # those the message speaks of, best first
    is_advert: bool = False
    suggestions: tuple[Ref, ...] = ()
    has_before: bool = False  # whether there is a page to go back to
    values: Mapping[str, str | Value] = field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """A template's name, the item it is about (if any), more data, and the buttons in order."""

    template: str
    item: Item | None = None
    data: Mapping[str, object] = field(default_factory=dict)
    buttons: tuple[Ref, ...] = ()
    by_country: bool = False  # its buttons are countries to choose from, in the order of their names
    labels: Mapping[Ref, str] = field(default_factory=dict)  # interface texts, or country/<code>, for such titles
    ref: str = ""  # the address that shows it again; where it was asked for, unless said
    forward: str = ""  # an interface text for a second bubble: the first is to be sent on, without buttons


Finder = Callable[[Content, str, Context], View | Ref | None]
"""Gives the view at the rest of an address, the address of another to show instead, or None if nothing stands there."""
