"""What a request to the Bot API asks, in each of the forms in which it may come."""

from __future__ import annotations

import email
import email.policy
import json
from typing import Any

import httpx
from starlette.requests import Request


def _form(kind: str, body: bytes) -> dict[str, Any]:
    """A multipart form: files as bytes, and where a field says `attach://name`, that file in its place."""
    whole = email.message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=email.policy.HTTP)
    found: dict[str, Any] = {}
    for part in whole.iter_parts():  # type: ignore[attr-defined]
        name = str(part.get_param("name", header="content-disposition"))
        data = part.get_payload(decode=True)
        found[name] = data if part.get_filename() else data.decode()
    attached = {f"attach://{name}": value for name, value in found.items() if isinstance(value, bytes)}
    return {name: attached.get(value, value) if isinstance(value, str) else value for name, value in found.items()}


async def parameters(request: Request) -> dict[str, Any]:
    """Query, form or JSON; nested values come as JSON text in a form."""
    asked: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        asked.update(await request.json())
        return asked
    body = await request.body()
    asked.update(_form(kind, body) if kind.startswith("multipart/form-data") else httpx.QueryParams(body.decode()))
    for name in (
        "reply_markup",
        "allowed_updates",
        "commands",
        "link_preview_options",
        "menu_button",
        "reply_parameters",
    ):
        if isinstance(asked.get(name), str):
            asked[name] = json.loads(asked[name])
    for name in ("drop_pending_updates",):
        if name in asked:
            asked[name] = asked[name] in (True, "true", "True", "1")
    return asked
