"""What is kept between messages, by pseudonym: few choices, and which updates were answered. Never any text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, Date, Integer, MetaData, String, Table, and_, create_engine, delete, event, func, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool, StaticPool

_METADATA = MetaData()
_PEOPLE = Table(
    "people",
    _METADATA,
    Column("person", String(32), primary_key=True),
    Column("chosen", String(16)),  # the language the person chose
    Column("previous", String(16)),  # the language of the last reply
    Column("slots", String, nullable=False, default="{}"),  # Rasa's slots: countries and purpose
    Column("seen", Date, nullable=False),  # a day, no finer: enough to delete in time
)
_RECENT = Table(
    "recent",
    _METADATA,
    Column("person", String(32), primary_key=True),
    Column("kept", String, nullable=False),  # bot.memory: pages shown, by address
    Column("seen", Date, nullable=False),
)
_COUNTS = Table(
    "counts",
    _METADATA,
    Column("day", Date, primary_key=True),
    Column("what", String(16), primary_key=True),  # helpful, not_helpful, campaign
    Column("about", String(64), primary_key=True),  # the reply's address, or the campaign's name
    Column("language", String(16), primary_key=True),
    Column("number", Integer, nullable=False),
)
_UPDATES = Table(
    "updates",
    _METADATA,
    Column("channel", String(16), primary_key=True),
    Column("update_id", Integer, primary_key=True),
    Column("parts", Integer, nullable=False),  # how many bubbles of the reply were sent
    Column("done", Integer, nullable=False),
)


@dataclass(frozen=True)
class Person:
    """What is remembered about someone's language."""

    chosen: str | None = None
    previous: str | None = None


