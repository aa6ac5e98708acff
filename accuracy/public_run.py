"""One pipeline on one public set, in a process of its own: trains, reads every test sentence, prints one JSON line."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import structlog

from accuracy.public_sets import OUT_OF_SCOPE, Example, PublicSet, load_set

HERE = Path(__file__).resolve().parent
Read = tuple[str, float]
"""The intent a pipeline gives a sentence, and how sure it is."""


def measure(chosen: PublicSet, pipeline: str, work: Path) -> dict[str, Any]:
    """Accuracy, out-of-scope recall, and the costs: CPU seconds, megabytes, milliseconds."""
    import rasa.model_training
    from rasa.core.agent import Agent

    before = _cpu_seconds()
    config = str(HERE / "pipelines" / f"{pipeline}.yml")  # Rasa wants a file of phrases too; the importer reads none
    model = rasa.model_training.train_nlu(config, config, str(work), pipeline)
    trained = _cpu_seconds() - before
    agent = Agent.load(model)
    empty = psutil.Process().memory_info().rss
    valid, _ = asyncio.run(_read(agent, chosen.valid))
    test, seconds = asyncio.run(_read(agent, chosen.test))
    return {
        "set": chosen.name,
        "pipeline": pipeline,
        "train_cpu_s": round(trained, 1),
        "model_mb": round(Path(model).stat().st_size / 1e6, 1),
        "p50_ms": round(1000 * float(np.percentile(seconds, 50)), 2),
        "p95_ms": round(1000 * float(np.percentile(seconds, 95)), 2),
        "rss_mb": round(max(empty, psutil.Process().memory_info().rss) / 1e6),
        **_scores(chosen, valid, test),
    }


def _cpu_seconds() -> float:
    """Of this process and those it started, which fit heads."""
    this = psutil.Process()
    used = [process.cpu_times() for process in (this, *this.children(recursive=True))]
    return sum(times.user + times.system for times in used)


async def _read(agent: Any, examples: list[Example]) -> tuple[list[Read], list[float]]:
    read, seconds = [], []
    for example in examples:
        started = time.perf_counter()
        parsed = await agent.parse_message(example.text)
        seconds.append(time.perf_counter() - started)
        read.append((str(parsed["intent"]["name"]), float(parsed["intent"]["confidence"])))
    return read, seconds


def _scores(chosen: PublicSet, valid: list[Read], test: list[Read]) -> dict[str, float]:
    """Accuracy in scope; where the set has sentences out of scope, also what a threshold chosen on `valid` catches."""
    inside = [(read, example) for read, example in zip(test, chosen.test) if example.intent != OUT_OF_SCOPE]
    found = {"accuracy": _share([read[0] == example.intent for read, example in inside])}
    if any(example.intent == OUT_OF_SCOPE for example in chosen.test):
        least = _threshold(chosen.valid, valid)
        outside = [read for read, example in zip(test, chosen.test) if example.intent == OUT_OF_SCOPE]
        found["accuracy_at_threshold"] = _share([r[0] == e.intent and r[1] >= least for r, e in inside])
        found["oos_recall"] = _share([read[1] < least for read in outside])
    return found


def _threshold(examples: list[Example], read: list[Read]) -> float:
    """The confidence that settles most sentences rightly, those out of scope weighing as much as those within."""
    inside = np.array([example.intent != OUT_OF_SCOPE for example in examples])
    right = np.array([intent == example.intent for (intent, _), example in zip(read, examples)])
    sure = np.array([confidence for _, confidence in read])

    def settled(least: float) -> float:
        return float(np.mean((right & (sure >= least))[inside]) + np.mean((sure < least)[~inside]))

    return max(np.unique(np.round(sure, 3)), key=settled)


def _share(values: list[bool]) -> float:
    return round(float(np.mean(values)), 4)


def main(folder: str, name: str, pipeline: str, work: str) -> None:
    """Prints the measurements as the last line of standard output."""
    os.environ.update(PUBLIC_FOLDER=folder, PUBLIC_SET=name, RASA_TELEMETRY_ENABLED="false", RASA_MAX_CACHE_SIZE="0")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    warnings.simplefilter("ignore")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))  # or it prints every text
    print(json.dumps(measure(load_set(Path(folder), name), pipeline, Path(work))))


if __name__ == "__main__":
    main(*sys.argv[1:])
