"""Short messages that lean on the page shown last, and those that stand for themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.errors import ContentError
from bot.following import follow, load_cues
from bot.knowledge import Knowledge
from bot.understanding import Decision, Scored

ROUTE = "route/gb/care-worker"
WORK = "find/gb/al/work/any"


def read(intent: str = "nlu_fallback", sure: float = 0.3, **countries: str) -> Decision:
    """A decision; `place="it"` is a country in that role."""
    entities: Any = tuple({"entity": "country", "value": code, "role": role} for role, code in countries.items())
    return Decision("fallback", intent, sure, entities=entities)


@pytest.mark.parametrize(
    ("last", "text", "decision", "expected"),
    [
        ("find/~/-/work/-", "Italy", read(place="it"), "find/it/-/work/-"),
        ("find/~/-/work/-", "Italy", read(nationality="it"), "find/it/-/work/-"),
        ("find/~/-/work/-", "i think of going to Italy some day", read(destination="it"), "find/it/-/work/-"),
        ("find/~/-/work/-", "i wait here in Italy with my two brothers", read(place="it"), None),
        ("find/~/-/work/-", "Italy or Spain", read(place="it", destination="es"), "find/es/-/work/-"),
        ("find/~/-/work/-", "what is that", read(), None),
        ("find/gb/~/work/-", "Albania", read(place="al"), "find/gb/al/work/-"),
        ("find/gb/~/work/-", "Albania", read("route_visit", 0.9, destination="al"), "find/gb/al/work/-"),
        ("find/gb/~/work/-", "I want to study in Germany", read("route_study", 0.9, destination="de"), None),
        ("find/gb/al/~/-", "for work", read("route_work", 0.4), "find/gb/al/work/-"),
        ("find/gb/al/~/-", "i want to study medicine there", read("route_study", 0.9), "find/gb/al/study/-"),
        ("find/gb/al/~/-", "hello", read("greet", 0.9), None),
    ],
)
def test_an_answer_to_the_finders_question_fills_the_place_that_was_asked(
    knowledge: Knowledge, last: str, text: str, decision: Decision, expected: str | None
) -> None:
    assert follow(text, decision, last, knowledge.content, knowledge.cues) == expected


@pytest.mark.parametrize(
    ("last", "decision", "expected"),
    [
        (WORK, read(place="it"), "find/it/al/work/any"),
        (WORK, read("route_work", 0.9, destination="it"), "find/it/al/work/any"),
        (WORK, read("risk_sea", 0.5, place="it"), "find/it/al/work/any"),
        (WORK, read("risk_sea", 0.9, place="it"), None),
        (WORK, read("route_study", 0.9, place="it"), None),
        (WORK, read("nlu_fallback", 0.3, nationality="vn"), "find/gb/vn/work/any"),
        (WORK, read(), None),
        (WORK, read(place="it", destination="es"), None),
        (ROUTE, read(place="it"), "find/it/*/work/*"),
        (f"more/{ROUTE}", read(place="it"), "find/it/*/work/*"),
        (ROUTE, read("route_study", 0.9, place="it"), None),
        ("contacts/gb", read(place="it"), "contacts/it"),
        ("contacts", read(place="it"), "contacts/it"),
        ("topic/arrival_gb_work", read(place="it"), "topic/arrival_it"),
        ("topic/arrival_gb_work", read("arrival_reality", 0.9, place="it"), "topic/arrival_it"),
        ("topic/arrival_gb_work", read("route_work", 0.9, place="it"), None),
        ("topic/arrival_gb_work", read(place="jp"), None),
        ("claim/pay_on_arrival", read(place="it"), None),
        ("say/menu", read(place="it"), None),
        ("", read(place="it"), None),
    ],
)
def test_and_for_italy_is_the_same_page_for_italy(
    knowledge: Knowledge, last: str, decision: Decision, expected: str | None
) -> None:
    assert follow("and what about Italy?", decision, last, knowledge.content, knowledge.cues) == expected


@pytest.mark.parametrize(
    ("last", "text", "expected"),
    [
        (ROUTE, "how much?", "cost/gb/care-worker"),
        (ROUTE, "How much does it COST", "cost/gb/care-worker"),
        (ROUTE, "how long does it take", "cost/gb/care-worker"),
        (f"more/{ROUTE}", "how much", "cost/gb/care-worker"),
        ("cost/gb/care-worker", "and how long", "cost/gb/care-worker"),
        (ROUTE, "sa kushton", "cost/gb/care-worker"),
        (WORK, "how much?", "costs/gb/al/work/any"),
        ("find/gb/~/work/any", "how much?", None),
        ("topic/cost_money", "how much?", None),
        ("", "how much?", None),
        (ROUTE, "much", None),
        (ROUTE, "they asked me how much i can pay for the boat", None),
    ],
)
def test_how_much_after_a_lawful_way_is_what_that_costs(
    knowledge: Knowledge, last: str, text: str, expected: str | None
) -> None:
    assert follow(text, read("cost_money", 0.9), last, knowledge.content, knowledge.cues) == expected


@pytest.mark.parametrize(
    "decision",
    [
        Decision("claims", "claim", 0.3, claims=(Scored("pay_on_arrival", 0.9),), entities=read(place="it").entities),
        Decision("claims", "claim", 0.3, is_advert=True, entities=read(place="it").entities),
    ],
)
def test_what_a_seller_says_leans_on_nothing(knowledge: Knowledge, decision: Decision) -> None:
    assert follow("Italy how much", decision, WORK, knowledge.content, knowledge.cues) is None


def test_every_language_has_cues_of_both_kinds(knowledge: Knowledge) -> None:
    for code in knowledge.languages:
        cues = load_cues(knowledge.root, [code])
        assert cues.cost.pattern != load_cues(knowledge.root, []).cost.pattern, code
        assert cues.time.pattern != load_cues(knowledge.root, []).time.pattern, code


def test_a_cue_is_a_whole_word_and_without_any_nothing_asks(tmp_path: Path) -> None:
    path = tmp_path / "nlu/en/_followups.yml"
    path.parent.mkdir(parents=True)
    path.write_text("cost: [fee]\n", encoding="utf-8")
    cues = load_cues(tmp_path, ["en", "sq"])
    assert [cues.ask(text) for text in ("the FEE?", "coffee", "how long", "")] == [True, False, False, False]
    assert not load_cues(tmp_path, ["sq"]).ask("fee")


@pytest.mark.parametrize("written", ["cost: fee\n", "price: [fee]\n", "cost: [\n", "- fee\n"])
def test_a_faulty_file_of_cues_is_told(tmp_path: Path, written: str) -> None:
    path = tmp_path / "nlu/en/_followups.yml"
    path.parent.mkdir(parents=True)
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ContentError, match="follow-ups") as caught:
        load_cues(tmp_path, ["en"])
    assert {problem.path for problem in caught.value.problems} == {"nlu/en/_followups.yml"}
