"""Which of a smuggler's claims a message makes, each clause by itself; knows no answers to them."""

from __future__ import annotations

import re
from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.base import TrainedComponent, about, text_of
from bot.dialogue.components.language import mixed_languages
from bot.dialogue.ngrams import MOST_CHARACTERS, Heads

CLAIMS = "claims"
_NONE = "-"
_CLAUSE = re.compile(r"[.!?;:,\n|•✅⭐🔥👉➡️؟،؛]+|\s[-–—]\s")
_SHORTEST = 3
_WINDOW = 8
_MOST_CLAUSES = 60


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ClaimMatcher(TrainedComponent):
    """Sets `claims`: a list of {id, score}, best first, of those at or above `threshold`."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`threshold`: the lowest probability of a claim that counts."""
        return {"threshold": 0.5, "chosen_weight": 0.2}

    def learn(self, examples: List[Message]) -> Heads:
        """A head per language over the claims and none of them (see parent class for full docstring)."""
        return Heads.fit(
            [text_of(example) for example in examples],
            [about(example, "claim") or _NONE for example in examples],
            [about(example, "language") for example in examples],
        )

    def add_to(self, message: Message) -> None:
        """Sets the claims (see parent class for full docstring)."""
        heads: Heads = self.learnt
        languages = mixed_languages(message, self.config["chosen_weight"])
        best: Dict[str, float] = {}
        for row in heads.features.of(_clauses(text_of(message))):
            for claim, score in heads.rank(row, languages).items():
                best[claim] = max(best.get(claim, 0.0), score)
        found = [
            {"id": claim, "score": score}
            for claim, score in sorted(best.items(), key=lambda pair: -pair[1])
            if claim != _NONE and score >= self.config["threshold"]
        ]
        message.set(CLAIMS, found, add_to_output=True)


def _clauses(text: str) -> List[str]:
    """The whole message, each clause with enough words, and windows over long ones: people dictate without a pause."""
    shortened = text[:MOST_CHARACTERS]
    found = [shortened]
    for part in _CLAUSE.split(shortened):
        words = part.split()
        if len(words) >= _SHORTEST:
            found += [part.strip(), *_windows(words)]
    return found[:_MOST_CLAUSES]


def _windows(words: List[str]) -> List[str]:
    """Stretches of a run-on sentence, each half over the last."""
    if len(words) <= _WINDOW:
        return []
    step = _WINDOW // 2
    return [" ".join(words[start : start + _WINDOW]) for start in range(0, len(words) - step, step)]
