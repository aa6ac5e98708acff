"""The measures as pictures (SVG); knows no bot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams.update({"svg.hashsalt": "waymark", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False})

import matplotlib.pyplot as plt
import numpy as np

from accuracy.examining import Examined
from accuracy.metrics import Share

_WORST = 20
_TARGET = 0.97


def draw(results: Mapping[str, Examined], folder: Path) -> None:
    """Writes dangers.svg, noise.svg, calibration.svg and confusions.svg into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in (("dangers", _dangers), ("noise", _noise), ("calibration", _calibration), ("confusions", _worst)):
        figure = make(results)
        figure.savefig(folder / f"{name}.svg", bbox_inches="tight", metadata={"Date": None})
        plt.close(figure)


def _bars(axes: plt.Axes, groups: list[str], series: Mapping[str, list[Share]]) -> None:
    """Bars side by side with their 95 % intervals."""
    wide = 0.8 / max(1, len(series))
    for number, (name, shares) in enumerate(series.items()):
        values = np.array([share.value for share in shares])
        low, high = np.array([share.interval for share in shares]).T
        at = np.arange(len(groups)) + (number - (len(series) - 1) / 2) * wide
        errors = np.clip([values - low, high - values], 0, None)
        axes.bar(at, values, wide * 0.92, yerr=errors, label=name, error_kw={"lw": 0.8})
    axes.set_xticks(range(len(groups)), groups, rotation=20, ha="right")
    axes.set_ylim(0, 1.02)


def _dangers(results: Mapping[str, Examined]) -> plt.Figure:
    figure, axes = plt.subplots(figsize=(8, 3.2))
    kinds = list(dict.fromkeys(kind for result in results.values() for kind in result.dangers))
    _bars(axes, kinds, {code: [result.dangers[kind].both for kind in kinds] for code, result in results.items()})
    axes.axhline(_TARGET, color="grey", lw=0.8, ls="--")
    axes.set_title("Emergencies and misuse recognised, words and model together (line: target)")
    axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(1.0, 0.0))
    return figure


def _noise(results: Mapping[str, Examined]) -> plt.Figure:
    figure, axes = plt.subplots(figsize=(8, 3.2))
    names = ["as written", *next(iter(results.values())).noises]
    series = {code: [result.intent, *result.noises.values()] for code, result in results.items()}
    _bars(axes, names, series)
    axes.set_title("Intents right, by how the sentence is typed")
    axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(1.0, 0.0))
    return figure


def _calibration(results: Mapping[str, Examined]) -> plt.Figure:
    figure, axes = plt.subplots(figsize=(3.6, 3.6))
    axes.plot([0, 1], [0, 1], color="grey", lw=0.8, ls="--")
    for code, result in results.items():
        sure, right, _ = zip(*result.bins, strict=True)
        axes.plot(sure, right, marker="o", ms=3, label=code)
    axes.set(xlabel="confidence", ylabel="share right", title="Is it as sure as it should be?")
    axes.legend(frameon=False)
    return figure


def _worst(results: Mapping[str, Examined]) -> plt.Figure:
    pairs: Counter[str] = Counter()
    for result in results.values():
        pairs.update({f"{wanted} → {got}": count for wanted, got, count in result.confusions})
    names, counts = zip(*reversed(pairs.most_common(_WORST)), strict=True)
    figure, axes = plt.subplots(figsize=(7, 4.5))
    axes.barh(names, counts)
    axes.set_title("Meant → understood, sentences over all languages")
    return figure
