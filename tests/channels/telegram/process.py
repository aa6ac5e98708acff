"""A `bot run` process of its own, pointed at the fake Bot API, that a test may kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import ROOT


class BotProcess:
    """Started again and again on the same database, as a service manager would."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self._environment = environment
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "run"],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """kill -9: no goodbye, no clean-up."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def stop(self) -> int:
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(30)

    def worker_pid(self) -> int | None:
        """The Rasa worker: the child of this process."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return int(children[0]) if children else None

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None


@contextmanager
def bot_process(environment: dict[str, str], log: Path) -> Iterator[BotProcess]:
    process = BotProcess(environment, log)
    process.start()
    try:
        yield process
    finally:
        if process.is_running():
            process.kill()


def kill_process(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
