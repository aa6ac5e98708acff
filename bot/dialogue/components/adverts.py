"""Whether a message is a seller's advert, and by which tactics it persuades; knows no claims and no answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Dict, List, Optional

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
    """A head per language over advert or none, and one over the tactics."""

    advert: Heads
    tactics: Heads


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AdvertReader(TrainedComponent):
    """Sets `advert`: {score, is_advert}, and `tactics`: a list of {id, score} of what may be an advert, best first.

    A tactic's score is its mean over the clauses: of one clause alone even a shrug would be some tactic. In config.yml,
    `threshold`: from which probability it is one.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`maybe`: the least probability of an advert whose tactics are told, `tactic`: of a tactic that counts.

        `chosen_weight`: see LanguageIdentifier.

        `others`: so many phrases of a language that are about something else teach what no advert is.
        """
        return {"tactic": 0.17, "maybe": 0.3, "chosen_weight": 0.2, "others": 1500}

    def learn(self, examples: List[Message]) -> Learnt:
        """Adverts against all else, and tactics from the lines that use them (see parent class for full docstring)."""
        examples = self._without_most_others(examples)
        sold = [(example, label) for example in examples if (label := _advert(example))]
        used = [(example, label) for example in examples if (label := _tactic(example))]
        return Learnt(learn_heads(sold), learn_heads(used))

    def _without_most_others(self, examples: List[Message]) -> List[Message]:
        others: Dict[str, List[Message]] = defaultdict(list)
        kept = []
        for example in examples:
            is_other = example.get(INTENT) and example.get(INTENT) != CLAIM
            (others[about(example, "language")] if is_other else kept).append(example)
        return [*kept, *(example for own in others.values() for example in some_of(own, self.config["others"]))]

    def add_to(self, messages: List[Message]) -> None:
        """Sets both (see parent class for full docstring)."""
        learnt: Learnt = self.learnt
        languages = [mixed_languages(message, self.config["chosen_weight"]) for message in messages]
        place = learnt.advert.labels.index(_ADVERT)
        adverts = learnt.advert.probabilities(rows_of(messages), languages)[:, place]
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


def _advert(example: Message) -> Optional[str]:
    """Adverts and their lines on one side, all that is none on the other; hearsay and questions teach neither."""
    if about(example, "is_advert") or (about(example, "tactics") and not example.get(INTENT)):
        return _ADVERT
    told = about(example, "is_advert") is False or (example.get(INTENT) and example.get(INTENT) != CLAIM)
    return _NONE if told else None


def _tactic(example: Message) -> Optional[str]:
    """What a line that uses one tactic teaches: a claim's phrases use the claim's."""
    tactics = about(example, "tactics") or []
    return str(tactics[0]) if len(tactics) == 1 and about(example, "is_advert") is None else None
