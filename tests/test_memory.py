"""What a conversation carries on: pages, the way back, and nothing that was typed."""

from __future__ import annotations

import json

import pytest

from bot.memory import Memory


def after(*refs: str) -> Memory:
    memory = Memory()
    for ref in refs:
        memory = memory.showing(ref)
    return memory


@pytest.mark.parametrize(
    "memory",
    [
        Memory(),
        Memory(("topic/sea", "find/gb/any/work/any"), 1, "sq", ("pay_later",), aside=True),
        after("topic/sea", "say/fallback"),
    ],
)
def test_what_is_kept_comes_back_as_it_was_also_through_json(memory: Memory) -> None:
    assert Memory.of(json.loads(json.dumps(memory.as_dict()))) == memory


def test_of_nothing_nothing_is_kept() -> None:
    assert (Memory().as_dict(), Memory.of({})) == ({}, Memory())


@pytest.mark.parametrize(
    ("refs", "last", "before"),
    [
        ((), "", ""),
        (("topic/sea",), "topic/sea", ""),
        (("topic/sea", "claim/x"), "claim/x", "topic/sea"),
        (("topic/sea", "claim/x", "claim/x"), "claim/x", "topic/sea"),
        (("topic/sea", "claim/x", "topic/sea"), "topic/sea", "claim/x"),
        (("topic/sea", "claim/x", "languages"), "claim/x", "claim/x"),
        (("topic/sea", "say/helpful"), "topic/sea", "topic/sea"),
        (("say/fallback",), "", ""),
        (("topic/sea", "say/fallback", "claim/x"), "claim/x", "topic/sea"),
    ],
)
def test_the_way_back_leads_to_the_page_before_the_one_that_is_seen(
    refs: tuple[str, ...], last: str, before: str
) -> None:
    assert (after(*refs).last, after(*refs).before) == (last, before)


@pytest.mark.parametrize(
    "ref",
    [
        "emergency/emergency_sea",
        "say/emergency_sea",
        "say/misuse_smuggler",
        "say/forget",
        "say/privacy",
        "lang/sq",
        "",
        "x",
    ],
)
def test_nobody_who_looks_into_what_is_kept_learns_of_danger_or_misuse(ref: str) -> None:
    assert after("topic/sea", ref, "claim/x").trail == ("topic/sea", "claim/x")
    assert after(ref) == Memory()


def test_a_long_way_is_forgotten_from_its_beginning() -> None:
    memory = after(*(f"claim/{number}" for number in range(20)))
    assert memory.trail == tuple(f"claim/{number}" for number in range(14, 20))


def test_to_go_back_takes_the_last_page_away_unless_it_is_seen_no_more() -> None:
    memory = after("topic/a", "topic/b", "topic/c")
    assert memory.back().back().trail == ("topic/a",)
    assert memory.back().back().back().back() == Memory()
    assert after("topic/a", "topic/b", "languages").back() == after("topic/a", "topic/b")


def test_claims_told_are_noted_once_and_the_last_twelve() -> None:
    memory = Memory().telling(["a", "b"]).telling(["b", "c"])
    assert memory.told == ("a", "b", "c")
    assert memory.telling(f"n{number}" for number in range(12)).told == tuple(f"n{number}" for number in range(12))
