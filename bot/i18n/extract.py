"""Writes the template and brings every catalog up to date with the English source; translates nothing itself."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.pofile import write_po

from bot.content.models import Content
from bot.content.texts import SourceText
from bot.errors import CatalogError, Problem
from bot.i18n.catalogs import DOMAIN, parse_po, po_path
from bot.i18n.formats import format_value
from bot.i18n.languages import SOURCE, Language

_WIDTH = 0
"""No line breaks but the text's own: a changed word is one changed line, and `msgcat --no-wrap` changes nothing."""
_DATE = re.compile(rb'"POT-Creation-Date: .*\n')


def update_catalogs(
    root: Path, content: Content, sources: Iterable[SourceText], languages: Iterable[Language]
) -> list[Path]:
    """Extracts to locales/waymark.pot and merges it into each language's PO; gives the files that changed.

    Unchanged words keep their translation; changed ones become fuzzy and keep the earlier English beside them.

    Raises:
        CatalogError: if a catalog cannot be read; nothing was written then.
    """
    listed = list(languages)
    template = _template(content, sources, next(language for language in listed if language.code == SOURCE))
    problems: list[Problem] = []
    catalogs: dict[Path, PoCatalog | None] = {root / "locales" / f"{DOMAIN}.pot": template}
    for language in listed:
        if language.code != SOURCE:
            catalogs[po_path(root, language.code)] = _merged(root, language, template, problems)
    if problems:
        raise CatalogError("a broken catalog is not brought up to date, lest words be lost", problems)
    return [path for path, catalog in catalogs.items() if catalog and _write(path, catalog)]


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


def _merged(root: Path, language: Language, template: PoCatalog, problems: list[Problem]) -> PoCatalog | None:
    """A language's catalog, existing or new, with the template's texts and no others."""
    path = po_path(root, language.code)
    if path.exists():
        catalog = parse_po(path, str(path.relative_to(root)), language, problems)
        if catalog is None:
            return None
    else:
        catalog = PoCatalog(locale=language.locale, domain=DOMAIN, project="Waymark", fuzzy=False)
        catalog.header_comment = f"# Waymark in {language.locale.english_name}."
    earlier = _carry_over(catalog, template)
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    for (text, context), source in earlier.items():
        message = catalog.get(text, context)
        if message is not None:  # `update` drops what a translator needs to see
            message.previous_id = [source]
    catalog.obsolete.clear()
    catalog.mime_headers = [("Plural-Forms", plural_rule(language))]
    return catalog


def _carry_over(catalog: PoCatalog, template: PoCatalog) -> dict[tuple[str, str], str]:
    """Keeps the words of a text whose English changed, marked fuzzy: Babel alone would match by likeness only.

    Gives the earlier English of those texts.
    """
    before = {str(message.context): message for message in catalog if message.context}
    earlier: dict[tuple[str, str], str] = {}
    for message in template:
        old = before.get(str(message.context))
        if old is None or old.id == message.id:
            continue
        catalog.delete(old.id, old.context)
        if old.string:
            catalog.add(message.id, old.string, context=message.context, flags={"fuzzy"})
            earlier[str(message.id), str(message.context)] = str(old.id)
    return earlier


def plural_rule(language: Language) -> str:
    """Weblate's Plural-Forms: Babel 2.18's own table is wrong or empty for ar, fa, tr, am, ti, bn."""
    from weblate_language_data.languages import LANGUAGES  # only translators' tools need it: a `dev` dependency

    rules = {code: f"nplurals={number}; plural={formula};" for code, _, number, formula in LANGUAGES}
    code = language.code.replace("-", "_")
    return rules.get(code) or rules[code.partition("_")[0]]


def _write(path: Path, catalog: PoCatalog) -> bool:
    """Writes only what differs by more than the date of its making, so that a second run changes nothing."""
    made = _bytes(catalog)
    if path.exists() and _DATE.sub(b"", path.read_bytes()) == _DATE.sub(b"", made):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made)
    return True


def _bytes(catalog: PoCatalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=_WIDTH, include_previous=True, include_lineno=False)
    return out.getvalue().rstrip(b"\n") + b"\n"  # as gettext's own tools end a file
