"""What stands behind each address: a template, its data, and the addresses that help next; knows no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.content.models import Claim, Content, Item, Ref, Response, Route, Topic
from bot.rendering import adverts, finder, lists
from bot.rendering.view import Context, Finder, View


def find_view(content: Content, ref: str, context: Context) -> View | None:
    """The view at `ref`, or None if nothing stands there, or responses show each other in a circle."""
    seen: set[str] = set()
    while ref not in seen:
        seen.add(ref)
        kind, _, rest = ref.partition("/")
        finder = _FINDERS.get(kind)
        found = finder(content, rest, context) if finder else None
        if not isinstance(found, str):
            return replace(found, ref=found.ref or ref) if found else None
        ref = found
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


def _to_more(item: Claim | Topic | Route) -> tuple[Ref, ...]:
    return (Ref(f"more/{item.ref}"),) if item.more else ()


def _claim(content: Content, item_id: str, context: Context) -> View | None:
    claim = content.claims.get(item_id)
    if claim is None:
        return None
    next_steps = adverts.NEXT_STEPS if context.is_advert else claim.next
    buttons = (*_to_more(claim), Ref(f"share/{item_id}"), *next_steps)
    return View("claim.j2", claim, buttons=buttons, labels=adverts.LABELS)


def _share(content: Content, item_id: str, _: Context) -> View | None:
    claim = content.claims.get(item_id)
    if claim is None:
        return None
    return View("share.j2", claim, buttons=(claim.ref, *claim.next), forward="share_how")


def _cost(content: Content, item_id: str, _: Context) -> View | None:
    """Only what a route costs and how long it takes, for whoever asks back."""
    route = content.routes.get(item_id)
    return View("cost.j2", route, buttons=(route.ref, *route.next)) if route else None


def _topic(content: Content, item_id: str, _: Context) -> View | None:
    topic = content.topics.get(item_id)
    if topic is None:
        return None
    has_others = any(other.intent == topic.intent and other.id != item_id for other in content.topics.values())
    others = (Ref(f"topics/{topic.intent}"),) if has_others else ()
    return View("topic.j2", topic, buttons=(*_to_more(topic), *topic.next, *others))


def _route(content: Content, item_id: str, _: Context) -> View | None:
    route = content.routes.get(item_id)
    if route is None:
        return None
    return View("route.j2", route, buttons=(*_to_more(route), *route.nearest, *route.next))


def _more(content: Content, ref: str, _: Context) -> View | None:
    item = find_item(content, ref)
    if item is None or not getattr(item, "more", ""):
        return None
    return View("more.j2", item, buttons=item.next)  # type: ignore[attr-defined]  # whatever has `more` has `next`


def _say(content: Content, name: str, context: Context) -> View | Ref | None:
    response = content.responses.get(name)
    if response is None:
        return None
    if name == "claims" and (context.claims or context.tactics):
        return adverts.ref_of(context)
    if name == "fallback" and context.suggestions:
        return _did_you_mean(content.responses["did_you_mean"], context)
    if response.show:
        return Ref(f"topic/{context.topic}") if _is_closer(content, response.show, context) else response.show
    return View("say.j2", response, buttons=response.next)


def _is_closer(content: Content, shown: Ref, context: Context) -> bool:
    """Whether the topic of this turn answers what the response would answer in general."""
    general, topic = find_item(content, shown), content.topics.get(context.topic or "")
    if topic is None:
        return False
    return shown == "find" or (isinstance(general, Topic) and general.intent == topic.intent)


def _did_you_mean(response: Response, context: Context) -> View:
    return View("say.j2", response, buttons=(*context.suggestions, *response.next))


def _emergency(content: Content, kind: str, context: Context) -> View | None:
    emergency = content.emergencies.get(kind)
    if emergency is None:
        return None
    return View("emergency.j2", emergency, buttons=(*context.suggestions, *emergency.next))


_FINDERS: dict[str, Finder] = {
    "claim": _claim,
    "share": _share,
    "advert": adverts.advert,
    "find": finder.find,
    "costs": finder.costs,
    "cost": _cost,
    "tactic": lists.tactic,
    "topic": _topic,
    "route": _route,
    "emergency": _emergency,
    "more": _more,
    "say": _say,
    "routes": lists.routes,
    "contacts": lists.contacts,
    "topics": lists.topics,
    "claims": lists.claims,
    "languages": lists.languages,
}
