"""What a button that leads to an address says; knows no layout."""

from __future__ import annotations

from collections.abc import Mapping

from bot.content.models import Content, Response
from bot.errors import RenderError
from bot.i18n.catalogs import Catalog
from bot.rendering.search import ANY, OPEN, PURPOSES, Search
from bot.rendering.views import find_item
from bot.rendering.words import Words

_FIXED = {
    "more": "more",
    "advert": "more",
    "share": "share",
    "yes": "helpful",
    "no": "not_helpful",
    "do/forget": "do_forget",
    "do/back": "back",
    "routes": "legal_ways",
    "find": "legal_ways",
    "contacts": "get_help",
    "topics": "all_topics",
    "claims": "what_they_say",
}


_WHATEVER_FOLLOWS = ("more", "advert", "share", "yes", "no")


def label_of(label: str, words: Words) -> str:
    """The words of a view's own label: an interface text, or a country's name for `country/<code>`."""
    kind, _, code = label.partition("/")
    if kind != "country":
        return _plain(words.ui(label))
    name = words.country(code)
    return name[:1].upper() + name[1:]


def title_of(ref: str, content: Content, catalogs: Mapping[str, Catalog], words: Words) -> str:
    """The button's title, as plain text.

    Raises:
        RenderError: if no button can lead to `ref`.
    """
    kind, _, rest = ref.partition("/")
    if kind == "lang" and rest in catalogs:
        return catalogs[rest].language.name
    if kind == "languages":
        return "🌐 " + _plain(words.ui("language"))
    fixed = _FIXED.get(ref) or (_FIXED.get(kind) if kind in _WHATEVER_FOLLOWS else None)
    if fixed:
        return _plain(words.ui(fixed))
    if kind == "routes":
        first, _, second = rest.partition("/")
        return _ways_title("" if first in PURPOSES else first, first if first in PURPOSES else second, words)
    if kind == "find":
        search = Search.at(rest)
        country = search.destination if search.destination not in (*OPEN, ANY) else ""
        return _ways_title(country, search.purpose if search.purpose in PURPOSES else "", words)
    if kind == "topics":
        return _plain(words.ui("all_of", topic=_plain(words.ui(f"topics_{rest}"))))
    if kind == "contacts":
        return _plain(words.ui("help_in", country=words.country(rest)))
    return _item_title(ref, content, catalogs, words)


def _item_title(ref: str, content: Content, catalogs: Mapping[str, Catalog], words: Words) -> str:
    item = find_item(content, ref)
    if isinstance(item, Response) and item.show and not item.title:
        return title_of(item.show, content, catalogs, words)
    if item is None or not hasattr(item, "title"):
        raise RenderError(f"no button can lead to {ref!r}")
    return _plain(words.text(item, "title"))


def _ways_title(country: str, purpose: str, words: Words) -> str:
    purposed = _plain(words.ui(f"purpose_{purpose}")) if purpose else ""
    if not country:
        return _plain(words.ui("legal_ways_for", purpose=purposed) if purpose else words.ui("legal_ways"))
    if not purpose:
        return _plain(words.ui("legal_ways_in", country=words.country(country)))
    return _plain(words.ui("routes_button", purpose=purposed, country=words.country(country)))


def _plain(text: object) -> str:
    """Buttons hold no markup: what was escaped for HTML is turned back."""
    return text.unescape() if hasattr(text, "unescape") else str(text)
