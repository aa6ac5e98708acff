"""What is kept between messages, and that it can be forgotten."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.privacy import pseudonym
from bot.store import Person, Store

ANN, BEN = (pseudonym(b"a key for tests", "test", name) for name in ("ann", "ben"))


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Opens one more store on the same file, as the worker does beside the gateway."""
    opened: list[Store] = []

    def make(**options: int) -> Store:
        opened.append(Store(f"sqlite:///{tmp_path / 'bot.db'}", **options))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def fresh(open_store: Callable[..., Store]) -> Store:
    return open_store()


def recent_from(tmp_path: Path, person: str, days_ago: int) -> None:
    """Turns back the day on which what the conversation of `person` carries was kept."""
    with sqlite3.connect(tmp_path / "bot.db") as connection:
        day = (date.today() - timedelta(days=days_ago)).isoformat()
        assert connection.execute("UPDATE recent SET seen = ? WHERE person = ?", (day, person)).rowcount == 1
    connection.close()


def last_seen(tmp_path: Path, person: str, days_ago: int) -> None:
    """Turns back the day on which `person` was seen."""
    connection = sqlite3.connect(tmp_path / "bot.db")
    day = (date.today() - timedelta(days=days_ago)).isoformat()
    assert connection.execute("UPDATE people SET seen = ? WHERE person = ?", (day, person)).rowcount == 1
    connection.commit()
    connection.close()


def in_files(tmp_path: Path, words: str) -> list[str]:
    """The files of the database in whose bytes `words` stand."""
    return sorted(path.name for path in tmp_path.iterdir() if words.encode() in path.read_bytes())


def test_nothing_is_known_of_somebody_new(fresh: Store) -> None:
    assert (fresh.person(ANN), fresh.slots(ANN)) == (Person(), {})


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ([{"chosen": "ar"}], Person("ar", None)),
        ([{"previous": "sq"}], Person(None, "sq")),
        ([{"chosen": "ar"}, {"previous": "sq"}], Person("ar", "sq")),
        ([{"chosen": "ar", "previous": "en"}, {"chosen": "sq"}], Person("sq", "en")),
        ([{"chosen": "ar"}, {}], Person("ar", None)),
        ([{}], Person()),
    ],
)
def test_the_languages_of_a_person_are_remembered(fresh: Store, notes: list[dict[str, str]], expected: Person) -> None:
    for note in notes:
        fresh.remember_language(ANN, **note)
    assert (fresh.person(ANN), fresh.person(BEN)) == (expected, Person())


@pytest.mark.parametrize(
    "slots",
    [{}, {"destination": "gb", "purpose": None}, {"nationality": "al", "many": ["a", {"b": 1.5}], "words": "ë ا 'x'"}],
)
def test_slots_come_back_as_they_were_given(fresh: Store, slots: dict[str, object]) -> None:
    fresh.keep_slots(ANN, slots)
    assert (fresh.slots(ANN), fresh.slots(BEN)) == (slots, {})


def test_slots_are_replaced_and_do_not_touch_the_language(fresh: Store) -> None:
    fresh.remember_language(ANN, chosen="ar")
    fresh.keep_slots(ANN, {"destination": "gb"})
    fresh.keep_slots(ANN, {"purpose": "work"})
    assert (fresh.slots(ANN), fresh.person(ANN)) == ({"purpose": "work"}, Person("ar"))


def test_what_is_kept_outlives_the_program(open_store: Callable[..., Store]) -> None:
    first = open_store()
    first.remember_language(ANN, chosen="ar")
    first.close()
    assert open_store().person(ANN) == Person("ar")


def test_two_stores_on_one_file_see_each_others_writing(open_store: Callable[..., Store]) -> None:
    gateway, worker = open_store(), open_store()
    gateway.remember_language(ANN, chosen="ar")
    worker.keep_slots(ANN, {"destination": "gb"})
    gateway.keep_slots(BEN, {"destination": "it"})
    assert (worker.person(ANN), gateway.slots(ANN), worker.slots(BEN)) == (
        Person("ar"), {"destination": "gb"}, {"destination": "it"},
    )  # fmt: skip


