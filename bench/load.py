"""People at once: each sends the next message when the last is answered."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, cycle
from typing import Protocol

import yaml

from bot.settings import ROOT

_RUN = count()


class Assistant(Protocol):
    name: str

    async def start(self) -> float: ...
    async def ask(self, person: str, text: str) -> None: ...
    async def stop(self) -> None: ...
    def memory(self) -> float: ...


@dataclass(frozen=True)
class Load:
    """What so many people at once got: messages a second, and seconds per message."""

    rate: float
    p50: float
    p95: float


def sentences() -> list[str]:
    """The held-out sentences of all languages, in turn: neither side has learnt them."""
    by_language = []
    for path in sorted((ROOT / "tests" / "sentences").glob("*/intents.yml")):
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        by_language.append([text for texts in listed.values() for text in texts])
    return [text for row in zip(*by_language, strict=False) for text in row]


async def people(assistant: Assistant, how_many: int, messages: int) -> Load:
    """`messages` in all, sent by `how_many` new people at once."""
    run, waits = next(_RUN), []
    texts = cycle(sentences())
    left = iter(range(messages))

    async def one(person: str, left: Iterator[int]) -> None:
        for _ in left:
            began = time.perf_counter()
            await assistant.ask(person, next(texts))
            waits.append(time.perf_counter() - began)

    started = time.perf_counter()
    await asyncio.gather(*(one(f"person-{run}-{number}", left) for number in range(how_many)))
    took = time.perf_counter() - started
    cuts = statistics.quantiles(waits, n=100)
    return Load(messages / took, statistics.median(waits), cuts[94])


async def growth(assistant: Assistant, turns: int = 200, around: int = 10) -> tuple[float, float]:
    """Median seconds of the first and of the last few messages of one conversation of `turns`."""
    person, waits = f"talker-{next(_RUN)}", []
    texts = cycle(sentences())
    for _ in range(turns):
        began = time.perf_counter()
        await assistant.ask(person, next(texts))
        waits.append(time.perf_counter() - began)
    return statistics.median(waits[1 : around + 1]), statistics.median(waits[-around:])
