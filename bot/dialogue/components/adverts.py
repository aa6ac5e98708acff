"""Whether a message is a seller's advert, and by which tactics it persuades; knows no claims and no answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Dict, List, Optional

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.base import TrainedComponent, about, some_of
from bot.dialogue.components.featurizer import clause_rows, rows_of
from bot.dialogue.components.labels import learn_heads, scored
from bot.dialogue.components.language import mixed_languages
from bot.dialogue.heads import Heads
from bot.phrases import CLAIM

ADVERT = "advert"
TACTICS = "tactics"
_ADVERT, _NONE = "advert", "-"


@dataclass
class Learnt:
    """Heads per language: adverts against news and honest offers, against what people ask, and over the tactics."""

    honest: Heads
    everyday: Heads
    tactics: Heads


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AdvertReader(TrainedComponent):
    """Sets `advert`: {score, is_advert}, and `tactics`: a list of {id, score} of what may be an advert, best first.

    Posts that are none are few and near, questions many and far: a head over both learnt the easy ones. The score is
    how likely it is no honest post, times the square root of how likely it is no question: of adverts kept back it
    finds six in a hundred more for as many false alarms. A tactic's score is its mean over the clauses: of one clause
    alone even a shrug would be some tactic. In config.yml, `threshold`: from which score it is an advert.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`maybe`: the least probability of an advert whose tactics are told, `tactic`: of a tactic that counts.

        `chosen_weight`: see LanguageIdentifier.

        `everyday`: so many phrases of a language that are about something else teach what no advert is.
        """
        return {"tactic": 0.17, "maybe": 0.3, "chosen_weight": 0.2, "everyday": 3000}

    def learn(self, examples: List[Message]) -> Learnt:
        """Adverts against the two kinds of all else, and tactics from the lines that use them (see parent class)."""
        adverts = [(example, _ADVERT) for example in examples if _is_sold(example)]
        honest = [(example, _NONE) for example in examples if about(example, "is_advert") is False]
        everyday = [(example, _NONE) for example in self._everyday(examples)]
        used = [(example, label) for example in examples if (label := _tactic(example))]
        return Learnt(learn_heads(adverts + honest), learn_heads(adverts + everyday), learn_heads(used))

    def _everyday(self, examples: List[Message]) -> List[Message]:
        asked: Dict[str, List[Message]] = defaultdict(list)
        for example in examples:
            if example.get(INTENT) and example.get(INTENT) != CLAIM:
                asked[about(example, "language")].append(example)
        return [example for own in asked.values() for example in some_of(own, self.config["everyday"])]

    def add_to(self, messages: List[Message]) -> None:
        """Sets both (see parent class for full docstring)."""
        learnt: Learnt = self.learnt
        languages = [mixed_languages(message, self.config["chosen_weight"]) for message in messages]
        rows = rows_of(messages)
        honest, everyday = (
            heads.probabilities(rows, languages)[:, heads.labels.index(_ADVERT)]
            for heads in (learnt.honest, learnt.everyday)
        )
        adverts = honest * np.sqrt(everyday)
        for message, language, score in zip(messages, languages, map(float, adverts)):
            message.set(ADVERT, {"score": score, "is_advert": score >= self.config["threshold"]}, add_to_output=True)
            tactics = self._tactics(message, language) if score >= self.config["maybe"] else []
            message.set(TACTICS, tactics, add_to_output=True)

    def _tactics(self, message: Message, language: Dict[str, float]) -> List[Dict[str, Any]]:
        heads = self.learnt.tactics
        rows, owners = clause_rows([message])
        return scored(
            heads.labels, heads.probabilities(rows, [language] * len(owners)).mean(axis=0), self.config["tactic"]
        )


def _is_sold(example: Message) -> bool:
    """Adverts and their lines; hearsay and questions teach neither."""
    return bool(about(example, "is_advert") or (about(example, "tactics") and not example.get(INTENT)))


def _tactic(example: Message) -> Optional[str]:
    """What a line that uses one tactic teaches: a claim's phrases use the claim's."""
    tactics = about(example, "tactics") or []
    return str(tactics[0]) if len(tactics) == 1 and about(example, "is_advert") is None else None
