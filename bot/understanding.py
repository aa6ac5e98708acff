"""Asks the Rasa worker what a message means and gives a typed answer; knows HTTP, not Rasa, and renders nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.errors import WorkerUnavailable

MOST_CHARACTERS = 1000
"""The worker is never sent more: long text would block it for everybody."""


@dataclass(frozen=True)
class ScoredClaim:
    """A claim found in a message, with the probability that it is made there."""

    id: str
    score: float


@dataclass(frozen=True)
class Decision:
    """What a message means and which response answers it."""

    response: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...] = ()
    claims: tuple[ScoredClaim, ...] = ()
    entities: tuple[Mapping[str, Any], ...] = ()
    languages: Mapping[str, float] = field(default_factory=dict)
    slots: Mapping[str, Any] = field(default_factory=dict)


class Worker:
    """A worker at a loopback address, reached with its token. Safe for many messages at once."""

    def __init__(self, url: str, token: str, *, timeout: float = 15.0) -> None:
        self._client = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=timeout,
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=16),
            trust_env=False,  # a proxy of the machine is no business of loopback
        )

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()

    async def decide(self, person: str, text: str, chosen: str | None = None) -> Decision:
        """What `text` means.

        Raises:
            WorkerUnavailable: if the worker is down, slow, or its answer cannot be trusted.
        """
        body = {"person": person, "text": text[:MOST_CHARACTERS], "chosen": chosen}
        try:
            answer = await self._client.post("/webhooks/worker/decide", json=body)
            answer.raise_for_status()
            return _decision(answer.json())
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as fault:
            raise WorkerUnavailable(f"no decision from the worker: {type(fault).__name__}") from None


def _decision(data: dict[str, Any]) -> Decision:
    """Rasa lets a confidence of NaN through its own fallback: here it ends."""
    confidence = float(data["intent"]["confidence"])
    if not math.isfinite(confidence) or not data["response"]:
        raise ValueError("not a decision")
    return Decision(
        response=str(data["response"]),
        intent=str(data["intent"]["name"]),
        confidence=confidence,
        ranking=tuple((entry["name"], float(entry["confidence"])) for entry in data["ranking"]),
        claims=tuple(ScoredClaim(claim["id"], float(claim["score"])) for claim in data["claims"]),
        entities=tuple(data["entities"]),
        languages={code: float(chance) for code, chance in data["languages"].items()},
        slots=dict(data["slots"]),
    )
