"""The worker's door: messages in, Rasa's decisions out, for whoever holds the token; knows no people or channels."""

from __future__ import annotations

import hmac
from typing import Any, Awaitable, Callable, Dict, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.dialogue.deciding import decide


class WorkerChannel(InputChannel):
    """POST /webhooks/worker/decide with a list of `{person, text, chosen}` answers with a list of decisions."""

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
        async def decide_all(request: Request) -> HTTPResponse:
            if not hmac.compare_digest(request.headers.get("Authorization", ""), self._token):
                return response.json({"error": "not for you"}, status=401)
            return response.json(await decide(request.app.ctx.agent, request.json))

        return blueprint
