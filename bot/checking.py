"""`bot check`: everything written under content/, nlu/, locales/ and tests/sentences/ against every rule."""

from __future__ import annotations

from pathlib import Path

from bot.checks import run_checks
from bot.checks.base import Subject
from bot.checks.catalog_checks import CATALOG_CHECKS
from bot.checks.content_checks import CONTENT_CHECKS
from bot.checks.date_checks import DATE_CHECKS
from bot.checks.glossary_check import GLOSSARY_CHECKS
from bot.checks.language_checks import LANGUAGE_CHECKS
from bot.checks.prose_checks import PROSE_CHECKS
from bot.checks.reply_checks import REPLY_CHECKS
from bot.checks.translation_checks import TRANSLATION_CHECKS
from bot.content.values import Duration, Value
from bot.errors import BotError, Problem
from bot.knowledge import load_knowledge
from bot.phrases import load_phrases
from bot.rendering import Renderer

ALL_CHECKS = (
    *CONTENT_CHECKS,
    *DATE_CHECKS,
    *PROSE_CHECKS,
    *CATALOG_CHECKS,
    *TRANSLATION_CHECKS,
    *GLOSSARY_CHECKS,
    *LANGUAGE_CHECKS,
    *REPLY_CHECKS,
)
_SAMPLE: dict[str, str | Value] = {
    "operator": "An Aid Organisation",
    "funder": "A Foundation",
    "contact": "example.org",
    "retention": Duration(30, "day"),
}


def load_subject(root: Path, overlay: Path | None = None, also: str | None = None) -> Subject:
    """All that the rules look at. A language that is only started is left out, unless it is `also`.

    Raises:
        BotError: with everything that cannot be read.
    """
    knowledge = load_knowledge(root, overlay, also)
    phrases = load_phrases(root, knowledge.languages)
    renderer = Renderer(knowledge.content, knowledge.catalogs, root / "content" / "templates", values=_SAMPLE)
    return Subject(knowledge, phrases, renderer)


def check_everything(root: Path, overlay: Path | None = None, also: str | None = None) -> list[Problem]:
    """Every problem, in the order of files; those of loading first, as nothing else can be judged then."""
    try:
        subject = load_subject(root, overlay, also)
    except BotError as fault:
        return list(fault.problems) or [Problem(".", "", fault.message)]
    return run_checks(ALL_CHECKS, subject)
