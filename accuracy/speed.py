"""`make speed`: what understanding costs, each beside a bare floor in the same run; writes docs/speed.md.

The floor is scikit-learn alone: the same n-grams by its own vectorizers, and one product with the intents' weights.
"""

from __future__ import annotations

import asyncio
import logging
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT, Settings
from bot.training import ensure_model

REPORT = ROOT / "docs" / "speed.md"
SHORT = "is it true that the boat to england is safe and you pay later"
LONG = (SHORT + ". ") * 66
_TIMES = 300
_COPIES = ("fr", "it", "es", "de", "tr")
"""Codes under which the phrases of the three languages are taught again, as if eight were served."""


_PAGE = """# What understanding costs

Made by `make speed`; do not edit by hand. Medians of one run on one machine; compare within it. The floor is
scikit-learn alone: the same n-grams by its own vectorizers, and one product with the intents' weights. Eight languages
are ours and copies of them under other codes.

{today}, {machine}.

| measure | | beside |
|---|---|---|
| the floor, {size} characters | {floor:.2f} ms | |
| a message of {size} characters | {short:.2f} ms | {to_floor:.1f} × the floor |
| a message of 4,096 characters | {long:.1f} ms | {to_short:.1f} × the short one |
| training, three languages | {three:.0f} s | imports apart |
| training, eight languages' worth | {eight:.0f} s | {to_three:.1f} × |
| model file | {megabytes:.0f} MB | |
{memory}

Rasa 3.6 cannot run without TensorFlow: `rasa.engine.recipes.default_components` imports every component it ships, DIET
among them, and `rasa.core.agent` leads there. Leaving it out would mean a stand-in module under its name.
"""


def milliseconds(act: Callable[[], object], times: int = _TIMES) -> float:
    """The median of many runs, after some to warm up."""
    for _ in range(times // 10):
        act()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        taken.append(time.perf_counter() - started)
    return 1000 * statistics.median(taken)


def reading(model: Path) -> dict[str, float]:
    """Milliseconds to read a message as the worker does, and the floor."""
    import rasa.core.processor
    import structlog
    from rasa.core.agent import Agent

    from bot.dialogue.runner import DirectGraphRunner

    # Or printing is measured too.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    rasa.core.processor.DaskGraphRunner = DirectGraphRunner
    agent = Agent.load(str(model))
    loop = asyncio.new_event_loop()

    def read(text: str) -> object:
        return loop.run_until_complete(agent.parse_message(text[:1000]))  # the gateway sends no more

    floor = _floor()
    return {
        "short": milliseconds(lambda: read(SHORT)),
        "long": milliseconds(lambda: read(LONG[:4096]), 60),
        "floor": milliseconds(lambda: floor(SHORT)),
    }


def _floor() -> Callable[[str], object]:
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    from bot.phrases import load_phrases

    phrases = [phrase for phrase in load_phrases(ROOT, ["en"]) if phrase.intent]
    texts = [phrase.text for phrase in phrases]
    letters = {"analyzer": "char_wb", "min_df": 2, "max_df": 1 / 8, "sublinear_tf": True}
    kinds: list[dict[str, Any]] = [
        {"ngram_range": (1, 2), "sublinear_tf": True},
        {**letters, "ngram_range": (1, 5)},
        {**letters, "ngram_range": (2, 4)},
    ]
    vectorizers = [TfidfVectorizer(**kind).fit(texts) for kind in kinds]
    model = LinearSVC(tol=0.1).fit(hstack([v.transform(texts) for v in vectorizers]), [p.intent for p in phrases])
    return lambda text: model.decision_function(hstack([v.transform([text]) for v in vectorizers]))


def training(languages: tuple[str, ...]) -> float:
    """Seconds to train a model, imports apart, with the phrases of our languages copied to more codes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("bot", "content", "locales", "nlu", "accuracy", "config.yml", "pyproject.toml"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
        _copy_languages(root, languages)
        script = (
            "import time, warnings; warnings.simplefilter('ignore')\n"
            "import rasa.model_training, bot.dialogue.importer, bot.dialogue.components.intent\n"
            "from bot.dialogue.train import main\n"
            "started = time.monotonic(); assert main('models', 'm') == 0; print('SECONDS', time.monotonic() - started)"
        )
        environment = {**os.environ, "PYTHONPATH": str(root)}
        done = subprocess.run([sys.executable, "-c", script], cwd=root, env=environment, capture_output=True, text=True)
    line = next((line for line in done.stdout.splitlines() if line.startswith("SECONDS")), None)
    if line is None:
        raise SystemExit(done.stderr[-2000:])
    return float(line.split()[1])


def _copy_languages(root: Path, codes: tuple[str, ...]) -> None:
    path = root / "locales" / "languages.yml"
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries = {entry["code"]: entry for entry in listed}
    for code, source in zip(codes, ("en", "ar", "sq", "en", "ar"), strict=False):
        shutil.copytree(root / "nlu" / source, root / "nlu" / code)
        shutil.copytree(root / "locales" / ("ar" if source == "en" else source), root / "locales" / code)
        listed.append({**entries[source], "code": code, "telegram": code})
    path.write_text(yaml.safe_dump(listed, allow_unicode=True), encoding="utf-8")


def memory(model: Path) -> dict[str, float]:
    """Megabytes of a process: that imported TensorFlow, that imported Rasa's agent, that loaded the model and read."""
    steps = {
        "TensorFlow alone": "import tensorflow",
        "Rasa's agent (it imports TensorFlow)": "import rasa.core.agent",
        "with the model, after a message": (
            "import asyncio, rasa.core.agent\n"
            f"agent = rasa.core.agent.Agent.load({str(model)!r})\nasyncio.run(agent.parse_message({SHORT!r}))"
        ),
    }
    return {name: _resident(code) for name, code in steps.items()}


def _resident(code: str) -> float:
    tell = "import psutil\nprint('RSS', psutil.Process().memory_info().rss)"
    script = f"import warnings; warnings.simplefilter('ignore')\n{code}\n{tell}"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(next(line for line in done.stdout.splitlines() if line.startswith("RSS")).split()[1]) / 1e6


def main() -> None:
    """Measures, prints and writes the page."""
    warnings.simplefilter("ignore")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    model = ensure_model(Settings(), print)
    read, held = reading(model), memory(model)
    three, eight = training(()), training(_COPIES)
    text = _PAGE.format(
        today=date.today().isoformat(),
        machine=f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        size=len(SHORT),
        **read,
        to_floor=read["short"] / read["floor"],
        to_short=read["long"] / read["short"],
        three=three,
        eight=eight,
        to_three=eight / three,
        megabytes=model.stat().st_size / 1e6,
        memory="\n".join(f"| memory: {name} | {megabytes:.0f} MB | |" for name, megabytes in held.items()),
    )
    REPORT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
