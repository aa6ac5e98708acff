"""Rules about finished replies: every view in every language renders, fits, and holds no foreign markup."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from bot.checks.base import Check, Subject
from bot.content.models import Ref
from bot.errors import BotError, Problem
from bot.rendering.views import PURPOSES, contact_countries, countries_with
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
    yield from (Ref(ref) for ref in ("routes", "contacts", "languages"))
    yield from (Ref(f"contacts/{country}") for country in contact_countries(content))
    yield from (Ref(f"routes/{purpose}") for purpose in PURPOSES)
    for country in countries_with(content):
        yield Ref(f"routes/{country}")
        yield from (Ref(f"routes/{country}/{purpose}") for purpose in PURPOSES)


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
            seen = Seen.of(bubble.text)
            if len(seen.text) > limit:
                yield f"shows {len(seen.text)} characters of {limit}", "shorten it, or move some into `more`"
            if not seen.text.strip():
                yield "is empty", "write its text"
            if seen.foreign:
                yield f"holds <{min(seen.foreign)}>, which Telegram refuses", "only b, i and a are known"
            if "{" in seen.text or "}" in seen.text:
                yield "shows a { or }", "every placeholder must be filled"
            for button in bubble.buttons:
                if not button.title.strip():
                    yield f"has a button to {button.payload} without words", "give what it leads to a title"
                if len(button.title) > _TITLE:
                    yield f"has a button of {len(button.title)} characters: {button.title}", "shorten the title"


class Seen(HTMLParser):
    """What a reader sees of a bubble, and the tags no channel knows."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.foreign: set[str] = set()

    @classmethod
    def of(cls, html: str) -> Seen:
        """The parsed bubble."""
        seen = cls()
        seen.feed(html)
        seen.close()
        return seen

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the parser's form
        if tag not in _TAGS:
            self.foreign.add(tag)


REPLY_CHECKS: tuple[Check, ...] = (Broken(),)
