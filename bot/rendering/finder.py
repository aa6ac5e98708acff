"""The route finder: at most four questions, every answer kept in the address; knows no words and remembers nobody.

`find/<destination>/<nationality>/<purpose>/<situation>[/<page>]`. So a button works while the worker is away, an old
one after an update, and whoever leaves comes back where they were (docs/adr/0012).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from typing import get_args

from bot.content.models import BY_NATIONALITY, SITUATIONS, Content, Purpose, Ref, Route, Situation
from bot.rendering.view import Context, View

ASK, ASK_ANYWAY, KNOWN, ANY = "-", "~", "*", "any"
"""A place of the address: to be asked unless known, to be asked in any case, what is known if anything, no matter."""
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
OPEN = frozenset((ASK, ASK_ANYWAY))
"""What stands in a place that is still to be asked."""
_PAGE = 5
_MOST_SHUT = 3
_MANY = 4
"""From so many open routes on, the narrowing question is worth a turn."""
_EU = frozenset(
    "at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk".split()  # noqa: SIM905  27 words
)
"""Members of the European Union (europa.eu): where we know no routes of their own, the Union's apply."""


@dataclass(frozen=True)
class Search:
    """What is asked for, place by place of the address."""

    destination: str = ASK
    nationality: str = ASK
    purpose: str = ASK
    situation: str = ASK
    page: str = "1"

    @classmethod
    def at(cls, rest: str) -> Search:
        """The search that the rest of an address says; what it leaves out is still to be asked."""
        places = [place for place in rest.split("/") if place]
        return cls(*places[:5])

    @property
    def ref(self) -> Ref:
        """Its address, without pages before the second."""
        places = astuple(self)
        return Ref("/".join(("find", *(places if self.page != "1" else places[:4]))))

    @property
    def asked(self) -> str | None:
        """The first place still to be asked."""
        return next((name for name in _PLACES if getattr(self, name) in OPEN), None)


_PLACES = ("destination", "nationality", "purpose", "situation")
_COUNTRY = re.compile(r"[a-z]{2}")
_PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def find(content: Content, rest: str, context: Context) -> View | Ref | None:
    """The next question of the finder, or what it found; None for an address that no button of ours has."""
    written = Search.at(rest)
    search = _filled(written, context)
    if not _is_sound(search):
        return None
    if search.destination not in (*OPEN, ANY) and not _leads_to(content, search.destination):
        return Ref("say/no_routes")
    if search.destination in OPEN:
        asking = replace(search, **{name: ASK for name in _PLACES if getattr(written, name) == KNOWN})
        return _ask(asking, "destination", [*countries_with(content, _purpose(search)), ANY])
    if search.nationality in OPEN:
        return _ask(search, "nationality", [*origins(content), ANY])
    offered = [purpose for purpose in PURPOSES if _routes(content, replace(search, purpose=purpose))]
    if search.purpose not in offered:
        return _ask(search, "purpose", offered)
    if search.destination == ANY:
        return _countries(content, search)
    fitting = _fitting(_routes(content, search), search)
    narrower = _situations(fitting)
    if search.situation in OPEN and len(fitting) >= _MANY and len(narrower) > 1:
        return _ask(search, "situation", [*narrower, ANY])
    return _found(content, replace(search, situation=_settled(search.situation)))


def costs(content: Content, rest: str, context: Context) -> View | None:
    """`costs/<search>`: what the routes that were found cost, and how long they take; where none is, the same page."""
    found = find(content, rest, context)
    if not isinstance(found, View) or found.template != "find.j2":
        return None
    return replace(found, template="costs.j2", ref=f"costs/{rest}") if found.data["open"] else found


def answered(ref: str, place: str, value: str) -> Ref:
    """The address with `value` put in `place`."""
    search = Search.at(ref.partition("/")[2])
    return replace(search, **{place: value, "page": "1"}).ref


def asked_at(ref: str) -> str | None:
    """Which place the view at `ref` asks for, as it was shown."""
    return Search.at(ref.partition("/")[2]).asked if ref.startswith("find/") else None


def slots_at(ref: str) -> dict[str, str | None]:
    """What a person told by coming to `ref`: None for what they took back or would rather not say."""
    if not ref.startswith("find/"):
        return {}
    search = Search.at(ref.partition("/")[2])
    told = {name: getattr(search, name) for name in ("destination", "nationality", "purpose")}
    return {name: None if value == ANY else value for name, value in told.items() if value not in (*OPEN, KNOWN)}


def countries_with(content: Content, purpose: str | None = None) -> tuple[str, ...]:
    """The countries for which lawful ways are listed, for one purpose or any."""
    found = {route.country for route in content.routes.values() if purpose in (None, route.purpose)}
    return tuple(sorted(found))


def origins(content: Content) -> list[str]:
    """The nationalities offered: of which there is an answer of their own. Others can be typed."""
    return [t.country for t in content.topics.values() if t.intent == BY_NATIONALITY and t.country]


