"""Commands, folders and processes: their time, size and memory."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from pathlib import Path

import psutil

from bot.settings import ROOT

FOLDER = ROOT / "var" / "bench"


def say(message: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {message}", flush=True)


def timed(command: list[str], *, cwd: Path, environment: dict[str, str] | None = None) -> float:
    """Runs a command to its end; its wall time in seconds."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return time.monotonic() - started


def uv() -> str:
    found = shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
    if not Path(found).exists():
        raise SystemExit("uv is not here; `make setup` gets it")
    return found


def megabytes(folder: Path) -> float:
    """What a folder takes on disk."""
    used = subprocess.run(["du", "-sk", str(folder)], capture_output=True, text=True, check=True).stdout
    return int(used.split()[0]) / 1024


def resident(pid: int, *, children: bool = True) -> float:
    """Resident memory of a process, and of its children, in MB."""
    process = psutil.Process(pid)
    family = [process, *(process.children(recursive=True) if children else [])]
    return sum(one.memory_info().rss for one in family) / 2**20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
