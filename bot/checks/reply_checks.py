"""Rules about finished replies: every view in every language renders, fits, and holds no foreign markup."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from itertools import product

import nh3

from bot.checks.base import Check, Subject
from bot.content.kinds import SITUATIONS
from bot.content.models import Content, Ref
from bot.content.texts import path_of
from bot.errors import BotError, Problem
from bot.rendering import Context, adverts
from bot.rendering.fitting import countries_with, origins
from bot.rendering.lists import INTENTS, contact_countries
from bot.rendering.search import ANY, ASK_ANYWAY, PURPOSES
from bot.rendering.views import find_view
from bot.replies import MAX_PAYLOAD_BYTES, Reply

LIMITS = {
    "claim": 700,
    "tactic": 700,
    "topic": 700,
    "say": 700,
    "route": 1000,
    "emergency": 1500,
    "find": 1500,
    "advert": 1500,
}
"""Characters seen at first, by kind; `more` comes on demand. Routes list what they take; emergencies, whom to call."""
HARD_LIMIT = 4096
_TITLE = 60
_NATIONALITIES = 3
"""So many of those that are offered are tried with each country and purpose: every reply takes its millisecond."""
_TAGS = {"b", "i", "a"}


def all_refs(subject: Subject) -> Iterator[Ref]:
    """Every address a reader can reach."""
    content = subject.content
    for group in (content.claims, content.tactics, content.topics, content.routes, content.emergencies):
        for item in group.values():
            yield item.ref
            if getattr(item, "more", ""):
                yield Ref(f"more/{item.ref}")
    yield from (response.ref for response in content.responses.values() if not response.show)
    yield from (Ref(ref) for ref in ("routes", "contacts", "topics", "claims", "languages"))
    offered = {topic.intent for topic in content.topics.values()}
    yield from (Ref(f"topics/{intent}") for intent in INTENTS if intent in offered)
    yield from (Ref(f"contacts/{country}") for country in contact_countries(content))
    yield from (Ref(f"share/{name}") for name in content.claims)
    yield from (Ref(f"cost/{name}") for name in content.routes)
    yield from _advert_refs(content)
    yield from (Ref(f"routes/{purpose}") for purpose in PURPOSES)
    yield from _finder_refs(content)


def _advert_refs(content: Content) -> Iterator[Ref]:
    """Adverts with all the claims of one tactic, and with those three that have most to say."""
    claims = content.claims.values()
    found = [adverts.at(claim.id for claim in claims if claim.tactic == tactic) for tactic in content.tactics]
    longest = sorted(claims, key=lambda claim: len(claim.claim + claim.true_part + claim.fact + claim.instead))
    found.append(adverts.at(claim.id for claim in longest[: -1 - adverts.SHOWN : -1]))
    yield from (ref for ref in dict.fromkeys(found) if ref != "advert/")


def _finder_refs(content: Content) -> Iterator[Ref]:
    """The finder's questions and what it finds, for anyone, for some nationalities, and for every situation."""
    for country in countries_with(content):
        yield Ref(f"routes/{country}")
        yield Ref(f"find/{country}/~/-/-")
        yield from (Ref(f"routes/{country}/{purpose}") for purpose in PURPOSES)
    for country, purpose in product((*countries_with(content), ANY), PURPOSES):
        for nationality in (ANY, *origins(content)[:_NATIONALITIES]):
            yield from _pages(content, Ref(f"find/{country}/{nationality}/{purpose}/{ANY}"))
        for situation in (ASK_ANYWAY, *SITUATIONS[purpose]):
            yield Ref(f"find/{country}/{ANY}/{purpose}/{situation}")


def _pages(content: Content, ref: Ref) -> Iterator[Ref]:
    """A list of the finder with the pages that follow it, and what its routes cost."""
    view = find_view(content, ref, Context())
    if view is None:
        return
    yield ref
    if view.template == "find.j2" and f"/{ANY}/" in ref:
        yield Ref(ref.replace("find", "costs", 1))
    for further in (other for other, label in view.labels.items() if label == "more"):
        yield from _pages(content, further)


class Unreachable(Check):
    """Something that no button leads to: it is kept up, and nobody reads it."""

    id = "unreachable"
    name = "Unreachable"
    description = "Buttons lead from some reply to every claim, tactic, topic, route and list of contacts."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        content = subject.content
        responses = content.responses.values()
        shown = [response.show for response in responses if response.show]
        reached = self._reached(subject, [*(response.ref for response in responses), *shown])
        for group in (content.claims, content.tactics, content.topics, content.routes):
            for item in group.values():
                if item.ref not in reached:
                    yield Problem(path_of(item), "", "cannot be reached", "name it in the `next` of a view nearby")
        for country in contact_countries(content):
            if f"contacts/{country}" not in reached:
                cure = "name `contacts` in the `next` of a view"
                yield Problem(f"content/contacts/{country}.yml", "", "cannot be reached", cure)

    @staticmethod
    def _reached(subject: Subject, start: list[Ref]) -> set[Ref]:
        reached: set[Ref] = set()
        while start:
            ref = start.pop()
            if ref not in reached:
                reached.add(ref)
                view = find_view(subject.content, ref, Context())
                start.extend(view.buttons if view else ())
        return reached


class Broken(Check):
    """A reply that cannot be rendered, does not fit, or shows what only programs should see."""

    id = "broken-reply"
    name = "Broken reply"
    description = "Every view in every language renders within its length, in Telegram's HTML; its buttons fit."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for language in subject.knowledge.catalogs:
            for ref in all_refs(subject):
                try:
                    reply = subject.renderer.render(ref, language)
                except (BotError, KeyError, ValueError) as fault:
                    yield Problem(f"reply {ref}", language, f"cannot be rendered: {fault}", "see the message")
                    continue
                for message, cure in self._faults(ref, reply):
                    yield Problem(f"reply {ref}", language, message, cure)

    @staticmethod
    def _faults(ref: Ref, reply: Reply) -> Iterator[tuple[str, str]]:
        limit = LIMITS.get(ref.partition("/")[0], HARD_LIMIT)
        for bubble in reply.bubbles:
            text = seen(bubble.text)
            if len(text) > limit:
                yield f"shows {len(text)} characters of {limit}", "shorten it, or move some into `more`"
            if not text.strip():
                yield "is empty", "write its text"
            if not _is_telegrams(bubble.text):
                yield "holds markup that Telegram refuses", "only b, i and a with an https or tel address are known"
            if "{" in text or "}" in text:
                yield "shows a { or }", "every placeholder must be filled"
            for button in bubble.buttons:
                if not button.title.strip():
                    yield f"has a button to {button.payload} without words", "give what it leads to a title"
                if len(button.payload.encode()) > MAX_PAYLOAD_BYTES:
                    yield f"has a button of more than 64 bytes: {button.payload}", "shorten the name it holds"
                if len(button.title) > _TITLE:
                    yield f"has a button of {len(button.title)} characters: {button.title}", "shorten the title"


def seen(html: str) -> str:
    """What a reader sees of a bubble."""
    return unescape(nh3.clean(html, tags=set()))


def _is_telegrams(html: str) -> bool:
    """Whether nothing would have to be removed: Telegram refuses a message with any other tag or attribute."""
    kept = nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "tel"}, link_rel=None)
    return unescape(kept) == unescape(html)


REPLY_CHECKS: tuple[Check, ...] = (Unreachable(), Broken())
