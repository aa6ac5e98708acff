"""The shapes of everything an editor writes under content/; knows nothing of files, languages or replies.

A field of type `Text` holds words that a person reads: it is extracted for translators and may name facts in
{braces}. Every other field is data and the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal, NewType

from bot.content.kinds import ContactKind, Purpose, Situation, Status, TopicIntent, Verdict
from bot.content.values import Value

Text = NewType("Text", str)
"""English source text; `{fact-id}` stands for a fact, formatted for the reader."""

Ref = NewType("Ref", str)
"""The address of a view, `kind/id`, as buttons carry it: `claim/pay_on_arrival`, `contacts/gb`."""

FactId = NewType("FactId", str)
Url = NewType("Url", str)
CountryCode = NewType("CountryCode", str)
"""ISO 3166-1 alpha-2, lower case: `gb`, `it`."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Who says so: publisher as a reader knows it, page title, address."""

    publisher: str
    title: str
    url: Url


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One typed value with where it comes from and how long it may be trusted."""

    id: FactId
    value: Value
    as_of: date
    checked: date
    review_by: date
    if_stale: Literal["flag", "withhold"]
    source: Source
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """What all pieces of content share: the id is the file's name, `kind` the first part of its address."""

    kind: ClassVar[str] = ""
    id: str

    @property
    def ref(self) -> Ref:
        """The address under which a button shows this item."""
        return Ref(f"{self.kind}/{self.id}")


@dataclass(frozen=True, kw_only=True)
class Vetted(Item):
    """An item that states things about the world: it names its sources and when they were checked."""

    title: Text
    facts: tuple[FactId, ...] = ()
    sources: tuple[Source, ...] = ()
    checked: date
    review_by: date
    next: tuple[Ref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Claim(Vetted):
    """What a smuggler says, and our answer: a counter-message with all its parts."""

    kind: ClassVar[str] = "claim"
    claim: Text
    verdict: Verdict
    true_part: Text = Text("")
    fact: Text
    tactic: str
    why: Text
    instead: Text
    more: Text = Text("")
    sensitivity: Literal["green", "yellow", "red"]


@dataclass(frozen=True, kw_only=True)
class Tactic(Item):
    """One way of persuading, from the fixed list, with a reply for adverts never seen before."""

    kind: ClassVar[str] = "tactic"
    title: Text
    text: Text
    instead: Text
    next: tuple[Ref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Route(Vetted):
    """A legal way to travel, work, study, join family or be protected; ids read `gb/student`.

    `suits`: in which situations a person may use it; none means any. `only_for`: the nationalities it is for, if it is
    not for all; `not_for`: those who are refused at present (a brake, a ban, or they need no visa).
    """

    kind: ClassVar[str] = "route"
    purpose: Purpose
    status: Status
    since: date | None = None
    suits: tuple[Situation, ...] = ()
    only_for: tuple[CountryCode, ...] = ()
    not_for: tuple[CountryCode, ...] = ()
    who: Text
    needs: tuple[Text, ...] = ()
    fee: Text = Text("")
    time: Text = Text("")
    nationalities: Text = Text("")
    beware: Text
    more: Text = Text("")
    link: Url
    nearest: tuple[Ref, ...] = ()

    @property
    def country(self) -> CountryCode:
        """Where the route leads, from the folder the file lies in."""
        return CountryCode(self.id.partition("/")[0])


@dataclass(frozen=True, kw_only=True)
class Topic(Vetted):
    """An answer that is neither a claim nor a route: a risk, a right, what happens after arrival.

    `intent` is what people mean who should be shown it, `country` the one it is about, if it is about one.
    """

    kind: ClassVar[str] = "topic"
    intent: TopicIntent
    country: CountryCode | None = None
    text: Text
    instead: Text
    more: Text = Text("")


@dataclass(frozen=True, kw_only=True)
class Emergency(Vetted):
    """What to do now, in steps; the numbers come from the contacts named in `call`, country by country."""

    kind: ClassVar[str] = "emergency"
    first: Text
    steps: tuple[Text, ...]
    call: tuple[Ref, ...]
    after: Text = Text("")


@dataclass(frozen=True, kw_only=True)
class Contact(Item):
    """Someone who can help: ids read `gb/emergency`; the phone is a fact."""

    kind: ClassVar[str] = "contact"
    name: Text
    does: tuple[ContactKind, ...]
    phone: FactId | None = None
    website: Url | None = None
    what: Text
    hours: Text = Text("")
    languages: tuple[str, ...] = ()
    free: bool
    source: Source
    checked: date
    review_by: date

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its one source, as other vetted items have several."""
        return (self.source,)

    @property
    def country(self) -> CountryCode:
        """The country it serves, from the name of the file it stands in."""
        return CountryCode(self.id.partition("/")[0])


@dataclass(frozen=True, kw_only=True)
class Response(Item):
    """A reply that Rasa's rules name: words of its own, or another view to show."""

    kind: ClassVar[str] = "say"
    title: Text = Text("")
    text: Text = Text("")
    show: Ref | None = None
    next: tuple[Ref, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything we know, by id. Immutable: a reload makes a new one."""

    facts: dict[FactId, Fact] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    tactics: dict[str, Tactic] = field(default_factory=dict)
    routes: dict[str, Route] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    emergencies: dict[str, Emergency] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    responses: dict[str, Response] = field(default_factory=dict)
    interface: dict[str, Text] = field(default_factory=dict)

    def vetted(self) -> Iterator[Vetted | Contact]:
        """Every item that names its sources and when they were checked."""
        for group in (self.claims, self.topics, self.routes, self.emergencies, self.contacts):
            yield from group.values()
