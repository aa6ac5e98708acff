"""A language's words for every source text, read from its PO file; knows nothing of how words become replies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.pofile import PoFileError, read_po

from bot.content.texts import PLACEHOLDER, SourceText
from bot.errors import CatalogError, Problem
from bot.i18n.languages import SOURCE, Language

DOMAIN = "waymark"


@dataclass(frozen=True)
class Catalog:
    """What one language says, by msgctxt."""

    language: Language
    words: Mapping[str, str] = field(default_factory=dict)

    def text(self, context: str, source: str) -> str:
        """The words for `source`; the source itself in the source language, and only there.

        Raises:
            CatalogError: if a catalog that was never checked for wholeness lacks the text.
        """
        if self.language.code == SOURCE:
            return source
        try:
            return self.words[context]
        except KeyError:
            raise CatalogError(f"{self.language.code} has no words for {context}") from None


def po_path(root: Path, code: str) -> Path:
    """Where a language's catalog lies, as Poedit and Weblate expect it."""
    return root / "locales" / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def load_catalogs(root: Path, languages: Iterable[Language], sources: Iterable[SourceText]) -> dict[str, Catalog]:
    """The catalogs of `languages`, each checked to be whole against `sources`.

    Raises:
        CatalogError: with every missing, fuzzy, outdated or broken entry of every language.
    """
    wanted = list(sources)
    problems: list[Problem] = []
    catalogs = {language.code: _load(root, language, wanted, problems) for language in languages}
    if problems:
        raise CatalogError(f"the catalogs have {len(problems)} faults; a language that is present is whole", problems)
    return catalogs


def _load(root: Path, language: Language, wanted: list[SourceText], problems: list[Problem]) -> Catalog:
    if language.code == SOURCE:
        return Catalog(language)
    path = po_path(root, language.code)
    name = str(path.relative_to(root))
    po = parse_po(path, name, language, problems)
    if po is None:
        return Catalog(language)
    problems.extend(catalog_problems(po, wanted, name))
    return Catalog(language, {str(m.context): m.string for m in po if m.context and isinstance(m.string, str)})


def parse_po(path: Path, name: str, language: Language, problems: list[Problem]) -> PoCatalog | None:
    """The PO file at `path`, or None after noting the line at fault."""
    try:
        with path.open("rb") as file:
            return read_po(file, locale=str(language.locale), domain=DOMAIN, abort_invalid=True)
    except FileNotFoundError:
        problems.append(Problem(name, "", "there is no such catalog", f"run `bot catalogs`, then fill {name}"))
    except PoFileError as fault:
        line = f"line {fault.lineno + 1}" if fault.lineno is not None else ""
        problems.append(Problem(name, line, f"not a PO file: {fault.args[0]}", "check quotes and order at that line"))
    except (UnicodeDecodeError, ValueError, LookupError) as fault:
        problems.append(Problem(name, "", f"cannot be read: {fault}", "save the file as UTF-8"))
    return None


def catalog_problems(po: PoCatalog, wanted: Iterable[SourceText], name: str) -> Iterator[Problem]:
    """What keeps `po` from being whole and faithful to the source texts."""
    for source in wanted:
        message = po.get(source.text, source.context)
        if message is None:
            yield Problem(name, source.context, "is missing or stands for older English", "run `bot catalogs`")
        elif message.fuzzy:
            yield Problem(name, source.context, "is fuzzy: the English has changed", "check it and drop the mark")
        elif not isinstance(message.string, str) or not message.string.strip():
            yield Problem(name, source.context, "is not translated", "fill msgstr")
        else:
            yield from _placeholder_problems(source, message.string, name)


def _placeholder_problems(source: SourceText, words: str, name: str) -> Iterator[Problem]:
    found = frozenset(PLACEHOLDER.findall(words))
    for lost in sorted(source.placeholders - found):
        yield Problem(name, source.context, f"has lost {{{lost}}}", "put it back, spelled as in the English")
    for foreign in sorted(found - source.placeholders):
        yield Problem(name, source.context, f"has {{{foreign}}}, which the English does not", "remove or respell it")