def test_who_is_forgotten_is_new_again(fresh: Store) -> None:
    for person in (ANN, BEN):
        fresh.remember_language(person, chosen="ar")
        fresh.keep_slots(person, {"destination": "gb"})
    fresh.forget(ANN)
    assert (fresh.person(ANN), fresh.slots(ANN)) == (Person(), {})
    assert (fresh.person(BEN), fresh.slots(BEN)) == (Person("ar"), {"destination": "gb"})


def test_to_forget_somebody_unknown_does_nothing(fresh: Store) -> None:
    fresh.forget(ANN)
    assert fresh.person(ANN) == Person()


def test_forgetting_leaves_no_trace_in_the_files(open_store: Callable[..., Store], tmp_path: Path) -> None:
    """Also while the worker has the file open, so that SQLite keeps its log beside it."""
    gateway, worker = open_store(), open_store()
    held = sqlite3.connect(tmp_path / "bot.db")
    held.execute("SELECT count(*) FROM people").fetchall()
    gateway.remember_language(ANN, chosen="ar")
    for country in ("gb-trace", "it-trace"):
        worker.keep_slots(ANN, {"destination": country})
    assert in_files(tmp_path, ANN) == ["bot.db-wal"]
    gateway.forget(ANN)
    assert [in_files(tmp_path, words) for words in (ANN, "gb-trace", "it-trace")] == [[], [], []]
    held.close()


def test_forgetting_one_of_many_leaves_no_trace_of_them_and_keeps_the_others(fresh: Store, tmp_path: Path) -> None:
    people = [pseudonym(b"a key for tests", "test", number) for number in range(120)]
    for person in people:
        fresh.keep_slots(person, {"destination": "gb"})
    for person in people[::2]:
        fresh.forget(person)
    assert [len(in_files(tmp_path, person)) for person in people[::2]] == [0] * 60
    assert [fresh.slots(person) for person in people[1::2]] == [{"destination": "gb"}] * 60


@pytest.mark.parametrize(("days_ago", "expected"), [(29, 0), (32, 1)])
def test_who_was_not_seen_within_the_retention_time_is_swept(
    fresh: Store, tmp_path: Path, days_ago: int, expected: int
) -> None:
    fresh.remember_language(ANN, chosen="ar")
    last_seen(tmp_path, ANN, days_ago)
    assert (fresh.sweep(), fresh.person(ANN)) == (expected, Person() if expected else Person("ar"))


def test_the_retention_time_is_the_operators(open_store: Callable[..., Store], tmp_path: Path) -> None:
    short = open_store(retention_days=3)
    for person in (ANN, BEN):
        short.remember_language(person, chosen="ar")
    last_seen(tmp_path, ANN, 5)
    assert (short.sweep(), short.person(ANN), short.person(BEN)) == (1, Person(), Person("ar"))


def test_writing_makes_a_person_seen_today(open_store: Callable[..., Store], tmp_path: Path) -> None:
    fresh = open_store()
    fresh.remember_language(ANN, chosen="ar")
    last_seen(tmp_path, ANN, 29)
    fresh.keep_slots(ANN, {})
    assert (open_store(retention_days=5).sweep(), fresh.person(ANN)) == (0, Person("ar"))


def test_the_first_writing_of_a_day_sweeps(open_store: Callable[..., Store], tmp_path: Path) -> None:
    open_store().remember_language(ANN, chosen="ar")
    last_seen(tmp_path, ANN, 40)
    later = open_store()
    later.remember_language(BEN, chosen="sq")
    assert (later.person(ANN), later.person(BEN)) == (Person(), Person("sq"))


def test_a_database_in_memory_works_too() -> None:
    store = Store("sqlite://")
    store.remember_language(ANN, chosen="ar")
    store.note_sent("telegram", 7, 1, done=True)
    store.forget(ANN)
    assert (store.person(ANN), store.parts_sent("telegram", 7)) == (Person(), None)
    store.close()


