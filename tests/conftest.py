"""What tests share: the real knowledge, a real store, a real worker with the real model, settings of their own."""

from __future__ import annotations

import importlib.util
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from bot.gateway import make_renderer
from bot.knowledge import Knowledge, load_knowledge
from bot.rendering import Renderer
from bot.settings import ROOT, Operator, Settings
from bot.store import Store

KEY = "a-key-for-tests-only-0123456789abcdef"
HAS_RASA = importlib.util.find_spec("rasa") is not None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs the worker needs Rasa."""
    for item in items:
        if "worker" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.rasa)
        if item.get_closest_marker("rasa") and not HAS_RASA:
            item.add_marker(pytest.mark.skip(reason="Rasa is not installed here"))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Everything editors wrote, as it ships."""
    return load_knowledge(ROOT)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a bot with an operator, its database in a folder of its own, the project's model."""
    return Settings(
        var=ROOT / "var",
        database_url=f"sqlite:///{tmp_path / 'test.db'}",
        key=KEY.encode(),
        operator=Operator("Aid Test", "Test Fund", "test.example"),
    )


@pytest.fixture
def renderer(knowledge: Knowledge, settings: Settings) -> Renderer:
    return make_renderer(knowledge, settings)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = Store(settings.database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
async def worker(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[object]:
    """A real worker with the real model, ready; one for the whole run, as it takes its time to start."""
    from bot.supervisor import Supervisor
    from bot.training import ensure_model

    database = f"sqlite:///{tmp_path_factory.mktemp('worker') / 'worker.db'}"
    settings = Settings(var=ROOT / "var", database_url=database, key=KEY.encode())
    supervisor = Supervisor(settings, ensure_model(settings, print), knowledge.canaries)
    supervisor.start()
    assert await supervisor.ready(180)
    yield supervisor
    await supervisor.stop()


@pytest.fixture
def unused_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """The environment of a `bot` process of its own: nothing of the machine's settings, a database in `tmp_path`."""

    def make(**extra: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("WAYMARK_", "TELEGRAM_"))}
        own = {"WAYMARK_DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}", "WAYMARK_KEY": KEY, "WAYMARK_DEMO": "yes"}
        return {**kept, **own, **extra}

    return make
