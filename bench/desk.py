"""What an editor waits for: `bot check` over everything, and loading content and catalogs."""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date

from bench.machine import timed
from bot.content.load import load_content
from bot.content.texts import texts
from bot.i18n.catalogs import load_catalogs
from bot.i18n.languages import load_served
from bot.settings import ROOT

HEADING = "## The editor's desk"
_TIMES = 3


def section() -> str:
    """The section of the report, as Markdown; medians of three runs."""
    content = load_content(ROOT)
    many = sum(1 for _ in texts(content))
    check = statistics.median(timed([sys.executable, "-m", "bot.cli", "check"], cwd=ROOT) for _ in range(_TIMES))
    load = statistics.median(_loading() for _ in range(_TIMES))
    served = len(load_served(ROOT))
    measured = f"{date.today().isoformat()}, the same machine, median of {_TIMES}: {many} texts in {served} languages."
    lines = [
        HEADING,
        "",
        measured,
        "",
        "| measure | this bot | limit |",
        "|---|---|---|",
        f"| `bot check` over everything, start of the program included | {check:.1f} s | 10 s |",
        f"| loading content and catalogs | {load:.1f} s | 2 s |",
        "",
    ]
    return "\n".join(lines)


def _loading() -> float:
    began = time.perf_counter()
    content = load_content(ROOT)
    load_catalogs(ROOT, load_served(ROOT).values(), texts(content))
    return time.perf_counter() - began
