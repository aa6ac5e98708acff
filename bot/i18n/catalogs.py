"""A language's words for every source text, read from its PO file; knows nothing of how words become replies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.pofile import PoFileError, read_po

from bot.content.texts import PLACEHOLDER, SourceText
from bot.errors import CatalogError, MissingWords, Problem
from bot.i18n.languages import SOURCE, Language

DOMAIN = "waymark"


@dataclass(frozen=True)
class Catalog:
    """What one language says, by msgctxt: only words that are whole and stand for the present English."""

    language: Language
    words: Mapping[str, str] = field(default_factory=dict)

    def text(self, context: str, source: str) -> str:
        """The words for `source`; the source itself in the source language, and only there.

        Raises:
            MissingWords: if the text is not translated, or its translation stands for older English.
        """
        if self.language.code == SOURCE:
            return source
        try:
            return self.words[context]
        except KeyError:
            raise MissingWords(f"{self.language.code} has no words for {context}") from None


def po_path(root: Path, code: str) -> Path:
    """Where a language's catalog lies, as Poedit and Weblate expect it."""
    return root / "locales" / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def load_catalogs(
    root: Path, languages: Iterable[Language], sources: Iterable[SourceText], overlay: Path | None = None
) -> dict[str, Catalog]:
    """The catalogs of `languages`; words of `overlay` take the place of ours.

    What is missing or fuzzy is left out: its reader is shown another language whole.

    Raises:
        CatalogError: with every file that cannot be read, and every entry whose placeholders are not the English's.
    """
    wanted = list(sources)
    problems: list[Problem] = []
    catalogs = {}
    for language in languages:
        words = _load(root, language, wanted, problems)
        if overlay and po_path(overlay, language.code).exists():
            words |= _load(overlay, language, wanted, problems)
        catalogs[language.code] = Catalog(language, words)
    if problems:
        raise CatalogError(f"the catalogs have {len(problems)} faults", problems)
    return catalogs


def _load(root: Path, language: Language, wanted: list[SourceText], problems: list[Problem]) -> dict[str, str]:
    if language.code == SOURCE:
        return {}
    path = po_path(root, language.code)
    name = str(path.relative_to(root))
    po = parse_po(path, name, language, problems)
    if po is None:
        return {}
    found = {source: words_for(po, source) for source in wanted}
    problems.extend(problem for source, words in found.items() for problem in placeholder_problems(source, words, name))
    return {source.context: words for source, words in found.items() if words}


def words_for(po: PoCatalog, source: SourceText) -> str:
    """The translation of `source`; empty where there is none to be trusted."""
    message = po.get(source.text, source.context)
    if message is None or message.fuzzy or not isinstance(message.string, str):
        return ""
    return message.string if message.string.strip() else ""


def placeholder_problems(source: SourceText, words: str, name: str) -> Iterator[Problem]:
    """The names in braces that a translation has lost or invented."""
    if not words:
        return
    found = frozenset(PLACEHOLDER.findall(words))
    for lost in sorted(source.placeholders - found):
        yield Problem(name, source.context, f"has lost {{{lost}}}", "put it back, spelled as in the English")
    for foreign in sorted(found - source.placeholders):
        yield Problem(name, source.context, f"has {{{foreign}}}, which the English does not", "remove or respell it")


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
