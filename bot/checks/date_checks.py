"""Rules about dates: when something was checked, and when it must be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.checks.base import Check, Subject
from bot.content.models import Contact, Fact, Vetted
from bot.content.reviews import reviews
from bot.content.texts import path_of
from bot.content.values import Duration, Money
from bot.errors import Problem

_OLD, _SOON = timedelta(days=174), timedelta(days=60)
"""On 2026-11-22, what was known before June 2026."""


class WrongDate(Check):
    """A check that has not happened yet, or a review before the check."""

    id = "wrong-date"
    name = "Wrong date"
    description = "Nothing was checked in the future, and a review falls due after the check."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        today = date.today()
        for item in subject.content.vetted():
            yield from self._of(item, path_of(item), "", today)
        for fact in subject.content.facts.values():
            yield from self._of(fact, "content/facts", f"{fact.id}.", today)
            if fact.as_of > today:
                yield Problem("content/facts", f"{fact.id}.as_of", "lies in the future", "correct the date")

    @staticmethod
    def _of(item: Vetted | Contact | Fact, path: str, prefix: str, today: date) -> Iterator[Problem]:
        if item.checked > today:
            yield Problem(path, f"{prefix}checked", "lies in the future", "correct the date")
        if item.review_by <= item.checked:
            yield Problem(path, f"{prefix}review_by", "is not after `checked`", "correct the date")


class LateReview(Check):
    """An old amount or term that would be trusted for months more."""

    id = "late-review"
    name = "Late review"
    description = f"Money and terms whose source is over {_OLD.days} days old are flagged and reviewed in {_SOON.days}."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for fact in subject.content.facts.values():
            if not isinstance(fact.value, Money | Duration) or fact.checked - fact.as_of < _OLD:
                continue
            if fact.review_by - fact.checked > _SOON:
                cure = f"set it to {fact.checked + _SOON} or earlier, or find a newer source"
                yield Problem("content/facts", f"{fact.id}.review_by", "is late for so old a source", cure)
            if fact.if_stale != "flag":
                yield Problem("content/facts", f"{fact.id}.if_stale", "is not flag, and the source is old", "set flag")


class OverdueReview(Check):
    """Something that nobody has looked at again when it was due."""

    id = "overdue-review"
    name = "Overdue review"
    description = "Nothing is past the day on which it was to be looked at again."
    level = "warning"

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for due in reviews(subject.content):
            if due.review_by < date.today():
                cure = f"look at {due.source.url if due.source else 'its source'} again, then move both dates"
                yield Problem(due.path, due.name, f"was due for review on {due.review_by}", cure)


DATE_CHECKS: tuple[Check, ...] = (WrongDate(), LateReview(), OverdueReview())
