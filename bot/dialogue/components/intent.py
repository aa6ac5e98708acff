"""What a person wants, with a calibrated confidence; knows neither what is answered nor when to give up."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, List, Tuple

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.base import TrainedComponent, about
from bot.dialogue.components.featurizer import rows_of
from bot.dialogue.components.labels import learn_heads
from bot.dialogue.components.language import mixed_languages
from bot.dialogue.heads import Heads
from bot.dialogue.ngrams import Nearest
from bot.safety import MISUSE, is_emergency

SIMILARITY, ALARMS = "similarity", "alarms"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NgramIntentClassifier(TrainedComponent):
    """Sets `intent`, `intent_ranking`, `similarity` (to the nearest phrase, 0 to 1) and `alarms`.

    `alarms` are the probabilities of all emergencies together and of misuse.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`ranking`: how many intents are listed. `chosen_weight`: see LanguageIdentifier.

        `phrases_a_claim`: so many of each claim teach the intent `claim`, or sixty claims would outweigh all else.
        """
        return {"ranking": 6, "chosen_weight": 0.2, "phrases_a_claim": 8}

    def learn(self, examples: List[Message]) -> Tuple[Heads, Nearest]:
        """A head per language over the intents, and the phrases (see parent class for full docstring)."""
        examples = [example for example in examples if example.get(INTENT)]
        phrases = Nearest(rows_of(examples))
        examples = _without_most_claims(examples, self.config["phrases_a_claim"])
        return learn_heads((example, example.get(INTENT)) for example in examples), phrases

    def add_to(self, messages: List[Message]) -> None:
        """Sets the intents (see parent class for full docstring)."""
        heads, phrases = self.learnt
        rows = rows_of(messages)
        languages = [mixed_languages(message, self.config["chosen_weight"]) for message in messages]
        for message, chances, likeness in zip(messages, heads.probabilities(rows, languages), phrases.likeness(rows)):
            ranking = [
                {INTENT_NAME_KEY: heads.labels[index], PREDICTED_CONFIDENCE_KEY: float(chances[index])}
                for index in chances.argsort()[::-1][: self.config["ranking"]]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(SIMILARITY, likeness, add_to_output=True)
            message.set(ALARMS, _alarms(heads.labels, chances), add_to_output=True)


def _alarms(labels: List[str], chances: np.ndarray) -> Dict[str, float]:
    emergency = sum(chance for label, chance in zip(labels, chances) if is_emergency(label))
    misuse = sum(chance for label, chance in zip(labels, chances) if label == MISUSE)
    return {"emergency": float(emergency), "misuse": float(misuse)}


def _without_most_claims(examples: List[Message], most: int) -> List[Message]:
    """All examples but those of a claim beyond the first `most` in each language."""
    seen: Counter = Counter()
    kept = []
    for example in examples:
        claims = tuple(about(example, "claims") or ())
        key = about(example, "language"), claims
        seen[key] += 1
        if not claims or seen[key] <= most:
            kept.append(example)
    return kept
