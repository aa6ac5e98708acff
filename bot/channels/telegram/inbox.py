"""Which updates are being answered, in which order, and how far Telegram may forget them; knows no Telegram calls."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping
from typing import Any

logger = logging.getLogger(__name__)

Update = Mapping[str, Any]
_MOST_TRIES = 3


class Inbox:
    """One update at a time per chat, many chats at once.

    Telegram keeps what is not confirmed for 24 hours, so it is our inbox: `confirmed` grows only past updates whose
    reply was sent. An update that fails is offered again; after three failures it is let go, so that it blocks nobody.
    """

    def __init__(self, handle: Callable[[Update], Awaitable[None]], chat_of: Callable[[Update], Hashable]) -> None:
        self._handle = handle
        self._chat_of = chat_of
        self._tasks: dict[int, asyncio.Task[bool]] = {}
        self._last_of_chat: dict[Hashable, asyncio.Task[bool]] = {}
        self._tries: dict[int, int] = {}
        self._answered: set[int] = set()
        self._next: int | None = None

    @property
    def is_busy(self) -> bool:
        """Whether any update is still being answered."""
        return bool(self._tasks)

    @property
    def confirmed(self) -> int | None:
        """The offset to ask Telegram with: everything below it is answered. None before the first update."""
        return min(self._tasks, default=self._next) if self._next is not None else None

    def accept(self, update: Update) -> asyncio.Task[bool]:
        """Begins to answer `update`, after those before it in its chat; an update under way is not begun twice.

        The task's result says whether it was answered.
        """
        update_id = int(update["update_id"])
        if update_id in self._tasks:
            return self._tasks[update_id]
        chat = self._chat_of(update)
        task = asyncio.create_task(self._in_turn(update, self._last_of_chat.get(chat)))
        self._tasks[update_id] = self._last_of_chat[chat] = task
        self._next = max(self._next or 0, update_id + 1)
        task.add_done_callback(lambda done: self._settle(update_id, chat, done))
        return task

    def offer(self, updates: Iterable[Update]) -> None:
        """Takes what Telegram offers: what is new is begun, what was answered already is passed over."""
        for update in updates:
            update_id = int(update["update_id"])
            if update_id in self._answered:
                self._next = max(self._next or 0, update_id + 1)
            else:
                self.accept(update)

    async def progress(self, seconds: float) -> None:
        """Waits until something is answered, or `seconds` pass."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)

    async def finish(self, seconds: float) -> None:
        """Gives what is under way `seconds` to be answered, then stops it: Telegram will offer it again."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=seconds)
        left = list(self._tasks.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _in_turn(self, update: Update, before: asyncio.Task[bool] | None) -> bool:
        if before is not None:
            await asyncio.wait([before])
        try:
            await self._handle(update)
        except Exception as fault:
            return self._give_up(int(update["update_id"]), fault)
        return True

    def _give_up(self, update_id: int, fault: Exception) -> bool:
        tries = self._tries[update_id] = self._tries.get(update_id, 0) + 1
        logger.error("an update could not be answered (try %d of %d): %s", tries, _MOST_TRIES, type(fault).__name__)
        return tries >= _MOST_TRIES

    def _settle(self, update_id: int, chat: Hashable, task: asyncio.Task[bool]) -> None:
        self._tasks.pop(update_id, None)
        if self._last_of_chat.get(chat) is task:
            del self._last_of_chat[chat]
        if task.cancelled() or not task.result():
            self._next = update_id if self._next is None else min(self._next, update_id)
            return
        self._tries.pop(update_id, None)
        self._answered.add(update_id)
        floor = self.confirmed or 0
        self._answered = {answered for answered in self._answered if answered >= floor}
