"""Writes the template and brings every catalog up to date with the English source; translates nothing itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.pofile import read_po, write_po

from bot.content.models import Content
from bot.content.texts import SourceText
from bot.i18n.catalogs import DOMAIN, po_path
from bot.i18n.formats import format_value
from bot.i18n.languages import SOURCE, Language

_WIDTH = 100


def update_catalogs(
    root: Path, content: Content, sources: Iterable[SourceText], languages: Iterable[Language]
) -> list[Path]:
    """Extracts to locales/waymark.pot and merges it into each language's PO; gives the files that changed.

    Unchanged words keep their translation; changed ones become fuzzy and keep the earlier English beside them.
    """
    listed = list(languages)
    source_language = next(language for language in listed if language.code == SOURCE)
    template = _template(content, sources, source_language)
    changed = [_write(root / "locales" / f"{DOMAIN}.pot", template, lambda file: read_po(file))]
    others = [language for language in listed if language.code != SOURCE]
    changed += [_merge(po_path(root, language.code), template, language) for language in others]
    return [path for path in changed if path]


def _template(content: Content, sources: Iterable[SourceText], english: Language) -> PoCatalog:
    template = PoCatalog(
        domain=DOMAIN, project="Waymark", copyright_holder="the Waymark contributors", charset="utf-8", fuzzy=False
    )
    template.header_comment = "# Waymark: every text a person can read. Made by `bot catalogs`; do not edit by hand."
    for source in sources:
        comments = [
            f"{{{name}}} will show: {format_value(content.facts[name].value, english.locale)}"  # type: ignore[index]
            for name in sorted(source.placeholders)
            if name in content.facts
        ]
        template.add(source.text, context=source.context, locations=[(source.path, 0)], auto_comments=comments)
    return template


def _merge(path: Path, template: PoCatalog, language: Language) -> Path | None:
    def read(file: BinaryIO) -> PoCatalog:
        return read_po(file, locale=str(language.locale), domain=DOMAIN, abort_invalid=True)

    if path.exists():
        with path.open("rb") as file:
            catalog = read(file)
        _carry_over(catalog, template)
    else:
        catalog = PoCatalog(locale=language.locale, domain=DOMAIN, project="Waymark", fuzzy=False)
        catalog.header_comment = f"# Waymark in {language.locale.english_name}."
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.mime_headers = [("Plural-Forms", _plural_rule(language))]
    return _write(path, catalog, read)


def _carry_over(catalog: PoCatalog, template: PoCatalog) -> None:
    """Keeps the words of a text whose English changed, marked fuzzy: Babel alone would match by likeness only."""
    before = {str(message.context): message for message in catalog if message.context}
    for message in template:
        old = before.get(str(message.context))
        if old is not None and old.id != message.id:
            catalog.delete(old.id, old.context)
            catalog.add(message.id, old.string, context=message.context, flags={"fuzzy"}, previous_id=old.id)


def _plural_rule(language: Language) -> str:
    """Weblate's plural rule: Babel 2.18's own table is wrong or empty for ar, fa, tr, am, ti, bn."""
    from weblate_language_data.languages import LANGUAGES  # only translators' tools need it: a `dev` dependency

    rules = {code: f"nplurals={number}; plural={formula};" for code, _, number, formula in LANGUAGES}
    return rules[language.code]


def _write(path: Path, catalog: PoCatalog, read: Callable[[BinaryIO], PoCatalog]) -> Path | None:
    """Writes only what differs by more than the date of its making, so that a second run changes nothing."""
    if path.exists():
        with path.open("rb") as file:
            before = read(file)
        catalog.creation_date, catalog.revision_date = before.creation_date, before.revision_date
        if _bytes(before) == _bytes(catalog) and path.read_bytes() == _bytes(catalog):
            return None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_bytes(catalog))
    return path


def _bytes(catalog: PoCatalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=_WIDTH, include_previous=True, include_lineno=False)
    return out.getvalue()
