"""Rules about English sentences and links: for each, what it lets pass and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.base import Check
from bot.checks.prose_checks import (
    HOSTS,
    MOST_WORDS,
    AddressInProse,
    CurrencyInProse,
    HardToRead,
    MarkupInProse,
    NumberInProse,
    UnknownHost,
)
from bot.errors import Problem
from tests.checks.finding import after, found
from tests.project import SOURCE, contact, fact, make_project, route, topic

SEA, GB = "content/topics/sea.yml", "content/contacts/gb.yml"


def messages(rule: type[Check], tmp_path: Path, text: str) -> list[str]:
    """What `rule` says of a topic's text."""
    return [problem.message for problem in after(rule, tmp_path, SEA, topic(text=text))]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (GB, [contact("lawyers", name="ALO 116")]),
        (SEA, topic(text="Utopia 56 helps.")),
        (SEA, topic(text="{n-2}.")),
    ],
)
def test_a_digit_in_a_name_passes(tmp_path: Path, path: str, data: object) -> None:
    project = make_project(tmp_path)
    project.facts(fact("n-2", {"count": 2}), fact("rescue-phone", {"phone": "1"}))
    project.write(path, data)
    assert found(NumberInProse, project) == []


@pytest.mark.parametrize("text", ["It costs 5 pounds.", "In 2025.", "{gb-fee} or 20.", "٣ مرات", "Utopia 57 helps."])
def test_a_number_in_a_sentence_is_refused(tmp_path: Path, text: str) -> None:
    cure = "make it a fact and name the fact in {braces}"
    expected = Problem(SEA, "topic/sea.text", "has a number in it", cure)
    assert after(NumberInProse, tmp_path, SEA, topic(text=text)) == [expected]


@pytest.mark.parametrize("text", ["It costs €.", "Pay in euros.", "{gb-fee} GBP", "US$ {gb-fee}", "Ten Pounds."])
def test_a_currency_in_a_sentence_is_refused(tmp_path: Path, text: str) -> None:
    assert len(messages(CurrencyInProse, tmp_path, text)) == 1


@pytest.mark.parametrize("text", ["It costs {gb-fee}.", "The waves pounded the boat.", "Europe is far."])
def test_a_sentence_without_a_currency_passes(tmp_path: Path, text: str) -> None:
    assert messages(CurrencyInProse, tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://x.example now.", "https://x.example"),
        ("See www.x.example now.", "www.x.example"),
        ("Ask @somebody.", "@somebody"),
        ("Write to a@x.example now.", "a@x.example"),
    ],
)
def test_an_address_in_a_sentence_is_refused(tmp_path: Path, text: str, address: str) -> None:
    assert messages(AddressInProse, tmp_path, text) == [f"has the address {address!r} in it"]


def test_a_sentence_without_an_address_passes(tmp_path: Path) -> None:
    assert messages(AddressInProse, tmp_path, "Look at the official page. Ask @ the desk.") == []


@pytest.mark.parametrize("text", ["<b>Cold</b>", "a &amp; b", "one<br/>two"])
def test_markup_in_a_sentence_is_refused(tmp_path: Path, text: str) -> None:
    assert len(messages(MarkupInProse, tmp_path, text)) == 1


@pytest.mark.parametrize("text", ["a & b", "1 < 2", "no markup"])
def test_signs_that_are_no_markup_pass(tmp_path: Path, text: str) -> None:
    assert messages(MarkupInProse, tmp_path, text) == []


@pytest.mark.parametrize(("many", "faults"), [(MOST_WORDS["topic"], 0), (MOST_WORDS["topic"] + 1, 1)])
def test_a_sentence_has_so_many_words_and_no_more(tmp_path: Path, many: int, faults: int) -> None:
    assert len(messages(HardToRead, tmp_path, "Short one. " + "sea " * many + ". Short again.")) == faults


def test_lines_and_placeholders_end_no_word_count_early(tmp_path: Path) -> None:
    rows = "\n".join(["Sea and land"] * 20)
    assert messages(HardToRead, tmp_path, rows) == []
    assert len(messages(HardToRead, tmp_path / "other", "{gb-fee} " * (MOST_WORDS["topic"] + 1))) == 1


@pytest.mark.parametrize(("word", "faults"), [("boats", 0), ("notwithstanding", 1)])
def test_long_words_throughout_are_refused(tmp_path: Path, word: str, faults: int) -> None:
    assert len(messages(HardToRead, tmp_path, f"{word} {word} {word} {word} {word}. " * 3)) == faults


def test_a_few_long_words_are_no_text(tmp_path: Path) -> None:
    assert messages(HardToRead, tmp_path, "International organisations.") == []


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (SEA, topic(sources=[{**SOURCE, "url": "https://other.example/x"}])),
        (GB, [contact("lawyers", website="https://www.other.example")]),
        ("content/routes/gb/student.yml", route(link="https://other.example")),
    ],
)
def test_a_link_to_a_host_that_is_not_listed_is_refused(tmp_path: Path, path: str, data: object) -> None:
    (problem,) = after(UnknownHost, tmp_path, path, data)
    assert (problem.path, "other.example" in problem.message) == (path, True)
    assert problem.cure == f"look whether it is the right one, then add other.example to {HOSTS}"


def test_the_source_of_a_fact_is_looked_at_too(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    odd = fact("rescue-phone", {"phone": "1"}, source={**SOURCE, "url": "http://sea.example/1"})
    project.facts(fact("gb-fee", {"count": 2}), odd)
    message = "http://sea.example/1 is not https"
    assert found(UnknownHost, project) == [
        Problem("content/facts", "rescue-phone.source", message, "use the page's https address, or another source")
    ]


def test_links_to_listed_hosts_pass_with_and_without_www(tmp_path: Path) -> None:
    assert found(UnknownHost, make_project(tmp_path)) == []


@pytest.mark.parametrize(("written", "where"), [("{a: 1}", ""), ("- [1", "line 1")])
def test_a_broken_list_of_hosts_is_told_once(tmp_path: Path, written: str, where: str) -> None:
    project = make_project(tmp_path)
    (tmp_path / HOSTS).write_text(written, encoding="utf-8")
    assert [problem.path for problem in found(UnknownHost, project)] == [HOSTS], where
