"""Who a person is to us, and what never reaches a log line."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
from collections.abc import Callable

import pytest

from bot.privacy import RedactingFilter, pseudonym
from bot.settings import ROOT

KEY = b"a key for tests"
TOKEN = "123456789:AAAAAAAAAA-bbbbbbbbbb_cccccccccc"


def logged(log: Callable[[logging.Logger], object]) -> str:
    """What `log` writes through a handler that redacts."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RedactingFilter())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    log(logger)
    return stream.getvalue().removesuffix("\n")


def test_a_pseudonym_is_the_same_for_ever() -> None:
    """printf 'telegram\\x1f123456789' | openssl dgst -sha256 -hmac 'a key for tests'"""
    assert pseudonym(KEY, "telegram", 123456789) == "dcef96045a701279c53b704b2595f144"


@pytest.mark.parametrize(
    ("key", "channel", "parts"),
    [
        (b"another key", "telegram", (123456789,)),
        (KEY, "web", (123456789,)),
        (KEY, "telegram", (123456788,)),
        (KEY, "telegram", (123456789, "group")),
        (KEY, "telegram", ("12345", "6789")),
    ],
)
def test_another_key_channel_or_person_gives_another_pseudonym(
    key: bytes, channel: str, parts: tuple[object, ...]
) -> None:
    assert pseudonym(key, channel, *parts) != pseudonym(KEY, "telegram", 123456789)


def test_a_pseudonym_shows_nothing_of_the_person() -> None:
    found = pseudonym(KEY, "telegram", 123456789)
    assert (len(found), "123456789" in found, int(found, 16) > 0) == (32, False, True)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/sendMessage",
         "POST https://api.telegram.org/bot[redacted]/sendMessage"),
        (f"token {TOKEN}.", "token [redacted]."),
        ("chat 123456789 left", "chat [redacted] left"),
        ("chat -1001234567890 left", "chat [redacted] left"),
        ("{'id': 123456789}", "{'id': [redacted]}"),
        ("id=123456789, name", "id=[redacted], name"),
        ("call +447700900123", "call [redacted]"),
        ("Authorization: Bearer abc.def-ghi", "Authorization: [redacted]"),
        ("answered in 1234 ms", "answered in 1234 ms"),
        ("checked 2026-11-22 with 3.6.21", "checked 2026-11-22 with 3.6.21"),
        ("no reply at say/menu in ar", "no reply at say/menu in ar"),
    ],
)  # fmt: skip
def test_tokens_and_numbers_that_could_be_a_person_are_redacted(message: str, expected: str) -> None:
    assert logged(lambda logger: logger.error(message)) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("no answer to chat 123456789.", "no answer to chat [redacted]."),
        ("call 0800 0121 700", "call [redacted]"),
        ("call +44 7700 900123", "call [redacted]"),
        ("call 06.12.34.56.78", "call [redacted]"),
        ("authorization: bearer abc.def-ghi", "authorization: [redacted]"),
    ],
)
def test_no_way_of_writing_a_number_escapes(message: str, expected: str) -> None:
    assert logged(lambda logger: logger.error(message)) == expected


def test_arguments_are_redacted_too() -> None:
    assert logged(lambda logger: logger.error("chat %s: %d", "123456789", 987654321)) == "chat [redacted]: [redacted]"


def test_an_exceptions_text_is_not_logged_but_its_kind_and_place_are() -> None:
    def log(logger: logging.Logger) -> None:
        try:
            int("my brother is at sea")
        except ValueError:
            logger.exception("no reply")

    line = logged(log)
    place = f"{log.__code__.co_filename}:{log.__code__.co_firstlineno + 2}"
    assert line == f"no reply (ValueError at {place})"


def test_a_stack_is_not_logged() -> None:
    assert logged(lambda logger: logger.error("here", stack_info=True)) == "here"


def test_a_log_line_with_wrong_arguments_never_stops_the_program() -> None:
    logged(lambda logger: logger.error("one %s", 1, 2))


def test_all_that_is_logged_goes_to_standard_error_redacted_and_noisy_libraries_are_silent() -> None:
    program = (
        "import logging; from bot.privacy import configure_logging; configure_logging('debug')\n"
        "logging.getLogger('bot.x').debug('chat 123456789')\n"
        "logging.getLogger('httpx').info('POST something')\n"
        "logging.getLogger('telegram.ext').error('an update')\n"
        "logging.getLogger('uvicorn.access').info('GET /')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [line.split(" ", 2)[2] for line in done.stderr.splitlines()]
    assert (done.stdout, lines) == ("", ["DEBUG bot.x: chat [redacted]"])
