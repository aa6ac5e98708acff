"""What Telegram shows about the bot before anybody writes: commands and descriptions, in each language."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from telegram import Bot, BotCommand, MenuButtonCommands
from telegram.error import TelegramError

from bot.channels.telegram.sending import patiently
from bot.i18n.languages import SOURCE, Language
from bot.messages import COMMANDS
from bot.rendering import Renderer

logger = logging.getLogger(__name__)


async def set_profile(bot: Bot, renderer: Renderer, languages: Mapping[str, Language]) -> None:
    """Sets what differs by language; the source language also serves everybody else. A refusal is only logged."""
    try:
        await patiently(lambda: bot.set_chat_menu_button(menu_button=MenuButtonCommands()))
        for code, language in languages.items():
            for shown_to in (language.telegram, *([None] if code == SOURCE else [])):
                await _set(bot, renderer, code, shown_to)
    except TelegramError as fault:
        logger.warning("Telegram did not take the commands and descriptions: %s", type(fault).__name__)


async def _set(bot: Bot, renderer: Renderer, code: str, shown_to: str | None) -> None:
    """`shown_to` is a two-letter code: Telegram takes no other."""
    commands = [BotCommand(name, renderer.label(f"command_{name}", code)) for name in COMMANDS]
    description, short = renderer.label("telegram_description", code), renderer.label("telegram_short", code)
    await patiently(lambda: bot.set_my_commands(commands, language_code=shown_to))
    await patiently(lambda: bot.set_my_description(description, language_code=shown_to))
    await patiently(lambda: bot.set_my_short_description(short, language_code=shown_to))
