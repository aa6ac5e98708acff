"""How whole each language is, and what has grown old."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import CatalogError
from bot.i18n.catalogs import po_path
from bot.status import Coverage, load_status
from bot.tables import coverage_table, draw, freshness_table
from tests.project import make_project


def test_a_language_is_counted_by_kind_of_text(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.translate()
    path = po_path(tmp_path, "sq")
    written = path.read_text(encoding="utf-8").replace('msgstr "SQ The sea"', 'msgstr ""')
    path.write_text(
        written.replace('msgctxt "topic/sea.instead"', '#, fuzzy\nmsgctxt "topic/sea.instead"'), encoding="utf-8"
    )
    counted = load_status(tmp_path)
    topics = {code: next(c for c in listed if c.kind == "topic") for code, listed in counted.coverage.items()}
    assert topics == {
        "en": Coverage("topic", 6, 6, 0),
        "ar": Coverage("topic", 6, 6, 0),
        "sq": Coverage("topic", 6, 4, 1),
    }


def test_what_is_past_its_review_is_counted_by_kind(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.translate()
    counted = load_status(tmp_path)
    assert (counted.items["fact"], counted.overdue["fact"]) == (2, 2)  # the sample project is of 2024


def test_a_broken_catalog_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.translate()
    po_path(tmp_path, "sq").write_text("nonsense", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"waymark\.po"):
        load_status(tmp_path)


def test_the_tables_can_be_drawn_for_the_docs(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.translate()
    counted = load_status(tmp_path)
    draw(tmp_path / "status.svg", "bot status", coverage_table(counted), freshness_table(counted))
    svg = (tmp_path / "status.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert all(word in svg for word in ("topic", "3/3", "overdue"))
