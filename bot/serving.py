"""Runs the channels of a gateway until one ends the talk or the operator does; knows which channels there are."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from typing import Any

from bot.gateway import Gateway
from bot.reloading import keep_fresh

_FINISH_SECONDS = 25.0


async def serve(gateway: Gateway, *, terminal: bool, say: Callable[[str], None]) -> None:
    """Serves every channel that is set up, until /quit, SIGINT or SIGTERM.

    Raises:
        SetupError: if the worker can never be ready.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(name, stop.set)
    watching = [asyncio.create_task(stop.wait()), asyncio.create_task(_watch_worker(gateway, say))]
    channels: list[asyncio.Task[None]] = [asyncio.create_task(keep_fresh(gateway, stop))]
    if gateway.settings.health:
        from bot.channels.health import serve_health

        channels.append(asyncio.create_task(serve_health(gateway, gateway.settings.health, stop)))
    if gateway.settings.telegram:
        from bot.channels.telegram import TelegramChannel

        channels.append(asyncio.create_task(TelegramChannel(gateway).run(stop)))
        say("Telegram: connected when the log says so; stop with Ctrl-C.")
    if terminal:
        from bot.channels.terminal import TerminalChat

        say("Type a question, a number for a button, or /quit.")
        reads = gateway.pictures is not None
        chat = TerminalChat(gateway.conversation, gateway.settings.key, reads_pictures=reads)
        watching.append(asyncio.create_task(chat.run()))
    try:
        done, _ = await asyncio.wait([*watching, *channels], return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        stop.set()
        await _end(watching, channels)


async def _end(watching: list[asyncio.Task[Any]], channels: list[asyncio.Task[None]]) -> None:
    """Channels finish what they are sending; the rest just ends."""
    if channels:
        await asyncio.wait(channels, timeout=_FINISH_SECONDS)
    for task in (*watching, *channels):
        task.cancel()
    await asyncio.gather(*watching, *channels, return_exceptions=True)


async def _watch_worker(gateway: Gateway, say: Callable[[str], None]) -> None:
    """Says when typed questions can be answered; ends only with an error that no restart can cure."""
    say("Starting the understanding (buttons and emergencies work already)…")
    await gateway.supervisor.ready()
    say("Ready.")
    await gateway.supervisor.failed()
