"""Pictures on Telegram: fetched into memory and passed on, sent with their caption and buttons."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.channels.telegram.parts import parts
from bot.conversation import Interim
from bot.gateway import Gateway
from bot.knowledge import Knowledge
from bot.messages import Message, Turn
from bot.pictures import MOST_BYTES, PictureReader
from bot.rendering import Renderer
from bot.replies import Bubble, Button, Reply
from bot.settings import Settings, Telegram
from bot.store import Store
from tests.channels.telegram.conftest import Chat, channel
from tests.telegram_fake import BotApi, payloads
from tests.telegram_fake.server import TOKEN

anyio_test = pytest.mark.anyio
PERSON, GROUP = 7000, -7000
MENU = Button("Menu", "say/menu")


def png(side: int = 90) -> bytes:
    packed = BytesIO()
    Image.new("RGB", (side, side), "white").save(packed, "PNG")
    return packed.getvalue()


class Listener:
    """Stands at the conversation's place: hears what the channel passes on, says what a test wants said."""

    def __init__(self) -> None:
        self.heard: list[Message] = []
        self.seen: list[bytes | None] = []
        self.bubbles: tuple[Bubble, ...] = (Bubble("Seen."),)

    async def answer(self, message: Message, interim: Interim | None = None) -> Turn:
        async with message.picture() if message.picture else contextlib.nullcontext() as picture:
            self.heard.append(message)
            self.seen.append(picture)
        return Turn(Reply("en", self.bubbles), "seen")


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def listening(
    knowledge: Knowledge, renderer: Renderer, settings: Settings, store: Store, api: BotApi, listener: Listener
) -> Gateway:
    """A gateway that reads pictures, with no Rasa behind it; the channel itself never starts the reader."""
    reachable = replace(settings, telegram=Telegram(TOKEN, api_url=api.url))
    reader = PictureReader("tesseract", ["eng"])
    return Gateway(reachable, knowledge, renderer, store, None, listener, pictures=reader)  # type: ignore[arg-type]


@pytest.fixture
async def seen(listening: Gateway, api: BotApi) -> AsyncIterator[Chat]:
    async with channel(listening):
        yield Chat(api)


def sent_by(chat: Chat, **content: Any) -> int:
    return chat.api.message(payloads.private(PERSON), payloads.user(PERSON), **content)


async def pictures(chat: Chat, listener: Listener, **content: Any) -> list[tuple[str, str, bytes | None]]:
    await chat.answered(sent_by(chat, **content))
    return [(message.kind, message.text, seen) for message, seen in zip(listener.heard, listener.seen, strict=True)]


# --- in


_written: list[str] | None = None


