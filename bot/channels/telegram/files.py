"""Fetches pictures that people send, into memory and nowhere else; knows not what is in them."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot
from telegram import Message as TelegramMessage
from telegram.error import TelegramError

from bot.channels.telegram.sending import patiently
from bot.pictures import MOST_BYTES

logger = logging.getLogger(__name__)

TOO_BIG = ""
"""Stands for the id of a file that is not worth fetching."""

_SECONDS = 20.0


def picture_in(sent: TelegramMessage) -> str | None:
    """The id of a photo (the largest size we read) or of an image sent as a file; None if there is neither."""
    if sent.photo:
        sizes = [size for size in sent.photo if (size.file_size or 0) <= MOST_BYTES]
        return max(sizes, key=lambda size: size.width * size.height).file_id if sizes else TOO_BIG
    document = sent.document
    if document and not sent.animation and (document.mime_type or "").startswith("image/"):
        return document.file_id if (document.file_size or 0) <= MOST_BYTES else TOO_BIG
    return None


async def fetch(bot: Bot, file_id: str) -> bytes:
    """The file's bytes; none if it is too big or Telegram does not hand it over in time."""
    if file_id == TOO_BIG:
        return b""
    try:
        return await asyncio.wait_for(patiently(lambda: _download(bot, file_id)), _SECONDS)
    except (TelegramError, asyncio.TimeoutError) as fault:
        logger.warning("a picture could not be fetched: %s", type(fault).__name__)
        return b""


async def _download(bot: Bot, file_id: str) -> bytes:
    file = await bot.get_file(file_id)
    if (file.file_size or 0) > MOST_BYTES:
        return b""
    data = bytes(await file.download_as_bytearray())
    return data if len(data) <= MOST_BYTES else b""
