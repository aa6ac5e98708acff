"""Views that list others: lawful ways and contacts by country, topics by meaning, claims by tactic; knows no words."""

from __future__ import annotations

from typing import get_args

from bot.content.models import Content, Purpose, Ref, Route, TopicIntent
from bot.rendering.view import Context, View

PURPOSES: tuple[str, ...] = get_args(Purpose)
INTENTS: tuple[str, ...] = get_args(TopicIntent)


def countries_with(content: Content, purpose: str | None = None) -> tuple[str, ...]:
    """The countries for which lawful ways are listed, for one purpose or any."""
    found = {route.country for route in content.routes.values() if purpose in (None, route.purpose)}
    return tuple(sorted(found))


def contact_countries(content: Content) -> tuple[str, ...]:
    """The countries with contacts; `int` last."""
    found = {contact.country for contact in content.contacts.values()}
    return tuple(sorted(found, key=lambda code: (code == "int", code)))


def routes(content: Content, rest: str, context: Context) -> View | Ref | None:
    """`routes`, `routes/work`, `routes/gb`, `routes/gb/work`: asks for what is not yet said."""
    first, _, second = rest.partition("/")
    country, purpose = (None, first) if first in PURPOSES else (first or None, second or None)
    country = country or context.destination
    if country and not any(route.country == country for route in content.routes.values()):
        return Ref("say/no_routes")
    if country is None:
        return _choose_country(content, purpose)
    if purpose is None:
        return _choose_purpose(content, country)
    return _route_list(content, country, purpose) if purpose in PURPOSES else None


def _choose_country(content: Content, purpose: str | None) -> View | Ref:
    countries = countries_with(content, purpose)
    if not countries:
        return Ref("say/no_routes")
    tail = f"/{purpose}" if purpose else ""
    buttons = tuple(Ref(f"routes/{country}{tail}") for country in countries)
    return View("choose.j2", data={"question": "routes_choose_country"}, buttons=buttons, by_country=True)


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


def contacts(content: Content, country: str, context: Context) -> View | Ref:
    """`contacts`, `contacts/gb`: who can help there, once it is known where."""
    countries = contact_countries(content)
    country = country or context.place or ""
    if not country:
        buttons = tuple(Ref(f"contacts/{code}") for code in countries)
        return View("choose.j2", data={"question": "contacts_choose_country"}, buttons=buttons, by_country=True)
    if country not in countries:
        return Ref("say/no_contacts")
    listed = [contact for contact in content.contacts.values() if contact.country == country]
    others = () if country == "int" or "int" not in countries else (Ref("contacts/int"),)
    return View("contacts.j2", data={"country": country, "contacts": listed}, buttons=others)


def topics(content: Content, intent: str, _: Context) -> View | None:
    """`topics`, `topics/risk_sea`: what can be read, by what people mean."""
    offered = {topic.intent for topic in content.topics.values()}
    if not intent:
        buttons = tuple(Ref(f"topics/{name}") for name in INTENTS if name in offered)
        return View("choose.j2", data={"question": "topics_choose"}, buttons=buttons)
    listed = tuple(topic.ref for topic in content.topics.values() if topic.intent == intent)
    return View("choose.j2", data={"question": "topics_choose"}, buttons=listed) if listed else None


def claims(content: Content, rest: str, _: Context) -> View | None:
    """`claims`: the ways of persuading, each of which leads to what is said in its manner."""
    if rest:
        return None
    buttons = tuple(tactic.ref for tactic in content.tactics.values())
    return View("choose.j2", data={"question": "claims_choose"}, buttons=buttons)


def tactic(content: Content, tactic_id: str, _: Context) -> View | None:
    """One way of persuading, and the claims that use it."""
    found = content.tactics.get(tactic_id)
    if found is None:
        return None
    using = tuple(claim.ref for claim in content.claims.values() if claim.tactic == tactic_id)
    return View("tactic.j2", found, buttons=(*using, *found.next))


def languages(_: Content, rest: str, __: Context) -> View | None:
    """The choice of languages, which the renderer knows."""
    return View("choose.j2", data={"question": "choose_language"}) if not rest else None
