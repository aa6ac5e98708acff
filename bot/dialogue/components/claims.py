"""Which of a smuggler's claims a message makes, each clause by itself; knows no answers to them."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.base import TrainedComponent, about
from bot.dialogue.components.featurizer import clause_rows, whole_rows
from bot.dialogue.components.language import mixed_languages
from bot.dialogue.heads import Heads

CLAIMS = "claims"
_NONE = "-"


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
            whole_rows(examples),
            [about(example, "claim") or _NONE for example in examples],
            [about(example, "language") for example in examples],
        )

    def add_to(self, messages: List[Message]) -> None:
        """Sets the claims (see parent class for full docstring)."""
        heads: Heads = self.learnt
        languages = [mixed_languages(message, self.config["chosen_weight"]) for message in messages]
        rows, owners = clause_rows(messages)
        chances = heads.probabilities(rows, [languages[owner] for owner in owners])
        for index, message in enumerate(messages):
            best = chances[owners == index].max(axis=0)
            found = [
                {"id": heads.labels[place], "score": float(best[place])}
                for place in best.argsort()[::-1]
                if heads.labels[place] != _NONE and best[place] >= self.config["threshold"]
            ]
            message.set(CLAIMS, found, add_to_output=True)
