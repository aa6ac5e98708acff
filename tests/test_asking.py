"""`bot ask`: its questions and answers are a public interface (docs/ask.md)."""

from __future__ import annotations

import json

import pytest

from bot.asking import read_questions, turn_as_json
from bot.messages import Turn
from bot.replies import Bubble, Button, Reply
from bot.understanding import Scored

REPLY = Reply("ar", (Bubble("<b>One</b>", (Button("Menu", "say/menu"),)), Bubble("Two")))
SHOWN = [
    {"text": "<b>One</b>", "buttons": [{"title": "Menu", "payload": "say/menu"}]},
    {"text": "Two", "buttons": []},
]


def test_a_turn_has_these_keys_and_no_other() -> None:
    turn = Turn(
        REPLY,
        "claims",
        intent="claim",
        confidence=0.123456,
        claims=(Scored("pay_later", 0.98765),),
        tactics=(Scored("risk_reversal", 0.5),),
        topics=(Scored("cost_money", 0.75),),
        is_advert=True,
        entities=({"entity": "country", "value": "gb", "role": "destination"},),
    )
    assert turn_as_json(turn) == {
        "language": "ar",
        "intent": "claim",
        "confidence": 0.1235,
        "claims": [{"id": "pay_later", "score": 0.9877}],
        "tactics": [{"id": "risk_reversal", "score": 0.5}],
        "is_advert": True,
        "topics": [{"id": "cost_money", "score": 0.75}],
        "routes": [],
        "emergency": None,
        "misuse": False,
        "entities": [{"entity": "country", "value": "gb", "role": "destination"}],
        "response": "claims",
        "reply": SHOWN,
    }


def test_the_keys_keep_their_order_and_can_be_written_as_json() -> None:
    turn = Turn(REPLY, "emergency_sea", intent="emergency_sea", emergency="emergency_sea")
    assert json.dumps(turn_as_json(turn)) == (
        '{"language": "ar", "intent": "emergency_sea", "confidence": 1.0, "claims": [], '
        '"tactics": [], "is_advert": false, "topics": [], "routes": [], '
        '"emergency": "emergency_sea", "misuse": false, "entities": [], "response": "emergency_sea", '
        f'"reply": {json.dumps(SHOWN)}}}'
    )


def test_each_line_is_a_question_and_empty_lines_are_passed_over() -> None:
    lines = ['{"id": 1, "text": "hello"}\n', "\n", "  \n", '{"id": "b", "text": "", "language": "ar", "note": "x"}']
    assert read_questions(lines, ["en", "ar"]) == [
        {"id": 1, "text": "hello"},
        {"id": "b", "text": "", "language": "ar", "note": "x"},
    ]


def test_a_language_that_is_null_is_none() -> None:
    assert read_questions(['{"id": 1, "text": "x", "language": null}'], ["en"]) == [
        {"id": 1, "text": "x", "language": None}
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("hello", "line 2: not JSON: Expecting value: line 1 column 1 (char 0)"),
        ('{"id": 1', "line 2: not JSON: Expecting ',' delimiter: line 1 column 9 (char 8)"),
        ('["id", "text"]', 'line 2: needs {"id": …, "text": "…"}'),
        ('"text"', 'line 2: needs {"id": …, "text": "…"}'),
        ('{"text": "x"}', 'line 2: needs {"id": …, "text": "…"}'),
        ('{"id": 1}', 'line 2: needs {"id": …, "text": "…"}'),
        ('{"id": 1, "text": 5}', 'line 2: needs {"id": …, "text": "…"}'),
        ('{"id": 1, "text": "x", "language": "xx"}', "line 2: no language 'xx'; there are ar, en"),
        ('{"id": 1, "text": "x", "language": ["en"]}', "line 2: no language ['en']; there are ar, en"),
    ],
)
def test_the_first_line_at_fault_is_named(line: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        read_questions(['{"id": 1, "text": "hello"}', line, "also broken"], ["en", "ar"])
    assert str(caught.value) == message
