"""Telegram through python-telegram-bot: long polling or webhook, nothing confirmed before it is answered."""

import os

# Times as timedelta: python-telegram-bot warns each time they are read as numbers.
os.environ.setdefault("PTB_TIMEDELTA", "true")

from bot.channels.telegram.channel import TelegramChannel

__all__ = ["TelegramChannel"]
