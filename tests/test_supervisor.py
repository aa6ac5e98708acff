"""The worker's keeper: what it does with a worker that misunderstands, does not start, or gets stuck."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import replace
from typing import Any

import pytest

from bot.errors import SetupError, WorkerUnavailable
from bot.settings import Settings
from bot.supervisor import Supervisor
from bot.training import ensure_model

pytestmark = pytest.mark.anyio


@pytest.mark.rasa
async def test_a_model_that_misunderstands_the_plainest_words_does_not_open(settings: Settings) -> None:
    supervisor = Supervisor(settings, ensure_model(settings, print), {"en": {"hello good morning": "goodbye"}})
    supervisor.start()
    with pytest.raises(SetupError, match=r"en: 'hello good morning' came back as greet, not goodbye"):
        await supervisor.ready(180)
    await supervisor.stop()
    assert supervisor.pid is None


async def test_a_worker_that_cannot_start_is_tried_again_while_questions_fail_fast(
    settings: Settings, tmp_path: Any
) -> None:
    supervisor = Supervisor(replace(settings, worker_python="/bin/false"), tmp_path, {})
    supervisor.start()
    assert not await supervisor.ready(3)
    with pytest.raises(WorkerUnavailable):
        await supervisor.decide("someone", "hello")
    await supervisor.stop()


@pytest.mark.rasa
async def test_a_worker_that_hangs_is_ended_and_replaced(settings: Settings) -> None:
    supervisor = Supervisor(settings, ensure_model(settings, print), {"en": {"hello good morning": "greet"}})
    supervisor.start()
    assert await supervisor.ready(180)
    hung = supervisor._process
    assert hung is not None
    hung.send_signal(signal.SIGSTOP)
    supervisor._worker._client.timeout = 0.5  # type: ignore[union-attr]  # as if it had been silent for long
    for _ in range(3):
        with pytest.raises(WorkerUnavailable):
            await supervisor.decide("someone", "hello")
    await asyncio.wait_for(hung.wait(), 30)
    assert await supervisor.ready(180)
    assert (await supervisor.decide("someone", "hello good morning")).intent == "greet"
    await supervisor.stop()
