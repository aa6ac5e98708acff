"""A web server inside the gateway: quiet, and ended by the gateway alone."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette


class Server(uvicorn.Server):
    """Leaves signals to the gateway, which stops all channels together."""

    def __init__(self, app: Starlette, listen: tuple[str, int]) -> None:
        host, port = listen
        super().__init__(
            uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, server_header=False, ws="none")
        )

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none (see parent class for full docstring)."""
        yield

    async def until(self, stop: asyncio.Event) -> None:
        """Serves until `stop`."""
        serving = asyncio.create_task(self.serve())
        await stop.wait()
        self.should_exit = True
        await serving
