"""`make eval`: examines the bot on tests/sentences/, prints docs/accuracy.md and draws its pictures."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path

from accuracy.examining import Examined, examine
from accuracy.metrics import Share, share
from accuracy.plots import draw
from accuracy.reading import Reader, reader
from accuracy.report import page
from accuracy.sentences import OTHER, SENTENCES, TUNING, load_held_out
from accuracy.thresholds import trade_off
from bot.phrases import load_phrases
from bot.settings import ROOT

REPORT = ROOT / "docs" / "accuracy.md"
_HEAD = """# How well it understands

Made by `make eval`; do not edit by hand. Measured through the gateway's nets and the real worker with the real model,
on the held-out sentences of tests/sentences/: written by other hands than the phrases of nlu/, never learnt, never
tuned on, and none is, or is nearly, a phrase (`bot check` refuses it). Thresholds were chosen on other sentences,
tests/tuning/. Behind each share stands its 95 % interval (Wilson). No native speaker has read the sentences; nobody has
sent them to the bot in earnest: both were written for this project, so real messages will be harder.

{today}, {phrases} phrases taught, {sentences} sentences held out.
"""


async def measure(folder: Path) -> tuple[dict[str, Examined], Share, str, int]:
    """Each served language's results, the other languages', the trade-off, and how many phrases were taught."""
    async with reader() as (asked, knowledge):
        results = {
            code: await examine(asked, load_held_out(folder / code))
            for code in knowledge.languages
            if (folder / code).is_dir()
        }
        tuning = [load_held_out(ROOT / TUNING / code) for code in results]
        phrases = len(load_phrases(ROOT, knowledge.languages))
        return results, await _others(asked, folder), await trade_off(asked, tuning), phrases


async def _others(asked: Reader, folder: Path) -> Share:
    texts = [text for text, _ in load_held_out(folder / OTHER).language]
    return share(reading.language == OTHER for reading in await asked.read(texts))


def main() -> None:
    """On the held-out sentences; `--tuning` shows those that thresholds are chosen on, and keeps nothing."""
    tuning = "--tuning" in sys.argv[1:]
    folder = ROOT / (TUNING if tuning else SENTENCES)
    results, others, thresholds, phrases = asyncio.run(measure(folder))
    many = sum(len(result.wanted) + len(result.claims_wanted) for result in results.values())
    many += sum(danger.both.total for result in results.values() for danger in result.dangers.values())
    head = _HEAD.format(today=date.today().isoformat(), phrases=f"{phrases:,}", sentences=f"{many:,}")
    text = page(results, others, head, thresholds)
    print(text)
    if not tuning:
        draw(results, ROOT / "docs" / "accuracy")
        REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
