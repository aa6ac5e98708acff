"""The editor's preview: a page on this machine that shows every reply as a reader sees it; changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from watchfiles import awatch

from bot.channels.plain import plain
from bot.channels.server import Server
from bot.errors import BotError
from bot.previewing import Preview

_PAGE = Path(__file__).parent / "preview.html"
_LOCAL = {"127.0.0.1", "localhost"}


class PreviewServer:
    """Serves the page; reads the files anew when one is saved, and tells the page to do the same."""

    def __init__(self, load: Callable[[], Preview], watched: list[Path]) -> None:
        self._load = load
        self._watched = watched
        self._stop = asyncio.Event()
        self._version = 0
        self._preview: Preview | None = None
        self._fault = ""
        self._changed = asyncio.Condition()

    def app(self) -> Starlette:
        """The routes: the page, what it asks for, and a stream that tells of changes."""
        return Starlette(
            routes=[
                Route("/", lambda _: FileResponse(_PAGE)),
                Route("/api/languages", self._languages),
                Route("/api/replies/{language}", self._replies),
                Route("/api/reply/{language}/{ref:path}", self._reply),
                Route("/api/changes", self._changes),
            ]
        )

    async def serve(self, port: int, stop: asyncio.Event) -> None:
        """Serves on 127.0.0.1 only, until `stop`."""
        await self._reload()
        watching = asyncio.create_task(self._watch(stop))
        await Server(self.app(), ("127.0.0.1", port)).until(stop)
        await watching

    async def _watch(self, stop: asyncio.Event) -> None:
        async for _ in awatch(*self._watched, step=200, stop_event=stop):
            await self._reload()
        self._stop.set()
        await self._tell()

    async def _reload(self) -> None:
        try:
            self._preview, self._fault = await asyncio.to_thread(self._load), ""
        except BotError as fault:
            self._fault = str(fault)
        self._version += 1
        await self._tell()

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _languages(self, _: Request) -> Response:
        listed = self._preview.languages() if self._preview else []
        return JSONResponse({"languages": listed, "fault": self._fault})

    async def _replies(self, request: Request) -> Response:
        preview = self._preview
        if preview is None or not _is_local(request):
            return JSONResponse([], status_code=404)
        return JSONResponse(await asyncio.to_thread(preview.rows, request.path_params["language"]))

    async def _reply(self, request: Request) -> Response:
        preview = self._preview
        if preview is None or not _is_local(request):
            return JSONResponse({}, status_code=404)
        reply = preview.reply(request.path_params["ref"], request.path_params["language"])
        return JSONResponse({**reply, "plain": plain(reply["html"])})

    async def _changes(self, _: Request) -> Response:
        """Server-sent events (html.spec.whatwg.org, 9.2): the version of the files, at first and at each change."""

        async def stream() -> AsyncIterator[str]:
            while not self._stop.is_set():
                yield f"data: {self._version}\n\n"
                async with self._changed:
                    await self._changed.wait()

        return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def _is_local(request: Request) -> bool:
    """Whether the page was opened here: another site's page could otherwise read it through the browser."""
    return request.url.hostname in _LOCAL
