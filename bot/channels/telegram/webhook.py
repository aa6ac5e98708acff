"""Takes updates that Telegram sends to us; says 200 only after the reply was sent."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from bot.channels.server import Server
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.polling import ALLOWED_UPDATES
from bot.channels.telegram.sending import patiently
from bot.settings import Telegram

logger = logging.getLogger(__name__)

_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name
_LARGEST = 1 << 20
_CONNECTIONS = 40


async def serve_webhook(bot: Bot, settings: Telegram, inbox: Inbox, stop: asyncio.Event) -> None:
    """Listens on `webhook_listen` until `stop`, having told Telegram to call `webhook_url`."""
    app = Starlette(routes=[Route("/{path:path}", _receiver(settings.webhook_secret, inbox), methods=["POST"])])
    serving = asyncio.create_task(Server(app, settings.webhook_listen).until(stop))
    await patiently(
        lambda: bot.set_webhook(
            settings.webhook_url,
            secret_token=settings.webhook_secret,
            allowed_updates=ALLOWED_UPDATES,
            max_connections=_CONNECTIONS,
            drop_pending_updates=False,
        )
    )
    logger.info("listening for Telegram on %s:%d", *settings.webhook_listen)
    await serving


def _receiver(secret: str, inbox: Inbox) -> Callable[[Request], Awaitable[Response]]:
    async def receive(request: Request) -> Response:
        """One POST, one update. Anything without the secret learns nothing."""
        given = request.headers.get(_SECRET, "").encode()
        if not hmac.compare_digest(given, secret.encode()):
            return Response(status_code=403)
        if int(request.headers.get("content-length") or 0) > _LARGEST:
            return Response(status_code=413)
        update = _update(await request.body())
        if update is None:
            return Response(status_code=400)
        # Telegram repeats what is not answered with 200; a repeat of what is under way joins it.
        answered = await asyncio.shield(inbox.accept(update))
        return Response(status_code=200 if answered else 503)

    return receive


def _update(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except ValueError:
        return None
    return update if isinstance(update, dict) and isinstance(update.get("update_id"), int) else None
