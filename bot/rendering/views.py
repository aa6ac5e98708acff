"""What stands behind each address: a template, its data, and the addresses that help next; knows no words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from bot.content.models import Content, Item, Purpose, Ref, Response, Route
from bot.content.values import Value

PURPOSES: tuple[str, ...] = get_args(Purpose)
MOST_CLAIMS = 3
"""An advert is answered with the strongest claim and buttons for at most two more."""


@dataclass(frozen=True)
class Context:
    """What this turn knows beside the address."""

    destination: str | None = None
    place: str | None = None
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


def find_view(content: Content, ref: str, context: Context) -> View | None:
    """The view at `ref`, or None if nothing stands there, or responses show each other in a circle."""
    kind, _, rest = ref.partition("/")
    finder = _FINDERS.get(kind)
    try:
        return finder(content, rest, context) if finder else None
    except RecursionError:
        return None


def find_item(content: Content, ref: str) -> Item | None:
    """The item at an address such as `topic/risk_sea` or `contact/gb/emergency`, or None."""
    kind, _, item_id = ref.partition("/")
    group: Mapping[str, Item] | None = {
        "claim": content.claims,
        "tactic": content.tactics,
        "topic": content.topics,
        "route": content.routes,
        "emergency": content.emergencies,
        "contact": content.contacts,
        "say": content.responses,
    }.get(kind)  # type: ignore[assignment]  # each is a dict of some Item
    return group.get(item_id) if group is not None else None


def countries_with(content: Content, purpose: str | None = None) -> tuple[str, ...]:
    """The countries for which lawful ways are listed, for one purpose or any."""
    found = {route.country for route in content.routes.values() if purpose in (None, route.purpose)}
    return tuple(sorted(found))


def contact_countries(content: Content) -> tuple[str, ...]:
    """The countries with contacts; `int` last."""
    found = {contact.country for contact in content.contacts.values()}
    return tuple(sorted(found, key=lambda code: (code == "int", code)))


def _plain(kind: str) -> Callable[[Content, str, Context], View | None]:
    def find(content: Content, item_id: str, _: Context) -> View | None:
        item = find_item(content, f"{kind}/{item_id}")
        if item is None:
            return None
        more = (Ref(f"more/{item.ref}"),) if getattr(item, "more", "") else ()
        return View(f"{kind}.j2", item, buttons=(*more, *item.next))  # type: ignore[attr-defined]

    return find


def _claim(content: Content, item_id: str, context: Context) -> View | None:
    claim = content.claims.get(item_id)
    if claim is None:
        return None
    others = [content.claims[name] for name in context.claims if name != item_id and name in content.claims]
    more = (Ref(f"more/{claim.ref}"),) if claim.more else ()
    shown = tuple(other.ref for other in others[: MOST_CLAIMS - 1])
    tactic = content.tactics.get(claim.tactic)
    return View("claim.j2", claim, {"tactic": tactic, "has_others": bool(shown)}, (*shown, *more, *claim.next))


def _route(content: Content, item_id: str, _: Context) -> View | None:
    route = content.routes.get(item_id)
    if route is None:
        return None
    more = (Ref(f"more/{route.ref}"),) if route.more else ()
    return View("route.j2", route, buttons=(*more, *route.nearest, *route.next))


def _more(content: Content, ref: str, _: Context) -> View | None:
    item = find_item(content, ref)
    if item is None or not getattr(item, "more", ""):
        return None
    return View("more.j2", item, buttons=item.next)  # type: ignore[attr-defined]  # whatever has `more` has `next`


def _say(content: Content, name: str, context: Context) -> View | None:
    response = content.responses.get(name)
    if response is None:
        return None
    if name == "claims" and context.claims:
        return _claim(content, context.claims[0], context)
    if name == "fallback" and context.suggestions:
        return _did_you_mean(content.responses["did_you_mean"], context)
    if response.show:
        return find_view(content, response.show, context)
    return View("say.j2", response, buttons=response.next)


def _did_you_mean(response: Response, context: Context) -> View:
    return View("say.j2", response, buttons=(*context.suggestions, *response.next))


def _routes(content: Content, rest: str, context: Context) -> View | None:
    """`routes`, `routes/work`, `routes/gb`, `routes/gb/work`: asks for what is not yet said."""
    first, _, second = rest.partition("/")
    country, purpose = (None, first) if first in PURPOSES else (first or None, second or None)
    country = country or context.destination
    if country and not any(route.country == country for route in content.routes.values()):
        return find_view(content, "say/no_routes", context)
    if country is None:
        return _choose_country(content, purpose)
    if purpose is None:
        return _choose_purpose(content, country)
    return _route_list(content, country, purpose) if purpose in PURPOSES else None


def _choose_country(content: Content, purpose: str | None) -> View | None:
    countries = countries_with(content, purpose)
    if not countries:
        return find_view(content, "say/no_routes", Context())
    tail = f"/{purpose}" if purpose else ""
    buttons = tuple(Ref(f"routes/{country}{tail}") for country in countries)
    return View("choose.j2", data={"question": "routes_choose_country"}, buttons=buttons)


def _choose_purpose(content: Content, country: str) -> View:
    offered = {route.purpose for route in content.routes.values() if route.country == country}
    buttons = tuple(Ref(f"routes/{country}/{purpose}") for purpose in PURPOSES if purpose in offered)
    return View("choose.j2", data={"question": "routes_choose_purpose", "country": country}, buttons=buttons)


def _route_list(content: Content, country: str, purpose: str) -> View:
    listed = [r for r in content.routes.values() if r.country == country and r.purpose == purpose]
    is_open = [route for route in listed if route.status == "open"]
    shut = [route for route in listed if route.status != "open"]
    if not listed:
        return _choose_purpose(content, country)
    data: dict[str, object] = {"country": country, "purpose": purpose, "open": is_open, "shut": shut}
    help_there = Ref(f"contacts/{country}") if country in contact_countries(content) else Ref("contacts")
    return View("routes.j2", data=data, buttons=(*_refs(is_open), *_refs(shut), help_there))


def _refs(routes: list[Route]) -> tuple[Ref, ...]:
    return tuple(route.ref for route in routes)


def _contacts(content: Content, country: str, context: Context) -> View | None:
    countries = contact_countries(content)
    country = country or context.place or ""
    if not country:
        buttons = tuple(Ref(f"contacts/{code}") for code in countries)
        return View("choose.j2", data={"question": "contacts_choose_country"}, buttons=buttons)
    if country not in countries:
        return find_view(content, "say/no_contacts", context)
    listed = [contact for contact in content.contacts.values() if contact.country == country]
    others = () if country == "int" or "int" not in countries else (Ref("contacts/int"),)
    return View("contacts.j2", data={"country": country, "contacts": listed}, buttons=others)


def _emergency(content: Content, kind: str, _: Context) -> View | None:
    emergency = content.emergencies.get(kind)
    if emergency is None:
        return None
    return View("emergency.j2", emergency, buttons=emergency.next)


def _languages(_: Content, rest: str, __: Context) -> View | None:
    return View("choose.j2", data={"question": "choose_language"}) if not rest else None


_FINDERS: dict[str, Callable[[Content, str, Context], View | None]] = {
    "claim": _claim,
    "tactic": _plain("tactic"),
    "topic": _plain("topic"),
    "route": _route,
    "emergency": _emergency,
    "more": _more,
    "say": _say,
    "routes": _routes,
    "contacts": _contacts,
    "languages": _languages,
}
