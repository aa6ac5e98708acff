"""Asks the Rasa worker what a message means and gives a typed answer; knows HTTP, not Rasa, and renders nothing."""

from __future__ import annotations

import asyncio
import logging
import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.errors import WorkerUnavailable

logger = logging.getLogger(__name__)

MOST_CHARACTERS = 1000
"""The worker is never sent more: long text would block it for everybody."""
_REQUESTS_AT_ONCE = 2
"""While the worker reads one, the next is on its way."""
_MESSAGES_AT_ONCE = 32


@dataclass(frozen=True)
class Scored:
    """A claim, a tactic or a topic found in a message, with how likely it is there, 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True)
class Decision:
    """What a message means and which response answers it.

    `alarms` are the probabilities of `emergency` (of any kind) and of `misuse`, whatever the intent came to be.
    """

    response: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...] = ()
    claims: tuple[Scored, ...] = ()
    tactics: tuple[Scored, ...] = ()
    topics: tuple[Scored, ...] = ()
    is_advert: bool = False
    entities: tuple[Mapping[str, Any], ...] = ()
    languages: Mapping[str, float] = field(default_factory=dict)
    alarms: Mapping[str, float] = field(default_factory=dict)
    slots: Mapping[str, Any] = field(default_factory=dict)


class Worker:
    """A worker at a loopback address, reached with its token.

    Messages that come while others are being read go out together when a request comes back: the busier the worker,
    the less each message costs. One alone goes at once.
    """

    def __init__(self, url: str, token: str, *, timeout: float = 15.0) -> None:
        self._client = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=timeout,
            trust_env=False,  # a proxy of the machine is no business of loopback
        )
        self.silences = 0
        """Requests in a row that brought no answer."""
        self._waiting: deque[tuple[dict[str, Any], asyncio.Future[Decision]]] = deque()
        self._senders: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()

    async def decide(self, person: str, text: str, chosen: str | None = None) -> Decision:
        """What `text` means.

        Raises:
            WorkerUnavailable: if the worker is down, slow, or its answer cannot be trusted.
        """
        answer: asyncio.Future[Decision] = asyncio.get_running_loop().create_future()
        self._waiting.append(({"person": person, "text": text[:MOST_CHARACTERS], "chosen": chosen}, answer))
        if len(self._senders) < _REQUESTS_AT_ONCE:
            sender = asyncio.create_task(self._send())
            self._senders.add(sender)
            sender.add_done_callback(self._senders.discard)
        return await answer

    async def _send(self) -> None:
        while self._waiting:
            count = min(len(self._waiting), _MESSAGES_AT_ONCE)
            questions, answers = zip(*(self._waiting.popleft() for _ in range(count)), strict=True)
            for answer, decision in zip(answers, await self._ask(list(questions)), strict=True):
                if answer.done():  # whoever asked has gone
                    continue
                if decision is None:
                    answer.set_exception(WorkerUnavailable("no decision from the worker"))
                else:
                    answer.set_result(decision)

    async def _ask(self, questions: list[dict[str, Any]]) -> list[Decision | None]:
        """The worker's decisions; None for each it could not make."""
        try:
            answer = await self._client.post("/webhooks/worker/decide", json=questions)
            answer.raise_for_status()
            decisions = [_decision(data) for _, data in zip(questions, answer.json(), strict=True)]
        except (httpx.HTTPError, ValueError) as fault:
            logger.info("no decision from the worker: %s", type(fault).__name__)
            self.silences += 1
            return [None] * len(questions)
        self.silences = 0
        return decisions


def _decision(data: dict[str, Any] | None) -> Decision | None:
    """None for what is not a decision. Rasa lets a confidence of NaN through its own fallback: here it ends."""
    try:
        return _checked(data) if data else None
    except (KeyError, TypeError, ValueError):
        return None


def _checked(data: dict[str, Any]) -> Decision:
    confidence = float(data["intent"]["confidence"])
    if not math.isfinite(confidence) or not data["response"]:
        raise ValueError("not a decision")
    return Decision(
        response=str(data["response"]),
        intent=str(data["intent"]["name"]),
        confidence=confidence,
        ranking=tuple((entry["name"], float(entry["confidence"])) for entry in data["ranking"]),
        claims=_scored(data["claims"]),
        tactics=_scored(data["tactics"]),
        topics=_scored(data["topics"]),
        is_advert=bool(data["is_advert"]),
        entities=tuple(data["entities"]),
        languages={code: float(chance) for code, chance in data["languages"].items()},
        alarms={kind: float(chance) for kind, chance in data["alarms"].items()},
        slots=dict(data["slots"]),
    )


def _scored(found: list[dict[str, Any]]) -> tuple[Scored, ...]:
    return tuple(Scored(one["id"], float(one["score"])) for one in found)
