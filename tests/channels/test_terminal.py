"""The chat in the terminal: lines in, replies out, numbers press buttons."""

from __future__ import annotations

import io

import pytest

from bot.channels.terminal import TerminalChat
from bot.conversation import Conversation
from bot.knowledge import Knowledge
from bot.rendering import Renderer
from bot.store import Store
from tests.test_conversation import NoWorker

pytestmark = pytest.mark.anyio


async def talk(lines: str, knowledge: Knowledge, renderer: Renderer, store: Store) -> str:
    conversation = Conversation(renderer, knowledge.safety, store, NoWorker(), knowledge.rules)
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
