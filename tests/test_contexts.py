"""What a reply takes from what was understood."""

from __future__ import annotations

from typing import Any

import pytest

from bot.contexts import context_of, tactics_of, topic_of
from bot.exchange import Exchange
from bot.knowledge import Knowledge
from bot.memory import Memory
from bot.messages import Message
from bot.store import Person
from bot.understanding import Decision, Scored


def exchange(*trail: str, **slots: str) -> Exchange:
    return Exchange(Message("0" * 32, "text"), Person(), Memory(trail), dict(slots))


def decision(intent: str, topics: tuple[tuple[str, float], ...] = (), **roles: str) -> Decision:
    entities: Any = tuple({"entity": "country", "value": code, "role": role} for role, code in roles.items())
    return Decision("any", intent, 0.9, topics=tuple(Scored(*topic) for topic in topics), entities=entities)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (decision("risk_sea", (("risk_channel", 0.8), ("risk_sea", 0.1))), "risk_channel"),
        (decision("risk_sea", (("risk_channel", 0.4), ("risk_sea", 0.3))), None),
        (decision("risk_sea", (("no_such_topic", 0.9),)), None),
        (decision("arrival_reality", (("arrival_gb_work", 0.6),), place="gb"), "arrival_gb_work"),
        (decision("arrival_reality", (("arrival_gb_work", 0.6),), place="it"), None),
        (decision("route_other", nationality="al"), "origin_al"),
        (decision("route_other", nationality="al", destination="de"), None),
        (decision("route_other", nationality="se"), None),
        (decision("route_other"), None),
    ],
)
def test_the_topic_shown_is_sure_and_about_no_country_but_those_named(
    knowledge: Knowledge, read: Decision, expected: str | None
) -> None:
    assert topic_of(read, knowledge.content) == expected


def test_where_nothing_says_what_a_country_is_it_serves_as_both(knowledge: Knowledge) -> None:
    context = context_of(decision("route_work", place="it"), knowledge, exchange())
    assert (context.destination, context.place) == ("it", "it")


def test_a_claim_brings_its_tactic(knowledge: Knowledge) -> None:
    read = Decision(
        "any", "claim", 0.9, claims=(Scored("pay_on_arrival", 0.8),), tactics=(Scored("social_proof", 0.9),)
    )
    assert tactics_of(read, knowledge.content) == (Scored("social_proof", 0.9), Scored("risk_reversal", 0.8))


def test_what_was_told_before_serves_where_the_message_says_nothing(knowledge: Knowledge) -> None:
    read = Decision("any", "route_work", 0.9, slots={"destination": "de", "nationality": "al"})
    context = context_of(read, knowledge, exchange())
    assert (context.destination, context.nationality, context.place) == ("de", "al", None)


def test_a_claim_that_is_there_no_more_is_left_out(knowledge: Knowledge) -> None:
    read = Decision("any", "claim", 0.9, claims=(Scored("no_such_claim", 0.9), Scored("pay_on_arrival", 0.8)))
    assert context_of(read, knowledge, exchange()).claims == ("pay_on_arrival",)


@pytest.mark.parametrize(("trail", "expected"), [((), False), (("topic/risk_sea",), True)])
def test_there_is_a_way_back_once_a_page_was_shown(
    knowledge: Knowledge, trail: tuple[str, ...], expected: bool
) -> None:
    assert context_of(decision("greet"), knowledge, exchange(*trail)).has_before == expected


@pytest.mark.parametrize(("is_advert", "expected"), [(True, ("social_proof",)), (False, ())])
def test_only_an_advert_brings_the_tactics_it_was_seen_to_use(
    knowledge: Knowledge, is_advert: bool, expected: tuple[str, ...]
) -> None:
    read = Decision("any", "claim", 0.9, tactics=(Scored("social_proof", 0.9),), is_advert=is_advert)
    assert context_of(read, knowledge, exchange()).tactics == expected
