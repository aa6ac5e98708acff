"""`make public FOLDER=…`: this bot's pipeline and two of Rasa's on public sets, written to docs/public-sets.md."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from accuracy.public_sets import PER_CLASS, SETS
from bot.settings import ROOT

REPORT = ROOT / "docs" / "public-sets.md"
PIPELINES = {
    "waymark": "this bot",
    "diet": "Rasa's default (DIET, 30 epochs)",
    "logistic": "Rasa's features, LogisticRegressionClassifier",
}
PUBLISHED = {
    "banking77": "with all 10,003 phrases, pretrained encoders reach 0.93 to 0.94 (Casanueva et al., 2020).",
    "clinc150": (
        "with 100 phrases a class and a threshold chosen on the validation set: BERT 0.962 in scope and 0.523 out of "
        "scope, MLP 0.934 and 0.491, Rasa with spacy and sklearn 0.909 and 0.312 (Larson et al., 2019, EMNLP, table 2)."
    ),
    "vira": "Gretz et al., 2022; no figure was at hand.",
    "xsid": "van der Goot et al., 2021, NAACL, train on English and transfer: another task, so no figure fits.",
}
_HEAD = f"""# The same parts on public sets

Made by `make public FOLDER=…` (what to put into the folder: accuracy/public_sets.py; nothing of it is kept here). Each
pipeline learns the same sentences: {PER_CLASS} a class, or 300 a language for xSID. Each runs in a process of its own,
one after the other. Training is CPU time of all cores, without imports; a sentence is read as Rasa's agent reads it.
"""


def run(folder: Path, name: str, pipeline: str) -> dict[str, Any]:
    """One pipeline's measurements on one set.

    Raises:
        SystemExit: if it fails, with what it said last.
    """
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "accuracy.public_run", str(folder), name, pipeline, work]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{pipeline} on {name} failed:\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def section(name: str, rows: dict[str, dict[str, Any]]) -> str:
    """The table of one set, with the published figures below it."""
    has_oos = any("oos_recall" in row for row in rows.values())
    head = ["pipeline", "accuracy", *(["in scope at threshold", "out of scope caught"] if has_oos else [])]
    head += ["training, CPU s", "model MB", "p50 ms", "p95 ms", "memory MB"]
    lines = [f"## {name}", "", f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for pipeline, row in rows.items():
        cells = [PIPELINES[pipeline], f"{row['accuracy']:.3f}"]
        cells += [f"{row['accuracy_at_threshold']:.3f}", f"{row['oos_recall']:.3f}"] if has_oos else []
        cells += [str(row[key]) for key in ("train_cpu_s", "model_mb", "p50_ms", "p95_ms", "rss_mb")]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", f"Published: {PUBLISHED[name]}", ""])


def main(folder: Path) -> None:
    """Every set whose files are in `folder`."""
    found = [name for name in SETS if (folder / name).is_dir()]
    if not found:
        raise SystemExit(f"{folder} holds none of {', '.join(SETS)}; accuracy/public_sets.py says what to put there")
    parts = [f"{_HEAD}\n{date.today().isoformat()}, {os.cpu_count()} cores, {platform.machine()}.\n"]
    for name in found:
        rows = {}
        for pipeline in PIPELINES:
            print(f"{name}: {pipeline}", file=sys.stderr, flush=True)
            rows[pipeline] = run(folder, name, pipeline)
        parts.append(section(name, rows))
        REPORT.write_text("\n".join(parts), encoding="utf-8")
    print("\n".join(parts))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m accuracy.public FOLDER")
    main(Path(sys.argv[1]))