class Store:
    """SQLite by default, PostgreSQL by address; safe to open from the gateway and its worker at once."""

    def __init__(self, url: str, *, retention_days: int = 30) -> None:
        self._engine = _engine(url)
        self._retention = timedelta(days=retention_days)
        self._swept: date | None = None
        _METADATA.create_all(self._engine)

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def person(self, person: str) -> Person:
        """What is remembered about `person`; nothing, for somebody new."""
        with self._engine.begin() as connection:
            row = connection.execute(
                select(_PEOPLE.c.chosen, _PEOPLE.c.previous).where(_PEOPLE.c.person == person)
            ).first()
        return Person(row[0], row[1]) if row else Person()

    def remember_language(self, person: str, *, chosen: str | None = None, previous: str | None = None) -> None:
        """Notes the language a person chose, or was answered in."""
        values = {name: value for name, value in (("chosen", chosen), ("previous", previous)) if value}
        self._write(person, values)

    def slots(self, person: str) -> dict[str, Any]:
        """Rasa's slots for `person`."""
        with self._engine.begin() as connection:
            row = connection.execute(select(_PEOPLE.c.slots).where(_PEOPLE.c.person == person)).first()
        return dict(json.loads(row[0])) if row else {}

    def keep_slots(self, person: str, slots: Mapping[str, Any]) -> None:
        """Replaces Rasa's slots for `person`."""
        self._write(person, {"slots": json.dumps(dict(slots), sort_keys=True)})

    def recent(self, person: str) -> dict[str, Any]:
        """What the conversation carried since yesterday; nothing older."""
        query = select(_RECENT.c.kept).where(_RECENT.c.person == person, _RECENT.c.seen >= _yesterday())
        with self._engine.begin() as connection:
            row = connection.execute(query).first()
        return dict(json.loads(row[0])) if row else {}

    def keep_recent(self, person: str, kept: Mapping[str, Any]) -> None:
        """Replaces what the conversation carries."""
        values = {"kept": json.dumps(dict(kept), sort_keys=True), "seen": date.today()}
        with self._engine.begin() as connection:
            if not connection.execute(_RECENT.update().where(_RECENT.c.person == person).values(**values)).rowcount:
                connection.execute(_RECENT.insert().values(person=person, **values))

    def count(self, what: str, about: str, language: str) -> None:
        """One more of `what` about `about` today: a bare number, of nobody."""
        key = {"day": date.today(), "what": what, "about": about, "language": language}
        where = and_(*(_COUNTS.c[name] == value for name, value in key.items()))
        with self._engine.begin() as connection:
            more = _COUNTS.update().where(where).values(number=_COUNTS.c.number + 1)
            if not connection.execute(more).rowcount:
                connection.execute(_COUNTS.insert().values(**key, number=1))

    def counts(self, since: date) -> list[tuple[str, str, str, int]]:
        """What was counted from `since` on, days added up: (what, about, language, number), most first."""
        total = func.sum(_COUNTS.c.number)
        columns = (_COUNTS.c.what, _COUNTS.c.about, _COUNTS.c.language)
        query = select(*columns, total).where(_COUNTS.c.day >= since).group_by(*columns).order_by(total.desc())
        with self._engine.begin() as connection:
            return [(str(w), str(a), str(code), int(n)) for w, a, code, n in connection.execute(query)]

    def forget(self, person: str) -> None:
        """Deletes everything about `person`, also from the file: SQLite overwrites it and empties its log."""
        with self._engine.begin() as connection:
            for table in (_PEOPLE, _RECENT):
                connection.execute(delete(table).where(table.c.person == person))
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def parts_sent(self, channel: str, update_id: int) -> int | None:
        """How many bubbles of the reply to an update were sent; None once it was answered in full."""
        with self._engine.begin() as connection:
            row = connection.execute(
                select(_UPDATES.c.parts, _UPDATES.c.done).where(
                    _UPDATES.c.channel == channel, _UPDATES.c.update_id == update_id
                )
            ).first()
        if row is None:
            return 0
        return None if row[1] else int(row[0])

    def note_sent(self, channel: str, update_id: int, parts: int, *, done: bool) -> None:
        """Notes how far the reply to an update has gone, so that a repeat of it says nothing twice."""
        key = {"channel": channel, "update_id": update_id}
        values = {"parts": parts, "done": int(done)}
        with self._engine.begin() as connection:
            where = (_UPDATES.c.channel == channel) & (_UPDATES.c.update_id == update_id)
            if not connection.execute(_UPDATES.update().where(where).values(**values)).rowcount:
                connection.execute(_UPDATES.insert().values(**key, **values))

    def drop_updates_before(self, channel: str, update_id: int) -> None:
        """Forgets updates that the channel has confirmed and will not send again."""
        with self._engine.begin() as connection:
            connection.execute(delete(_UPDATES).where(_UPDATES.c.channel == channel, _UPDATES.c.update_id < update_id))

    def sweep(self) -> int:
        """Deletes everyone not seen within the retention time; gives how many."""
        with self._engine.begin() as connection:
            return self._sweep(connection, date.today())

    def _sweep(self, connection: Connection, today: date) -> int:
        self._swept = today
        connection.execute(delete(_RECENT).where(_RECENT.c.seen < _yesterday()))
        return int(connection.execute(delete(_PEOPLE).where(_PEOPLE.c.seen < today - self._retention)).rowcount)

    def _write(self, person: str, values: Mapping[str, Any]) -> None:
        today = date.today()
        with self._engine.begin() as connection:
            if self._swept != today:
                self._sweep(connection, today)
            update = _PEOPLE.update().where(_PEOPLE.c.person == person).values(**values, seen=today)
            if not connection.execute(update).rowcount:
                connection.execute(_PEOPLE.insert().values(**{"slots": "{}", **values}, person=person, seen=today))


def _yesterday() -> date:
    return date.today() - timedelta(days=1)


def _engine(url: str) -> Engine:
    if url in ("sqlite://", "sqlite:///:memory:"):
        return create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False}, future=True)
    if not url.startswith("sqlite"):
        return create_engine(url, future=True, pool_pre_ping=True)
    engine = create_engine(url, poolclass=QueuePool, connect_args={"check_same_thread": False}, future=True)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: Any) -> None:
    """WAL lets gateway and worker write in turn; secure_delete leaves nothing behind in the file."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")
