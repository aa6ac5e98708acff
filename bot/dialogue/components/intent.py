"""What a person wants, with a calibrated confidence; knows neither what is answered nor when to give up."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.base import TrainedComponent, about, text_of
from bot.dialogue.components.language import mixed_languages
from bot.dialogue.ngrams import Heads

SIMILARITY = "similarity"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NgramIntentClassifier(TrainedComponent):
    """Sets `intent`, `intent_ranking` and `similarity` (to the nearest phrase, 0 to 1)."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`ranking`: how many intents are listed. `chosen_weight`: see LanguageIdentifier."""
        return {"ranking": 6, "chosen_weight": 0.2}

    def learn(self, examples: List[Message]) -> Heads:
        """A head per language over the intents (see parent class for full docstring)."""
        return Heads.fit(
            [text_of(example) for example in examples],
            [example.get(INTENT) for example in examples],
            [about(example, "language") for example in examples],
        )

    def add_to(self, message: Message) -> None:
        """Sets the intents (see parent class for full docstring)."""
        heads: Heads = self.learnt
        features = heads.features.of([text_of(message)])
        ranked = heads.rank(features, mixed_languages(message, self.config["chosen_weight"]))
        ranking = [
            {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: chance}
            for name, chance in list(ranked.items())[: self.config["ranking"]]
        ]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set(SIMILARITY, heads.nearest(features), add_to_output=True)
