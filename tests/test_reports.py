"""Problems and reviews as people and programs read them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

from icalendar import Calendar

from bot.content.models import Source, Url
from bot.content.reviews import Review, reviews
from bot.errors import Problem
from bot.reports import (
    REVIEW_COLUMNS,
    problems_as_github,
    problems_as_json,
    problems_as_text,
    reviews_as_csv,
    reviews_as_ical,
)
from tests.project import REVIEW_BY, make_project

CONTENT = Problem("content/topics/sea.yml", "text", "is empty", "write it", "missing-part")
ALBANIAN = Problem("locales/sq/LC_MESSAGES/waymark.po", "topic/sea.text", "is fuzzy", "look", "fuzzy-translation")
PHRASES = Problem("nlu/sq/greet.yml", "phrases", "has 9 phrases of 10", "write more", "missing-phrases")
REPLY = Problem("reply topic/sea", "ar", "is empty", "write it", "broken-reply")
OVERDUE = Problem("content/topics/sea.yml", "sea", "was due", "look", "overdue-review", "warning")
FEE = Review(
    date(2027, 2, 1),
    "content/facts",
    "gb-fee",
    "fact",
    "gb",
    Source(publisher="A, B", title="T", url=Url("https://a.example/?x=1,2")),
)


def test_problems_are_grouped_by_language_with_their_cures() -> None:
    shown = problems_as_text([CONTENT, ALBANIAN, PHRASES, REPLY], ["en", "ar", "sq"])
    assert shown.split("\n") == [
        "content: 1",
        "  content/topics/sea.yml: text: is empty [missing-part]",
        "      cure: write it",
        "ar: 1",
        "  reply topic/sea: ar: is empty [broken-reply]",
        "      cure: write it",
        "sq: 2",
        "  locales/sq/LC_MESSAGES/waymark.po: topic/sea.text: is fuzzy [fuzzy-translation]",
        "      cure: look",
        "  nlu/sq/greet.yml: phrases: has 9 phrases of 10 [missing-phrases]",
        "      cure: write more",
    ]


def test_github_is_told_file_rule_and_level() -> None:
    odd = Problem("content/a,b.yml", "", "100%\nsure", "", "x")
    assert problems_as_github([OVERDUE, odd]).split("\n") == [
        "::warning file=content/topics/sea.yml,title=overdue-review::sea: was due. Cure: look",
        "::error file=content/a%2Cb.yml,title=x::: 100%25%0Asure. Cure: ",
    ]


def test_programs_get_every_field() -> None:
    assert json.loads(problems_as_json([OVERDUE])) == [
        {"path": "content/topics/sea.yml", "where": "sea", "message": "was due", "cure": "look",
         "rule": "overdue-review", "level": "warning"}
    ]  # fmt: skip


def test_a_spreadsheet_gets_a_line_a_review() -> None:
    heading, row = csv.reader(io.StringIO(reviews_as_csv([FEE])))
    assert tuple(heading) == REVIEW_COLUMNS
    assert row == ["2027-02-01", "gb", "fact", "gb-fee", "content/facts", "A, B", "https://a.example/?x=1,2"]


def test_a_calendar_gets_a_whole_day_with_the_same_id_at_every_export() -> None:
    first, again = (Calendar.from_ical(reviews_as_ical([FEE])) for _ in range(2))
    (event,) = first.walk("VEVENT")
    assert event.decoded("dtstart") == date(2027, 2, 1)
    assert str(event["summary"]) == "Review fact gb-fee"
    assert "https://a.example/?x=1,2" in str(event["description"])
    assert event["uid"] == again.walk("VEVENT")[0]["uid"]


def test_every_fact_vetted_text_and_contact_has_a_review(tmp_path: object) -> None:
    project = make_project(tmp_path)  # type: ignore[arg-type]  # a Path
    found = {(review.kind, review.name, review.country) for review in reviews(project.knowledge().content)}
    assert found == {
        ("fact", "gb-fee", "gb"),
        ("fact", "rescue-phone", "rescue"),
        ("claim", "pay_later", ""),
        ("topic", "sea", ""),
        ("topic", "check_agent", ""),
        ("route", "gb/student", "gb"),
        ("emergency", "emergency_sea", ""),
        ("contact", "gb/lawyers", "gb"),
        ("contact", "int/rescue", "int"),
    }
    assert REVIEW_BY in {review.review_by for review in reviews(project.knowledge().content)}
