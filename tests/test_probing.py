"""`bot probe`: sentences that are understood otherwise than they are meant."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.knowledge import Knowledge
from bot.probing import Probe, read_probes
from bot.settings import ROOT

INTENTS = {"documents", "emergency_sea"}


@pytest.mark.parametrize(
    ("meant", "met"),
    [("claim", True), ("documents", False), ("claim/c", True), ("claim/d", False)],
)
def test_an_intent_must_be_the_one_and_a_claim_among_the_first_three(meant: str, met: bool) -> None:
    answer = {"intent": "claim", "claims": [{"id": name, "score": 0.5} for name in "abcd"]}
    assert Probe(meant, "…").is_met_by(answer) == met


def test_a_claim_that_is_found_in_what_is_answered_as_an_emergency_is_misread() -> None:
    answer = {"intent": "emergency_sea", "claims": [{"id": "c", "score": 0.9}]}
    assert not Probe("claim/c", "…").is_met_by(answer)


def test_a_file_is_read_line_by_line_without_the_empty_ones(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "probes.tsv"
    path.write_text("documents\tlost my passport\n\nclaim/pay_on_arrival\tpay when there\n", encoding="utf-8")
    expected = [Probe("documents", "lost my passport"), Probe("claim/pay_on_arrival", "pay when there")]
    assert read_probes(path, INTENTS, knowledge.content) == expected


def test_every_line_at_fault_is_named_with_its_cure(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "probes.tsv"
    path.write_text("documents\nfood\twhat is there\nclaim/none\tthey say\n", encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        read_probes(path, INTENTS, knowledge.content)
    assert [problem.where for problem in raised.value.problems] == ["line 1", "line 2", "line 3"]
    assert all(problem.cure for problem in raised.value.problems)


@pytest.mark.rasa
def test_what_is_understood_otherwise_is_printed_and_counted(
    environment: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "probes.tsv"
    path.write_text("emergency_sea\tour boat is sinking help\ndocuments\tthank you\n", encoding="utf-8")
    command = [sys.executable, "-m", "bot.cli", "probe", "--language", "en", str(path)]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=180, check=False
    )
    assert [line.split(" ")[0] for line in ended.stdout.splitlines()] == ["documents\tthank"]
    assert "\tthanks " in ended.stdout
    assert ended.stderr.endswith("1 of 2 understood as they are meant\n")
