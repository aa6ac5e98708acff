"""This bot: its gateway in this process, its worker as its child, asked as a channel asks it."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

from bench.machine import FOLDER, megabytes, resident, timed, uv
from bot.channels.plain import plain
from bot.gateway import running
from bot.messages import Message
from bot.privacy import pseudonym
from bot.settings import ROOT, Settings

VENV, VAR = FOLDER / "ours-venv", FOLDER / "ours"


def install() -> float:
    """What `make run` installs, without the developers' tools; its size in MB."""
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV)}
    command = [uv(), "sync", "--locked", "--quiet", "--no-dev", "--extra", "rasa", "--python", sys.executable]
    timed(command, cwd=ROOT, environment=environment)
    return megabytes(VENV)


def train() -> float:
    """Seconds from nothing to a model."""
    shutil.rmtree(VAR, ignore_errors=True)
    environment = {**os.environ, "WAYMARK_VAR": str(VAR)}
    return timed([sys.executable, "-m", "bot.cli", "train"], cwd=ROOT, environment=environment)


def model() -> Path:
    return next((VAR / "models").glob("*.tar.gz"))


class Ours:
    """The running bot."""

    name = "Waymark"

    async def start(self) -> float:
        """Seconds until the first answer to a typed question; buttons and emergencies are answered long before."""
        (VAR / "bench.db").unlink(missing_ok=True)
        started = time.monotonic()
        settings = Settings(var=VAR, database_url=f"sqlite:///{VAR / 'bench.db'}", key=b"bench" * 8, log_level="ERROR")
        self._running = running(settings, print)
        self._gateway = await self._running.__aenter__()
        await self._gateway.supervisor.ready()
        await self.ask("starting", "hello")
        return time.monotonic() - started

    def memory(self) -> float:
        """This process, the gateway, and its worker. The bench's own few MB count against us."""
        return resident(os.getpid(), children=False) + resident(self._gateway.supervisor.pid or 0)

    async def ask(self, person: str, text: str) -> None:
        turn = await self._gateway.conversation.answer(Message(pseudonym(b"bench", "bench", person), "text", text=text))
        if turn.response in ("busy", "cannot_read_now") or not plain(turn.reply.bubbles[-1].text):
            raise SystemExit("this bot did not answer")

    async def stop(self) -> None:
        await self._running.__aexit__(None, None, None)
