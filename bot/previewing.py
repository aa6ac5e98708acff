"""Every reply in every language as data for an editor: text, buttons, entries, faults; serves and draws nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bot.checks.base import CatalogFile, Subject
from bot.checks.reply_checks import all_refs
from bot.content.models import Contact, Item, Ref, Vetted
from bot.content.texts import SourceText, item_texts
from bot.errors import BotError
from bot.i18n.catalogs import words_for
from bot.i18n.languages import SOURCE
from bot.rendering.views import find_item


@dataclass(frozen=True)
class Row:
    """One line of the list: a reply in one language, its words for searching, and what is wrong with it."""

    ref: str
    kind: str
    title: str
    text: str
    marks: tuple[str, ...]


class Preview:
    """What a preview shows of one state of the files."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._renderer = subject.renderer
        self._files: dict[str, list[CatalogFile]] = {}
        for file in subject.catalog_files:
            self._files.setdefault(file.language.code, []).append(file)

    def languages(self) -> list[dict[str, str]]:
        """The languages with their own names and directions."""
        known = self._subject.knowledge.languages.values()
        return [
            {"code": each.code, "name": each.name, "direction": "rtl" if each.right_to_left else "ltr",
             "status": each.status}
            for each in known
        ]  # fmt: skip

    def rows(self, language: str) -> list[dict[str, Any]]:
        """Every reply there is."""
        return [asdict(self._row(ref, language)) for ref in all_refs(self._subject)]

    def reply(self, ref: str, language: str) -> dict[str, Any]:
        """One reply with all that an editor wants to see beside it."""
        item = find_item(self._subject.content, ref.removeprefix("more/"))
        try:
            (bubble,) = self._renderer.render(ref, language).bubbles
            shown = {"html": bubble.text, "buttons": [asdict(button) for button in bubble.buttons], "fault": ""}
        except (BotError, KeyError, ValueError) as fault:
            shown = {"html": "", "buttons": [], "fault": str(fault)}
        sources = [asdict(source) for source in getattr(item, "sources", ())]
        entries = list(self._entries(item, language)) if item else []
        return {"ref": ref, **shown, **_dates(item), "sources": sources, "entries": entries}

    def _row(self, ref: Ref, language: str) -> Row:
        item = find_item(self._subject.content, ref.removeprefix("more/"))
        reply = self.reply(ref, language)
        marks = {entry["mark"] for entry in reply["entries"] if entry["mark"]}
        if reply["fault"]:
            marks.add("broken")
        if reply["review_by"] and reply["review_by"] < date.today().isoformat():
            marks.add("overdue")
        title = str(getattr(item, "title", "") or getattr(item, "name", "") or ref)
        return Row(ref, ref.partition("/")[0], title, reply["html"], tuple(sorted(marks)))

    def _entries(self, item: Item, language: str) -> Iterator[dict[str, str]]:
        for source in item_texts(item):
            words, mark, path = self._words(source, language)
            yield {"context": source.context, "english": source.text, "words": words, "mark": mark,
                   "path": path or source.path}  # fmt: skip

    def _words(self, source: SourceText, language: str) -> tuple[str, str, str]:
        """The translation, what is wrong with it, and the file it stands in."""
        if language == SOURCE:
            return source.text, "", source.path
        for file in reversed(self._files.get(language, [])):
            message = file.po.get(source.text, source.context)
            if message is not None and message.fuzzy:
                return str(message.string), "fuzzy", file.path
            if words := words_for(file.po, source):
                return words, "", file.path
        return "", "missing", ""


def _dates(item: Item | None) -> dict[str, str]:
    if not isinstance(item, Vetted | Contact):
        return {"checked": "", "review_by": ""}
    return {"checked": item.checked.isoformat(), "review_by": item.review_by.isoformat()}