def _filled(search: Search, context: Context) -> Search:
    known = {"destination": context.destination, "nationality": context.nationality}
    places = {name: _place(getattr(search, name), known.get(name)) for name in _PLACES}
    return replace(search, **places)


def _place(value: str, known: str | None) -> str:
    if value in (ASK, KNOWN) and known:
        return known
    return ANY if value == KNOWN else value


def _is_sound(search: Search) -> bool:
    """Whether each place holds what can stand there: nothing that somebody made up is shown, kept or counted."""
    countries = (search.destination, search.nationality)
    return (
        all(value in (*OPEN, ANY) or _COUNTRY.fullmatch(value) for value in countries)
        and search.purpose in (*OPEN, ANY, *PURPOSES)
        and search.situation in (*OPEN, ANY, *get_args(Situation))
        and _PAGE_NUMBER.fullmatch(search.page) is not None
    )


def _settled(value: str) -> str:
    return ANY if value in OPEN else value


def _purpose(search: Search) -> str | None:
    return search.purpose if search.purpose in PURPOSES else None


def _leads_to(content: Content, country: str) -> str | None:
    """Whose routes lead to `country`: its own, or the Union's."""
    known = countries_with(content)
    if country in known:
        return country
    return "eu" if country in _EU and "eu" in known else None


def _routes(content: Content, search: Search) -> list[Route]:
    """The routes of a purpose to a destination, or to any."""
    folder = None if search.destination == ANY else _leads_to(content, search.destination)
    return [
        route
        for route in content.routes.values()
        if route.purpose == search.purpose and folder in (None, route.country)
    ]


def _is_for(route: Route, nationality: str) -> bool:
    return nationality == ANY or not route.only_for or nationality in route.only_for


def _fitting(routes: Iterable[Route], search: Search) -> list[Route]:
    """The open routes that may fit, those made for such a person first."""
    situation = _settled(search.situation)
    found = [
        route
        for route in routes
        if route.status == "open"
        and _is_for(route, search.nationality)
        and search.nationality not in route.not_for
        and (situation == ANY or not route.suits or situation in route.suits)
    ]
    return sorted(found, key=lambda route: _distance(route, search.nationality, situation))


def _distance(route: Route, nationality: str, situation: str) -> tuple[bool, bool, bool, int]:
    """How far a route is from such a person: made for their country, for their situation, for all, for many."""
    asked = SITUATIONS[route.purpose]
    nearest = min((asked.index(each) for each in route.suits), default=len(asked))
    return nationality not in route.only_for, situation not in route.suits, bool(route.only_for), nearest


def _situations(routes: Iterable[Route]) -> list[str]:
    suited = {situation for route in routes for situation in route.suits}
    return [situation for purpose in PURPOSES for situation in SITUATIONS[purpose] if situation in suited]


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


def _countries(content: Content, search: Search) -> View:
    """Where open routes lead that may fit somebody who is not sure where to go."""
    fitting = _fitting(_routes(content, search), search)
    codes = sorted({route.country for route in fitting})
    labels = {replace(search, destination=code).ref: f"country/{code}" for code in codes}
    data = {"question": "find_anywhere" if codes else "routes_none_open"}
    help_anywhere = () if codes else (Ref("contacts"),)
    return View(
        "choose.j2", data=data, buttons=(*labels, *help_anywhere), by_country=bool(codes), labels=labels, ref=search.ref
    )


def _found(content: Content, search: Search) -> View:
    listed = _routes(content, search)
    fitting = _fitting(listed, search)
    if (int(search.page) - 1) * _PAGE >= len(fitting):  # an old button, to a page that is there no more
        search = replace(search, page="1")
    start = (int(search.page) - 1) * _PAGE
    page = fitting[start : start + _PAGE]
    shut = [route for route in listed if route.status != "open" and _is_for(route, search.nationality)][:_MOST_SHUT]
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
    onward = _onward(search, fitting, is_last=start + _PAGE >= len(fitting))
    known_contacts = {contact.country for contact in content.contacts.values()}
    help_there = Ref(f"contacts/{search.destination}" if search.destination in known_contacts else "contacts")
    refs = (*(route.ref for route in page), *(route.ref for route in (() if start else shut)), help_there, *onward)
    return View("find.j2", data=data, buttons=refs, labels=onward, ref=search.ref)


def _onward(search: Search, fitting: Sequence[Route], *, is_last: bool) -> dict[Ref, str]:
    """The addresses that show the rest, narrow the list, or begin again elsewhere."""
    found: dict[Ref, str] = {}
    if not is_last:
        found[replace(search, page=str(int(search.page) + 1)).ref] = "more"
    first = replace(search, page="1")
    if search.nationality == ANY:
        found[replace(first, nationality=ASK_ANYWAY).ref] = "find_by_nationality"
    if search.situation == ANY and len(fitting) >= _MANY and len(_situations(fitting)) > 1:
        found[replace(first, situation=ASK_ANYWAY).ref] = "find_narrower"
    found[replace(first, destination=ASK_ANYWAY, situation=ANY).ref] = "find_elsewhere"
    return found
