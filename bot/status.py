"""How whole each language is, and what has grown old: counted from the files; changes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.load import load_content
from bot.content.models import Content
from bot.content.reviews import reviews
from bot.content.texts import SourceText, texts
from bot.i18n.catalogs import Catalog, load_catalogs, parse_po, po_path
from bot.i18n.languages import SOURCE, Language, load_languages


@dataclass(frozen=True)
class Coverage:
    """One kind of text in one language: how many there are, are translated, and are fuzzy."""

    kind: str
    texts: int
    translated: int
    fuzzy: int

    @property
    def share(self) -> float:
        """Translated texts of all, 0 to 1."""
        return self.translated / self.texts if self.texts else 1.0


@dataclass(frozen=True)
class Status:
    """Coverage by language and kind, and how many things of each kind are overdue."""

    languages: dict[str, Language]
    coverage: dict[str, list[Coverage]]
    items: dict[str, int]
    overdue: dict[str, int]


def load_status(root: Path, overlay: Path | None = None) -> Status:
    """Counts what lies under `root`.

    Raises:
        BotError: if content, the list of languages or a catalog cannot be read.
    """
    content, languages = load_content(root, overlay), load_languages(root)
    sources = list(texts(content))
    catalogs = load_catalogs(root, languages.values(), sources, overlay)
    coverage = {code: _coverage(root, catalog, sources) for code, catalog in catalogs.items()}
    due = Counter(review.kind for review in reviews(content) if review.review_by < date.today())
    return Status(languages, coverage, _items(content), dict(due))


def _items(content: Content) -> dict[str, int]:
    groups = {"claim": content.claims, "topic": content.topics, "route": content.routes, "contact": content.contacts,
              "emergency": content.emergencies, "fact": content.facts}  # fmt: skip
    return {kind: len(group) for kind, group in groups.items()}  # type: ignore[arg-type]  # each is a dict


def _coverage(root: Path, catalog: Catalog, sources: list[SourceText]) -> list[Coverage]:
    wanted = Counter(_kind(source) for source in sources)
    is_source = catalog.language.code == SOURCE
    done = Counter(_kind(source) for source in sources if is_source or source.context in catalog.words)
    fuzzy = Counter() if is_source else _fuzzy(root, catalog.language)
    return [Coverage(kind, many, done[kind], fuzzy[kind]) for kind, many in wanted.items()]


def _fuzzy(root: Path, language: Language) -> Counter[str]:
    path = po_path(root, language.code)
    po = parse_po(path, str(path.relative_to(root)), language, [])
    return Counter(str(message.context).partition("/")[0] for message in po or () if message.id and message.fuzzy)


def _kind(source: SourceText) -> str:
    return source.context.partition("/")[0]
