"""The graph runner that replaces Dask's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.dialogue.runner import DirectGraphRunner

pytestmark = pytest.mark.rasa


class Adds(GraphComponent):
    """Adds a number to what it is given."""

    def __init__(self, number: int) -> None:
        self._number = number

    @classmethod
    def create(cls, config: dict[str, Any], **_: Any) -> Adds:
        return cls(config["number"])

    def add(self, given: int) -> int:
        return given + self._number

    def join(self, left: int, right: int) -> list[int]:
        return [left, right]


def node(method: str, number: int = 0, **needs: str) -> SchemaNode:
    return SchemaNode(needs=needs, uses=Adds, constructor_name="create", fn=method, config={"number": number})


SCHEMA = GraphSchema(
    {
        "join": node("join", left="ten", right="two"),
        "ten": node("add", 10, given="two"),
        "two": node("add", 2, given="input"),
        "apart": node("add", 1, given="never given"),
    }
)


@pytest.mark.parametrize("targets", [["join"], ["two"], ["join", "ten"]])
def test_it_gives_what_dasks_runner_gives(targets: list[str], tmp_path: Path) -> None:
    def run(kind: type[DaskGraphRunner]) -> dict[str, Any]:
        runner = kind.create(SCHEMA, LocalModelStorage.create(tmp_path / kind.__name__), ExecutionContext(SCHEMA))
        return runner.run({"input": 5}, targets)

    (tmp_path / "DaskGraphRunner").mkdir()
    (tmp_path / "DirectGraphRunner").mkdir()
    assert run(DirectGraphRunner) == run(DaskGraphRunner)


def test_a_second_run_remembers_nothing_of_the_first(tmp_path: Path) -> None:
    runner = DirectGraphRunner.create(SCHEMA, LocalModelStorage.create(tmp_path), ExecutionContext(SCHEMA))
    assert [runner.run({"input": start}, ["join"])["join"] for start in (5, 100)] == [[17, 7], [112, 102]]
