"""Rules about English sentences: what may stand in them, and how hard they are to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.checks.base import Check, Subject
from bot.content.files import UNREADABLE, read_yaml, structure
from bot.content.models import Contact, Route
from bot.content.texts import PLACEHOLDER, SourceText, path_of
from bot.errors import Problem
from bot.text import EMAIL, HANDLE, LINK

HOSTS = "content/hosts.yml"
_CURRENCY = re.compile(
    r"[$\u00a2-\u00a5\u20a0-\u20cf]|\b(?:euros?|pounds|dollars|GBP|EUR|USD|CAD|SEK)\b", re.IGNORECASE
)
_TAG = re.compile(r"</?\w+[^>]*>|&\w+;")
_SENTENCE_END = re.compile(r"(?<=[.!?:;…”])\s+|\n+")
_WORD = re.compile(r"[\w'’-]+")
_PROPER_NAMES = re.compile(r"Utopia 56|Article \d+|24/7")

MOST_WORDS = {"claim": 22, "tactic": 22, "topic": 26, "route": 26, "emergency": 22, "contact": 22, "say": 26,
              "interface": 20}  # fmt: skip
"""Words in the longest sentence, by kind. The longest a kind needs today; plain-language guides advise 15 to 20."""
MOST_CHARACTERS = 5.8
"""Characters a word, on average over a text of twelve words or more."""
_FEW_WORDS = 12


class ProseCheck(Check):
    """A rule about one English text."""

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for text in subject.texts:
            for message, cure in self.faults(text, PLACEHOLDER.sub("X", text.text)):
                yield Problem(text.path, text.context, message, cure)

    def faults(self, text: SourceText, words: str) -> Iterator[tuple[str, str]]:
        """What is wrong with `text`, whose `words` have an X for each placeholder."""
        raise NotImplementedError


class NumberInProse(ProseCheck):
    """A digit in a sentence: it would go stale in every language at once."""

    id = "number-in-prose"
    name = "Number in prose"
    description = "Numbers, dates, fees and phones are facts that a sentence names. Proper names may hold digits."

    def faults(self, text: SourceText, words: str) -> Iterator[tuple[str, str]]:
        if not text.context.endswith(".name") and re.search(r"\d", _PROPER_NAMES.sub("", words)):
            yield "has a number in it", "make it a fact and name the fact in {braces}"


class CurrencyInProse(ProseCheck):
    """A currency in a sentence: an amount is near, or a price to compare."""

    id = "currency-in-prose"
    name = "Currency in prose"
    description = "Money is a fact that a sentence names."

    def faults(self, text: SourceText, words: str) -> Iterator[tuple[str, str]]:  # noqa: ARG002  the form
        if found := _CURRENCY.search(words):
            yield f"has {found[0]!r} in it", "make the amount a fact and name the fact in {braces}"


class AddressInProse(ProseCheck):
    """A link, handle or e-mail address in a sentence: it belongs to a source, a link or a contact."""

    id = "address-in-prose"
    name = "Address in prose"
    description = "Links, handles and e-mail addresses stand in fields of their own."

    def faults(self, text: SourceText, words: str) -> Iterator[tuple[str, str]]:  # noqa: ARG002  the form
        for pattern in (LINK, EMAIL, HANDLE):
            if found := pattern.search(words):
                yield f"has the address {found[0]!r} in it", "make it a source, a `link` or a contact's `website`"
                return


class MarkupInProse(ProseCheck):
    """Markup in a sentence: templates make headings, links and lists."""

    id = "markup-in-prose"
    name = "Markup in prose"
    description = "Texts hold no tags and no entities."

    def faults(self, text: SourceText, words: str) -> Iterator[tuple[str, str]]:  # noqa: ARG002  the form
        if found := _TAG.search(words):
            yield f"has {found[0]!r} in it", "remove it: templates make headings, links and lists"


class HardToRead(ProseCheck):
    """A sentence that a tired reader of eleven would not finish."""

    id = "hard-to-read"
    name = "Hard to read"
    description = "Sentences and words are short: so many words a sentence by kind, so many characters a word."

    def faults(self, text: SourceText, words: str) -> Iterator[tuple[str, str]]:
        most = MOST_WORDS[text.context.partition("/")[0]]
        for sentence in _SENTENCE_END.split(words):
            count = len(_WORD.findall(sentence))
            if count > most:
                yield f"has a sentence of {count} words, more than {most}: {sentence[:40]}…", "make it two"
        found = _WORD.findall(words)
        mean = sum(map(len, found)) / max(1, len(found))
        if len(found) >= _FEW_WORDS and mean > MOST_CHARACTERS:
            yield f"has {mean:.1f} characters a word, more than {MOST_CHARACTERS}", "use shorter words"


class UnknownHost(Check):
    """A link to a host that nobody has looked at: one wrong letter leads to a cheat's copy."""

    id = "unknown-host"
    name = "Unknown host"
    description = f"Every link is https and leads to a host listed in {HOSTS}."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        problems: list[Problem] = []
        ours, *over = subject.knowledge.layers
        hosts = _hosts(ours, problems).union(*(_hosts(root, problems) for root in over if (root / HOSTS).exists()))
        yield from problems
        for path, where, url in _links(subject):
            if urlsplit(url).scheme != "https":
                yield Problem(path, where, f"{url} is not https", "use the page's https address, or another source")
            elif not problems and _host(url) not in hosts:
                cure = f"look whether it is the right one, then add {_host(url)} to {HOSTS}"
                yield Problem(path, where, f"{url} leads to a host that is not listed", cure)


def _hosts(root: Path, problems: list[Problem]) -> set[str]:
    data = read_yaml(root / HOSTS, root, problems)
    return set(() if data is UNREADABLE else structure(data, tuple[str, ...], HOSTS, problems) or ())


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _links(subject: Subject) -> Iterator[tuple[str, str, str]]:
    """Every address that a reader may be shown: the file, the field, the address."""
    for item in subject.content.vetted():
        yield from ((path_of(item), "source", source.url) for source in item.sources)
        if isinstance(item, Route):
            yield path_of(item), "link", item.link
        if isinstance(item, Contact) and item.website:
            yield path_of(item), "website", item.website
    for fact in subject.content.facts.values():
        yield "content/facts", f"{fact.id}.source", fact.source.url


PROSE_CHECKS: tuple[Check, ...] = (
    NumberInProse(),
    CurrencyInProse(),
    AddressInProse(),
    MarkupInProse(),
    HardToRead(),
    UnknownHost(),
)
