"""What a button that leads to an address says; knows no layout."""

from __future__ import annotations

from collections.abc import Mapping

from bot.content.models import Content, Response
from bot.errors import RenderError
from bot.i18n.catalogs import Catalog
from bot.rendering.lists import PURPOSES
from bot.rendering.views import find_item
from bot.rendering.words import Words

_FIXED = {
    "more": "more",
    "do/forget": "do_forget",
    "routes": "legal_ways",
    "contacts": "get_help",
    "topics": "all_topics",
    "claims": "what_they_say",
}


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
    fixed = _FIXED.get(ref) or (_FIXED.get(kind) if kind == "more" else None)
    if fixed:
        return _plain(words.ui(fixed))
    if kind == "routes":
        return _routes_title(rest, words)
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


def _routes_title(rest: str, words: Words) -> str:
    first, _, second = rest.partition("/")
    if first in PURPOSES:
        return _plain(words.ui("legal_ways_for", purpose=_plain(words.ui(f"purpose_{first}"))))
    if not second:
        return _plain(words.ui("legal_ways_in", country=words.country(first)))
    purpose = _plain(words.ui(f"purpose_{second}"))
    return _plain(words.ui("routes_button", purpose=purpose, country=words.country(first)))


def _plain(text: object) -> str:
    """Buttons hold no markup: what was escaped for HTML is turned back."""
    return text.unescape() if hasattr(text, "unescape") else str(text)
