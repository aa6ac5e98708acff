"""Which lawful routes may fit somebody, by data alone; knows no words and decides nothing for certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.content.kinds import BY_NATIONALITY, SITUATIONS
from bot.content.models import Content, Route
from bot.rendering.search import ANY, PURPOSES, Search, settled

_EU = frozenset(
    "at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk".split()  # noqa: SIM905  27 words
)
"""Members of the European Union (europa.eu): where we know no routes of their own, the Union's apply."""


def countries_with(content: Content, purpose: str | None = None) -> tuple[str, ...]:
    """The countries for which lawful ways are listed, for one purpose or any."""
    found = {route.country for route in content.routes.values() if purpose in (None, route.purpose)}
    return tuple(sorted(found))


def origins(content: Content) -> list[str]:
    """The nationalities offered: of which there is an answer of their own. Others can be typed."""
    return [t.country for t in content.topics.values() if t.intent == BY_NATIONALITY and t.country]


def leads_to(content: Content, country: str) -> str | None:
    """Whose routes lead to `country`: its own, or the Union's."""
    known = countries_with(content)
    if country in known:
        return country
    return "eu" if country in _EU and "eu" in known else None


def routes_of(content: Content, search: Search) -> list[Route]:
    """The routes of a purpose to a destination, or to any."""
    folder = None if search.destination == ANY else leads_to(content, search.destination)
    return [
        route
        for route in content.routes.values()
        if route.purpose == search.purpose and folder in (None, route.country)
    ]


def is_for(route: Route, nationality: str) -> bool:
    """Whether a route is for people of a nationality at all."""
    return nationality == ANY or not route.only_for or nationality in route.only_for


def fitting(routes: Iterable[Route], search: Search) -> list[Route]:
    """The open routes that may fit, those made for such a person first."""
    situation = settled(search.situation)
    found = [
        route
        for route in routes
        if route.status == "open"
        and is_for(route, search.nationality)
        and search.nationality not in route.not_for
        and (situation == ANY or not route.suits or situation in route.suits)
    ]
    return sorted(found, key=lambda route: _distance(route, search.nationality, situation))


def spoken_of(routes: Iterable[Route], named: Sequence[str]) -> list[Route]:
    """The routes with those that a message speaks of first, best first."""
    order = {route_id: place for place, route_id in enumerate(named)}
    return sorted(routes, key=lambda route: order.get(route.id, len(order)))


def _distance(route: Route, nationality: str, situation: str) -> tuple[bool, bool, bool, int]:
    """How far a route is from such a person: made for their country, for their situation, for all, for many."""
    asked = SITUATIONS[route.purpose]
    nearest = min((asked.index(each) for each in route.suits), default=len(asked))
    return nationality not in route.only_for, situation not in route.suits, bool(route.only_for), nearest


def situations(routes: Iterable[Route]) -> list[str]:
    """The situations that tell these routes apart, in the order in which they are offered."""
    suited = {situation for route in routes for situation in route.suits}
    return [situation for purpose in PURPOSES for situation in SITUATIONS[purpose] if situation in suited]
