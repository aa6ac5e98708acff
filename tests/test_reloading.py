"""A running bot takes over changed files that pass the gate, and stays with the last good ones otherwise."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.channels.health import health, serve_health
from bot.conversation import Conversation
from bot.gateway import Gateway, load_gated
from bot.i18n.catalogs import po_path
from bot.messages import Message
from bot.reloading import keep_fresh, reload, watched
from bot.settings import ROOT, Settings
from bot.store import Store
from bot.supervisor import Supervisor

pytestmark = pytest.mark.anyio

WHO = "d" * 32


@pytest.fixture
def gateway(tmp_path: Path, settings: Settings, store: Store) -> Gateway:
    """A gateway over a copy of all that editors touch; its worker is not started."""
    for folder in ("content", "locales", "nlu", "bot/dialogue"):
        shutil.copytree(ROOT / folder, tmp_path / "root" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    own = replace(settings, root=tmp_path / "root")
    knowledge, renderer = load_gated(own)
    supervisor = Supervisor(own, tmp_path, {})
    conversation = Conversation(renderer, knowledge, store, supervisor)
    return Gateway(own, knowledge, renderer, store, supervisor, conversation)


@pytest.fixture
async def fresh(gateway: Gateway) -> AsyncIterator[Gateway]:
    """The same, following its files."""
    stop = asyncio.Event()
    task = asyncio.create_task(keep_fresh(gateway, stop))
    await asyncio.sleep(0.5)  # the watch is set up in a thread of its own
    yield gateway
    stop.set()
    await asyncio.wait_for(task, 10)


async def shown(gateway: Gateway, payload: str = "topic/risk_sea", person: str = WHO) -> str:
    turn = await gateway.conversation.answer(Message(person, "button", payload=payload))
    return turn.reply.bubbles[-1].text


def edit(gateway: Gateway, path: str, old: str, new: str) -> None:
    target = gateway.settings.root / path
    written = target.read_text(encoding="utf-8")
    assert old in written
    target.write_text(written.replace(old, new, 1), encoding="utf-8")


async def until(gateway: Gateway, done: str) -> None:
    """Waits for the next version to be taken over or refused."""
    before = (gateway.freshness.loaded, gateway.freshness.refused)
    while (gateway.freshness.loaded, gateway.freshness.refused) == before:
        await asyncio.sleep(0.05)
    assert bool(gateway.freshness.refused) is (done == "refused")


async def test_a_changed_text_and_its_translation_are_answered_without_a_restart(fresh: Gateway) -> None:
    path = str(po_path(fresh.settings.root, "sq").relative_to(fresh.settings.root))
    edit(fresh, path, 'msgstr "Rreziqet në det"', 'msgstr "Deti dhe rreziku"')
    await until(fresh, "taken")
    await shown(fresh, "lang/sq")
    assert "<b>Deti dhe rreziku</b>" in await shown(fresh)


async def test_a_broken_file_keeps_the_last_good_version_and_is_told(
    fresh: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    before = await shown(fresh)
    with caplog.at_level(logging.ERROR):
        edit(fresh, "content/topics/risk_sea.yml", "title:", "titel:")
        await until(fresh, "refused")
    assert await shown(fresh, person="c" * 32) == before
    assert "content/topics/risk_sea.yml: unknown field titel" in caplog.text
    edit(fresh, "content/topics/risk_sea.yml", "titel:", "title:")
    await until(fresh, "taken")
    assert fresh.freshness.refused == ()


async def test_a_reply_that_breaks_a_rule_does_not_pass_the_gate(gateway: Gateway) -> None:
    edit(gateway, "content/responses/greet.yml", "next: [", "next: [topic/none-such, ")
    await reload(gateway)
    assert any("topic/none-such" in str(problem) for problem in gateway.freshness.refused)


async def test_words_that_mean_danger_are_taken_over_too(gateway: Gateway) -> None:
    edit(gateway, "nlu/en/_safety.yml", "emergency_sea:\n  any:\n", "emergency_sea:\n  any:\n    - flumpering\n")
    await reload(gateway)
    turn = await gateway.conversation.answer(Message(WHO, "text", text="we are flumpering"))
    assert turn.emergency == "emergency_sea"


def test_an_overlay_is_followed_too(gateway: Gateway, tmp_path: Path) -> None:
    (tmp_path / "ngo" / "content").mkdir(parents=True)
    own = replace(gateway.settings, overlay=tmp_path / "ngo")
    assert tmp_path / "ngo" / "content" in watched(own)


async def test_health_tells_worker_and_content_and_nothing_about_people(gateway: Gateway) -> None:
    edit(gateway, "content/topics/risk_sea.yml", "title:", "titel:")
    await reload(gateway)
    said = health(gateway)
    assert (said["status"], said["worker"]) == ("degraded", "starting")
    assert "unknown field titel" in str(said["content"])


async def test_health_is_served_where_the_operator_says(gateway: Gateway, unused_port: int) -> None:
    stop = asyncio.Event()
    serving = asyncio.create_task(serve_health(gateway, ("127.0.0.1", unused_port), stop))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{unused_port}", trust_env=False) as client:
        for _ in range(100):
            try:
                answer = await client.get("/health")
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.05)
        assert (answer.status_code, answer.json()) == (200, health(gateway))
        assert (await client.get("/")).status_code == 404
    stop.set()
    await serving
