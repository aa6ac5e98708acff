"""The command `bot`: each sub-command loads only what it needs; `bot check` loads neither Rasa nor Telegram."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable, Collection, Coroutine
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
    _privately(lambda settings: _ask(settings, text, language, as_json=as_json or batch))


@bot.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def play(files: tuple[Path, ...]) -> None:
    """Play conversations of tests/conversations/ with the real model and print what is said, as Markdown."""
    _privately(lambda settings: _play(settings, files))


@bot.command()
@click.option("--language", help="The language the writers have chosen.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def probe(language: str | None, file: Path) -> None:
    """Try sentences, `meaning<TAB>sentence` a line, and print those that are understood otherwise."""
    _privately(lambda settings: _probe(settings, file, language))


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


def _privately(work: Callable[[Settings], Coroutine[Any, Any, None]]) -> None:
    """Runs `work` without Telegram and with a store of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'private.db'}"
        settings = replace(load_settings(), telegram=None, log_level="ERROR", database_url=database)
        _go(lambda: work(settings), settings)


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
        _known(language, known)
        questions = [] if text else _questions(read_questions, known)
        await gateway.supervisor.ready()
        if text:
            answer = await ask_one(gateway.conversation, gateway.store, text, language)
            print(_as_json(answer) if as_json else "\n\n".join(plain(bubble["text"]) for bubble in answer["reply"]))
            return
        async for answer in ask_all(gateway.conversation, gateway.store, questions):
            print(_as_json(answer), flush=True)


async def _probe(settings: Settings, file: Path, language: str | None) -> None:
    from bot.gateway import running
    from bot.phrases import load_intents
    from bot.probing import misread, read_probes

    async with running(settings, _say) as gateway:
        probes = read_probes(file, load_intents(settings.root), gateway.knowledge.content)
        _known(language, gateway.knowledge.languages)
        await gateway.supervisor.ready()
        wrong = 0
        async for probe, answer in misread(gateway.conversation, gateway.store, probes, language):
            wrong += 1
            claims = ", ".join(claim["id"] for claim in answer["claims"])
            understood = " ".join(filter(None, [answer["intent"], f"{answer['confidence']:.2f}", claims]))
            print(f"{probe.meant}\t{probe.text}\t{understood}", flush=True)
    _say(f"{len(probes) - wrong} of {len(probes)} understood as they are meant")


def _known(language: str | None, known: Collection[str]) -> None:
    if language not in (None, *known):
        raise BotError(f"no language {language!r}; there are {', '.join(known)}")


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
