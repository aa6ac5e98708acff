"""Tables for the terminal and, drawn the same way, as SVG for the docs; knows no files."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table

from bot.content.reviews import Review
from bot.hearing import Hearing
from bot.phrases import Phrase
from bot.reports import REVIEW_COLUMNS, review_row
from bot.status import Status

_WIDE = 160


def review_table(reviews: Iterable[Review]) -> Table:
    """What falls due, the most urgent first; what is overdue in red."""
    table = Table(*(Column(name, overflow="fold") for name in REVIEW_COLUMNS))
    for review in reviews:
        table.add_row(*review_row(review), style="red" if review.review_by < date.today() else "")
    return table


def coverage_table(status: Status) -> Table:
    """A row a kind of text, a column a language: translated of all, with what is fuzzy."""
    codes = list(status.coverage)
    table = Table("texts", *(f"{code} ({status.languages[code].status})" for code in codes), title="Coverage")
    for row in zip(*(status.coverage[code] for code in codes), strict=True):
        cells = [f"{c.translated}/{c.texts}" + (f" ({c.fuzzy} fuzzy)" if c.fuzzy else "") for c in row]
        table.add_row(row[0].kind, *(_coloured(cell, c.share) for cell, c in zip(cells, row, strict=True)))
    totals = [(sum(c.translated for c in listed), sum(c.texts for c in listed)) for listed in status.coverage.values()]
    table.add_row("all", *(f"{done / many:.1%}" for done, many in totals), style="bold")
    return table


def hearing_tables(hearing: Hearing, first: int | None) -> tuple[Table, ...]:
    """What is thin, what stands under two names, and what stands twice; of pairs the `first` so many."""
    thin = Table("language", "file", "has", "wants", title=f"Too few phrases ({len(hearing.thin)})")
    for language, name, has, wants in hearing.thin:
        thin.add_row(language, f"{name}.yml", str(has), str(wants))
    return (
        thin,
        _pairs(f"Alike under two names ({len(hearing.shared)})", hearing.shared[:first]),
        _pairs(f"Alike in one file ({len(hearing.doubled)})", hearing.doubled[:first]),
    )


def _pairs(title: str, pairs: Iterable[tuple[Phrase, Phrase]]) -> Table:
    table = Table("language", "file", "phrase", "file", "phrase", title=title)
    for one, other in pairs:
        table.add_row(one.language, one.home, one.text, other.home, other.text)
    return table


def freshness_table(status: Status) -> Table:
    """How many things of each kind there are, and how many are past their review."""
    table = Table("kind", "entries", "overdue", title="Freshness")
    for kind, many in status.items.items():
        overdue = status.overdue.get(kind, 0)
        table.add_row(kind, str(many), str(overdue), style="red" if overdue else "")
    return table


def show(*tables: Table) -> None:
    """Prints tables as wide as the terminal is; wide, where there is none."""
    console = Console(width=None if os.isatty(1) else _WIDE)
    for table in tables:
        console.print(table)


def draw(path: Path, title: str, *tables: Table) -> None:
    """Writes tables as an SVG picture."""
    console = Console(record=True, width=100, file=io.StringIO())
    for table in tables:
        console.print(table)
    path.write_text(console.export_svg(title=title, unique_id="status"), encoding="utf-8")


def _coloured(cell: str, share: float) -> str:
    return cell if share == 1 else f"[{'yellow' if share > 0.5 else 'red'}]{cell}[/]"
