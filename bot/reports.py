"""Problems and reviews as people and programs read them: text, GitHub, JSON, CSV, iCalendar; judges nothing."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from bot.content.reviews import Review
from bot.errors import Problem

_FOLDERS = ("locales", "nlu", "sentences", "conversations")


def problems_as_text(problems: Iterable[Problem], languages: Iterable[str]) -> str:
    """Every problem with its cure, those of each language together, those of the English content first."""
    known = set(languages)
    groups: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[_language_of(problem, known)].append(problem)
    blocks = []
    for code, found in sorted(groups.items()):
        lines = (line for problem in found for line in str(problem).split("\n"))
        blocks.append("\n  ".join([f"{code or 'content'}: {len(found)}", *lines]))
    return "\n".join(blocks)


def problems_as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub shows beside the lines of a change (docs.github.com, "Workflow commands")."""
    return "\n".join(
        f"::{problem.level} file={_escaped(problem.path, ':,')},title={_escaped(problem.rule or 'loading', ':,')}"
        f"::{_escaped(f'{problem.where}: {problem.message}. Cure: {problem.cure}')}"
        for problem in problems
    )


def problems_as_json(problems: Iterable[Problem]) -> str:
    """A JSON list of `{path, where, message, cure, rule, level}`."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1)


def reviews_as_csv(reviews: Iterable[Review]) -> str:
    """One line a review under a heading line; opens in any spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(REVIEW_COLUMNS)
    writer.writerows(review_row(review) for review in reviews)
    return out.getvalue().rstrip("\n")


def reviews_as_ical(reviews: Iterable[Review]) -> str:
    """An iCalendar file (RFC 5545) with a whole-day event a review; its id is the same at every export."""
    calendar = Calendar()
    calendar.add("prodid", "-//Waymark//bot review//EN")
    calendar.add("version", "2.0")
    for review in reviews:
        event = Event()
        event.add("uid", f"{uuid5(NAMESPACE_URL, f'waymark:{review.kind}:{review.name}')}@waymark")
        event.add("dtstamp", datetime.now(timezone.utc))
        event.add("dtstart", review.review_by)
        event.add("dtend", review.review_by + timedelta(days=1))
        event.add("summary", f"Review {review.kind} {review.name}")
        event.add("description", f"{review.path}\n{review.source.url if review.source else ''}".strip())
        calendar.add_component(event)
    return bytes(calendar.to_ical()).decode().rstrip("\r\n")


REVIEW_COLUMNS = ("review by", "country", "kind", "name", "file", "publisher", "source")


def review_row(review: Review) -> Sequence[str]:
    """The cells of one review under REVIEW_COLUMNS."""
    publisher, url = (review.source.publisher, review.source.url) if review.source else ("", "")
    return (review.review_by.isoformat(), review.country, review.kind, review.name, review.path, publisher, url)


def _language_of(problem: Problem, known: set[str]) -> str:
    """The language a problem belongs to: from the folder it stands in, or from the reply that was rendered."""
    parts = problem.path.split("/")
    for folder, code in pairwise(parts):
        if folder in _FOLDERS and code in known:
            return code
    return problem.where if problem.path.startswith("reply ") and problem.where in known else ""


def _escaped(text: str, more: str = "") -> str:
    for sign in ("%", "\r", "\n", *more):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
