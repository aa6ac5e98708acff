"""Whole conversations, as language people wrote them, through the real model and the Bot API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.gateway import Gateway
from bot.rendering import Context
from bot.settings import ROOT
from tests.channels.telegram.conftest import Chat
from tests.telegram_fake.refusals import visible_text

pytestmark = pytest.mark.anyio

FILES = sorted((ROOT / "tests" / "conversations").glob("*/*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_every_step_of_a_conversation_gets_the_view_that_its_author_expects(
    chat: Chat, gateway: Gateway, path: Path
) -> None:
    language, chat_id = path.parent.name, 4000
    steps: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for number, step in enumerate(steps, 1):
        if "say" in step:
            chat.api.say(chat_id, step["say"], language=language)
        else:
            chat.api.press(chat_id, step["press"], language=language)
        sent = await chat.reply(chat_id, number)
        expected = gateway.renderer.render(step["reply"], language, Context())
        first = gateway.renderer.marked(expected)  # the first reply in a language says that it is a draft
        assert sent.text in {visible_text(reply.bubbles[-1].text, "HTML") for reply in (expected, first)}, step


@pytest.mark.parametrize("language", ["en", "ar", "sq"])
async def test_start_offers_every_language_in_its_own_name_whatever_the_phone_speaks(chat: Chat, language: str) -> None:
    chat.api.say(4100, "/start", language=language)
    titles = [button["text"] for button in (await chat.reply(4100)).buttons]
    assert titles[:3] == ["English", "العربية", "Shqip"]


async def test_a_globe_under_every_reply_leads_back_to_the_languages(chat: Chat) -> None:
    chat.api.say(4200, "hello", language="en")
    buttons = (await chat.reply(4200)).buttons
    assert buttons[-1]["text"].startswith("🌐")
    assert buttons[-1]["callback_data"] == "languages"


async def test_the_chosen_language_outweighs_the_language_of_a_message(chat: Chat, gateway: Gateway) -> None:
    chat.api.press(4300, "lang/sq", language="en")
    await chat.reply(4300, 1)
    chat.api.say(4300, "is the sea crossing dangerous", language="en")
    sent = await chat.reply(4300, 2)
    assert sent.text == visible_text(gateway.renderer.render("topic/risk_sea", "sq").bubbles[0].text, "HTML")
