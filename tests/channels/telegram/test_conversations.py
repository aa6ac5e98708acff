"""Whole conversations, as language people wrote them, through the real model and the Bot API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.gateway import Gateway
from bot.playing import load_steps
from bot.settings import ROOT
from tests.channels.telegram.conftest import Chat
from tests.telegram_fake.refusals import visible_text
from tests.telegram_fake.server import Sent

pytestmark = pytest.mark.anyio

FILES = sorted((ROOT / "tests" / "conversations").glob("*/*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_every_step_of_a_conversation_brings_what_its_author_expects(
    chat: Chat, gateway: Gateway, path: Path
) -> None:
    language, chat_id = path.parent.name, 4500 + FILES.index(path)  # the worker remembers people from test to test
    for step in load_steps(path):
        assert step.keys() & {"reply", "offers", "claims"}, f"{step}: say what must come of it"
        sent = await _answers(chat, chat_id, step, language)
        shown = {text for message in sent for text in _ways_to_say(message.text)}
        if "reply" in step:
            expected = gateway.renderer.render(step["reply"], language)
            assert visible_text(expected.bubbles[0].text, "HTML") in shown, step
        offered = {button["callback_data"] for message in sent for button in message.buttons}
        assert offered >= set(step.get("offers", ())), step
        answered = offered | {
            payload.removeprefix("yes/") for payload in offered
        }  # a page is rated, not offered, below it
        assert answered >= {f"claim/{claim}" for claim in step.get("claims", ())}, step


async def _answers(chat: Chat, chat_id: int, step: dict[str, Any], language: str) -> list[Sent]:
    """What the bot sent for one step."""
    before = len(chat.api.to(chat_id))
    do, what = ("say", step["say"]) if "say" in step else ("press", step["press"])
    await chat.answered(getattr(chat.api, do)(chat_id, what, language=language))
    return chat.api.to(chat_id)[before:]


def _ways_to_say(text: str) -> set[str]:
    """A text, and without what may stand at its end: that its language is a draft, that another might be better."""
    return {text, *(text.rsplit("\n\n", count)[0] for count in (1, 2))}


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
