"""Answers one Telegram update after another, once each; the parts beside it fetch, read and send."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from typing import Any

from telegram.error import InvalidToken
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.albums import Albums
from bot.channels.telegram.files import fetch
from bot.channels.telegram.inbox import Inbox, Update
from bot.channels.telegram.incoming import Incoming, Left, chat_of, read_bare, read_update
from bot.channels.telegram.parts import parts
from bot.channels.telegram.polling import poll
from bot.channels.telegram.profile import set_profile
from bot.channels.telegram.sending import Sender, Undeliverable, patiently
from bot.channels.telegram.webhook import serve_webhook
from bot.errors import SetupError
from bot.gateway import Gateway
from bot.messages import Turn
from bot.replies import Reply
from bot.settings import Telegram

logger = logging.getLogger(__name__)

CHANNEL = "telegram"
_STOP_SECONDS = 10.0
_PICTURES_AT_ONCE = 8
"""So many pictures lie in memory at most, each of up to 10 MB; the others still lie with Telegram."""


class TelegramChannel:
    """The bot on Telegram, for as long as `run` runs."""

    def __init__(self, gateway: Gateway) -> None:
        if gateway.settings.telegram is None:
            raise SetupError("TELEGRAM_TOKEN is not set")
        self._gateway = gateway
        self._settings: Telegram = gateway.settings.telegram
        self._bot = _bot(self._settings)
        self._sender = Sender(self._bot)
        self._inbox = Inbox(self._handle, chat_of)
        self._albums = Albums()
        self._pictures = asyncio.Semaphore(_PICTURES_AT_ONCE)

    async def run(self, stop: asyncio.Event) -> None:
        """Serves until `stop` is set; what is under way is finished first.

        Raises:
            SetupError: if Telegram refuses the token.
        """
        try:
            await patiently(self._bot.initialize)
        except InvalidToken:  # its own message holds the token
            raise SetupError("Telegram refused TELEGRAM_TOKEN; copy it again from @BotFather") from None
        profile = asyncio.create_task(set_profile(self._bot, self._gateway.renderer, self._gateway.knowledge.languages))
        logger.info("Telegram is connected")
        try:
            if self._settings.webhook_url:
                await serve_webhook(self._bot, self._settings, self._inbox, stop)
            else:
                await poll(self._bot, self._inbox, self._forget_confirmed, stop)
        finally:
            profile.cancel()
            await self._inbox.finish(_STOP_SECONDS)
            with contextlib.suppress(Exception):
                await self._bot.shutdown()

    def _forget_confirmed(self, offset: int) -> None:
        self._gateway.store.drop_updates_before(CHANNEL, offset)

    async def _handle(self, update: Update) -> None:
        """Answers an update once: what was sent of its reply before a crash is not sent again."""
        update_id = int(update["update_id"])
        sent = self._gateway.store.parts_sent(CHANNEL, update_id)
        if sent is None:
            return
        incoming = self._read(update)
        if isinstance(incoming, Left):
            self._gateway.store.forget(incoming.person)
        elif incoming is not None and self._albums.takes(incoming, update_id):
            with contextlib.suppress(Undeliverable):
                await self._answer(incoming, update_id, sent)
        self._gateway.store.note_sent(CHANNEL, update_id, 0, done=True)

    def _read(self, update: Update) -> Incoming | Left | None:
        try:
            reads_pictures = self._gateway.pictures is not None
            return read_update(update, self._bot, self._gateway.settings.key, reads_pictures=reads_pictures)
        except Exception as fault:  # an ill-formed update must not block those after it
            logger.error("an update could not be read: %s", type(fault).__name__)
            return read_bare(update, self._gateway.settings.key)

    async def _answer(self, incoming: Incoming, update_id: int, sent: int) -> None:
        if incoming.callback_id:
            await self._sender.acknowledge(incoming.callback_id)
        turn = await self._turn(incoming)
        bubbles = parts(turn.reply)
        for number, bubble in enumerate(bubbles, 1):
            if number > sent:
                await self._sender.send(incoming.chat_id, bubble, incoming.reply_to)
                self._gateway.store.note_sent(CHANNEL, update_id, number, done=number == len(bubbles))

    async def _turn(self, incoming: Incoming) -> Turn:
        async def interim(reply: Reply) -> None:
            for bubble in parts(reply):
                await self._sender.send(incoming.chat_id, bubble, incoming.reply_to)

        message = incoming.message
        if message.kind in ("text", "picture"):
            await self._sender.typing(incoming.chat_id)
        if incoming.file_id is not None:
            message = replace(message, picture=partial(self._picture, incoming.file_id))
        return await self._gateway.conversation.answer(message, interim)

    @contextlib.asynccontextmanager
    async def _picture(self, file_id: str) -> AsyncIterator[bytes]:
        """A few at once are held: each may have ten megabytes."""
        async with self._pictures:
            yield await fetch(self._bot, file_id)


def _bot(settings: Telegram) -> ExtBot[Any]:
    """Retries are ours (`patiently`), so that one chat's waiting never halts another's emergency."""
    return ExtBot(
        settings.token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=HTTPXRequest(connection_pool_size=64, read_timeout=20.0, pool_timeout=30.0),
        rate_limiter=AIORateLimiter(max_retries=0),
    )
