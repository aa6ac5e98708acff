"""`make bench`: prints the table with ratios and writes docs/benchmarks.md."""

from __future__ import annotations

import asyncio
import os
import platform
import sys
from dataclasses import dataclass, field
from datetime import date

from bench import desk, ours, stock
from bench.load import Assistant, Load, growth, people
from bench.machine import FOLDER, megabytes, say
from bot.settings import ROOT

PEOPLE = {1: 300, 8: 800, 50: 1500}
REPORT = ROOT / "docs" / "benchmarks.md"


@dataclass
class Measured:
    """One side's numbers."""

    installed: float = 0.0
    trained: float = 0.0
    model: float = 0.0
    started: float = 0.0
    memory: float = 0.0
    loads: dict[int, Load] = field(default_factory=dict)
    first: float = 0.0
    last: float = 0.0


async def measure() -> tuple[Measured, Measured]:
    """Both sides, each step of one right after the same step of the other."""
    theirs, mine = Measured(), Measured()
    FOLDER.mkdir(parents=True, exist_ok=True)
    say("installing both")
    theirs.installed, mine.installed = stock.install(), ours.install()
    stock.write_project()
    say("training this bot")
    mine.trained = ours.train()
    say(f"{mine.trained:.0f} s; training stock Rasa (long)")
    theirs.trained = stock.train()
    say(f"{theirs.trained:.0f} s")
    theirs.model, mine.model = megabytes(stock.model()), megabytes(ours.model())
    sides: list[tuple[Assistant, Measured]] = [(stock.Stock(), theirs), (ours.Ours(), mine)]
    for assistant, measured in sides:
        measured.started = await assistant.start()
        say(f"{assistant.name}: first answer after {measured.started:.1f} s")
    for how_many, messages in PEOPLE.items():
        for assistant, measured in sides:
            await people(assistant, how_many, how_many * 2)  # warm
            measured.loads[how_many] = await people(assistant, how_many, messages)
            say(f"{assistant.name}: {how_many} at once: {measured.loads[how_many]}")
    for assistant, measured in sides:
        measured.first, measured.last = await growth(assistant)
        measured.memory = assistant.memory()
        await assistant.stop()
    return theirs, mine


def rows(theirs: Measured, mine: Measured) -> list[tuple[str, str, str, str]]:
    """Each measure: stock, this bot, and how many times better this bot is."""

    def row(name: str, unit: str, a: float, b: float, *, more_is_better: bool = False) -> tuple[str, str, str, str]:
        ratio = b / a if more_is_better else a / b
        digits = 1 if max(a, b) < 100 else 0
        return name, f"{a:.{digits}f} {unit}", f"{b:.{digits}f} {unit}", f"{ratio:.1f} ×"

    found = [
        row("installed size", "MB", theirs.installed, mine.installed),
        row("training", "s", theirs.trained, mine.trained),
        row("model", "MB", theirs.model, mine.model),
        row("start to first answer", "s", theirs.started, mine.started),
        row("resident memory", "MB", theirs.memory, mine.memory),
    ]
    for how_many in PEOPLE:
        a, b = theirs.loads[how_many], mine.loads[how_many]
        found.append(row(f"messages a second, {how_many} at once", "/s", a.rate, b.rate, more_is_better=True))
        found.append(row(f"p50, {how_many} at once", "ms", a.p50 * 1000, b.p50 * 1000))
        found.append(row(f"p95, {how_many} at once", "ms", a.p95 * 1000, b.p95 * 1000))
    growths = f"{theirs.last / theirs.first:.2f} ×", f"{mine.last / mine.first:.2f} ×"
    found.append(("200th message against the first", *growths, ""))
    return found


def report(theirs: Measured, mine: Measured) -> str:
    """The table as Markdown."""
    lines = [
        "# This bot beside a stock Rasa assistant",
        "",
        "Made by `make bench`; do not edit by hand. Both sides learnt the same phrases and rules and were sent the same",
        "held-out messages, each step of one right after the same step of the other, on one machine, in one run. Stock is",
        "Rasa 3.6.21 as PyPI gives it, with `rasa init`'s pipeline and policies, its SQLite tracker store and REST channel.",
        "For this bot the gateway's work counts too (emergency nets, rendering, its own store), and its memory includes",
        "the bench itself. Compare the columns of one run; other machines give other seconds.",
        "",
        f"{date.today().isoformat()}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}.",
        "",
        "| measure | stock Rasa | this bot | this bot is better by |",
        "|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows(theirs, mine)),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """All of it; or, as `python -m bench desk`, only the section on the editor's desk, which takes seconds."""
    if sys.argv[1:] == ["desk"]:
        table = REPORT.read_text(encoding="utf-8").partition(desk.HEADING)[0].rstrip("\n") + "\n"
    else:
        table = report(*asyncio.run(measure()))
    text = f"{table}\n{desk.section()}"
    print(text)
    REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
