"""The fake's server: keeps unconfirmed updates, long-polls, delivers webhooks, and can be told to fail."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.telegram_fake import payloads
from tests.telegram_fake.asked import parameters
from tests.telegram_fake.refusals import (
    LARGEST_DOWNLOAD,
    Refusal,
    bad,
    check_commands,
    check_keyboard,
    check_language,
    check_photo,
    check_webhook,
    visible_caption,
    visible_text,
)

TOKEN = "700000001:AAfake-token_for-tests-only-0123456789"


@dataclass
class Fault:
    """The next `times` calls of a method fail."""

    method: str
    times: int
    code: int
    retry_after: int = 0


@dataclass
class Sent:
    """A message the bot sent, as the reader sees it; under a photo the text is its caption."""

    chat_id: int
    text: str
    html: str
    buttons: list[dict[str, str]]
    photo: bytes | None = None
    at: float = field(default_factory=time.monotonic)


class BotApi:
    """Start it, point TELEGRAM_API_URL at `url`, deliver updates, and look at `sent`."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.sent: list[Sent] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.descriptions: dict[str, str] = {}
        self.acknowledged: list[str] = []
        self.confirmed = 0
        self.confirmed_count = 0
        self.held = 0
        self.webhook: dict[str, Any] = {}
        self.webhook_answers: list[int] = []
        self.blocked: set[int] = set()
        self.unknown_chats: set[int] = set()
        self.faults: list[Fault] = []
        self.files: dict[str, bytes] = {}
        self.downloads: list[str] = []
        self.accepting = threading.Event()
        self.accepting.set()
        self._pending: dict[int, dict[str, Any]] = {}
        self._queries: set[str] = set()
        self._ids: dict[str, int] = defaultdict(lambda: 1)
        self._polls = 0
        self._changed = threading.Condition()
        self._deliver_to: str | None = None
        self._serve()

    # --- what tests do

    def say(self, chat_id: int, text: str, *, language: str | None = "en") -> int:
        return self.message(payloads.private(chat_id), payloads.user(chat_id, language), text=text)

    def press(self, chat_id: int, payload: str, *, language: str | None = "en") -> int:
        query_id = str(self._next("query"))
        self._queries.add(query_id)
        sender = payloads.user(chat_id, language)
        query = payloads.callback(payloads.private(chat_id), sender, query_id, payload, self._next(f"m{chat_id}"))
        return self.update(callback_query=query)

    def message(self, chat: dict[str, Any], sender: dict[str, Any], **content: Any) -> int:
        return self.update(message=payloads.message(chat, sender, self._next(f"m{chat['id']}"), **content))

    def keep(self, data: bytes) -> str:
        """A file that somebody sent: the id under which the bot may ask for it."""
        file_id = f"file{self._next('file')}"
        self.files[file_id] = data
        return file_id

    def update(self, **content: Any) -> int:
        update_id = self._next("update") + 500_000
        with self._changed:
            self._pending[update_id] = {"update_id": update_id, **content}
            self._changed.notify_all()
        if self._deliver_to:
            threading.Thread(target=self._push, args=(update_id,), daemon=True).start()
        return update_id

    def deliver_webhooks_to(self, url: str) -> None:
        """Where the webhook's public https address ends up on this machine."""
        self._deliver_to = url

    def fail(self, method: str, code: int, *, times: int = 1, retry_after: int = 0) -> None:
        self.faults.append(Fault(method.lower(), times, code, retry_after))

    def to(self, chat_id: int) -> list[Sent]:
        return [sent for sent in self.sent if sent.chat_id == chat_id]

    def wait(self, condition: Callable[[], bool], seconds: float = 60.0) -> None:
        """Waits until `condition` holds; fails the test if it never does."""
        with self._changed:
            assert self._changed.wait_for(condition, seconds), "the bot did not do in time what the test waits for"

    def wait_for_reply(self, chat_id: int, count: int = 1, seconds: float = 60.0) -> list[Sent]:
        self.wait(lambda: len(self.to(chat_id)) >= count, seconds)
        return self.to(chat_id)

    @property
    def unconfirmed(self) -> list[int]:
        return sorted(self._pending)

    def close(self) -> None:
        self.accepting.set()
        self._server.should_exit = True
        self._thread.join(5)

    # --- the server

    def _serve(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        app = Starlette(
            routes=[
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
                Route("/file/bot{token}/photos/{file_id}", self._download),
            ]
        )
        self._server = uvicorn.Server(
            uvicorn.Config(app, port=self.port, log_level="critical", lifespan="off", ws="none")
        )
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    async def _call(self, request: Request) -> JSONResponse:
        method = request.path_params["method"].lower()
        try:
            if request.path_params["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            asked = await parameters(request)
            if method in ("sendmessage", "sendphoto"):
                await self._hold(request)
            self._fail_if_told(method)
            handler = getattr(self, f"_{method}", None)
            if handler is None:
                raise Refusal(404, "Not Found")
            result = handler(asked)
            if asyncio.iscoroutine(result):
                result = await result
            with self._changed:
                self.calls.append((method, asked))
                self._changed.notify_all()
        except Refusal as no:
            body: dict[str, Any] = {"ok": False, "error_code": no.code, "description": no.description}
            if no.parameters:
                body["parameters"] = no.parameters
            return JSONResponse(body, no.code)
        return JSONResponse({"ok": True, "result": result})

    def _fail_if_told(self, method: str) -> None:
        for fault in self.faults:
            if fault.method == method and fault.times > 0:
                fault.times -= 1
                if fault.code == 429:
                    after = fault.retry_after
                    raise Refusal(429, f"Too Many Requests: retry after {after}", retry_after=after)
                raise Refusal(fault.code, "Internal Server Error" if fault.code >= 500 else "Error")

    def _getme(self, _: dict[str, Any]) -> dict[str, Any]:
        return {
            **payloads.BOT,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    async def _getupdates(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        """Updates below `offset` are confirmed and forgotten; all others are offered again, each time."""
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")  # fmt: skip
        offset = int(asked.get("offset") or 0)
        limit = min(max(int(asked.get("limit") or 100), 1), 100)
        with self._changed:
            for update_id in [known for known in self._pending if known < offset]:
                del self._pending[update_id]
                self.confirmed_count += 1
            self.confirmed = max(self.confirmed, offset)
            self._changed.notify_all()
        self._polls += 1
        mine, until = self._polls, time.monotonic() + float(asked.get("timeout") or 0)
        while True:
            if mine != self._polls:
                raise Refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")  # fmt: skip
            found = self._offered(offset, limit, asked.get("allowed_updates"))
            if found or time.monotonic() >= until:
                return found
            await asyncio.sleep(0.01)

    def _offered(self, offset: int, limit: int, allowed: list[str] | None) -> list[dict[str, Any]]:
        with self._changed:
            waiting = [self._pending[key] for key in sorted(self._pending) if key >= offset]
        known = {"message", "callback_query", "my_chat_member"}
        return [u for u in waiting if not allowed or not (u.keys() & known) or u.keys() & set(allowed)][:limit]

    async def _hold(self, request: Request) -> None:
        """While nothing is accepted a request hangs, as in an outage; one whose sender died never arrives."""
        self.held += 1
        try:
            while not self.accepting.is_set():
                if await request.is_disconnected():
                    raise Refusal(499, "Client Closed Request")
                await asyncio.sleep(0.005)
        finally:
            with self._changed:
                self.held -= 1
                self._changed.notify_all()

    def _sendmessage(self, asked: dict[str, Any]) -> dict[str, Any]:
        chat_id = self._reachable(asked)
        text = visible_text(asked.get("text", ""), asked.get("parse_mode"))
        return self._show(chat_id, Sent(chat_id, text, asked["text"], _buttons(asked)), text=text)

    def _sendphoto(self, asked: dict[str, Any]) -> dict[str, Any]:
        chat_id = self._reachable(asked)
        check_photo(asked.get("photo"))
        caption = visible_caption(asked.get("caption", ""), asked.get("parse_mode"))
        sent = Sent(chat_id, caption, asked.get("caption", ""), _buttons(asked), photo=asked["photo"])
        return self._show(chat_id, sent, **payloads.photo("sent"), caption=caption)

    def _reachable(self, asked: dict[str, Any]) -> int:
        chat_id = int(asked["chat_id"])
        if chat_id in self.unknown_chats:
            raise bad("chat not found")
        if chat_id in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return chat_id

    def _show(self, chat_id: int, sent: Sent, **content: Any) -> dict[str, Any]:
        with self._changed:
            self.sent.append(sent)
            self._changed.notify_all()
        chat = payloads.private(chat_id) if chat_id > 0 else payloads.group(chat_id)
        return payloads.message(chat, payloads.BOT, self._next(f"m{chat_id}"), **content)

    def _getfile(self, asked: dict[str, Any]) -> dict[str, Any]:
        file_id = asked.get("file_id")
        if file_id not in self.files:
            raise bad("wrong file_id or the file is temporarily unavailable")
        size = len(self.files[file_id])
        if size > LARGEST_DOWNLOAD:
            raise bad("file is too big")
        found = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": size}
        return {**found, "file_path": f"photos/{file_id}"}

    async def _download(self, request: Request) -> Response:
        """The file itself, outside the methods; "download" in `fail` makes it fail."""
        file_id = request.path_params["file_id"]
        try:
            if request.path_params["token"] != self.token or file_id not in self.files:
                raise Refusal(404, "Not Found")
            self._fail_if_told("download")
        except Refusal as no:
            return JSONResponse({"ok": False, "error_code": no.code, "description": no.description}, no.code)
        self.downloads.append(file_id)
        return Response(self.files[file_id], media_type="application/octet-stream")

    def _sendchataction(self, _: dict[str, Any]) -> bool:
        return True

    def _answercallbackquery(self, asked: dict[str, Any]) -> bool:
        if asked.get("callback_query_id") not in self._queries:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        self.acknowledged.append(asked["callback_query_id"])
        return True

    def _setmycommands(self, asked: dict[str, Any]) -> bool:
        check_language(asked.get("language_code"))
        check_commands(asked["commands"])
        self.commands[asked.get("language_code") or ""] = asked["commands"]
        return True

    def _setmydescription(self, asked: dict[str, Any]) -> bool:
        check_language(asked.get("language_code"))
        if len(asked.get("description") or "") > 512:
            raise bad("BOT_DESCRIPTION_TOO_LONG")
        self.descriptions[asked.get("language_code") or ""] = asked.get("description") or ""
        return True

    def _setmyshortdescription(self, asked: dict[str, Any]) -> bool:
        check_language(asked.get("language_code"))
        if len(asked.get("short_description") or "") > 120:
            raise bad("BOT_SHORT_DESCRIPTION_TOO_LONG")
        return True

    def _setchatmenubutton(self, _: dict[str, Any]) -> bool:
        return True

    def _setwebhook(self, asked: dict[str, Any]) -> bool:
        check_webhook(asked["url"], asked.get("secret_token"), int(asked.get("max_connections") or 40))
        self.webhook = asked
        return True

    def _deletewebhook(self, asked: dict[str, Any]) -> bool:
        self.webhook = {}
        if asked.get("drop_pending_updates"):
            self._pending.clear()
        return True

    def _push(self, update_id: int) -> None:
        """Repeats an update until it is answered with 200, as Telegram does."""
        pause = 0.05
        while update_id in self._pending:
            headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
            try:
                answer = httpx.post(str(self._deliver_to), json=self._pending[update_id], headers=headers, timeout=60)
                status = answer.status_code
            except httpx.HTTPError:
                status = 0
            with self._changed:
                self.webhook_answers.append(status)
                if status == 200:
                    self._pending.pop(update_id, None)
                self._changed.notify_all()
            time.sleep(pause)
            pause = min(2 * pause, 2.0)

    def _next(self, name: str) -> int:
        with self._changed:
            self._ids[name] += 1
            return self._ids[name]


def _buttons(asked: dict[str, Any]) -> list[dict[str, str]]:
    check_keyboard(asked.get("reply_markup"))
    rows = (asked.get("reply_markup") or {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
