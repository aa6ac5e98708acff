"""Views that list others: contacts by country, topics by meaning, claims by tactic; knows no words."""

from __future__ import annotations

from typing import get_args

from bot.content.kinds import TopicIntent
from bot.content.models import Content, Ref
from bot.rendering.search import ASK, KNOWN, PURPOSES, Search
from bot.rendering.view import Context, View

INTENTS: tuple[str, ...] = get_args(TopicIntent)


def contact_countries(content: Content) -> tuple[str, ...]:
    """The countries with contacts; `int` last."""
    found = {contact.country for contact in content.contacts.values()}
    return tuple(sorted(found, key=lambda code: (code == "int", code)))


def routes(_: Content, rest: str, _context: Context) -> Ref:
    """`routes`, `routes/work`, `routes/gb`, `routes/gb/work`: the finder, with what is said put in its place."""
    first, __, second = rest.partition("/")
    country, purpose = ("", first) if first in PURPOSES else (first, second)
    if not rest:
        return Ref("find")
    return Search(country or ASK, KNOWN, purpose or ASK, KNOWN if purpose else ASK).ref


def contacts(content: Content, country: str, context: Context) -> View | Ref:
    """`contacts`, `contacts/gb`: who can help there, once it is known where."""
    countries = contact_countries(content)
    country = country or context.place or ""
    if not country:
        labels = {Ref(f"contacts/{code}"): f"country/{code}" for code in countries}
        data = {"question": "contacts_choose_country"}
        return View("choose.j2", data=data, buttons=tuple(labels), by_country=True, labels=labels)
    if country not in countries:
        return Ref("say/no_contacts")
    listed = [contact for contact in content.contacts.values() if contact.country == country]
    others = () if country == "int" or "int" not in countries else (Ref("contacts/int"),)
    return View("contacts.j2", data={"country": country, "contacts": listed}, buttons=others, ref=f"contacts/{country}")


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
