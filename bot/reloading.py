"""Takes changed content and translations into a running bot once they pass the gate; knows no channel."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from watchfiles import Change, awatch

from bot.errors import BotError, Problem
from bot.gateway import Gateway, load_gated
from bot.knowledge import folders
from bot.settings import Settings

logger = logging.getLogger(__name__)

_FOLDERS = ("content", "locales", "nlu")
_ENDINGS = {".yml", ".yaml", ".po", ".j2"}
_SETTLE_MS = 300
"""An editor saves, a `git pull` writes many files: so long without a change, and they are read."""
_MOST_NAMED = 10


async def keep_fresh(gateway: Gateway, stop: asyncio.Event) -> None:
    """Until `stop`, reads changed files; a fault in them keeps the last good version, and is logged."""
    followed = watched(gateway.settings)
    async for _ in awatch(*followed, watch_filter=_matters, step=_SETTLE_MS, stop_event=stop, recursive=True):
        await reload(gateway)


async def reload(gateway: Gateway) -> None:
    """Takes over what lies on disk now, or notes why not."""
    try:
        knowledge, renderer = await asyncio.to_thread(load_gated, gateway.settings)
    except BotError as fault:
        problems = fault.problems or (Problem(".", "", fault.message),)
        gateway.freshness.refuse(problems)
        logger.error("changed files are not in use, the last good version stays: %d faults", len(problems))
        for problem in problems[:_MOST_NAMED]:
            logger.error("%s", problem)
        return
    gateway.adopt(knowledge, renderer)
    gateway.freshness.accept()
    logger.info("changed content and translations are in use")


def watched(settings: Settings) -> list[Path]:
    """The folders whose files a running bot follows."""
    return folders(settings.root, settings.overlay, *_FOLDERS)


def _matters(_: Change, path: str) -> bool:
    return Path(path).suffix in _ENDINGS
