"""The fake is strict: it refuses what Telegram documents that it refuses, in Telegram's words."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.telegram_fake import BotApi


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    fake = BotApi()
    yield fake
    fake.close()


def call(api: BotApi, method: str, token: str | None = None, **parameters: object) -> tuple[int, str]:
    answer = httpx.post(f"{api.url}/bot{token or api.token}/{method}", json=parameters)
    return answer.status_code, answer.json().get("description", "")


def send(api: BotApi, text: str, **more: object) -> tuple[int, str]:
    return call(api, "sendMessage", chat_id=1, text=text, **more)


def button(data: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "B", "callback_data": data}]]}


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("x" * 4096, {}, ""),
        ("x" * 4097, {}, "Bad Request: message is too long"),
        ("<b>" + "x" * 4096 + "</b>", {"parse_mode": "HTML"}, ""),
        (" ", {}, "Bad Request: message text is empty"),
        (
            "<b>x",
            {"parse_mode": "HTML"},
            "Bad Request: can't parse entities: Can't find end tag corresponding to start tag b",
        ),
        (
            "<h1>x</h1>",
            {"parse_mode": "HTML"},
            'Bad Request: can\'t parse entities: Unsupported start tag "h1" at byte offset 0',
        ),
        ("x", {"reply_markup": button("d" * 64)}, ""),
        ("x", {"reply_markup": button("d" * 65)}, "Bad Request: BUTTON_DATA_INVALID"),
        ("x", {"reply_markup": button("ë" * 33)}, "Bad Request: BUTTON_DATA_INVALID"),
    ],
)
def test_a_message_that_telegram_would_refuse_is_refused(
    api: BotApi, text: str, more: dict[str, object], expected: str
) -> None:
    assert send(api, text, **more) == (400 if expected else 200, expected)


@pytest.mark.parametrize(
    ("method", "parameters", "expected"),
    [
        ("setMyCommands", {"commands": [{"command": "x", "description": "y"}], "language_code": "ckb"}, 400),
        ("setMyCommands", {"commands": [{"command": "Up", "description": "y"}]}, 400),
        ("setMyShortDescription", {"short_description": "x" * 121}, 400),
        ("setWebhook", {"url": "http://plain.example"}, 400),
        ("setWebhook", {"url": "https://x.example", "secret_token": "no spaces"}, 400),
        ("answerCallbackQuery", {"callback_query_id": "unknown"}, 400),
        ("readMinds", {}, 404),
        ("GETME", {}, 200),
    ],
)
def test_other_methods_are_as_strict_and_names_are_case_insensitive(
    api: BotApi, method: str, parameters: dict[str, object], expected: int
) -> None:
    assert call(api, method, **parameters)[0] == expected


def test_a_wrong_token_is_unauthorized(api: BotApi) -> None:
    assert call(api, "getMe", token="1:wrong") == (401, "Unauthorized")


def test_an_update_is_offered_until_a_higher_offset_confirms_it(api: BotApi) -> None:
    def offered(**asked: int) -> list[int]:
        answer = httpx.post(f"{api.url}/bot{api.token}/getUpdates", json=asked).json()
        return [update["update_id"] for update in answer["result"]]

    first, second = api.say(1, "a"), api.say(1, "b")
    assert offered() == offered(offset=first) == [first, second]
    assert offered(offset=second) == [second]
    assert offered(offset=first) == [second]
    assert offered(offset=second + 1) == []


def test_a_told_429_names_the_seconds_to_wait(api: BotApi) -> None:
    api.fail("getMe", 429, retry_after=7)
    answer = httpx.post(f"{api.url}/bot{api.token}/getMe")
    assert (answer.status_code, answer.json()["parameters"]) == (429, {"retry_after": 7})
