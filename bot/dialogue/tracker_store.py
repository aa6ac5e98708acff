"""Remembers a person's slots between messages, and nothing else: no text, no events, no history."""

from __future__ import annotations

from itertools import takewhile
from typing import Any, Dict, Iterable, Optional

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, DEFAULT_SLOT_NAMES
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.store import Store

CANARY = "canary"
"""The sender of readiness checks: nothing is remembered about it."""


class SlotTrackerStore(TrackerStore):
    """A conversation of 200 turns costs what one turn does: the tracker begins anew with the slots each time."""

    def __init__(
        self, domain: Domain, event_broker: Optional[EventBroker] = None, database: str = "sqlite://", **kwargs: Any
    ) -> None:
        """Opens the store at the address `database` of endpoints.yml."""
        super().__init__(domain, event_broker)
        self._store = Store(database)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the slots, where they changed (see parent class for full docstring)."""
        slots = {
            name: slot.value
            for name, slot in tracker.slots.items()
            if name not in DEFAULT_SLOT_NAMES and slot.value is not None
        }
        if tracker.sender_id != CANARY and slots != _slots_before(tracker):
            self._store.keep_slots(tracker.sender_id, slots)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """A tracker that holds the slots and listens (see parent class for full docstring)."""
        slots = {} if sender_id == CANARY else self._store.slots(sender_id)
        events = [SlotSet(name, value) for name, value in slots.items()]
        return DialogueStateTracker.from_events(
            sender_id, [*events, ActionExecuted(ACTION_LISTEN_NAME)], self.domain.slots
        )

    async def keys(self) -> Iterable[str]:
        """No one can list who wrote (see parent class for full docstring)."""
        return []

    async def update(self, tracker_to_keep: DialogueStateTracker) -> None:
        """Replaces what is kept (see parent class for full docstring)."""
        await self.save(tracker_to_keep)

    async def delete(self, sender_id: str) -> None:
        """Forgets a person (see parent class for full docstring)."""
        self._store.forget(sender_id)


def _slots_before(tracker: DialogueStateTracker) -> Dict[str, Any]:
    """The slots that `retrieve` found: it set them before anything happened."""
    return {event.key: event.value for event in takewhile(lambda event: isinstance(event, SlotSet), tracker.events)}
