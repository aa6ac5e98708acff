"""What the route finder was told and still has to ask, as an address (docs/adr/0012); knows no routes.

`find/<destination>/<nationality>/<purpose>/<situation>[/<page>]`
"""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass, replace
from typing import get_args

from bot.content.kinds import Purpose, Situation
from bot.content.models import Ref
from bot.rendering.view import Context

ASK, ASK_ANYWAY, KNOWN, ANY = "-", "~", "*", "any"
"""A place of the address: to be asked unless known, to be asked in any case, what is known if anything, no matter."""
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
OPEN = frozenset((ASK, ASK_ANYWAY))
"""What stands in a place that is still to be asked."""
PLACES = ("destination", "nationality", "purpose", "situation")
"""The places of the address, in the order in which they are asked."""
_COUNTRY = re.compile(r"[a-z]{2}")
_PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


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
        return next((name for name in PLACES if getattr(self, name) in OPEN), None)


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


def impersonal(ref: str) -> str:
    """`ref` without what a person said of themselves: what is counted tells of the answer, not of who got it."""
    kind, _, rest = ref.partition("/")
    if kind not in ("find", "costs"):
        return ref
    search = Search.at(rest)
    return f"{kind}/{search.destination}/{ANY}/{search.purpose}/{ANY}"


def filled(search: Search, context: Context) -> Search:
    """The search with what is known of the person put in."""
    known = {"destination": context.destination, "nationality": context.nationality}
    places = {name: _place(getattr(search, name), known.get(name)) for name in PLACES}
    return replace(search, **places)


def _place(value: str, known: str | None) -> str:
    if value in (ASK, KNOWN) and known:
        return known
    return ANY if value == KNOWN else value


def is_sound(search: Search) -> bool:
    """Whether each place holds what can stand there: nothing that somebody made up is shown, kept or counted."""
    countries = (search.destination, search.nationality)
    return (
        all(value in (*OPEN, ANY) or _COUNTRY.fullmatch(value) for value in countries)
        and search.purpose in (*OPEN, ANY, *PURPOSES)
        and search.situation in (*OPEN, ANY, *get_args(Situation))
        and _PAGE_NUMBER.fullmatch(search.page) is not None
    )


def settled(value: str) -> str:
    """A place that need not be asked any more: what was not told does not matter."""
    return ANY if value in OPEN else value
