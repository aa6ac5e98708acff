"""Who a person is to us: a keyed hash; and what may never be logged. Knows no channel's ids by name."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import sys

_SECRETS = re.compile(
    r"\d{5,}:[A-Za-z0-9_-]{20,}"  # a bot token, as it stands in Bot API addresses
    r"|(?<![\w.-])-?\d{6,}(?![\w-])(?!\.\d)"  # a chat id, a user id, a number to call
    r"|(?:\+|(?<!\d)0)\d[\d\s().-]{5,}\d"  # a number to call, written in groups
    r"|(?i:bearer)\s+\S+"
)
_NOISY = ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn.access", "asyncio", "PIL")
"""httpx logs addresses with the token; python-telegram-bot, updates it cannot parse; Pillow, what cameras note."""


def pseudonym(key: bytes, channel: str, *parts: object) -> str:
    """A stable name for someone in a channel that cannot be turned back without `key` (HMAC-SHA-256, 128 bits)."""
    message = "\x1f".join([channel, *map(str, parts)]).encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:32]


class RedactingFilter(logging.Filter):
    """The last net: numbers that could be a person, and tokens, never reach a log line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redacts in place; every record passes."""
        record.msg = _SECRETS.sub("[redacted]", _message(record))
        record.args = ()
        if record.exc_info:
            record.msg += f" ({_where(record)})"
            record.exc_info = None
        record.exc_text = record.stack_info = None
        return True


def _message(record: logging.LogRecord) -> str:
    """The line; where its arguments do not fit it, the line without them: a log line never stops the program."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return str(record.msg)


def _where(record: logging.LogRecord) -> str:
    """An exception as its type and place: its message may quote what a person wrote."""
    kind, _, trace = record.exc_info or (None, None, None)
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    return f"{kind.__name__ if kind else 'error'} at {place}"


def configure_logging(level: str = "INFO") -> None:
    """Logs to standard error, redacted; libraries that log what people write are silenced below errors."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(RedactingFilter())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL if name == "telegram" else logging.WARNING)
