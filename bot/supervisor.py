"""Starts the Rasa worker as a child, waits until it answers rightly, restarts it when it dies, ends it cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
import socket
from collections.abc import Mapping
from pathlib import Path

from bot.errors import SetupError, WorkerUnavailable
from bot.settings import Settings
from bot.understanding import Decision, Worker

logger = logging.getLogger(__name__)

CANARY = "canary"
_START_SECONDS = 180.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_STOP_SECONDS = 10.0
_MOST_SILENCES = 3
"""So many unanswered requests in a row, and a worker that still runs is taken for stuck."""


class Supervisor:
    """Keeps one worker running. `decide` fails fast while there is none; `ready` waits for one."""

    def __init__(self, settings: Settings, model: Path, canaries: Mapping[str, Mapping[str, str]]) -> None:
        self._settings = settings
        self._model = model
        self._canaries = canaries
        self._process: asyncio.subprocess.Process | None = None
        self._worker: Worker | None = None
        self._ready = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The worker's process, while there is one."""
        return self._process.pid if self._process else None

    @property
    def is_ready(self) -> bool:
        """Whether a worker runs whose canaries came back right."""
        return self._ready.is_set()

    def start(self) -> None:
        """Begins to keep a worker running, in the background."""
        self._task = asyncio.create_task(self._keep_running())

    async def ready(self, seconds: float | None = None) -> bool:
        """Waits until a worker is ready; False if `seconds` pass first.

        Raises:
            SetupError: if no worker can ever be, as its canaries come back wrong.
        """
        waiting = asyncio.create_task(self._ready.wait())
        others = [self._task] if self._task else []
        await asyncio.wait([waiting, *others], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._task and self._task.done():
            self._task.result()
        return self.is_ready

    async def failed(self) -> None:
        """Never returns.

        Raises:
            SetupError: when no worker can ever be ready again.
        """
        if self._task:
            await asyncio.shield(self._task)

    async def decide(self, person: str, text: str, chosen: str | None = None) -> Decision:
        """See `Worker.decide`.

        Raises:
            WorkerUnavailable: at once while no worker is ready.
        """
        if self._worker is None or not self.is_ready:
            raise WorkerUnavailable("the worker is starting")
        try:
            return await self._worker.decide(person, text, chosen)
        except WorkerUnavailable:
            self._end_if_stuck()
            raise

    async def stop(self) -> None:
        """Ends the worker, kindly at first."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError, SetupError):
                await self._task
        await self._end()

    async def _keep_running(self) -> None:
        pause = _FIRST_PAUSE
        while True:
            await self._begin()
            if await self._answers_rightly():
                logger.info("the worker is ready")
                self._ready.set()
                pause = _FIRST_PAUSE
                await self._process.wait()  # type: ignore[union-attr]  # _begin made it
                logger.error("the worker ended; starting another")
            self._ready.clear()
            await self._end()
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _begin(self) -> None:
        port, token = _free_port(), secrets.token_urlsafe(32)
        self._process = await asyncio.create_subprocess_exec(
            self._settings.worker_python,
            "-m",
            "bot.dialogue.worker",
            cwd=self._settings.root,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
        )
        start = {
            "model": str(self._model),
            "port": port,
            "token": token,
            "database": self._settings.database_url,
        }
        # By standard input, as arguments and environment can be read by others on the machine. It stays open:
        # when it closes, the worker knows that we are gone.
        self._process.stdin.write(json.dumps(start).encode() + b"\n")  # type: ignore[union-attr]
        self._worker = Worker(f"http://127.0.0.1:{port}", token)

    async def _answers_rightly(self) -> bool:
        """Waits for the first answer, then asks every canary.

        Raises:
            SetupError: if one comes back wrong: a model that misunderstands the plainest words must not open.
        """
        try:
            wrong = await self._wrong_canaries() if await self._first_answer() else None
        except WorkerUnavailable:
            return False
        if wrong:
            listed = "\n".join(wrong)
            raise SetupError(f"the model misunderstands its canary phrases (nlu/<lang>/_canary.yml):\n{listed}")
        return wrong is not None

    async def _wrong_canaries(self) -> list[str]:
        return [
            f"{language}: {phrase!r} came back as {decision.intent}, not {intent}"
            for language, canaries in self._canaries.items()
            for phrase, intent in canaries.items()
            if (decision := await self._worker.decide(CANARY, phrase)).intent != intent  # type: ignore[union-attr]
        ]

    async def _first_answer(self) -> bool:
        deadline = asyncio.get_running_loop().time() + _START_SECONDS
        while asyncio.get_running_loop().time() < deadline and self._process.returncode is None:  # type: ignore[union-attr]
            with contextlib.suppress(WorkerUnavailable):
                await self._worker.decide(CANARY, "hello")  # type: ignore[union-attr]
                return True
            await asyncio.sleep(0.2)
        logger.error("the worker did not start")
        return False

    def _end_if_stuck(self) -> None:
        silences = self._worker.silences if self._worker else 0
        if silences >= _MOST_SILENCES and self._process and self._process.returncode is None:
            logger.error("the worker is stuck; ending it")
            self._ready.clear()
            self._process.kill()

    async def _end(self) -> None:
        worker, self._worker = self._worker, None
        process, self._process = self._process, None
        self._ready.clear()
        if worker:
            await worker.close()
        if process is None:
            return
        if process.returncode is not None:
            with contextlib.suppress(OSError):  # it may have ended before it read its first line
                process.stdin.close()  # type: ignore[union-attr]  # as above
                await process.stdin.wait_closed()  # type: ignore[union-attr]
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _STOP_SECONDS)
        except asyncio.TimeoutError:
            process.kill()
            await process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
