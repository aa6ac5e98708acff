"""Which of a smuggler's claims a message makes, each clause by itself; knows no answers to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.adverts import ADVERT
from bot.dialogue.components.base import TrainedComponent, about
from bot.dialogue.components.featurizer import clause_rows
from bot.dialogue.components.labels import learn_heads, scored
from bot.dialogue.components.language import mixed_languages
from bot.dialogue.heads import Heads
from bot.phrases import CLAIM

CLAIMS = "claims"
CLAIMED = "claimed"
_NONE = "-"


@dataclass
class Learnt:
    """Whether words make a claim at all, and which one if they do: one head over both confuses rare with unclear."""

    any: Heads
    which: Heads


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ClaimMatcher(TrainedComponent):
    """Sets `claims`: a list of {id, score}, best first, and `claimed`: how likely the whole message makes any claim.

    A score is the geometric mean of what the best clause says and of what the whole says: a clause alone takes the
    warning that quotes a claim for the claim. But the likelier the whole is an advert, the more each clause speaks for
    itself, and in an advert wholly, or its second claim would be lost. AdvertReader goes before. In config.yml,
    `threshold`: the lowest score that counts, `beside`: the lowest beside the best one, as a share of that.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`chosen_weight`: see LanguageIdentifier."""
        return {"chosen_weight": 0.2}

    def learn(self, examples: List[Message]) -> Learnt:
        """Both heads, for each language (see parent class for full docstring)."""
        told = [example for example in examples if example.get(INTENT) or about(example, "is_advert") is not None]
        one = [example for example in told if len(about(example, "claims") or ()) == 1]
        return Learnt(
            learn_heads((example, CLAIM if example.get(INTENT) == CLAIM else _NONE) for example in told),
            learn_heads((example, about(example, "claims")[0]) for example in one),
        )

    def add_to(self, messages: List[Message]) -> None:
        """Sets the claims (see parent class for full docstring)."""
        learnt: Learnt = self.learnt
        languages = [mixed_languages(message, self.config["chosen_weight"]) for message in messages]
        rows, owners = clause_rows(messages)
        spoken = [languages[owner] for owner in owners]
        makes_any = learnt.any.probabilities(rows, spoken)[:, learnt.any.labels.index(CLAIM)]
        chances = learnt.which.probabilities(rows, spoken) * makes_any[:, None]
        wholes = np.flatnonzero(np.diff(owners, prepend=-1))  # a message's first row is the message itself
        for index, (message, whole) in enumerate(zip(messages, wholes)):
            best = chances[owners == index].max(axis=0)
            said = np.maximum(chances[whole], _own_say(message) * best)
            scores = np.sqrt(best * said)
            least = max(self.config["threshold"], self.config["beside"] * scores.max())
            message.set(CLAIMS, scored(learnt.which.labels, scores, least), add_to_output=True)
            message.set(CLAIMED, float(makes_any[whole]), add_to_output=True)


def _own_say(message: Message) -> float:
    advert = message.get(ADVERT) or {"score": 0.0, "is_advert": False}
    return 1.0 if advert["is_advert"] else float(advert["score"])
