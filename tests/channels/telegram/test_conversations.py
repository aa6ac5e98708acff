"""Whole conversations, as language people wrote them, through the real model and the Bot API."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import Conversation
from bot.gateway import Gateway, make_renderer
from bot.knowledge import Knowledge
from bot.playing import load_steps
from bot.replies import Reply
from bot.settings import ROOT, Settings, Telegram
from bot.store import Store
from tests.channels.telegram.conftest import Chat, channel
from tests.conftest import KEY
from tests.telegram_fake import BotApi
from tests.telegram_fake.refusals import visible_text
from tests.telegram_fake.server import TOKEN, Sent

pytestmark = pytest.mark.anyio

FILES = sorted((ROOT / "tests" / "conversations").glob("*/*.yml"))


@pytest.fixture(scope="module")
async def faults(
    worker: Any, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[dict[Path, list[str]]]:
    """What went otherwise than written, by conversation: all of them at once, as Telegram paces each chat."""
    api = BotApi()
    database = f"sqlite:///{tmp_path_factory.mktemp('conversations') / 'test.db'}"
    settings = Settings(
        var=ROOT / "var", database_url=database, key=KEY.encode(), telegram=Telegram(TOKEN, api_url=api.url)
    )
    store, renderer = Store(database), make_renderer(knowledge, settings)
    conversation = Conversation(renderer, knowledge, store, worker)
    gateway = Gateway(settings, knowledge, renderer, store, worker, conversation)
    async with channel(gateway):
        told = await asyncio.gather(*(_played(Chat(api), gateway, path) for path in FILES))
    yield dict(zip(FILES, told, strict=True))
    store.close()
    api.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_every_step_of_a_conversation_brings_what_its_author_expects(
    faults: dict[Path, list[str]], path: Path
) -> None:
    assert faults[path] == []


async def _played(chat: Chat, gateway: Gateway, path: Path) -> list[str]:
    language, chat_id = path.parent.name, 4500 + FILES.index(path)
    found: list[str] = []
    for step in load_steps(path):
        sent = await _answers(chat, chat_id, step, language)
        found += [f"{step}: {fault}" for fault in _faults(step, sent, gateway, language)]
    return found


def _faults(step: dict[str, Any], sent: list[Sent], gateway: Gateway, language: str) -> Iterator[str]:
    if not step.keys() & {"reply", "offers", "claims"}:
        yield "does not say what must come of it"
    shown = {text for message in sent for text in _ways_to_say(message.text)}
    wanted = gateway.renderer.render(step["reply"], language) if "reply" in step else None
    if wanted and not shown & _parts_that_count(wanted):
        yield f"said {[message.text[:80] for message in sent]}"
    offered = {button["callback_data"] for message in sent for button in message.buttons}
    if missing := set(step.get("offers", ())) - offered:
        yield f"offered no {missing}"
    answered = offered | {payload.removeprefix("yes/") for payload in offered}  # a page is rated, not offered, below it
    if missing := {f"claim/{claim}" for claim in step.get("claims", ())} - answered:
        yield f"answered no {missing}"


async def _answers(chat: Chat, chat_id: int, step: dict[str, Any], language: str) -> list[Sent]:
    """What the bot sent for one step."""
    before = len(chat.api.to(chat_id))
    do, what = ("say", step["say"]) if "say" in step else ("press", step["press"])
    await chat.answered(getattr(chat.api, do)(chat_id, what, language=language))
    return chat.api.to(chat_id)[before:]


def _parts_that_count(wanted: Reply) -> set[str]:
    """The whole text; of a list of routes its head, as those that the question spoke of come first."""
    text = visible_text(wanted.bubbles[0].text, "HTML")
    return {text.split("\n\n")[0]} if wanted.ref.startswith("find/") else {text}


def _ways_to_say(text: str) -> set[str]:
    """A text, its head, and without what may stand at its end: that its language is a draft, that another may serve."""
    return {text, text.split("\n\n")[0], *(text.rsplit("\n\n", count)[0] for count in (1, 2))}


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
