"""Sentences through the real bot: the gateway's nets and the real worker with the real model; knows no measures."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.content.models import Content
from bot.contexts import tactics_of
from bot.judging import confidence_in, judged
from bot.knowledge import Knowledge, load_knowledge
from bot.safety import Danger
from bot.settings import ROOT, Settings
from bot.supervisor import Supervisor
from bot.training import ensure_model
from bot.understanding import Decision

_AT_ONCE = 64


@dataclass(frozen=True)
class Reading:
    """What one text was taken for: by the words of the gateway's nets, by the worker, and in the end."""

    danger: Danger | None
    decision: Decision
    content: Content

    @property
    def net(self) -> str | None:
        """What the words alone raised."""
        return self.danger.kind if self.danger else None

    @property
    def intent(self) -> str:
        """As in `bot ask --json`."""
        return judged(self.danger, self.decision) or self.decision.intent

    @property
    def confidence(self) -> float:
        """As in `bot ask --json`."""
        return confidence_in(judged(self.danger, self.decision), self.danger, self.decision)

    @property
    def intents(self) -> list[str]:
        """The three likeliest, the one decided on first."""
        ranked = [name for name, _ in self.decision.ranking if name != self.intent]
        return [self.intent, *ranked][:3]

    @property
    def tactics(self) -> tuple[str, ...]:
        """Surest first."""
        return tuple(tactic.id for tactic in tactics_of(self.decision, self.content))

    @property
    def claims(self) -> list[str]:
        """Surest first."""
        return [claim.id for claim in self.decision.claims]

    @property
    def language(self) -> str:
        """The likeliest; "other" is one."""
        return max(self.decision.languages.items(), key=lambda pair: pair[1], default=("", 0.0))[0]


class Reader:
    """Reads with what is running."""

    def __init__(self, knowledge: Knowledge, worker: Supervisor) -> None:
        self._knowledge = knowledge
        self._worker = worker

    async def read(self, texts: Iterable[str]) -> list[Reading]:
        """The readings of `texts`, each as a new person's first message."""
        turn = asyncio.Semaphore(_AT_ONCE)

        async def one(text: str) -> Reading:
            async with turn:
                decision = await self._worker.decide("examined", text)
                return Reading(self._knowledge.safety.look(text), decision, self._knowledge.content)

        return await asyncio.gather(*map(one, texts))


@asynccontextmanager
async def reader() -> AsyncIterator[tuple[Reader, Knowledge]]:
    """A reader over today's sources; trains the model if need be."""
    knowledge = load_knowledge(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(var=ROOT / "var", database_url=f"sqlite:///{Path(folder) / 'eval.db'}", key=b"x" * 32)
        supervisor = Supervisor(settings, ensure_model(settings, print), knowledge.canaries)
        supervisor.start()
        try:
            await supervisor.ready()
            yield Reader(knowledge, supervisor), knowledge
        finally:
            await supervisor.stop()
