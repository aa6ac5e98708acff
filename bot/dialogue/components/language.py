"""Which language a message is in, also romanised or without marks; knows only the languages that have phrases."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.base import TrainedComponent, about
from bot.dialogue.components.featurizer import whole_rows
from bot.dialogue.heads import Head

LANGUAGES = "languages"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageIdentifier(TrainedComponent):
    """Sets `languages`: each language's probability, most likely first."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`chosen_weight`: how much a person's chosen language counts beside the words."""
        return {"chosen_weight": 0.5}

    def learn(self, examples: List[Message]) -> Head:
        """A classifier over the languages of the phrases (see parent class for full docstring)."""
        return Head.fit(whole_rows(examples), [about(example, "language") for example in examples])

    def add_to(self, messages: List[Message]) -> None:
        """Sets `languages` (see parent class for full docstring)."""
        head: Head = self.learnt
        for message, chances in zip(messages, head.probabilities(whole_rows(messages))):
            ranked = sorted(zip(head.labels, map(float, chances)), key=lambda pair: -pair[1])
            message.set(LANGUAGES, dict(ranked), add_to_output=True)


def mixed_languages(message: Message, chosen_weight: float) -> Dict[str, float]:
    """The languages' weights for the classifiers: the words' own, and the chosen language where they say little."""
    weights: Dict[str, float] = dict(message.get(LANGUAGES) or {})
    chosen = about(message, "chosen")
    if chosen in weights:
        weights = {code: weight * (1 - chosen_weight) for code, weight in weights.items()}
        weights[chosen] += chosen_weight
    return weights
