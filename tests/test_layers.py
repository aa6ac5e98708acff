"""Which way imports point: the table of docs, held by reading every import under bot/, also those inside functions."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT

LEAVES = {"settings", "environment", "errors", "privacy", "text", "replies", "memory"}
CARRIED = {"messages", "understanding"}
TURNS = {"exchange", "contexts", "pressing", "speaking", "judging"}
"""The parts of a conversation: what one message leads to."""
PURE = {"content", "i18n", "rendering", "patterns", "safety", "countries", "phrases", "rules", "knowledge", "checks"}
PURE |= {"hearing", "lead_ins", "likeness"}
PURE |= {"pictures", "recognised", "cards", "fonts"}
PURE |= {"links", "following", "ranking"}
MAY_IMPORT = {
    **{leaf: {"errors", "environment"} for leaf in LEAVES},
    "patterns": LEAVES,
    "content": LEAVES,
    "i18n": LEAVES | {"content"},
    "rendering": LEAVES | {"content", "i18n", "cards"},
    **dict.fromkeys(PURE - {"patterns", "content", "i18n", "rendering"}, LEAVES | PURE),
    "following": LEAVES | PURE | {"understanding"},
    **dict.fromkeys(TURNS, LEAVES | CARRIED | PURE | TURNS | {"store"}),
    "dialogue": LEAVES | PURE | {"store"},
    "messages": LEAVES | CARRIED,
    "understanding": LEAVES,
    "channels": LEAVES | CARRIED | {"conversation", "gateway", "rendering", "i18n.languages", "previewing", "pictures"},
}
ONLY_IN = {
    **dict.fromkeys(("rasa", "sanic", "sklearn"), "dialogue"),
    **dict.fromkeys(("telegram", "starlette", "uvicorn"), "channels"),
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def breach(room: str, imported: str) -> bool:
    """Whether a file of `room` may not import `imported` (`rasa.core`, `bot.content.models`)."""
    first, _, ours = imported.partition(".")
    if first != "bot":
        return first == "" or ONLY_IN.get(first, room) != room
    there = ours.partition(".")[0]
    allowed = MAY_IMPORT.get(room)
    if there == room:
        return False
    if allowed is None:
        return there == "dialogue"
    return there not in allowed and not any(ours.startswith(f"{part}.") for part in allowed if "." in part)


def breaches(root: Path) -> list[str]:
    """`file imports module` for each import that points the wrong way."""
    files = {path: path.relative_to(root / "bot").parts[0].removesuffix(".py") for path in (root / "bot").rglob("*.py")}
    found = [(path, name) for path, room in files.items() for name in imports(path) if breach(room, name)]
    return sorted(f"{path.relative_to(root)} imports {name}" for path, name in found)


def test_imports_point_one_way() -> None:
    assert breaches(ROOT) == []


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("rendering/x.py", "import rasa.core"),
        ("gateway.py", "from telegram import Bot"),
        ("conversation.py", "from bot.dialogue import nlg"),
        ("cli.py", "def run():\n    import bot.dialogue.train"),
        ("content/x.py", "from bot.i18n.languages import Language"),
        ("channels/x.py", "from bot.content.models import Ref"),
        ("channels/x.py", "from bot.i18n.catalogs import Catalog"),
        ("text.py", "from bot.settings import ROOT"),
        ("dialogue/x.py", "from bot.conversation import Turn"),
        ("safety.py", "from bot.store import Store"),
        ("following.py", "from bot.store import Store"),
        ("memory.py", "from bot.content.models import Ref"),
        ("pressing.py", "from bot.conversation import Conversation"),
        ("checks/x.py", "from .base import Check"),
    ],
)
def test_an_import_that_points_the_other_way_is_found(tmp_path: Path, file: str, line: str) -> None:
    path = tmp_path / "bot" / file
    path.parent.mkdir(parents=True)
    path.write_text(line, encoding="utf-8")
    assert [found.partition(" ")[0] for found in breaches(tmp_path)] == [f"bot/{file}"]


def test_the_pure_rooms_load_neither_rasa_nor_a_channel() -> None:
    rooms = sorted(f"bot.{room}" for room in LEAVES | PURE)
    program = f"import sys, {', '.join(rooms)}; print(sorted(set(sys.modules) & {set(ONLY_IN)!r}))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
