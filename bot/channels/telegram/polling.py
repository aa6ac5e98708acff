"""Asks Telegram for updates and confirms them only once they are answered; opens no port."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.sending import patiently
from bot.errors import SetupError

logger = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]
_LONG_POLL_SECONDS = 50
_BUSY_PAUSE = 0.1
_LOOK_AGAIN = 0.4
_CONFLICT_PAUSE = 5.0


async def poll(bot: Bot, inbox: Inbox, forget: Callable[[int], None], stop: asyncio.Event) -> None:
    """Serves `inbox` until `stop`. `forget` is told which updates Telegram will never offer again.

    python-telegram-bot's own Updater confirms updates before they are handled, and so loses them in a crash.

    Raises:
        SetupError: if Telegram refuses the token.
    """
    # What waits on Telegram's side is what people wrote while we were away: never dropped.
    await patiently(lambda: bot.delete_webhook(drop_pending_updates=False))
    stopped = asyncio.create_task(stop.wait())
    while not stop.is_set():
        fetching = asyncio.create_task(_fetch(bot, inbox, forget))
        await asyncio.wait([fetching, stopped], return_when=asyncio.FIRST_COMPLETED)
        if not fetching.done():
            fetching.cancel()
            await asyncio.gather(fetching, return_exceptions=True)
            break
        fetching.result()
        if inbox.is_busy:
            await asyncio.sleep(_BUSY_PAUSE)
            await inbox.progress(_LOOK_AGAIN)
    await inbox.finish(10.0)
    await _confirm(bot, inbox)


async def _fetch(bot: Bot, inbox: Inbox, forget: Callable[[int], None]) -> None:
    """One look: a long one while nobody waits, a short one while some are being answered."""
    offset = inbox.confirmed
    try:
        updates = await patiently(lambda: _updates(bot, offset, 0 if inbox.is_busy else _LONG_POLL_SECONDS))
    except InvalidToken:
        raise SetupError("Telegram refused TELEGRAM_TOKEN; copy it again from @BotFather") from None
    except Conflict:
        logger.error("another program polls with the same token; stop it")
        await asyncio.sleep(_CONFLICT_PAUSE)
        return
    if offset is not None:
        forget(offset)
    inbox.offer(updates)


async def _updates(bot: Bot, offset: int | None, seconds: int, limit: int = 100) -> list[dict[str, Any]]:
    """Updates as Telegram sent them: python-telegram-bot gives up a whole batch, and logs it, when one is ill-formed.

    Method names are case-insensitive (Bot API, "Making requests"); spelled so, the raw result is to be had unwarned.
    """
    asked = {"offset": offset, "timeout": seconds, "limit": limit, "allowed_updates": ALLOWED_UPDATES}
    given = {name: value for name, value in asked.items() if value is not None}
    found = await bot.do_api_request("getupdates", api_kwargs=given, read_timeout=seconds + 20.0)
    return [update for update in found if isinstance(update, dict) and isinstance(update.get("update_id"), int)]


async def _confirm(bot: Bot, inbox: Inbox) -> None:
    """Tells Telegram at the end how far we came; if it does not hear, it offers again what we know as answered."""
    if inbox.confirmed is not None:
        try:
            await _updates(bot, inbox.confirmed, 0, limit=1)
        except TelegramError as fault:
            logger.warning("the last confirmation did not arrive: %s", type(fault).__name__)
