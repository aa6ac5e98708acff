"""Rules about finished replies: every view in every language renders, fits, and holds no foreign markup."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import nh3

from bot.checks.base import Check, Subject
from bot.content.models import Ref
from bot.content.texts import path_of
from bot.errors import BotError, Problem
from bot.rendering import Context
from bot.rendering.lists import INTENTS, PURPOSES, contact_countries, countries_with
from bot.rendering.views import find_view
from bot.replies import Reply

LIMITS = {"claim": 700, "tactic": 700, "topic": 700, "say": 700, "route": 1000, "emergency": 1500}
"""Characters seen at first, by kind; `more` comes on demand. Routes list what they take; emergencies, whom to call."""
HARD_LIMIT = 4096
_TITLE = 60
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
    yield from (Ref(f"routes/{purpose}") for purpose in PURPOSES)
    for country in countries_with(content):
        yield Ref(f"routes/{country}")
        yield from (Ref(f"routes/{country}/{purpose}") for purpose in PURPOSES)


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
    description = "Every view in every language renders within its length, in Telegram's HTML, without leftovers."

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
