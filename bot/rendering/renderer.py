"""Turns an address into a reply in one language; knows neither who asked nor what they wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import escape

from bot.cards import CardText, draw_card
from bot.content.models import Contact, Content, Item, Ref, Vetted
from bot.content.values import Value
from bot.errors import BotError, MissingWords, RenderError
from bot.i18n.catalogs import Catalog
from bot.i18n.languages import Language, chain
from bot.rendering.search import asked_at
from bot.rendering.sharing import card_of
from bot.rendering.titles import label_of, title_of
from bot.rendering.view import Context, View
from bot.rendering.views import find_view
from bot.rendering.words import Footer, Shown, Words
from bot.replies import Bubble, Button, Reply
from bot.text import fold

T = TypeVar("T")

_LANGUAGE_CHOICE = ("languages", "say/welcome")
_MENU = Ref("say/menu")
_RATED = ("claim", "topic", "route", "find", "advert", "more")
"""Kinds of answers that people are asked about: was it helpful?"""
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


class Renderer:
    """Renders every view of `content` in every language of `catalogs`.

    `values` fill {braces} that are no facts (operator, funder …); `aliases` show one view in place of another.
    """

    def __init__(
        self,
        content: Content,
        catalogs: Mapping[str, Catalog],
        templates: Path,
        *,
        values: Mapping[str, str | Value] | None = None,
        aliases: Mapping[Ref, Ref] | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.content = content
        self.catalogs = catalogs
        languages = {code: catalog.language for code, catalog in catalogs.items()}
        self._chains = {code: chain(languages, code) for code in languages}
        self._values = dict(values or {})
        self._aliases = dict(aliases or {})
        self._today = today
        self._templates = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._compile()

    def render(self, ref: str, language: str, context: Context | None = None) -> Reply:
        """The reply at `ref` in `language`, or whole in the first language of its chain that has all the words.

        Raises:
            RenderError: if nothing stands at `ref`, or its template or words fail.
        """
        turn = context or Context()
        view = self._view(ref, turn)
        spoken, bubbles = self._first(language, lambda words: self._bubbles(ref, view, words, turn), turn)
        reply = Reply(language, bubbles, view.ref)
        return reply if spoken == language else self._noted(reply, "not_translated")

    def buttons(self, ref: str, language: str, context: Context) -> tuple[Button, ...]:
        """The buttons under the reply at `ref`, without its text.

        Raises:
            RenderError: if nothing stands at `ref`.
        """
        view = self._view(ref, context)
        return self._first(language, lambda words: self._buttons(ref, view, words, context))[1]

    def marked(self, reply: Reply) -> Reply:
        """`reply` with a last line saying that its language is a draft, if it is one."""
        return self._noted(reply, "draft") if self.catalogs[reply.language].language.status == "draft" else reply

    def card(self, claim_id: str, language: str) -> bytes | None:
        """A claim's card as PNG, in `language` or the first of its chain with all the words; None without fonts."""
        claim = self.content.claims[claim_id]

        def paragraphs(words: Words) -> tuple[Language, tuple[CardText, ...]]:
            return words.language, card_of(claim, words, Footer([claim], self.content, words, self._today()))

        _, (spoken, texts) = self._first(language, paragraphs)
        return draw_card(texts, right_to_left=spoken.right_to_left, language=spoken.code)

    def label(self, name: str, language: str) -> str:
        """A text of content/interface.yml without braces, as plain text."""
        return self._first(language, lambda words: words.ui(name).unescape())[1]

    def _view(self, ref: str, turn: Context) -> View:
        view = find_view(self.content, self._aliases.get(Ref(ref), Ref(ref)), turn)
        if view is None:
            raise RenderError(f"nothing stands at {ref!r}")
        return view

    def _first(self, language: str, say: Callable[[Words], T], turn: Context | None = None) -> tuple[str, T]:
        """What `say` gives in the first language of the chain that lacks none of its words, and which that is."""
        values = {**self._values, **turn.values} if turn else self._values
        *others, last = self._chains[language]
        for code in others:
            try:
                return code, say(Words(self.content, self.catalogs[code], values, self._today()))
            except MissingWords:
                continue
        return last, say(Words(self.content, self.catalogs[last], values, self._today()))

    def _noted(self, reply: Reply, name: str) -> Reply:
        *before, last = reply.bubbles
        note = escape(self.label(name, reply.language))
        return replace(reply, bubbles=(*before, replace(last, text=f"{last.text}\n\n<i>{note}</i>")))

    def _bubbles(self, ref: str, view: View, words: Words, turn: Context) -> tuple[Bubble, ...]:
        text, buttons = self._text(view, words), self._buttons(ref, view, words, turn)
        if not view.forward:
            return (Bubble(text, buttons),)
        return Bubble(text), Bubble(str(words.ui(view.forward)), buttons)

    def _compile(self) -> None:
        """Every template is compiled at start, so that a broken one never meets a reader."""
        for name in self._templates.list_templates():
            try:
                self._templates.get_template(name)
            except TemplateError as fault:
                line = f"line {fault.lineno}: " if isinstance(fault, TemplateSyntaxError) else ""
                raise RenderError(f"content/templates/{name}: {line}{fault}; mend the template") from fault
            except UnicodeDecodeError as fault:
                raise RenderError(f"content/templates/{name}: {fault}; save the file as UTF-8 text") from fault

    def _text(self, view: View, words: Words) -> str:
        item = Shown(view.item, words) if view.item is not None else None

        def shown(other: Item) -> Shown:
            return Shown(other, words)

        def footer(*others: Contact) -> Footer:
            items: list[Vetted | Contact] = [*others]
            if isinstance(view.item, Vetted):
                items.append(view.item)
            if not items:
                raise RenderError(f"{view.template} asks for a footer, but nothing is vetted there")
            return Footer(items, self.content, words, self._today())

        try:
            template = self._templates.get_template(view.template)
            text = template.render(item=item, words=words, shown=shown, footer=footer, **view.data)
        except BotError:
            raise
        except Exception as fault:  # a template can raise anything: the file at fault must be named
            said = str(fault) if isinstance(fault, TemplateError) else f"{type(fault).__name__}: {fault}"
            raise RenderError(f"content/templates/{view.template}: {said}") from fault
        # Attributes are in double quotes, so an apostrophe needs no escape; Albanian is full of them.
        return _BLANK_LINES.sub("\n\n", text).strip().replace("&#39;", "'")

    def _buttons(self, ref: str, view: View, words: Words, turn: Context) -> tuple[Button, ...]:
        """The view's own buttons, then whether it helped, back, the menu and the languages: nobody is ever stuck."""
        own = [Ref(f"lang/{code}") for code in self.catalogs] if ref in _LANGUAGE_CHOICE else []
        standing = _standing(ref, view, turn)
        listed = (other for other in dict.fromkeys((*own, *view.buttons)) if other not in (ref, *standing))
        buttons = [self._button(other, view, words) for other in listed]
        if view.by_country:
            buttons = _by_name(buttons, view.labels)
        return (*buttons, *(self._button(other, view, words) for other in standing))

    def _button(self, ref: Ref, view: View, words: Words) -> Button:
        label = view.labels.get(ref)
        return Button(label_of(label, words) if label else title_of(ref, self.content, self.catalogs, words), ref)


def _standing(ref: str, view: View, turn: Context) -> list[Ref]:
    """What stands below every reply: was it helpful (of an answer), back (if there is a way), menu and languages."""
    kind = view.ref.partition("/")[0]
    asked = (
        [Ref(f"{thumb}/{view.ref}") for thumb in ("yes", "no")] if kind in _RATED and asked_at(view.ref) is None else []
    )
    back = [Ref("do/back")] if turn.has_before else []
    languages = [] if ref == _MENU else [Ref("languages")]  # the menu leads to them by "Language and privacy"
    return [other for other in (*asked, *back, _MENU, *languages) if other != ref]


def _by_name(buttons: Sequence[Button], labels: Mapping[Ref, str]) -> list[Button]:
    """Countries in the order of their names in the reader's language; whatever else, "any country" too, last."""
    countries = {ref for ref, label in labels.items() if label.startswith("country/") and label != "country/int"}
    return sorted(
        buttons,
        key=lambda button: (button.payload not in countries, button.payload in countries and fold(button.title)),
    )
