"""`bot ask`: the public interface that other programs read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from bot.settings import ROOT

pytestmark = pytest.mark.rasa

FIELDS = ["language", "intent", "confidence", "claims", "tactics", "is_advert", "topics", "routes"]
FIELDS += ["emergency", "misuse", "entities", "response", "reply"]


def _ask(*arguments: str, environment: dict[str, str], stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", "ask", *arguments],
        cwd=ROOT, env=environment, input=stdin, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip


def test_many_questions_are_answered_in_their_order_each_as_a_new_persons_first(
    environment: Callable[..., dict[str, str]],
) -> None:
    questions = [
        {"id": 1, "text": "how can i get a work visa for italy"},
        {"id": "b", "text": "and how can i study there"},
        {"id": 3, "text": "القارب يغرق ساعدونا"},
        {"id": 4, "text": "hello", "language": "sq"},
        {"id": 5, "text": ""},
        *[{"id": number, "text": f"is the boat safe number {number}"} for number in range(10, 60)],
    ]
    lines = "\n".join(json.dumps(question, ensure_ascii=False) for question in questions)
    ended = _ask("--json", "--batch", environment=environment(), stdin=lines)
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [question["id"] for question in questions]
    assert all(list(answer) == ["id", *FIELDS] for answer in answers)
    work, study, sea, greeting, empty = answers[:5]
    assert (work["intent"], work["entities"]) == (
        "route_work",
        [{"entity": "country", "value": "it", "role": "destination"}],
    )
    assert "routes/it/study" not in [b["payload"] for b in study["reply"][0]["buttons"][:1]]
    assert (sea["language"], sea["emergency"], sea["response"]) == ("ar", "emergency_sea", "emergency_sea")
    assert (greeting["language"], greeting["response"]) == ("sq", "greet")
    assert empty["response"] == "empty"


def test_one_question_prints_one_object(environment: Callable[..., dict[str, str]]) -> None:
    ended = _ask("--json", "--language", "sq", "they say i pay only when i arrive", environment=environment())
    answer = json.loads(ended.stdout)
    assert list(answer) == FIELDS
    assert (answer["language"], answer["claims"][0]["id"]) == ("sq", "pay_on_arrival")


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        (["--json", "--batch"], "not json\n", "line 1: not JSON"),
        (["--json", "--batch"], '{"text": "x"}\n', "line 1: needs"),
        (["--json", "--batch"], '{"id": 1, "text": "x", "language": "xx"}\n', "line 1: no language 'xx'"),
        (["--language", "xx", "hello"], "", "no language 'xx'"),
        ([], "", "give a text"),
    ],
)
def test_a_question_that_cannot_be_asked_is_named(
    environment: Callable[..., dict[str, str]], arguments: list[str], stdin: str, message: str
) -> None:
    ended = _ask(*arguments, environment=environment(), stdin=stdin)
    assert ended.returncode != 0
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
