"""Public intent sets, read from a folder as their authors publish them; knows no classifier.

Nothing of them is kept here. What to put into the folder:
    banking77/train.csv, test.csv       PolyAI-LDN/task-specific-datasets, banking_data/ (Casanueva et al., 2020)
    clinc150/data_full.json             clinc/oos-eval, data/ (Larson et al., 2019)
    vira/train.csv, test.csv            ibm-research/vira-intents as CSV with `text` and `label` (Gretz et al., 2022)
    xsid/<lang>.valid.conll, .test.conll   mainlp/xsid, data/xSID-0.5/ (van der Goot et al., 2021)
"""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

OUT_OF_SCOPE = "oos"
PER_CLASS = 40
"""Phrases learnt of each intent: what an editor can write, and what DIET can learn in minutes rather than hours."""


@dataclass(frozen=True)
class Example:
    """A sentence with its intent and language."""

    text: str
    intent: str
    language: str = "en"


@dataclass(frozen=True)
class PublicSet:
    """What is learnt, what the threshold is chosen on, and what is measured; `oos` is never learnt."""

    name: str
    train: list[Example]
    valid: list[Example]
    test: list[Example]


def load_set(folder: Path, name: str) -> PublicSet:
    """The set `name` from `folder`.

    Raises:
        FileNotFoundError: naming the file that is missing.
        ValueError: if the name is not one of `SETS`.
    """
    if name not in SETS:
        raise ValueError(f"no public set {name!r}; there are {', '.join(SETS)}")
    return SETS[name](folder / name)


def _two_csvs(folder: Path, label: str) -> PublicSet:
    train, valid = _few(_csv(folder / "train.csv", label))
    return PublicSet(folder.name, train, valid, _csv(folder / "test.csv", label))


def _clinc(folder: Path) -> PublicSet:
    data = json.loads((folder / "data_full.json").read_text(encoding="utf-8"))
    parts = {part: [Example(text, intent) for text, intent in rows] for part, rows in data.items()}
    train, _ = _few(parts["train"])
    return PublicSet("clinc150", train, parts["val"] + parts["oos_val"], parts["test"] + parts["oos_test"])


def _xsid(folder: Path) -> PublicSet:
    languages = sorted(path.name.partition(".")[0] for path in folder.glob("*.valid.conll"))
    if not languages:
        raise FileNotFoundError(folder / "<lang>.valid.conll")
    train = [example for code in languages for example in _conll(folder / f"{code}.valid.conll", code)]
    test = [example for code in languages for example in _conll(folder / f"{code}.test.conll", code)]
    return PublicSet("xsid", train, [], test)


def _csv(path: Path, label: str) -> list[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        return [Example(row["text"].strip(), row[label]) for row in csv.DictReader(file) if row["text"].strip()]


def _conll(path: Path, language: str) -> Iterator[Example]:
    text = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ").strip()
        elif line.startswith(("# intent = ", "# intent: ")) and text:
            yield Example(text, line[len("# intent = ") - (line[8] == ":") :].strip(), language)


def _few(examples: list[Example]) -> tuple[list[Example], list[Example]]:
    """`PER_CLASS` of each intent to learn from, and up to ten others to choose a threshold on; always the same."""
    by_intent: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_intent[example.intent].append(example)
    train, valid = [], []
    for intent in sorted(by_intent):
        shuffled = random.Random(0).sample(by_intent[intent], len(by_intent[intent]))
        train += shuffled[:PER_CLASS]
        valid += shuffled[PER_CLASS : PER_CLASS + 10]
    return train, valid


SETS: dict[str, Callable[[Path], PublicSet]] = {
    "banking77": partial(_two_csvs, label="category"),
    "clinc150": _clinc,
    "vira": partial(_two_csvs, label="label"),
    "xsid": _xsid,
}
