"""One message being answered, and what goes on from before; knows neither how it is understood nor any words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.memory import Memory
from bot.messages import Message
from bot.rendering import Context
from bot.rendering.search import slots_at
from bot.store import Person, Store


@dataclass
class Exchange:
    """`memory` and `slots` change while the message is answered, and are kept by `keep`."""

    message: Message
    person: Person
    memory: Memory
    slots: dict[str, Any]
    began: Memory = field(default_factory=Memory)  # as it was read, so that what has not changed is not written

    @classmethod
    def begin(cls, message: Message, store: Store) -> Exchange:
        """With what is remembered about whoever sent `message`."""
        key = message.person
        memory = Memory.of(store.recent(key))
        return cls(message, store.person(key), memory, store.slots(key), began=memory)

    def context(self) -> Context:
        """What a page may depend on that was not asked for in words."""
        return Context(
            destination=self.slots.get("destination"),
            nationality=self.slots.get("nationality"),
            has_before=bool(self.memory.trail),
        )

    def keep(self, ref: str, store: Store) -> None:
        """Notes the page at `ref` as shown, and what coming there told."""
        key = self.message.person
        memory = self.memory.showing(ref)
        if memory != self.began:
            store.keep_recent(key, memory.as_dict())
        told = {**self.slots, **slots_at(ref)}
        slots = {name: value for name, value in told.items() if value is not None}
        if slots != store.slots(key):  # the worker has written its own since
            store.keep_slots(key, slots)
