"""The route finder: at most four questions, then the ways that may fit; knows no words and remembers nobody.

Every answer stands in the address (bot.rendering.search), so a button works while the worker is away, an old one after
an update, and whoever leaves comes back where they were (docs/adr/0012).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.content.models import Content, Ref, Route
from bot.rendering.fitting import (
    countries_with,
    fitting,
    is_for,
    leads_to,
    origins,
    routes_of,
    situations,
    spoken_of,
)
from bot.rendering.search import (
    ANY,
    ASK,
    ASK_ANYWAY,
    KNOWN,
    OPEN,
    PLACES,
    PURPOSES,
    Search,
    answered,
    filled,
    is_sound,
    settled,
)
from bot.rendering.view import Context, View

_PAGE = 5
_MOST_SHUT = 3
_MANY = 4


def find(content: Content, rest: str, context: Context) -> View | Ref | None:
    """The next question of the finder, or what it found; None for an address that no button of ours has."""
    written = Search.at(rest)
    search = filled(written, context)
    if not is_sound(search):
        return None
    if search.destination not in (*OPEN, ANY) and not leads_to(content, search.destination):
        return Ref("say/no_routes")
    if search.destination in OPEN:
        asking = replace(search, **{name: ASK for name in PLACES if getattr(written, name) == KNOWN})
        purpose = search.purpose if search.purpose in PURPOSES else None
        return _ask(asking, "destination", [*countries_with(content, purpose), ANY])
    if search.nationality in OPEN:
        return _ask(search, "nationality", [*origins(content), ANY])
    offered = [purpose for purpose in PURPOSES if routes_of(content, replace(search, purpose=purpose))]
    if search.purpose not in offered:
        return _ask(search, "purpose", offered)
    listed = routes_of(content, search)
    fits = fitting(listed, search)
    if search.destination == ANY:
        return _countries(search, fits)
    if search.situation in OPEN and (narrower := _narrower(fits)):
        return _ask(search, "situation", [*narrower, ANY])
    settled_search = replace(search, situation=settled(search.situation))
    return _found(content, settled_search, listed, spoken_of(fits, context.routes))


def costs(content: Content, rest: str, context: Context) -> View | None:
    """`costs/<search>`: what the routes that were found cost, and how long they take; where none is, the same page."""
    found = find(content, rest, context)
    if not isinstance(found, View) or found.template != "find.j2":
        return None
    return replace(found, template="costs.j2", ref=f"costs/{rest}") if found.data["open"] else found


def _ask(search: Search, place: str, values: Sequence[str]) -> View:
    """A question with a button for each answer; the view's own address says which one it asks."""
    shown = replace(search, **{place: ASK_ANYWAY})
    labels = {answered(shown.ref, place, value): _label(place, value) for value in dict.fromkeys(values)}
    data: dict[str, object] = {"question": f"find_{place}"}
    if place == "purpose" and search.destination != ANY:
        data = {"question": "routes_choose_purpose", "country": search.destination}
    is_country = place in ("destination", "nationality")
    return View("choose.j2", data=data, buttons=tuple(labels), by_country=is_country, labels=labels, ref=shown.ref)


def _label(place: str, value: str) -> str:
    if place in ("destination", "nationality"):
        return f"find_any_{place}" if value == ANY else f"country/{value}"
    if place == "situation":
        return "find_any_situation" if value == ANY else f"situation_{value}"
    return f"purpose_{value}"


def _narrower(fits: Sequence[Route]) -> list[str]:
    """The answers to the narrowing question, where so many routes fit that it is worth a turn."""
    told_apart = situations(fits)
    return told_apart if len(fits) >= _MANY and len(told_apart) > 1 else []


def _countries(search: Search, fits: Sequence[Route]) -> View:
    """Where open routes lead that may fit somebody who is not sure where to go."""
    codes = sorted({route.country for route in fits})
    labels = {replace(search, destination=code).ref: f"country/{code}" for code in codes}
    data = {"question": "find_anywhere" if codes else "routes_none_open"}
    help_anywhere = () if codes else (Ref("contacts"),)
    return View(
        "choose.j2", data=data, buttons=(*labels, *help_anywhere), by_country=bool(codes), labels=labels, ref=search.ref
    )


def _found(content: Content, search: Search, listed: Sequence[Route], fits: Sequence[Route]) -> View:
    """What was found: of all routes `listed`, those that may fit."""
    if (int(search.page) - 1) * _PAGE >= len(fits):  # an old button, to a page that is there no more
        search = replace(search, page="1")
    start = (int(search.page) - 1) * _PAGE
    page = fits[start : start + _PAGE]
    shut = [route for route in listed if route.status != "open" and is_for(route, search.nationality)][:_MOST_SHUT]
    doubtful = [route for route in listed if route.status == "open" and search.nationality in route.not_for]
    data: dict[str, object] = {
        "country": search.destination,
        "purpose": search.purpose,
        "nationality": None if search.nationality == ANY else search.nationality,
        "situation": None if search.situation == ANY else search.situation,
        "open": page,
        "shut": shut if not start else [],
        "doubtful": doubtful if not start else [],
    }
    onward = _onward(search, fits, is_last=start + _PAGE >= len(fits))
    known_contacts = {contact.country for contact in content.contacts.values()}
    help_there = Ref(f"contacts/{search.destination}" if search.destination in known_contacts else "contacts")
    refs = (*(route.ref for route in (*page, *(() if start else (*doubtful[:_MOST_SHUT], *shut)))), help_there, *onward)
    return View("find.j2", data=data, buttons=refs, labels=onward, ref=search.ref)


def _onward(search: Search, fits: Sequence[Route], *, is_last: bool) -> dict[Ref, str]:
    """The addresses that show the rest, narrow the list, or begin again elsewhere."""
    found: dict[Ref, str] = {}
    if not is_last:
        found[replace(search, page=str(int(search.page) + 1)).ref] = "more"
    first = replace(search, page="1")
    if search.nationality == ANY:
        found[replace(first, nationality=ASK_ANYWAY).ref] = "find_by_nationality"
    if search.situation == ANY and _narrower(fits):
        found[replace(first, situation=ASK_ANYWAY).ref] = "find_narrower"
    found[replace(first, destination=ASK_ANYWAY, situation=ANY).ref] = "find_elsewhere"
    return found
