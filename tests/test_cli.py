"""The command `bot`: what each command says of itself, and what it does not load."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from bot.cli import bot
from bot.settings import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = set(re.findall(r'"((?:WAYMARK|TELEGRAM)_[A-Z_]+)"', (ROOT / "bot/settings.py").read_text(encoding="utf-8")))
COMMANDS = ["ask", "catalogs", "chat", "check", "run", "train"]


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


# README.md is written last: this test is skipped while the file is empty, and holds it to its word from then on.
@pytest.mark.skipif(not README, reason="README.md is not written yet")
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
