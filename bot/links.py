"""Deep links: language, page and campaign in Telegram's 64 characters of `?start=`; knows neither Telegram nor words.

`l-sq__v-claim-pay_on_arrival__c-school`: parts that cannot be read are left out, as a link may be older than we are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.models import Content, Ref
from bot.errors import SettingsError
from bot.rendering import Context
from bot.rendering.views import find_view

MOST_CHARACTERS = 64
_JOINT = "__"
_ALLOWED = re.compile(r"[A-Za-z0-9_-]+")
_CAMPAIGN = re.compile(r"[A-Za-z0-9]{1,20}")
_DEEPEST = 4


@dataclass(frozen=True)
class Link:
    """Where a link leads, and whose it is."""

    language: str | None = None
    ref: Ref | None = None
    campaign: str | None = None


def read_link(payload: str, content: Content, languages: Iterable[str]) -> Link:
    """What `payload` says; what it says of pages and languages that are not there is left out."""
    parts = dict(part.split("-", 1) for part in payload[:MOST_CHARACTERS].split(_JOINT) if "-" in part)
    language, campaign = parts.get("l"), parts.get("c", "")
    return Link(
        language if language in set(languages) else None,
        _page(parts.get("v", ""), content),
        campaign if _CAMPAIGN.fullmatch(campaign) else None,
    )


def write_link(link: Link) -> str:
    """The payload that says `link`.

    Raises:
        SettingsError: if it holds what Telegram does not take, or is too long.
    """
    parts = {"l": link.language, "v": link.ref.replace("/", "-") if link.ref else None, "c": link.campaign}
    payload = _JOINT.join(f"{name}-{value}" for name, value in parts.items() if value)
    if link.campaign and not _CAMPAIGN.fullmatch(link.campaign):
        raise SettingsError(f"{link.campaign!r} is no name for a campaign; use up to 20 letters and digits")
    if not _ALLOWED.fullmatch(payload) or len(payload) > MOST_CHARACTERS:
        raise SettingsError(f"{payload!r} cannot be a link; Telegram takes {MOST_CHARACTERS} of A-Z, a-z, 0-9, _ and -")
    return payload


def _page(name: str, content: Content) -> Ref | None:
    """`route-gb-skilled-worker` is `route/gb/skilled-worker`: read so that something stands there."""
    refs = (Ref(name.replace("-", "/", count)) for count in range(_DEEPEST + 1))
    return next((ref for ref in refs if name and find_view(content, ref, Context())), None)
