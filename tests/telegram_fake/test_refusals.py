"""The fake is strict: it refuses what Telegram documents that it refuses, in Telegram's words."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import httpx
import pytest
from PIL import Image

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


def png(width: int = 90, height: int = 90) -> bytes:
    packed = BytesIO()
    Image.new("L", (width, height), 255).save(packed, "PNG")
    return packed.getvalue()


def send_photo(api: BotApi, photo: bytes, **more: str) -> tuple[int, str]:
    answer = httpx.post(
        f"{api.url}/bot{api.token}/sendPhoto", data={"chat_id": "1", **more}, files={"photo": ("f", photo)}
    )
    return answer.status_code, answer.json().get("description", "")


@pytest.mark.parametrize(
    ("photo", "more", "expected"),
    [
        (png(), {}, ""),
        (png(), {"caption": "x" * 1024}, ""),
        (png(), {"caption": "<b>" + "x" * 1024 + "</b>", "parse_mode": "HTML"}, ""),
        (png(), {"caption": "x" * 1025}, "Bad Request: message caption is too long"),
        (png(), {"caption": "🖼" * 513}, "Bad Request: message caption is too long"),
        (png(9000, 1001), {}, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), {}, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (b"no picture", {}, "Bad Request: IMAGE_PROCESS_FAILED"),
        (
            bytes((10 << 20) + 1),
            {},
            "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
    ids=["plain", "caption", "tags", "long", "surrogates", "large", "thin", "broken", "heavy"],
)
def test_a_photo_that_telegram_would_refuse_is_refused(
    api: BotApi, photo: bytes, more: dict[str, str], expected: str
) -> None:
    assert send_photo(api, photo, **more) == (400 if expected else 200, expected)


def test_a_photo_arrives_as_it_was_sent(api: BotApi) -> None:
    send_photo(api, png(300, 200))
    assert api.sent[-1].photo == png(300, 200)


def test_a_file_is_handed_over_under_the_path_that_getfile_names(api: BotApi) -> None:
    data = bytes(range(256)) * 9
    answer = httpx.post(f"{api.url}/bot{api.token}/getFile", json={"file_id": api.keep(data)}).json()["result"]
    assert answer["file_size"] == len(data)
    assert httpx.get(f"{api.url}/file/bot{api.token}/{answer['file_path']}").content == data
    assert httpx.get(f"{api.url}/file/bot1:wrong/{answer['file_path']}").status_code == 404


@pytest.mark.parametrize(
    ("size", "expected"), [(20 << 20, ""), ((20 << 20) + 1, "Bad Request: file is too big")], ids=["20 MB", "more"]
)
def test_a_file_of_more_than_20_mb_is_not_handed_over(api: BotApi, size: int, expected: str) -> None:
    assert call(api, "getFile", file_id=api.keep(bytes(size)))[1] == expected


def test_a_file_that_nobody_sent_is_not_handed_over(api: BotApi) -> None:
    assert call(api, "getFile", file_id="guessed")[0] == 400
