"""The command `bot`: what each command says of itself, and what it does not load."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import bot
from bot.settings import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = set(re.findall(r'"((?:WAYMARK|TELEGRAM)_[A-Z_]+)"', (ROOT / "bot/settings.py").read_text(encoding="utf-8")))
COMMANDS = [
    "ask", "catalogs", "chat", "check", "counts", "language", "link", "phrases", "play", "preview", "probe", "review",
    "run", "status", "train",
]  # fmt: skip


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(bot, list(arguments))
    return done.exit_code, done.output


def test_these_are_the_commands() -> None:
    assert sorted(bot.commands) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command: str) -> None:
    code, output = run(command, "--help")
    sentence = output.split("\n\n")[1].strip()
    assert (code, sentence[-1], len(sentence.split()) >= 4) == (0, ".", True)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_does(command: str) -> None:
    options = [each for each in bot.commands[command].params if each.param_type_name == "option"]
    assert [option.name for option in options if not getattr(option, "help", None)] == []


def test_help_lists_every_command() -> None:
    code, output = run("-h")
    assert (code, [command for command in COMMANDS if f"\n  {command} " not in output]) == (0, [])


@pytest.mark.parametrize(
    "arguments", [["ask"], ["ask", "hello", "--batch"], ["ask", "--colour"], ["sing"], ["check", "everything"]]
)
def test_a_command_that_cannot_be_understood_ends_with_the_usage(arguments: list[str]) -> None:
    code, output = run(*arguments)
    assert (code, output.startswith("Usage: ")) == (2, True)


@pytest.mark.parametrize("name", [*(f"bot {command}" for command in COMMANDS), *sorted(SETTINGS)])
def test_the_readme_names_every_command_and_every_setting(name: str) -> None:
    assert re.search(rf"\b{name}\b", README)


def test_check_looks_at_everything_and_loads_neither_rasa_nor_a_channel() -> None:
    program = (
        "import json, sys\n"
        "from click.testing import CliRunner\n"
        "from bot.cli import bot\n"
        "CliRunner().invoke(bot, ['check'])\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    unwanted = {"rasa", "telegram", "sanic", "starlette", "uvicorn", "sklearn", "tensorflow", "bot.dialogue"}
    assert ("bot.checks.reply_checks" in loaded, sorted(unwanted & loaded)) == (True, [])


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["check"], "All good."),
        (["check", "--json"], "[]"),
        (["check", "--format", "github"], ""),
        (["review", "--days", "0", "--format", "csv"], "review by,country,kind,name,file,publisher,source"),
        (["review", "--format", "ical", "--country", "gb"], "BEGIN:VCALENDAR"),
    ],
)
def test_what_ships_is_in_order_in_every_form(arguments: list[str], first: str) -> None:
    """Warnings may come with time: then this names what is overdue."""
    code, output = run(*arguments)
    assert (code, output.split("\n")[0].strip()) == (0, first)


def test_reviews_of_one_country_name_no_other() -> None:
    _, output = run("review", "--days", "3650", "--country", "it", "--format", "csv")
    assert {line.split(",")[1] for line in output.strip().split("\n")[1:]} == {"it"}


def test_the_status_is_shown_and_drawn(tmp_path: Path) -> None:
    code, output = run("status", "--svg", str(tmp_path / "status.svg"))
    assert (code, "Coverage" in output, (tmp_path / "status.svg").exists()) == (0, True, True)


def test_phrases_shows_where_teaching_is_thin_and_what_stands_twice() -> None:
    code, output = run("phrases", "--language", "en")
    assert (code, "Too few phrases (0)" in output, "Alike in one file" in output) == (0, True, True)
