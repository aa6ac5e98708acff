"""The commands of `bot` for editors, translators and outreach; each loads what it needs: neither Rasa nor Telegram."""

from __future__ import annotations

import asyncio
import sys
from datetime import date, timedelta
from pathlib import Path

import click

from bot.errors import BotError
from bot.settings import ROOT, load_settings, overlay_folder

_FIRST = 20
"""Pairs listed of each kind, unless all are asked for."""


@click.command()
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


@click.command()
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


@click.command()
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


@click.command()
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


@click.command()
@click.option("--port", default=8181, show_default=True, help="The port on 127.0.0.1; nobody else can open the page.")
@click.option("--language", help="Show this language too, though it is only started.")
def preview(port: int, language: str | None) -> None:
    """Show every reply in every language and channel on a page that follows the files as you save them."""
    from bot.channels.preview import PreviewServer
    from bot.checking import load_subject
    from bot.knowledge import folders
    from bot.previewing import Preview

    overlay = overlay_folder()
    followed = folders(ROOT, overlay, "content", "locales")
    server = PreviewServer(lambda: Preview(load_subject(ROOT, overlay, language)), followed)
    print(f"Open http://127.0.0.1:{port} in a browser; Ctrl-C ends it.", file=sys.stderr)
    asyncio.run(server.serve(port, asyncio.Event()))


@click.command()
@click.option("--language", help="Only this language, by its code.")
@click.option("--all", "everything", is_flag=True, help="List every pair that is alike, not the first of each kind.")
def phrases(language: str | None, everything: bool) -> None:
    """Show where too few ways of asking are taught, and which stand twice or under two names."""
    from bot.content.load import load_content
    from bot.hearing import listen, wanted
    from bot.i18n.languages import load_served
    from bot.phrases import FALLBACK, load_intents, load_phrases
    from bot.tables import hearing_tables, show

    languages = [language] if language else list(load_served(ROOT))
    wants = wanted(load_content(ROOT, overlay_folder()), load_intents(ROOT) - {FALLBACK})
    show(*hearing_tables(listen(load_phrases(ROOT, languages), wants, languages), None if everything else _FIRST))


@click.group()
def language() -> None:
    """Add a language, step by step."""


@language.command()
@click.argument("code")
@click.option("--telegram", help="The two-letter code for Telegram's commands, if CODE has not two letters.")
def add(code: str, telegram: str | None) -> None:
    """Make all files that the language CODE (BCP 47) needs, and say what is to be written in them."""
    from bot.adding import add_language

    print(add_language(ROOT, code, telegram))


@click.command()
@click.option("--days", default=30, show_default=True, help="Count so many days back.")
def counts(days: int) -> None:
    """Show how often replies were called helpful or not, and campaigns' links were followed: bare numbers."""
    from bot.store import Store

    store = Store(load_settings().database_url)
    for what, about, language, number in store.counts(date.today() - timedelta(days=days)):
        print(f"{number:6}  {what:12}  {language:6}  {about}")


@click.command()
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


def _codes() -> list[str]:
    """The codes of the languages, or none if their list is what is broken."""
    from bot.i18n.languages import load_languages

    try:
        return list(load_languages(ROOT))
    except BotError:
        return []


DESK: tuple[click.Command, ...] = (check, review, status, catalogs, phrases, preview, language, counts, link)
