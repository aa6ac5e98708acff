"""Sending: Telegram's refusals, outages and limits; a webhook that says 200 only when all is done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx
import pytest

from bot.channels.telegram.parts import parts, split
from bot.channels.telegram.sending import keyboard
from bot.gateway import Gateway
from bot.replies import Bubble, Button, Reply
from tests.channels.telegram.conftest import Chat, channel
from tests.telegram_fake import BotApi

anyio_test = pytest.mark.anyio
PERSON = 6000


@anyio_test
@pytest.mark.parametrize("code", [500, 502, 429])
async def test_a_reply_that_telegram_does_not_take_at_first_is_sent_again(chat: Chat, code: int) -> None:
    chat.api.fail("sendMessage", code, times=2, retry_after=1)
    update = chat.api.say(PERSON, "hello")
    await chat.answered(update)
    assert len(chat.api.to(PERSON)) == 1


@anyio_test
async def test_an_update_stays_with_telegram_until_its_reply_was_sent(chat: Chat) -> None:
    chat.api.accepting.clear()
    update = chat.api.say(PERSON, "hello")
    await chat.wait(lambda: any(method == "sendchataction" for method, _ in chat.api.calls))
    assert chat.api.unconfirmed == [update]
    chat.api.accepting.set()
    await chat.answered(update)
    assert len(chat.api.to(PERSON)) == 1


@anyio_test
async def test_one_chat_that_must_wait_does_not_hold_up_another(chat: Chat) -> None:
    chat.api.fail("sendMessage", 429, times=1, retry_after=20)
    chat.api.say(PERSON, "hello")
    await chat.wait(lambda: chat.api.faults[0].times == 0)
    chat.api.say(PERSON + 1, "our boat is sinking, help")
    await chat.reply(PERSON + 1)
    assert chat.api.to(PERSON) == []


@anyio_test
async def test_polling_goes_on_after_an_outage(chat: Chat) -> None:
    chat.api.fail("getUpdates", 502, times=3)
    chat.api.say(PERSON, "hello")
    await chat.reply(PERSON)


@anyio_test
async def test_someone_who_blocked_the_bot_is_no_error(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    chat.api.blocked.add(PERSON)
    await chat.answered(chat.api.say(PERSON, "hello"))
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


@anyio_test
async def test_an_update_that_telegram_offers_again_is_not_answered_again(chat: Chat, gateway: Gateway) -> None:
    """As after a crash between the reply and its confirmation: another run of the channel, the same update."""
    update = chat.api.say(PERSON, "hello")
    await chat.answered(update)
    chat.api._pending[update] = {**_message(PERSON), "update_id": update}
    gateway.store.note_sent("telegram", update, 1, done=True)
    after = chat.api.say(PERSON + 1, "hello")
    await chat.answered(after)
    assert len(chat.api.to(PERSON)) == 1


def _message(chat_id: int) -> dict[str, Any]:
    from tests.telegram_fake import payloads

    return {"message": payloads.message(payloads.private(chat_id), payloads.user(chat_id), 1, text="hello")}


@anyio_test
async def test_messages_of_one_chat_are_answered_in_their_order(chat: Chat, gateway: Gateway) -> None:
    refs = ["contacts/gb", "contacts/fr", "contacts/it", "contacts/al"]
    for ref in refs:
        chat.api.press(PERSON, ref)
    await chat.reply(PERSON, len(refs))
    expected = [gateway.renderer.render(ref, "en").bubbles[0].text for ref in refs]
    shown = [sent.html for sent in chat.api.to(PERSON)]
    assert [html.startswith(text) for html, text in zip(shown, expected, strict=True)] == [True] * len(refs)


# --- webhook


SECRET = "a-secret-for-tests-only"


@pytest.fixture
async def hooked(gateway: Gateway, api: BotApi, unused_port: int) -> Any:
    telegram = replace(
        gateway.settings.telegram,
        webhook_url="https://bot.example/hook",
        webhook_secret=SECRET,
        webhook_listen=("127.0.0.1", unused_port),
    )
    api.deliver_webhooks_to(f"http://127.0.0.1:{unused_port}/hook")
    async with channel(replace(gateway, settings=replace(gateway.settings, telegram=telegram))):
        chat = Chat(api)
        await chat.wait(lambda: bool(api.webhook))
        yield chat


@anyio_test
async def test_a_webhook_is_answered_with_200_only_after_the_reply_was_sent(hooked: Chat) -> None:
    hooked.api.accepting.clear()
    hooked.api.say(PERSON, "hello")
    await hooked.wait(lambda: any(method == "sendchataction" for method, _ in hooked.api.calls))
    assert hooked.api.webhook_answers == []
    hooked.api.accepting.set()
    await hooked.wait(lambda: hooked.api.webhook_answers == [200])
    assert len(hooked.api.to(PERSON)) == 1


@anyio_test
@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, "{}", 403),
        ({"X-Telegram-Bot-Api-Secret-Token": "guessed"}, '{"update_id": 1}', 403),
        ({"X-Telegram-Bot-Api-Secret-Token": SECRET}, "not json", 400),
        ({"X-Telegram-Bot-Api-Secret-Token": SECRET}, '{"no": "id"}', 400),
        ({"X-Telegram-Bot-Api-Secret-Token": SECRET}, '{"update_id": "1"}', 400),
        ({"X-Telegram-Bot-Api-Secret-Token": SECRET}, "[]", 400),
        ({"X-Telegram-Bot-Api-Secret-Token": SECRET}, '{"update_id": 1}', 200),
    ],
)
async def test_a_webhook_listens_to_telegram_only(
    hooked: Chat, headers: dict[str, str], body: str, status: int
) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(str(hooked.api._deliver_to), content=body, headers=headers)
    assert (answer.status_code, answer.text) == (status, "")


# --- splitting and keyboards


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("one", 10, ["one"]),
        ("one\n\ntwo", 10, ["one\n\ntwo"]),
        ("one\n\ntwo", 5, ["one", "two"]),
        ("one\ntwo", 5, ["one", "two"]),
        ("one two three", 8, ["one two", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("", 3, [""]),
    ],
)
def test_a_long_text_is_cut_between_paragraphs_else_lines_else_words(
    text: str, limit: int, expected: list[str]
) -> None:
    assert split(text, limit) == expected


def test_buttons_stand_under_the_last_part() -> None:
    button = Button("More", "more/x")
    found = parts(Reply("en", (Bubble("one\n\ntwo", (button,)),)), limit=5)
    assert found == [Bubble("one"), Bubble("two", (button,))]


def test_short_buttons_share_a_row_and_long_ones_stand_alone() -> None:
    markup = keyboard([Button("A" * 40, "a"), Button("Menu", "b"), Button("Language", "c")])
    assert [[button.text for button in row] for row in markup.inline_keyboard] == [["A" * 40], ["Menu", "Language"]]


def test_a_button_that_telegram_would_refuse_is_left_out() -> None:
    assert keyboard([Button("X", "ж" * 33)]) is None
