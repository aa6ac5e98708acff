"""The chat in the terminal: lines in, replies out, numbers press buttons."""

from __future__ import annotations

import io
from contextlib import nullcontext
from pathlib import Path

import pytest

from bot.channels.terminal import TerminalChat
from bot.conversation import Conversation
from bot.knowledge import Knowledge
from bot.messages import Message, Turn
from bot.pictures import MOST_BYTES
from bot.rendering import Renderer
from bot.replies import Bubble, Reply
from bot.store import Store
from tests.test_conversation import NoWorker

pytestmark = pytest.mark.anyio


async def talk(lines: str, knowledge: Knowledge, renderer: Renderer, store: Store) -> str:
    conversation = Conversation(renderer, knowledge, store, NoWorker())
    sink = io.StringIO()
    await TerminalChat(conversation, b"k" * 32, source=io.StringIO(lines), sink=sink).run()
    return sink.getvalue()


async def test_it_greets_and_numbers_the_buttons(knowledge: Knowledge, renderer: Renderer, store: Store) -> None:
    shown = await talk("", knowledge, renderer, store)
    assert "[1] English" in shown
    assert "[2] العربية" in shown
    assert "<b>" not in shown


async def test_a_number_presses_the_button_beside_it(knowledge: Knowledge, renderer: Renderer, store: Store) -> None:
    shown = await talk("3\n", knowledge, renderer, store)
    assert str(renderer.render("say/language_changed", "sq").bubbles[0].text).split(".", maxsplit=1)[0] in shown


async def test_commands_and_emergencies_work_and_quit_ends(
    knowledge: Knowledge, renderer: Renderer, store: Store
) -> None:
    shown = await talk("/privacy\nour boat is sinking\n/quit\n/about\n", knowledge, renderer, store)
    assert "I do not keep what you write" in shown
    assert "Call the sea rescue now" in shown
    assert "This bot is run by" not in shown


class Listener:
    """Stands at the conversation's place: hears what the terminal passes on, answers with a card."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, bytes | None]] = []

    async def answer(self, message: Message, interim: object = None) -> Turn:
        async with message.picture() if message.picture else nullcontext() as picture:
            self.heard.append((message.kind, picture))
        return Turn(Reply("en", (Bubble("Seen.", picture=b"a card"),)), "seen")


async def listen(lines: str, *, reads_pictures: bool = True) -> tuple[list[tuple[str, bytes | None]], str]:
    listener, sink = Listener(), io.StringIO()
    chat = TerminalChat(
        listener,  # type: ignore[arg-type]
        b"k" * 32,
        reads_pictures=reads_pictures,
        source=io.StringIO(lines),
        sink=sink,
    )
    await chat.run(greet=False)
    return listener.heard, sink.getvalue()


async def test_a_picture_is_sent_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "an advert.png"
    path.write_bytes(b"whatever it holds")
    heard, _ = await listen(f"/picture {path}\n")
    assert heard == [("picture", b"whatever it holds")]


async def test_a_picture_that_is_not_there_or_too_big_arrives_empty(tmp_path: Path) -> None:
    path = tmp_path / "big.png"
    path.write_bytes(bytes(MOST_BYTES + 1))
    heard, _ = await listen(f"/picture {path}\n/picture {tmp_path}/none.png\n/picture\n")
    assert heard == [("picture", b"")] * 3


async def test_without_a_reader_a_picture_is_media() -> None:
    heard, _ = await listen("/picture somewhere.png\n", reads_pictures=False)
    assert heard == [("media", None)]


async def test_a_card_is_shown_by_a_sign_above_its_words() -> None:
    _, shown = await listen("hello\n")
    assert shown.strip() == "🖼\n\nSeen."
