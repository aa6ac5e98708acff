"""A running Telegram channel with the real worker, talking to the fake Bot API."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import anyio
import pytest

from bot.conversation import Conversation
from bot.gateway import Gateway, make_renderer
from bot.knowledge import Knowledge
from bot.settings import Settings, Telegram
from bot.store import Store
from tests.telegram_fake import BotApi
from tests.telegram_fake.server import TOKEN, Sent


class Chat:
    """The fake, with waiting that leaves the event loop to the bot."""

    def __init__(self, api: BotApi) -> None:
        self.api = api

    async def wait(self, condition: Callable[[], bool], seconds: float = 30.0) -> None:
        await anyio.to_thread.run_sync(self.api.wait, condition, seconds)

    async def reply(self, chat_id: int, count: int = 1) -> Sent:
        """The `count`-th message to a chat."""
        await self.wait(lambda: len(self.api.to(chat_id)) >= count)
        return self.api.to(chat_id)[count - 1]

    async def answered(self, update_id: int) -> None:
        """Waits until Telegram may forget an update."""
        await self.wait(lambda: update_id not in self.api.unconfirmed)


@asynccontextmanager
async def channel(gateway: Gateway) -> AsyncIterator[None]:
    """The channel, for as long as the block lasts."""
    from bot.channels.telegram import TelegramChannel

    stop = asyncio.Event()
    running = asyncio.create_task(TelegramChannel(gateway).run(stop))
    try:
        yield
    finally:
        stop.set()
        await running


@pytest.fixture
def api() -> Any:
    fake = BotApi()
    yield fake
    fake.close()


@pytest.fixture
def gateway(worker: Any, knowledge: Knowledge, settings: Settings, store: Store, api: BotApi) -> Gateway:
    reachable = replace(settings, telegram=Telegram(TOKEN, api_url=api.url))
    renderer = make_renderer(knowledge, reachable)
    conversation = Conversation(renderer, knowledge, store, worker)
    return Gateway(reachable, knowledge, renderer, store, worker, conversation)


@pytest.fixture
async def chat(gateway: Gateway, api: BotApi) -> AsyncIterator[Chat]:
    async with channel(gateway):
        yield Chat(api)
