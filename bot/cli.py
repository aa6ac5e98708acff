"""The command `bot`: each sub-command loads only what it needs; `bot check` loads neither Rasa nor Telegram."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from bot.errors import BotError
from bot.settings import ROOT, Settings, load_settings, overlay_folder


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
def train() -> None:
    """Train the model, if what it learns from has changed."""
    from bot.training import ensure_model

    ensure_model(load_settings(), _say)


@bot.command()
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="How to say it.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--language", help="Look at this language too, though it is only started.")
def check(form: str, as_json: bool, language: str | None) -> None:
    """Check content, catalogs, phrases and every reply; say what is wrong and how to mend it."""
    from bot import reports
    from bot.checking import check_everything

    form = "json" if as_json else form
    problems = check_everything(ROOT, overlay_folder(), language)
    if form == "text":
        print(reports.problems_as_text(problems, _codes()) or "All good.")
    else:
        print({"github": reports.problems_as_github, "json": reports.problems_as_json}[form](problems))
    errors = sum(problem.level == "error" for problem in problems)
    if errors:
        raise BotError(f"{errors} errors, {len(problems) - errors} warnings")


@bot.command()
@click.option("--days", default=30, show_default=True, help="Look so many days ahead, and at all overdue.")
@click.option("--country", help="Only what is about one country, by its code: gb.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "ical"]), default="table", help="How to list it.")
def review(days: int, country: str | None, form: str) -> None:
    """List the facts and texts that fall due for another look, with the page to look at."""
    from bot import reports
    from bot.content.load import load_content
    from bot.content.reviews import reviews

    until = date.today() + timedelta(days=days)
    listed = reviews(load_content(ROOT, overlay_folder()))
    found = [due for due in listed if due.review_by <= until and country in (None, due.country)]
    found.sort(key=lambda due: (due.review_by, due.country, due.kind, due.name))
    if form == "table":
        from bot.tables import review_table, show

        show(review_table(found))
    else:
        print({"csv": reports.reviews_as_csv, "ical": reports.reviews_as_ical}[form](found))


@bot.command()
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Also draw the tables into this file.")
def status(svg: Path | None) -> None:
    """Show how whole each language is, by kind of text, and how much is overdue for review."""
    from bot.status import load_status
    from bot.tables import coverage_table, draw, freshness_table, show

    counted = load_status(ROOT, overlay_folder())
    tables = (coverage_table(counted), freshness_table(counted))
    show(*tables)
    if svg:
        draw(svg, "bot status", *tables)


@bot.command()
def catalogs() -> None:
    """Bring locales/ up to date with the English source: the template, and every language's PO file.

    With BOT_OVERLAY, the overlay's locales/, with only the texts that are its own.
    """
    from bot.content.load import load_content
    from bot.content.texts import texts
    from bot.i18n.extract import update_catalogs
    from bot.i18n.languages import load_languages

    overlay, languages = overlay_folder(), load_languages(ROOT).values()
    content = load_content(ROOT, overlay)
    ours = set(texts(load_content(ROOT))) if overlay else set()
    for path in update_catalogs(overlay or ROOT, content, (t for t in texts(content) if t not in ours), languages):
        print(f"updated {path.relative_to(overlay or ROOT)}")


@bot.command()
@click.option("--port", default=8181, show_default=True, help="The port on 127.0.0.1; nobody else can open the page.")
@click.option("--language", help="Show this language too, though it is only started.")
def preview(port: int, language: str | None) -> None:
    """Show every reply in every language and channel on a page that follows the files as you save them."""
    from bot.channels.preview import PreviewServer
    from bot.checking import load_subject
    from bot.previewing import Preview

    overlay = overlay_folder()
    folders = [root / name for root in (ROOT, *([overlay] if overlay else [])) for name in ("content", "locales")]
    server = PreviewServer(lambda: Preview(load_subject(ROOT, overlay, language)), [f for f in folders if f.is_dir()])
    _say(f"Open http://127.0.0.1:{port} in a browser; Ctrl-C ends it.")
    asyncio.run(server.serve(port, asyncio.Event()))


@bot.group()
def language() -> None:
    """Add a language, step by step."""


@language.command()
@click.argument("code")
@click.option("--telegram", help="The two-letter code for Telegram's commands, if CODE has not two letters.")
def add(code: str, telegram: str | None) -> None:
    """Make all files that the language CODE (BCP 47) needs, and say what is to be written in them."""
    from bot.adding import add_language

    print(add_language(ROOT, code, telegram))


def _codes() -> list[str]:
    """The codes of the languages, or none if their list is what is broken."""
    from bot.i18n.languages import load_languages

    try:
        return list(load_languages(ROOT))
    except BotError:
        return []


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
