"""A strict fake of the Bot API over HTTP, written from Telegram's documentation (core.telegram.org/bots/api)."""

from tests.telegram_fake.server import BotApi

__all__ = ["BotApi"]
