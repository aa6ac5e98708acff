"""The command `bot`: each sub-command loads only what it needs; `bot check` loads neither Rasa nor Telegram."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from bot.desk import DESK
from bot.errors import BotError
from bot.settings import Settings, load_settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def bot() -> None:
    """Waymark: checked facts about journeys, lawful routes and smugglers' claims, in many languages."""


@bot.command()
def run() -> None:
    """Start the bot: a chat in this terminal, and Telegram when TELEGRAM_TOKEN is set."""
    settings, terminal = load_settings(public=True), sys.stdin.isatty()
    if not settings.telegram and not terminal:
        raise BotError("there is nobody to talk to: set TELEGRAM_TOKEN, or start this in a terminal")
    settings = _quieter(settings) if terminal else settings
    _go(lambda: _serve(settings, terminal=terminal), settings)


@bot.command()
def chat() -> None:
    """Talk to the bot in this terminal."""
    settings = _quieter(replace(load_settings(), telegram=None))
    _go(lambda: _serve(settings, terminal=True), settings)


@bot.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object (see docs/ask.md).")
@click.option("--batch", is_flag=True, help='Read JSON lines {"id", "text", "language"?} from standard input.')
@click.option("--language", help="The language the person has chosen.")
@click.argument("text", required=False)
def ask(as_json: bool, batch: bool, language: str | None, text: str | None) -> None:
    """Ask one question, or many, each as a new person's first message."""
    if batch == bool(text):
        raise click.UsageError("give a text, or --batch and lines on standard input")
    settings = replace(load_settings(), telegram=None, log_level="ERROR")
    with tempfile.TemporaryDirectory() as folder:
        private = replace(settings, database_url=f"sqlite:///{Path(folder) / 'ask.db'}")
        _go(lambda: _ask(private, text, language, as_json=as_json or batch), private)


@bot.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def play(files: tuple[Path, ...]) -> None:
    """Play conversations of tests/conversations/ with the real model and print what is said, as Markdown."""
    settings = replace(load_settings(), telegram=None, log_level="ERROR")
    with tempfile.TemporaryDirectory() as folder:
        private = replace(settings, database_url=f"sqlite:///{Path(folder) / 'play.db'}")
        _go(lambda: _play(private, files), private)


@bot.command()
@click.option("--days", default=30, show_default=True, help="Count so many days back.")
def counts(days: int) -> None:
    """Show how often replies were called helpful or not, and campaigns' links were followed: bare numbers."""
    from datetime import date, timedelta

    from bot.store import Store

    store = Store(load_settings().database_url)
    for what, about, language, number in store.counts(date.today() - timedelta(days=days)):
        print(f"{number:6}  {what:12}  {language:6}  {about}")


@bot.command()
@click.option("--language", help="Begin in this language.")
@click.option("--page", help="Begin with this page, by its address: claim/pay_on_arrival.")
@click.option("--campaign", help="Count who comes by this link under this name.")
def link(language: str | None, page: str | None, campaign: str | None) -> None:
    """Print what to put behind https://t.me/<your bot>?start= for a link of a campaign."""
    from bot.content.models import Ref
    from bot.knowledge import load_knowledge
    from bot.links import Link, read_link, write_link

    wanted = Link(language, Ref(page) if page else None, campaign)
    settings = load_settings()
    knowledge = load_knowledge(settings.root, settings.overlay)
    payload = write_link(wanted)
    if read_link(payload, knowledge.content, knowledge.languages) != wanted:
        raise BotError(
            f"no such language or page; there are {', '.join(knowledge.languages)}, and `bot preview` lists pages"
        )
    print(payload)


@bot.command()
def train() -> None:
    """Train the model, if what it learns from has changed."""
    from bot.training import ensure_model

    ensure_model(load_settings(), _say)


for _command in DESK:
    bot.add_command(_command)


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _quieter(settings: Settings) -> Settings:
    """In a conversation, log lines would stand between the words; what somebody set explicitly stays."""
    return settings if os.environ.get("WAYMARK_LOG_LEVEL") else replace(settings, log_level="ERROR")


def _go(work: Callable[[], Coroutine[Any, Any, None]], settings: Settings) -> None:
    from bot.privacy import configure_logging

    configure_logging(settings.log_level)
    asyncio.run(work())


async def _serve(settings: Settings, *, terminal: bool) -> None:
    from bot.gateway import running
    from bot.serving import serve

    async with running(settings, _say) as gateway:
        await serve(gateway, terminal=terminal, say=_say)


async def _play(settings: Settings, files: tuple[Path, ...]) -> None:
    from bot.gateway import running
    from bot.playing import play

    async with running(settings, lambda line: print(line, file=sys.stderr)) as gateway:
        await gateway.supervisor.ready(180)
        for path in files:
            async for paragraph in play(gateway.conversation, path):
                print(paragraph + "\n")


async def _ask(settings: Settings, text: str | None, language: str | None, *, as_json: bool) -> None:
    from bot.asking import ask as ask_one
    from bot.asking import ask_all, read_questions
    from bot.channels.plain import plain
    from bot.gateway import running

    async with running(settings, _say) as gateway:
        known = gateway.knowledge.languages
        if language not in (None, *known):
            raise BotError(f"no language {language!r}; there are {', '.join(known)}")
        questions = [] if text else _questions(read_questions, known)
        await gateway.supervisor.ready()
        if text:
            answer = await ask_one(gateway.conversation, gateway.store, text, language)
            print(_as_json(answer) if as_json else "\n\n".join(plain(bubble["text"]) for bubble in answer["reply"]))
            return
        async for answer in ask_all(gateway.conversation, gateway.store, questions):
            print(_as_json(answer), flush=True)


def _questions(read: Callable[..., list[dict[str, Any]]], known: Any) -> list[dict[str, Any]]:
    try:
        return read(sys.stdin, known)
    except ValueError as fault:
        raise BotError(str(fault)) from None


def _as_json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


def main() -> None:
    """Runs `bot`; an error of ours ends with its sentence and exit code 1, never with a stack trace."""
    try:
        bot()
    except BotError as fault:
        print(fault, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
