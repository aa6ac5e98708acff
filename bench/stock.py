"""A stock Rasa assistant: `rasa init`'s pipeline and policies, SQLite tracker store, REST channel; our phrases and rules."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import httpx
import yaml

from bench.machine import FOLDER, free_port, megabytes, resident, timed, uv
from bot.channels.plain import plain
from bot.gateway import make_renderer
from bot.knowledge import load_knowledge
from bot.phrases import load_phrases
from bot.settings import ROOT, Settings

PROJECT, VENV = FOLDER / "stock", FOLDER / "stock-venv"
RASA = VENV / "bin" / "rasa"
_QUIET = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": "", "PYTHONWARNINGS": "ignore"}


def install() -> float:
    """Rasa as PyPI gives it, in an environment of its own; its size in MB."""
    if not RASA.exists():
        timed([uv(), "venv", "--quiet", "--python", sys.executable, str(VENV)], cwd=ROOT)
        timed([uv(), "pip", "install", "--no-config", "--quiet", "--python", str(VENV), "rasa==3.6.21"], cwd=ROOT)
    return megabytes(VENV)


def write_project() -> None:
    """`rasa init`'s config, credentials and endpoints, with what we know in Rasa's own files."""
    template = next((VENV / "lib").glob("python3.*/site-packages/rasa/cli/initial_project"))
    shutil.rmtree(PROJECT, ignore_errors=True)
    (PROJECT / "data").mkdir(parents=True)
    shutil.copy(template / "config.yml", PROJECT)
    knowledge = load_knowledge(ROOT)
    renderer = make_renderer(knowledge, Settings())
    domain = yaml.safe_load((ROOT / "bot/dialogue/domain.yml").read_text(encoding="utf-8"))
    domain.pop("actions")
    domain["responses"] = {
        f"utter_{name}": [{"text": plain(renderer.render(f"say/{name}", "en").bubbles[0].text)}]
        for name in set(knowledge.rules.values())
    }
    files = {
        "domain.yml": domain,
        "data/rules.yml": yaml.safe_load((ROOT / "bot/dialogue/rules.yml").read_text(encoding="utf-8")),
        "data/nlu.yml": _nlu(),
        "credentials.yml": {"rest": None},
        "endpoints.yml": {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": "rasa.db"}},
    }
    for name, data in files.items():
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
        (PROJECT / name).write_text(text, encoding="utf-8")


def _nlu() -> dict[str, object]:
    examples: dict[str, list[str]] = defaultdict(list)
    for phrase in load_phrases(ROOT, load_knowledge(ROOT).languages):
        examples[phrase.intent].append(" ".join(phrase.text.replace("[", " ").replace("]", " ").split()))
    listed = [
        {"intent": name, "examples": "".join(f"- {text}\n" for text in texts)} for name, texts in examples.items()
    ]
    return {"version": "3.1", "nlu": listed}


def train() -> float:
    """Seconds from nothing to a model."""
    shutil.rmtree(PROJECT / "models", ignore_errors=True)
    shutil.rmtree(PROJECT / ".rasa", ignore_errors=True)
    return timed([str(RASA), "train", "--quiet"], cwd=PROJECT, environment=_QUIET)


class Stock:
    """The running assistant, asked over its REST channel."""

    name = "stock Rasa"

    async def start(self) -> float:
        """Seconds until the first answer."""
        (PROJECT / "rasa.db").unlink(missing_ok=True)
        port, started = free_port(), time.monotonic()
        log = (PROJECT / "server.log").open("wb")
        command = [str(RASA), "run", "-p", str(port), "-i", "127.0.0.1"]
        self._process = subprocess.Popen(command, cwd=PROJECT, env=_QUIET, stdout=log, stderr=log)
        limits = httpx.Limits(max_connections=64)
        self._client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=300, limits=limits)
        while True:
            try:
                await self.ask("starting", "hello")
                return time.monotonic() - started
            except httpx.TransportError:
                if self._process.poll() is not None:
                    raise SystemExit(f"stock Rasa did not start; see {PROJECT / 'server.log'}") from None
                await asyncio.sleep(0.2)

    def memory(self) -> float:
        return resident(self._process.pid)

    async def ask(self, person: str, text: str) -> None:
        answer = await self._client.post("/webhooks/rest/webhook", json={"sender": person, "message": text})
        answer.raise_for_status()
        if not answer.json():
            raise SystemExit("stock Rasa answered nothing")

    async def stop(self) -> None:
        await self._client.aclose()
        self._process.terminate()
        self._process.wait(30)


def model() -> Path:
    return next((PROJECT / "models").glob("*.tar.gz"))
