"""GET /health for the operator: whether the worker and the newest content are in use; nothing about people."""

from __future__ import annotations

import asyncio
import logging

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.channels.server import Server
from bot.gateway import Gateway

logger = logging.getLogger(__name__)

_MOST_NAMED = 20


async def serve_health(gateway: Gateway, listen: tuple[str, int], stop: asyncio.Event) -> None:
    """Listens on `listen` until `stop`."""
    logger.info("health on http://%s:%d/health", *listen)
    await Server(Starlette(routes=[Route("/health", _report(gateway))]), listen).until(stop)


def health(gateway: Gateway) -> dict[str, object]:
    """`{status, worker, content: {loaded, problems}}`; `status` is `ok` or `degraded`."""
    refused = gateway.freshness.refused
    is_well = gateway.supervisor.is_ready and not refused
    return {
        "status": "ok" if is_well else "degraded",
        "worker": "ready" if gateway.supervisor.is_ready else "starting",
        "content": {
            "loaded": gateway.freshness.loaded.isoformat(timespec="seconds"),
            "problems": [str(problem) for problem in refused[:_MOST_NAMED]],
        },
    }


def _report(gateway: Gateway):  # type: ignore[no-untyped-def]  # Starlette's own type for an endpoint
    async def report(_: Request) -> JSONResponse:
        """200 while people are answered, whatever is degraded: a restart would not mend it."""
        return JSONResponse(health(gateway))

    return report
