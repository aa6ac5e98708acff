"""Sends replies within Telegram's limits, patiently; knows neither who asked nor what it means."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from aiolimiter import AsyncLimiter
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction, InlineKeyboardButtonLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception
from tenacity.wait import wait_random_exponential

from bot.channels.plain import plain
from bot.replies import Bubble, Button

logger = logging.getLogger(__name__)
T = TypeVar("T")

_ROW_CHARACTERS, _ROW_BUTTONS = 28, 3
_LONGEST_WAIT = 60.0


class Undeliverable(Exception):
    """Raised when a chat can no longer be written to: blocked, deleted, left. Not an error of ours."""


class Sender:
    """Sends to chats, one message a second each, retrying as long as Telegram may come back."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._pace: dict[int, AsyncLimiter] = {}

    async def send(self, chat_id: int, bubble: Bubble, reply_to: int | None = None) -> None:
        """Delivers one message of at most 4,096 characters, or a picture with a caption of at most 1,024.

        Raises:
            Undeliverable: if the chat is gone or the bot is blocked there.
        """
        async with self._paced(chat_id):
            await patiently(lambda: self._send(chat_id, bubble, reply_to))

    async def typing(self, chat_id: int) -> None:
        """Shows that an answer is coming; nothing depends on it."""
        await self._quietly(lambda: self._bot.send_chat_action(chat_id, ChatAction.TYPING))

    async def acknowledge(self, callback_id: str) -> None:
        """Ends a pressed button's waiting circle; nothing depends on it."""
        await self._quietly(lambda: self._bot.answer_callback_query(callback_id))

    async def _send(self, chat_id: int, bubble: Bubble, reply_to: int | None) -> None:
        try:
            await self._message(chat_id, bubble, reply_to, ParseMode.HTML)
        except Forbidden:
            raise Undeliverable from None
        except ChatMigrated as moved:
            await self._message(moved.new_chat_id, bubble, None, ParseMode.HTML)
        except BadRequest as refused:
            await self._after_refusal(refused, chat_id, bubble, reply_to)

    async def _after_refusal(self, refused: BadRequest, chat_id: int, bubble: Bubble, reply_to: int | None) -> None:
        """A reader is owed the words: without the picture if it is refused, and plain if their markup is."""
        if bubble.picture:
            logger.error("Telegram refused a picture; its text goes out alone")
            if bubble.text:
                await self._send(chat_id, replace(bubble, picture=None), reply_to)
            return
        if "entit" not in refused.message.lower():
            logger.error("Telegram refused a message: %s", type(refused).__name__)
            raise Undeliverable from None
        logger.error("Telegram could not read a reply's markup; sent as plain text")
        await self._message(chat_id, Bubble(plain(bubble.text), bubble.buttons), None, None)

    async def _message(self, chat_id: int, bubble: Bubble, reply_to: int | None, mode: ParseMode | None) -> None:
        buttons = keyboard(bubble.buttons)
        answered = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
        if bubble.picture:
            await self._bot.send_photo(
                chat_id,
                bubble.picture,
                caption=bubble.text or None,
                parse_mode=mode,
                reply_markup=buttons,
                reply_parameters=answered,
            )
            return
        await self._bot.send_message(
            chat_id,
            bubble.text,
            parse_mode=mode,
            reply_markup=buttons,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_parameters=answered,
        )

    async def _quietly(self, call: Callable[[], Awaitable[object]]) -> None:
        try:
            await call()
        except TelegramError as fault:
            logger.debug("not shown: %s", type(fault).__name__)

    def _paced(self, chat_id: int) -> AsyncLimiter:
        if len(self._pace) > 1000:
            self._pace = {chat: pace for chat, pace in self._pace.items() if not pace.has_capacity()}
        return self._pace.setdefault(chat_id, AsyncLimiter(1, 1.0))


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """What `call` gives, tried again for as long as it takes while Telegram is away or asks us to wait."""
    async for attempt in AsyncRetrying(retry=retry_if_exception(_passes), wait=_wait, reraise=True):
        with attempt:
            return await call()
    raise AssertionError("tenacity ends only with a result or an exception")


def _passes(fault: BaseException) -> bool:
    """Whether waiting helps. BadRequest is a NetworkError to python-telegram-bot, but stays as it is."""
    if isinstance(fault, BadRequest | InvalidToken):
        return False
    return isinstance(fault, RetryAfter | NetworkError)


def _wait(state: RetryCallState) -> float:
    """As long as Telegram says; otherwise longer each time."""
    fault = state.outcome.exception() if state.outcome else None
    if isinstance(fault, RetryAfter):
        after = fault.retry_after
        return (after if isinstance(after, int) else after.total_seconds()) + 0.1
    return wait_random_exponential(multiplier=0.3, max=_LONGEST_WAIT)(state)


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Buttons in rows: short ones share a row, long ones stand alone. One that Telegram would refuse is left out."""
    rows: list[list[InlineKeyboardButton]] = []
    width = _ROW_CHARACTERS + 1
    for button in buttons:
        if len(button.payload.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            logger.error("a button's address is too long for Telegram; `bot check` names it")
            continue
        if width + len(button.title) > _ROW_CHARACTERS or len(rows[-1]) == _ROW_BUTTONS:
            rows.append([])
            width = 0
        rows[-1].append(InlineKeyboardButton(button.title, callback_data=button.payload))
        width += len(button.title)
    return InlineKeyboardMarkup(rows) if rows else None
