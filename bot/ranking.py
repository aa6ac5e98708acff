"""Which lawful routes a message speaks of, by the letters of their own texts; knows neither intents nor people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log, sqrt

from bot.content.models import Content, Route, Text
from bot.content.texts import context
from bot.errors import MissingWords
from bot.i18n.catalogs import Catalog
from bot.i18n.languages import SOURCE
from bot.text import fold, without_addresses, words

_LETTERS = 4
_LEAST = 0.17
"""Below it a message speaks of routes in general (looked at with a dozen questions a language)."""
_MOST = 5


class RouteRanker:
    """Knows the routes' titles and whom they are for, as runs of four letters.

    The words of the reader's language and of English serve together: people write "visa per nurse".
    """

    def __init__(self, content: Content, catalogs: Mapping[str, Catalog]) -> None:
        self._runs = {
            code: {route.id: frozenset(_runs(_said(route, catalog))) for route in content.routes.values()}
            for code, catalog in catalogs.items()
        }

    def rank(self, text: str, language: str, routes: Iterable[str]) -> tuple[tuple[str, float], ...]:
        """Those of `routes` that `text` speaks of, with their likeness (cosine of tf-idf, 0 to 1), best first.

        Letters are weighed by how few of `routes` have them: among the ways to one country its name says nothing.
        """
        asked = frozenset(_runs(fold(without_addresses(text))))
        likeness: dict[str, float] = {}
        for code in dict.fromkeys((language, SOURCE)):
            held = {route: self._runs[code][route] for route in routes} if code in self._runs else {}
            for route, like in _likeness(asked, held).items():
                likeness[route] = max(likeness.get(route, 0.0), like)
        best = sorted(likeness.items(), key=lambda pair: -pair[1])[:_MOST]
        return tuple((route, like) for route, like in best if like >= _LEAST)


def _likeness(asked: frozenset[str], held: Mapping[str, frozenset[str]]) -> dict[str, float]:
    having = Counter(run for runs in held.values() for run in runs)
    rarity = {run: log(len(held) / often) for run, often in having.items()}
    norm = sqrt(sum(rarity.get(run, log(len(held) or 1)) ** 2 for run in asked)) or 1.0
    return {
        route: sum(rarity[run] ** 2 for run in runs & asked)
        / norm
        / (sqrt(sum(rarity[run] ** 2 for run in runs)) or 1.0)
        for route, runs in held.items()
    }


def _said(route: Route, catalog: Catalog) -> str:
    fields: Iterable[tuple[str, Text]] = (("title", route.title), ("who", route.who))
    return fold(" ".join(_words(route, name, source, catalog) for name, source in fields))


def _words(route: Route, name: str, source: Text, catalog: Catalog) -> str:
    try:
        return catalog.text(context(route, name), source)
    except MissingWords:
        return ""


def _runs(folded: str) -> Iterator[str]:
    """Of words with as many letters: "how", "get" and "can" speak of no route."""
    for word in words(folded):
        yield from (word[start : start + _LETTERS] for start in range(len(word) - _LETTERS + 1))
