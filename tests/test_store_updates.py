"""The journal of updates: nothing is said twice, nothing is kept longer than the channel may repeat it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import Store


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'bot.db'}")
    yield opened
    opened.close()


def test_of_an_update_never_seen_nothing_was_sent(journal: Store) -> None:
    assert journal.parts_sent("telegram", 7) == 0


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ([(1, False)], 1),
        ([(1, False), (2, False)], 2),
        ([(0, False)], 0),
        ([(1, False), (2, True)], None),
        ([(0, True)], None),
    ],
)
def test_a_repeat_knows_how_far_the_reply_went(
    journal: Store, notes: list[tuple[int, bool]], expected: int | None
) -> None:
    for parts, done in notes:
        journal.note_sent("telegram", 7, parts, done=done)
    assert journal.parts_sent("telegram", 7) == expected


def test_each_channel_and_update_has_a_line_of_its_own(journal: Store) -> None:
    journal.note_sent("telegram", 7, 3, done=False)
    journal.note_sent("telegram", 8, 1, done=True)
    journal.note_sent("web", 7, 2, done=False)
    found = [journal.parts_sent(*key) for key in (("telegram", 7), ("telegram", 8), ("web", 7), ("web", 8))]
    assert found == [3, None, 2, 0]


def test_the_journal_outlives_the_program(journal: Store, tmp_path: Path) -> None:
    journal.note_sent("telegram", 7, 2, done=False)
    journal.close()
    again = Store(f"sqlite:///{tmp_path / 'bot.db'}")
    assert again.parts_sent("telegram", 7) == 2
    again.close()


def test_updates_that_cannot_come_again_are_dropped(journal: Store) -> None:
    for update_id in (6, 7, 8):
        journal.note_sent("telegram", update_id, 1, done=True)
    journal.note_sent("web", 6, 1, done=True)
    journal.drop_updates_before("telegram", 8)
    found = [journal.parts_sent("telegram", update_id) for update_id in (6, 7, 8)]
    assert (found, journal.parts_sent("web", 6)) == ([0, 0, None], None)


def test_the_journal_holds_numbers_only(journal: Store, tmp_path: Path) -> None:
    journal.note_sent("telegram", 7, 2, done=False)
    connection = sqlite3.connect(tmp_path / "bot.db")
    assert connection.execute("SELECT * FROM updates").fetchall() == [("telegram", 7, 2, 0)]
    connection.close()