def test_what_a_conversation_carries_comes_back_and_is_replaced(fresh: Store) -> None:
    assert fresh.recent(ANN) == {}
    fresh.keep_recent(ANN, {"trail": ["topic/risk_sea"], "unsure": 1})
    fresh.keep_recent(ANN, {"trail": ["contacts"]})
    assert (fresh.recent(ANN), fresh.recent(BEN)) == ({"trail": ["contacts"]}, {})


def test_what_a_conversation_carries_is_gone_after_forget_also_from_the_files(fresh: Store, tmp_path: Path) -> None:
    for person in (ANN, BEN):
        fresh.keep_recent(person, {"trail": [f"topic/of-{person}"]})
    fresh.forget(ANN)
    assert (fresh.recent(ANN), in_files(tmp_path, ANN), in_files(tmp_path, f"topic/of-{ANN}")) == ({}, [], [])
    assert fresh.recent(BEN) == {"trail": [f"topic/of-{BEN}"]}


@pytest.mark.parametrize(("days_ago", "expected"), [(0, {"unsure": 1}), (1, {"unsure": 1}), (2, {}), (30, {})])
def test_what_a_conversation_carries_is_gone_after_two_days(
    fresh: Store, tmp_path: Path, days_ago: int, expected: dict[str, int]
) -> None:
    fresh.keep_recent(ANN, {"unsure": 1})
    recent_from(tmp_path, ANN, days_ago)
    assert fresh.recent(ANN) == expected


@pytest.mark.parametrize(("days_ago", "left"), [(1, True), (2, False)])
def test_a_sweep_takes_what_conversations_carried_from_the_files(
    fresh: Store, tmp_path: Path, days_ago: int, left: bool
) -> None:
    fresh.keep_recent(ANN, {"trail": ["topic/trace-of-ann"]})
    recent_from(tmp_path, ANN, days_ago)
    fresh.sweep()
    fresh.forget(BEN)  # empties the log
    assert bool(in_files(tmp_path, "topic/trace-of-ann")) == left


def test_what_is_counted_adds_up_over_days_most_first(fresh: Store, tmp_path: Path) -> None:
    for _ in range(3):
        fresh.count("helpful", "topic/risk_sea", "en")
    with sqlite3.connect(tmp_path / "bot.db") as connection:
        day = (date.today() - timedelta(days=1)).isoformat()
        connection.execute("UPDATE counts SET day = ?", (day,))
    connection.close()
    for language in ("en", "sq"):
        fresh.count("helpful", "topic/risk_sea", language)
    fresh.count("campaign", "school", "en")
    fresh.count("campaign", "school", "en")
    assert fresh.counts(date.today() - timedelta(days=1)) == [
        ("helpful", "topic/risk_sea", "en", 4),
        ("campaign", "school", "en", 2),
        ("helpful", "topic/risk_sea", "sq", 1),
    ]
    assert ("helpful", "topic/risk_sea", "en", 1) in fresh.counts(date.today())
    assert fresh.counts(date.today() + timedelta(days=1)) == []


def test_counts_hold_nothing_about_people(fresh: Store, tmp_path: Path) -> None:
    fresh.count("helpful", "topic/risk_sea", "en")
    connection = sqlite3.connect(tmp_path / "bot.db")
    (row,) = connection.execute("SELECT * FROM counts").fetchall()
    columns = {column[1] for column in connection.execute("PRAGMA table_info(counts)")}
    connection.close()
    assert row == (date.today().isoformat(), "helpful", "topic/risk_sea", "en", 1)
    assert columns == {"day", "what", "about", "language", "number"}


def test_counts_stay_when_somebody_is_forgotten_or_swept(fresh: Store) -> None:
    fresh.count("helpful", "topic/risk_sea", "en")
    fresh.forget(ANN)
    fresh.sweep()
    assert fresh.counts(date.today()) == [("helpful", "topic/risk_sea", "en", 1)]
