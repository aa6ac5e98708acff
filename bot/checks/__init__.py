"""What must hold before anybody reads a reply; each rule is one small class. Knows neither Rasa nor Telegram."""

from bot.checks.base import Check, run_checks

__all__ = ["Check", "run_checks"]
