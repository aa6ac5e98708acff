"""One language's words for one reply, facts filled in and everything escaped; knows no templates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from babel.lists import format_list
from markupsafe import Markup, escape

from bot.content.models import Contact, Content, Fact, FactId, Item, Source, Text, Vetted
from bot.content.texts import PLACEHOLDER, context, text_fields
from bot.content.values import Phone, Value
from bot.errors import RenderError
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import format_day, format_value, isolate
from bot.i18n.languages import Language

_SENTENCE_END = re.compile(r"(?<=[.!?؟。])\s+")


class Words:
    """Gives texts of one language and notes which facts a reply used, for the lines at its end."""

    def __init__(self, content: Content, catalog: Catalog, values: Mapping[str, str | Value], today: date) -> None:
        self._content = content
        self._catalog = catalog
        self._values = values
        self._today = today
        self.used: dict[FactId, Fact] = {}

    @property
    def language(self) -> Language:
        """The language these words belong to."""
        return self._catalog.language

    def text(self, item: Item, name: str, number: int = 0) -> Markup:
        """One text of `item`; empty where the item has none."""
        value = getattr(item, name)
        source = value[number - 1] if number else value
        return self._words(context(item, name, number), source, {}) if source else Markup("")

    def ui(self, name: str, **values: str) -> Markup:
        """A text of content/interface.yml with its {braces} filled."""
        if name not in self._content.interface:
            raise RenderError(f"content/interface.yml has no {name!r}")
        return self._words(f"interface/{name}", self._content.interface[name], values)

    def day(self, day: date) -> str:
        """A date in words."""
        return format_day(day, self.language.locale)

    def country(self, code: str) -> str:
        """A country's name; `int` reads "any country"."""
        if code == "int":
            return self.ui("everywhere").unescape()
        return str(self.language.locale.territories.get(code.upper(), code.upper()))

    @staticmethod
    def sentence(text: Markup) -> Markup:
        """The first sentence of a text, for one line in a list."""
        return Markup(_SENTENCE_END.split(text, maxsplit=1)[0])  # noqa: S704  a part of what was escaped

    def languages(self, codes: Sequence[str]) -> str:
        """The names of languages, as a list in words: "Arabic, French and English"."""
        names = [str(self.language.locale.languages.get(code.replace("-", "_"), code)) for code in codes]
        return format_list(names, locale=self.language.locale)

    def phone(self, contact: Contact | Shown) -> Markup:
        """A contact's number to dial, running left to right; empty if there is none, or none to be trusted."""
        fact = self._content.facts[contact.phone] if contact.phone else None  # type: ignore[index]  # Shown passes it on
        return self._fact(fact) if fact and not self._is_gone(fact) else Markup("")

    def contact(self, ref: str) -> Shown:
        """The contact at an address such as `contact/gb/emergency`."""
        return Shown(self._content.contacts[ref.partition("/")[2]], self)

    def _words(self, msgctxt: str, source: Text, values: Mapping[str, str]) -> Markup:
        """The translated lines; one that names a withheld fact past its review is left out."""
        lines = self._catalog.text(msgctxt, source).split("\n")
        return Markup("\n").join(self._filled(line, values, msgctxt) for line in lines if not self._is_withheld(line))

    def _is_withheld(self, line: str) -> bool:
        facts = (self._content.facts.get(FactId(name)) for name in PLACEHOLDER.findall(line))
        return any(self._is_gone(fact) for fact in facts if fact)

    def _is_gone(self, fact: Fact) -> bool:
        return fact.if_stale == "withhold" and fact.review_by < self._today

    def _filled(self, line: str, values: Mapping[str, str], msgctxt: str) -> Markup:
        parts = PLACEHOLDER.split(line)
        filled = [self._value(part, values, msgctxt) if index % 2 else escape(part) for index, part in enumerate(parts)]
        return Markup("").join(filled)

    def _value(self, name: str, values: Mapping[str, str], msgctxt: str) -> Markup:
        if name in values:
            return self._isolated(values[name])
        if name in self._content.facts:
            return self._fact(self._content.facts[FactId(name)])
        if name in self._values:
            value = self._values[name]
            return self._isolated(value if isinstance(value, str) else format_value(value, self.language.locale))
        raise RenderError(f"{msgctxt} names {{{name}}}, which is neither a fact nor a value")

    def _fact(self, fact: Fact) -> Markup:
        self.used[fact.id] = fact
        return self._isolated(format_value(fact.value, self.language.locale), data=isinstance(fact.value, Phone))

    def _isolated(self, value: str | Markup, *, data: bool = False) -> Markup:
        fenced = isolate("{}", right_to_left=self.language.right_to_left, data=data)
        return Markup(fenced).format(value)  # noqa: S704  only the fence is trusted; the value is escaped


class Shown:
    """An item as templates see it: its texts in the reader's language, its other fields as they are."""

    def __init__(self, item: Item, words: Words) -> None:
        self._item = item
        self._words = words
        self._texts = dict(text_fields(item.kind))

    def __getattr__(self, name: str) -> object:
        if name not in self._texts:
            return getattr(self._item, name)
        if not self._texts[name]:
            return self._words.text(self._item, name)
        return [self._words.text(self._item, name, number + 1) for number in range(len(getattr(self._item, name)))]


class Footer:
    """What stands under vetted texts: who says so, when we looked, and what may have changed since."""

    def __init__(
        self, items: Sequence[Vetted | Contact], content: Content, words: Words, today: date, most: int = 3
    ) -> None:
        named = {name: content.facts[name] for item in items if isinstance(item, Vetted) for name in item.facts}
        facts = [*{**words.used, **named}.values()]
        sources = [source for item in items if isinstance(item, Vetted) for source in item.sources]
        self.sources = _one_a_publisher([*sources, *(fact.source for fact in facts)])[:most]
        self.checked: date = min(entry.checked for entry in (*items, *facts))
        due = [*items, *(fact for fact in facts if fact.if_stale == "flag")]
        overdue = [entry.review_by for entry in due if entry.review_by < today]
        self.stale_since: date | None = min(overdue) if overdue else None


def _one_a_publisher(sources: list[Source]) -> list[Source]:
    """The first source of each publisher: a reader needs to know who says so, not every page."""
    found: dict[str, Source] = {}
    for source in sources:
        found.setdefault(source.publisher, source)
    return list(found.values())