def _note(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook stays for ever, so it notes only while a test asks it to: files opened to be written."""
    if _written is not None and event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR):
        _written.append(str(args[0]))


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every file that is opened to be written, and all that lies in the folder for temporary files."""
    global _written
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    sys.addaudithook(_note)
    _written = []
    yield _written
    _written = None
    assert list(folder.iterdir()) == []


@anyio_test
async def test_a_photo_is_fetched_with_its_caption_and_never_written_to_disk(
    seen: Chat, listener: Listener, written: list[str]
) -> None:
    file_id = seen.api.keep(png())
    found = await pictures(seen, listener, **payloads.photo(file_id), caption="is this true?")
    assert found == [("picture", "is this true?", png())]
    assert written == []


@anyio_test
async def test_of_a_photo_the_largest_size_that_is_not_too_big_is_fetched(seen: Chat, listener: Listener) -> None:
    file_id = "photo"
    seen.api.files = {"photo-0": b"small", "photo-1": b"middle", "photo": b"too big"}
    content = payloads.photo(file_id, (90, 100), (800, MOST_BYTES), (4000, MOST_BYTES + 1))
    assert await pictures(seen, listener, **content) == [("picture", "", b"middle")]


@anyio_test
@pytest.mark.parametrize("mime", ["image/png", "image/jpeg", "image/webp"])
async def test_an_image_sent_as_a_file_is_fetched_too(seen: Chat, listener: Listener, mime: str) -> None:
    content = payloads.document(seen.api.keep(png()), mime, len(png()))
    assert await pictures(seen, listener, **content) == [("picture", "", png())]


@anyio_test
@pytest.mark.parametrize("kind", sorted(payloads.MEDIA.keys() - {"photo"}))
async def test_nothing_else_is_fetched(seen: Chat, listener: Listener, kind: str) -> None:
    assert await pictures(seen, listener, **payloads.MEDIA[kind]) == [("media", "", None)]
    assert seen.api.downloads == []


@anyio_test
@pytest.mark.parametrize(
    "content",
    [
        payloads.document("kept", "image/png", MOST_BYTES + 1),
        payloads.photo("kept", (9000, MOST_BYTES + 1)),
        payloads.photo("unknown"),
        payloads.photo("kept", (90, None)),
    ],
    ids=["a heavy file", "a heavy photo", "one that is gone", "one heavier than told"],
)
async def test_a_picture_that_cannot_be_had_arrives_empty(
    seen: Chat, listener: Listener, content: dict[str, Any]
) -> None:
    seen.api.files["kept"] = bytes(MOST_BYTES + 1)
    assert await pictures(seen, listener, **content) == [("picture", "", b"")]
    assert seen.api.downloads == []


@anyio_test
@pytest.mark.parametrize("method", ["getFile", "download"])
@pytest.mark.parametrize("code", [500, 502])
async def test_a_passing_failure_is_waited_out(seen: Chat, listener: Listener, method: str, code: int) -> None:
    seen.api.fail(method, code, times=2)
    found = await pictures(seen, listener, **payloads.photo(seen.api.keep(png())))
    assert found == [("picture", "", png())]


@anyio_test
async def test_a_command_under_a_photo_stays_a_command(seen: Chat, listener: Listener) -> None:
    await seen.answered(sent_by(seen, **payloads.photo(seen.api.keep(png())), caption="/menu"))
    assert [(message.kind, message.payload) for message in listener.heard] == [("button", "say/menu")]


@anyio_test
async def test_of_an_album_the_first_four_pictures_are_read(seen: Chat, listener: Listener) -> None:
    kept = [b"picture %d" % number for number in range(6)]
    for data in kept:
        last = sent_by(seen, **payloads.photo(seen.api.keep(data)), media_group_id="77")
    await seen.answered(last)
    assert listener.seen == kept[:4]


@anyio_test
async def test_a_group_photo_is_fetched_only_if_it_is_for_the_bot(seen: Chat, listener: Listener) -> None:
    photo = payloads.photo(seen.api.keep(png()))
    seen.api.message(payloads.group(GROUP), payloads.user(PERSON), **photo)
    reply = payloads.message(payloads.group(GROUP), payloads.BOT, 3, text="…")
    last = seen.api.message(payloads.group(GROUP), payloads.user(PERSON), **photo, reply_to_message=reply)
    await seen.answered(last)
    assert len(listener.heard) == len(seen.api.downloads) == 1


@anyio_test
async def test_without_a_reader_a_photo_is_media_and_is_not_fetched(
    listening: Gateway, api: BotApi, listener: Listener
) -> None:
    async with channel(replace(listening, pictures=None)):
        found = await pictures(Chat(api), listener, **payloads.photo(api.keep(png())))
    assert (found, api.downloads) == ([("media", "", None)], [])


# --- out


@anyio_test
async def test_a_picture_goes_out_with_its_caption_and_buttons(seen: Chat, listener: Listener) -> None:
    listener.bubbles = (Bubble("<b>Not</b> true &amp; not safe.", (MENU,), png()),)
    seen.api.say(PERSON, "hello")
    sent = await seen.reply(PERSON)
    assert (sent.photo, sent.text) == (png(), "Not true & not safe.")
    assert [button["callback_data"] for button in sent.buttons] == ["say/menu"]


@anyio_test
async def test_under_a_picture_a_text_too_long_for_a_caption_follows_by_itself(seen: Chat, listener: Listener) -> None:
    listener.bubbles = (Bubble("x" * 1025, (MENU,), png()),)
    await seen.answered(seen.api.say(PERSON, "hello"))
    photo, text = seen.api.to(PERSON)
    assert (photo.photo, photo.text, photo.buttons) == (png(), "", [])
    assert (text.photo, text.text, len(text.buttons)) == (None, "x" * 1025, 1)


@anyio_test
@pytest.mark.parametrize("code", [500, 429])
async def test_a_picture_that_telegram_does_not_take_at_first_is_sent_again(
    seen: Chat, listener: Listener, code: int
) -> None:
    listener.bubbles = (Bubble("Look.", (), png()),)
    seen.api.fail("sendPhoto", code, times=2, retry_after=1)
    await seen.answered(seen.api.say(PERSON, "hello"))
    assert [sent.photo for sent in seen.api.to(PERSON)] == [png()]


@anyio_test
@pytest.mark.parametrize(
    ("text", "picture"), [("Look.", b"no picture"), ("<h1>Look.</h1>", png())], ids=["picture", "markup"]
)
async def test_if_a_picture_or_its_markup_is_refused_the_words_arrive_alone(
    seen: Chat, listener: Listener, text: str, picture: bytes
) -> None:
    listener.bubbles = (Bubble(text, (MENU,), picture),)
    await seen.answered(seen.api.say(PERSON, "hello"))
    sent = await seen.reply(PERSON)
    assert (sent.photo, sent.text, len(sent.buttons)) == (None, "Look.", 1)


@anyio_test
async def test_a_picture_for_someone_who_blocked_the_bot_is_no_error(
    seen: Chat, listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    listener.bubbles = (Bubble("Look.", (), png()),)
    seen.api.blocked.add(PERSON)
    await seen.answered(seen.api.say(PERSON, "hello"))
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


PICTURE = b"picture"


@pytest.mark.parametrize(
    ("bubble", "expected"),
    [
        (
            Bubble("<b>" + "x" * 1024 + "</b>", (MENU,), PICTURE),
            [Bubble("<b>" + "x" * 1024 + "</b>", (MENU,), PICTURE)],
        ),
        (Bubble("", (MENU,), PICTURE), [Bubble("", (MENU,), PICTURE)]),
        (Bubble("🖼" * 513, (MENU,), PICTURE), [Bubble("", (), PICTURE), Bubble("🖼" * 513, (MENU,))]),
        (
            Bubble("x" * 3000 + "\n\n" + "y" * 3000, (MENU,), PICTURE),
            [Bubble("", (), PICTURE), Bubble("x" * 3000), Bubble("y" * 3000, (MENU,))],
        ),
        (Bubble("text", (MENU,), bytes(MOST_BYTES + 1)), [Bubble("text", (MENU,))]),
    ],
    ids=["fits without tags", "no text", "too long in UTF-16", "very long", "too heavy"],
)
def test_a_picture_stays_with_the_first_part(bubble: Bubble, expected: list[Bubble]) -> None:
    assert parts(Reply("en", (bubble,))) == expected
