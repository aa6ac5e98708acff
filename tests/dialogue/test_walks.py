"""Random walks of buttons and texts through the real model: never stuck, never silent, never a raw key."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from bot.conversation import Conversation
from bot.knowledge import Knowledge
from bot.messages import Message, Turn
from bot.phrases import load_phrases
from bot.rendering import Renderer
from bot.replies import MAX_PAYLOAD_BYTES
from bot.settings import ROOT
from bot.store import Store

pytestmark = pytest.mark.anyio

STEPS = 120
ODD = [
    "",
    "?",
    "🙏🙏",
    "ok",
    "0",
    "/nonsense",
    "<b>x</b>",
    "{braces}",
    "a" * 5000,
    "\u202e\u200b",
    "visa uk",
    "👍",
    "٣",
    "menu",
]
LEFT_OVER = re.compile(r"[{}]|\b(?:interface|situation|find|verdict)_\w+|%\(|None\b(?! writes)")  # as "about" says


@pytest.mark.parametrize("language", ["en", "ar", "sq"])
async def test_whatever_is_typed_and_pressed_every_reply_says_something_and_leads_on(
    worker: Any, knowledge: Knowledge, renderer: Renderer, store: Store, language: str
) -> None:
    chance = random.Random(language)
    phrases = [phrase.text for phrase in load_phrases(ROOT, [language])]
    conversation = Conversation(renderer, knowledge, store, worker)
    turn = await conversation.answer(Message("walker", "start", channel_language=language))
    for _ in range(STEPS):
        payloads = [button.payload for bubble in turn.reply.bubbles for button in bubble.buttons]
        text = chance.choice([chance.choice(phrases), chance.choice(ODD)])
        message = Message("walker", "text", text=text, channel_language=language)
        if payloads and chance.random() < 0.6:
            message = Message("walker", "button", payload=chance.choice(payloads), channel_language=language)
        turn = await conversation.answer(message)
        assert faults(turn) == [], (message, turn.reply.ref)


def faults(turn: Turn) -> list[str]:
    texts = [bubble.text for bubble in turn.reply.bubbles]
    buttons = [button for bubble in turn.reply.bubbles for button in bubble.buttons]
    found = [f"silent: {text!r}" for text in texts if not text.strip()]
    found += [f"raw: {match.group()}" for text in texts for match in LEFT_OVER.finditer(text)]
    found += [] if buttons else ["stuck: no button"]
    found += [f"untitled: {button.payload}" for button in buttons if not button.title.strip()]
    return found + [button.payload for button in buttons if len(button.payload.encode()) > MAX_PAYLOAD_BYTES]
