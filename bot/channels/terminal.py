"""A chat in the terminal: lines and pictures in, replies out, a number presses a button; one person only."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sys
import textwrap
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TextIO

from bot.channels.plain import plain
from bot.conversation import Conversation
from bot.messages import Fetch, Kind, Message, typed
from bot.pictures import MOST_BYTES
from bot.privacy import pseudonym
from bot.replies import Bubble, Button, Reply

_LEAVE = ("/quit", "/exit")
_PICTURE = "/picture"
_PICTURE_SIGN = "🖼"
_BOLD = ("\x1b[1m", "\x1b[0m")
_WIDEST = 88


class TerminalChat:
    """Reads lines until the end of input or /quit."""

    def __init__(
        self,
        conversation: Conversation,
        key: bytes,
        *,
        reads_pictures: bool = False,
        source: TextIO = sys.stdin,
        sink: TextIO = sys.stdout,
    ) -> None:
        self._conversation = conversation
        self._person = pseudonym(key, "terminal", os.getuid() if hasattr(os, "getuid") else "me")
        self._language = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").partition("_")[0] or None
        self._reads_pictures = reads_pictures
        self._source = source
        self._sink = sink
        self._buttons: tuple[Button, ...] = ()

    async def run(self, *, greet: bool = True) -> None:
        """Talks until the person leaves."""
        if greet:
            await self._answer(self._said("start"))
        async for line in _lines(self._source, self._prompt):
            if line.strip() in _LEAVE:
                break
            await self._answer(self._message(line))

    def _prompt(self) -> None:
        if self._sink.isatty():
            print("\n> ", end="", flush=True, file=self._sink)

    def _message(self, line: str) -> Message:
        """A number presses the button it stands beside; /words are commands; all else is typed text."""
        word = line.strip()
        if word.split(maxsplit=1)[:1] == [_PICTURE]:
            return self._sent(Path(word.removeprefix(_PICTURE).strip()).expanduser())
        if word.isdecimal() and 0 < int(word) <= len(self._buttons):
            return self._said("button", payload=self._buttons[int(word) - 1].payload)
        return self._said(*typed(line))

    def _said(self, kind: Kind, text: str = "", payload: str = "", picture: Fetch | None = None) -> Message:
        return Message(self._person, kind, text, payload, channel_language=self._language, picture=picture)

    def _sent(self, path: Path) -> Message:
        """`/picture path` sends the file there, as a photo from a phone; one that is not there arrives empty."""
        if not self._reads_pictures:
            return self._said("media")
        return self._said("picture", picture=lambda: contextlib.nullcontext(_bytes_of(path)))

    async def _answer(self, message: Message) -> None:
        async def interim(reply: Reply) -> None:
            self._show(reply)

        turn = await self._conversation.answer(message, interim)
        self._show(turn.reply)

    def _show(self, reply: Reply) -> None:
        for bubble in reply.bubbles:
            if bubble.picture:
                print("\n" + _PICTURE_SIGN, file=self._sink)
            print("\n" + _wrapped(bubble, self._sink.isatty()), file=self._sink)
        self._buttons = reply.bubbles[-1].buttons
        for number, button in enumerate(self._buttons, 1):
            print(f"  [{number}] {button.title}", file=self._sink)
        self._sink.flush()


def _wrapped(bubble: Bubble, in_colour: bool) -> str:
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    lines = plain(bubble.text, bold=_BOLD if in_colour else ("", "")).split("\n")
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) if line else "" for line in lines
    )


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError:
        return b""


async def _lines(source: TextIO, prompt: Callable[[], None]) -> AsyncIterator[str]:
    """The lines of `source`, read in a thread that does not keep the program alive."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        with contextlib.suppress(RuntimeError):  # the loop was closed: nobody listens any more
            for line in source:
                loop.call_soon_threadsafe(queue.put_nowait, line.rstrip("\n"))
            loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        prompt()
        line = await queue.get()
        if line is None:
            return
        yield line
