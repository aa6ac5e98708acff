"""The worker's door: one message in, Rasa's decision out, for whoever holds the token; knows no people or channels."""

from __future__ import annotations

import hmac
import logging
from typing import Any, Awaitable, Callable, Dict, Optional

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.dialogue.ngrams import MOST_CHARACTERS

logger = logging.getLogger(__name__)


class WorkerChannel(InputChannel):
    """POST /webhooks/worker/decide with `{person, text, chosen}` answers with the decision."""

    def __init__(self, token: str) -> None:
        """Holds the token every request must bear."""
        self._token = f"Bearer {token}"

    @classmethod
    def name(cls) -> str:
        """The path below /webhooks (see parent class for full docstring)."""
        return "worker"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> InputChannel:
        """Reads credentials.yml (see parent class for full docstring)."""
        token = (credentials or {}).get("token")
        if not token:
            cls.raise_missing_credentials_exception()
        return cls(str(token))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The one route (see parent class for full docstring)."""
        blueprint = Blueprint("worker_channel")

        @blueprint.route("/decide", methods=["POST"])
        async def decide(request: Request) -> HTTPResponse:
            if not hmac.compare_digest(request.headers.get("Authorization", ""), self._token):
                return response.json({"error": "not for you"}, status=401)
            return await _decide(request, on_new_message)

        return blueprint


async def _decide(request: Request, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> HTTPResponse:
    """A text that begins with `/` would trigger any intent in Rasa: nobody types intents here."""
    body = request.json
    text = str(body["text"])[:MOST_CHARACTERS].lstrip("/ ")
    collector = CollectingOutputChannel()
    metadata = {"chosen": body.get("chosen")}
    try:
        await on_new_message(UserMessage(text, collector, body["person"], input_channel="worker", metadata=metadata))
    except Exception as fault:  # Rasa may raise anything; its message may quote the text
        logger.error("no decision: %s", type(fault).__name__)
    said = [message["custom"] for message in collector.messages if "custom" in message]
    if not said:
        return response.json({"error": "nothing decided"}, status=500)
    return response.json(said[-1])
