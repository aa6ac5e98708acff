"""What a person writes, who they are and the bot's token are found nowhere afterwards: not in logs, not in files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.channels.telegram.process import bot_process
from tests.telegram_fake import BotApi, payloads
from tests.telegram_fake.server import TOKEN

pytestmark = pytest.mark.rasa

PLANTED = "purple-heron-seventeen my uncle Besnik owes money"
CHAT = 918273645
PHONE = "+355 69 123 4567"


def _everything_written(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_planted_sentence_a_chat_id_and_the_token_are_found_nowhere(
    environment: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    api = BotApi()
    log = tmp_path / "bot.log"
    settings = environment(TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=api.url, WAYMARK_LOG_LEVEL="DEBUG")
    try:
        with bot_process(settings, log) as bot:
            api.say(CHAT, PLANTED)
            api.wait_for_reply(CHAT, 2, seconds=120)
            api.say(CHAT, f"/{PLANTED}{{'x': 1}}")
            api.say(CHAT, f"call me on {PHONE} or @besnik_seventeen")
            api.update(message=_ill_formed())
            api.fail("sendMessage", 400)
            api.say(CHAT, PLANTED.upper())
            api.fail("sendMessage", 500)
            last = api.say(CHAT, "thank you")
            api.wait(lambda: last not in api.unconfirmed, 60)
            bot.stop()
    finally:
        api.close()
    written = _everything_written(tmp_path)
    assert b"worker is ready" in written
    for secret in ("purple-heron", "PURPLE-HERON", "Besnik", "besnik_seventeen", str(CHAT), PHONE, TOKEN, TOKEN[10:30]):
        assert secret.encode() not in written, secret


def _ill_formed() -> dict[str, object]:
    chat = {**payloads.private(CHAT), "type": 5, "first_name": PLANTED}
    return {"message_id": PLANTED, "date": "never", "chat": chat, "text": PLANTED}
