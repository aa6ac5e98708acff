"""Killed and restarted: every message answered, none twice, in order; the worker's death is bridged."""

from __future__ import annotations

import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest

from bot.channels.plain import plain
from bot.knowledge import Knowledge
from bot.rendering import Renderer
from tests.channels.telegram.process import BotProcess, bot_process, kill_process
from tests.telegram_fake import BotApi
from tests.telegram_fake.server import TOKEN

pytestmark = [pytest.mark.rasa, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc for the worker's pid")]

CHATS, EACH = 40, 5


@pytest.fixture
def api() -> Iterator[BotApi]:
    fake = BotApi()
    yield fake
    fake.close()


@pytest.fixture
def bot(api: BotApi, environment: Callable[..., dict[str, str]], tmp_path: Path) -> Iterator[BotProcess]:
    with bot_process(environment(TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=api.url), tmp_path / "bot.log") as process:
        yield process


def _answered(api: BotApi, database: Path) -> int:
    """How many updates the bot knows as answered: confirmed to Telegram, or noted for the next start."""
    confirmed, offset = api.confirmed_count, api.confirmed
    query = "SELECT count(*) FROM updates WHERE done = 1 AND update_id >= ?"
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return confirmed + int(connection.execute(query, (offset,)).fetchone()[0])


def test_a_kill_in_the_middle_of_200_messages_loses_none_repeats_none_and_keeps_their_order(
    api: BotApi, bot: BotProcess, tmp_path: Path, renderer: Renderer
) -> None:
    """Telegram stops taking messages, as in an outage, and the bot is killed with replies hanging; then all goes on."""
    refs = ["contacts/gb", "topic/risk_sea", "contacts/it", "topic/cost_money", "contacts/fr"]
    for ref in refs[:EACH]:
        for chat_id in range(1, CHATS + 1):
            api.press(chat_id, ref)
    api.wait(lambda: len(api.sent) >= CHATS * EACH // 3, 120)
    api.accepting.clear()
    api.wait(lambda: _answered(api, tmp_path / "bot.db") >= len(api.sent), 60)
    bot.kill()
    api.wait(lambda: api.held == 0)
    before = len(api.sent)
    assert 0 < before < CHATS * EACH
    bot.start()
    api.accepting.set()
    api.wait(lambda: not api.unconfirmed, 180)
    answers: dict[int, list[str]] = defaultdict(list)
    for sent in api.sent:
        answers[sent.chat_id].append(sent.text)
    expected = [_first_line(renderer, ref) for ref in refs]
    assert {chat: [text.split("\n")[0] for text in texts] for chat, texts in answers.items()} == dict.fromkeys(
        range(1, CHATS + 1), expected
    )


def test_a_kill_at_any_instant_loses_nothing_and_repeats_at_most_what_was_on_its_way(
    api: BotApi, bot: BotProcess, renderer: Renderer
) -> None:
    """Between Telegram taking a reply and our noting so lie milliseconds: that one reply of a chat may come twice."""
    refs = ["contacts/gb", "topic/risk_sea", "contacts/it"]
    for ref in refs:
        for chat_id in range(1, CHATS + 1):
            api.press(chat_id, ref)
    for share in (3, 2):
        api.wait(lambda share=share: len(api.sent) >= CHATS * len(refs) // share, 120)
        bot.kill()
        bot.start()
    api.wait(lambda: not api.unconfirmed, 180)
    expected = [_first_line(renderer, ref) for ref in refs]
    for chat_id in range(1, CHATS + 1):
        answers = [sent.text.split("\n")[0] for sent in api.to(chat_id)]
        assert [line for line, _ in groupby(answers)] == expected
        assert len(answers) <= len(refs) + 2


def _first_line(renderer: Renderer, ref: str) -> str:
    return plain(renderer.render(ref, "en").bubbles[0].text).split("\n")[0]


def test_while_the_worker_is_dead_emergencies_are_answered_and_a_typed_question_is_answered_after_its_restart(
    api: BotApi, bot: BotProcess, knowledge: Knowledge, renderer: Renderer
) -> None:
    def first_line(ref: str) -> str:
        return _first_line(renderer, ref)

    api.say(1, "hello")
    api.wait(lambda: any(sent.text.startswith(first_line("say/greet")) for sent in api.to(1)), 120)
    worker = bot.worker_pid()
    assert worker is not None
    kill_process(worker)
    api.say(2, "how dangerous is it on the sea")
    api.say(3, "we are in the sea and our boat is sinking")
    api.press(4, "contacts/gb")
    api.wait_for_reply(3)
    api.wait_for_reply(4)
    assert api.to(3)[0].text.startswith(first_line("emergency/emergency_sea"))
    assert api.to(4)[0].text.startswith(first_line("contacts/gb"))
    api.wait_for_reply(2, 2, seconds=120)
    assert [sent.text.split("\n")[0] for sent in api.to(2)] == [
        first_line("say/one_moment"),
        first_line("topic/risk_sea"),
    ]
    assert bot.worker_pid() not in (None, worker)


def test_the_worker_does_not_outlive_a_gateway_that_is_killed(api: BotApi, bot: BotProcess) -> None:
    api.say(1, "hello")
    api.wait_for_reply(1, 2, seconds=120)
    worker = bot.worker_pid()
    bot.kill()
    api.wait(lambda: not Path(f"/proc/{worker}").exists(), 20)


def test_it_stops_cleanly_when_asked_to(api: BotApi, bot: BotProcess) -> None:
    api.say(1, "hello")
    api.wait_for_reply(1, 2, seconds=120)
    worker = bot.worker_pid()
    assert bot.stop() == 0
    assert not Path(f"/proc/{worker}").exists()
    assert api.unconfirmed == []
