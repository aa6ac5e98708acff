"""Words and model judge danger together."""

from __future__ import annotations

import pytest

from bot.judging import also_likely, judged
from bot.safety import Danger
from bot.understanding import Decision

SEA, SMUGGLER = Danger("emergency_sea", "en"), Danger("misuse_smuggler", "en")


def decision(intent: str, **alarms: float) -> Decision:
    return Decision("any", intent, 0.9, alarms={"emergency": 0.0, "misuse": 0.0, **alarms})


@pytest.mark.parametrize(
    ("danger", "read", "expected"),
    [
        (None, decision("greet"), None),
        (None, decision("emergency_sea", emergency=0.9), "emergency_sea"),
        (None, decision("misuse_smuggler", misuse=0.9), "misuse_smuggler"),
        (SEA, decision("risk_sea", emergency=0.4), "emergency_sea"),
        (SEA, decision("risk_sea", emergency=0.01), None),
        (SEA, decision("emergency_captive", emergency=0.9), "emergency_captive"),
        (SEA, decision("misuse_smuggler", emergency=0.4, misuse=0.5), "emergency_sea"),
        (SEA, decision("misuse_smuggler", emergency=0.01, misuse=0.9), "misuse_smuggler"),
        (SMUGGLER, decision("cost_money", misuse=0.3), "misuse_smuggler"),
        (SMUGGLER, decision("cost_money", misuse=0.01), None),
        (SMUGGLER, decision("emergency_sea", emergency=0.9), "emergency_sea"),
        (SEA, Decision("any", "greet", 0.9), "emergency_sea"),
    ],
)
def test_what_the_words_raised_needs_little_to_stand_and_what_they_missed_needs_the_model(
    danger: Danger | None, read: Decision, expected: str | None
) -> None:
    """The last row: a model that says nothing of alarms calls none off."""
    assert judged(danger, read) == expected


@pytest.mark.parametrize(("sea", "expected"), [(0.25, "emergency_sea"), (0.2, "emergency_captive")])
def test_of_two_kinds_of_emergency_the_likelier_by_words_and_model_together_is_answered(
    sea: float, expected: str
) -> None:
    ranking = (("emergency_captive", 0.7), ("emergency_sea", sea))
    read = Decision("any", "emergency_captive", 0.9, ranking=ranking, alarms={"emergency": 0.9, "misuse": 0.0})
    assert judged(SEA, read) == expected
    assert judged(SMUGGLER, read) == "emergency_captive"


@pytest.mark.parametrize(
    ("danger", "expected"),
    [
        (None, ("emergency_captive",)),
        (SEA, ("emergency_captive", "emergency_sea")),
        (SMUGGLER, ("emergency_captive",)),
        (Danger("emergency_violence", "en"), ("emergency_captive",)),
    ],
)
def test_beside_the_emergency_that_is_answered_stand_those_that_the_model_or_the_words_hold_possible(
    danger: Danger | None, expected: tuple[str, ...]
) -> None:
    kinds = {"emergency_violence": 0.5, "emergency_captive": 0.3, "rights": 0.1, "emergency_child": 0.05}
    read = Decision("any", "emergency_violence", 0.8, ranking=tuple(kinds.items()))
    assert also_likely("emergency_violence", danger, read) == expected
