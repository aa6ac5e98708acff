"""What components share that learn labels of phrases and give scored ones; knows no label's meaning."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Tuple

import numpy as np
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.base import about
from bot.dialogue.components.featurizer import rows_of
from bot.dialogue.heads import Heads


def learn_heads(labelled: Iterable[Tuple[Message, str]]) -> Heads:
    """A head per language over the labels of phrases."""
    examples, labels = zip(*labelled)
    return Heads.fit(rows_of(examples), list(labels), [about(example, "language") for example in examples])


def scored(labels: List[str], scores: np.ndarray, least: float) -> List[Dict[str, Any]]:
    """The labels with a score of `least` or more as {id, score}, best first."""
    ranked = scores.argsort()[::-1]
    return [{"id": labels[place], "score": float(scores[place])} for place in ranked if scores[place] >= least]
