"""What a person wants, with a calibrated confidence; knows neither what is answered nor when to give up."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, List, Tuple

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix

from bot.dialogue.components.base import TrainedComponent, about
from bot.dialogue.components.featurizer import passage_rows, rows_of
from bot.dialogue.components.labels import learn_heads
from bot.dialogue.components.language import mixed_languages
from bot.dialogue.heads import Heads
from bot.dialogue.nearest import Nearest
from bot.safety import MISUSE, is_emergency

SIMILARITY, ALARMS = "similarity", "alarms"
_POST = "-"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NgramIntentClassifier(TrainedComponent):
    """Sets `intent`, `intent_ranking`, `similarity` (to the nearest phrase, 0 to 1) and `alarms`.

    `alarms` are the probabilities of all emergencies together and of misuse; `misuse_within` is, of a long message, the
    geometric mean of misuse in the whole and in its likeliest passage: forty words of a sad story outweigh the eight
    that ask for a smuggler. It found twice as many of those, for one calm story in a hundred (written to be hard).

    News, warnings and honest offers that people forward have no intent, but the words of many. They are a label of
    their own, never named: what is likely to be such a post is that much less an emergency or misuse. Of 452 posts 16
    instead of 41 alarmed, of 1,469 emergencies 8 more were missed.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`ranking`: how many intents are listed. `chosen_weight`: see LanguageIdentifier.

        `phrases_a_claim`: so many of each claim teach the intent `claim`. With 8, one promise in six that people
        repeated was taken for an emergency; with all of them, one emergency in fifty more for a promise.
        """
        return {"ranking": 6, "chosen_weight": 0.2, "phrases_a_claim": 32}

    def learn(self, examples: List[Message]) -> Tuple[Heads, Nearest]:
        """A head per language over the intents, and the phrases (see parent class for full docstring)."""
        said = [example for example in examples if example.get(INTENT)]
        taught = _without_most_claims(said, self.config["phrases_a_claim"])
        labelled = [(example, example.get(INTENT)) for example in taught]
        posts = [(example, _POST) for example in examples if about(example, "is_advert") is False]
        return learn_heads(labelled + posts), Nearest(rows_of(said))

    def add_to(self, messages: List[Message]) -> None:
        """Sets the intents (see parent class for full docstring)."""
        heads, phrases = self.learnt
        rows = rows_of(messages)
        languages = [mixed_languages(message, self.config["chosen_weight"]) for message in messages]
        all_chances, likenesses = heads.probabilities(rows, languages), phrases.likeness(rows)
        for message, language, chances, likeness in zip(messages, languages, all_chances, likenesses):
            ranking = _ranked(heads.labels, chances)[: self.config["ranking"]]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(SIMILARITY, likeness, add_to_output=True)
            alarms = _alarms(heads.labels, chances)
            alarms["misuse_within"] = _within(passage_rows(message), heads, language, alarms["misuse"])
            message.set(ALARMS, alarms, add_to_output=True)


def _ranked(labels: List[str], chances: np.ndarray) -> List[Dict[str, Any]]:
    """The intents, likeliest first, as likely as each is if the message has one."""
    places = [place for place in chances.argsort()[::-1] if labels[place] != _POST]
    whole = max(float(chances[places].sum()), 1e-9)
    return [
        {INTENT_NAME_KEY: labels[place], PREDICTED_CONFIDENCE_KEY: float(chances[place]) / whole} for place in places
    ]


def _alarms(labels: List[str], chances: np.ndarray) -> Dict[str, float]:
    emergency = sum(chance for label, chance in zip(labels, chances) if is_emergency(label))
    misuse = sum(chance for label, chance in zip(labels, chances) if label == MISUSE)
    return {"emergency": float(emergency), "misuse": float(misuse)}


def _within(passages: csr_matrix, heads: Heads, language: Dict[str, float], whole: float) -> float:
    if not passages.shape[0]:
        return 0.0
    chances = heads.probabilities(passages, [language] * passages.shape[0])
    misuse = [place for place, label in enumerate(heads.labels) if label == MISUSE]
    return float(np.sqrt(whole * chances[:, misuse].sum(axis=1).max()))


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
