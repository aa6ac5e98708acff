"""What is kept between messages, by pseudonym: few choices, and which updates were answered. Never any text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, Date, Integer, MetaData, String, Table, create_engine, delete, event, select
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

    def forget(self, person: str) -> None:
        """Deletes everything about `person`, also from the file: SQLite overwrites it and empties its log."""
        with self._engine.begin() as connection:
            connection.execute(delete(_PEOPLE).where(_PEOPLE.c.person == person))
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
        return int(connection.execute(delete(_PEOPLE).where(_PEOPLE.c.seen < today - self._retention)).rowcount)

    def _write(self, person: str, values: Mapping[str, Any]) -> None:
        today = date.today()
        with self._engine.begin() as connection:
            if self._swept != today:
                self._sweep(connection, today)
            update = _PEOPLE.update().where(_PEOPLE.c.person == person).values(**values, seen=today)
            if not connection.execute(update).rowcount:
                connection.execute(_PEOPLE.insert().values(**{"slots": "{}", **values}, person=person, seen=today))


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
