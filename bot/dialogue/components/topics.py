"""Which topics of an intent answer a message best; knows their names, not their words."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Dict, List, Tuple

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.base import TrainedComponent, about, some_of
from bot.dialogue.components.featurizer import rows_of
from bot.dialogue.components.labels import learn_heads
from bot.dialogue.components.language import mixed_languages
from bot.dialogue.heads import Heads

TOPICS = "topics"
_NONE_OF = "-"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicRanker(TrainedComponent):
    """Sets `topics`: those of the message's intent, a list of {id, score}, best first; scores sum to 1 at most."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`ranking`: how many topics of an intent are listed. `chosen_weight`: see LanguageIdentifier.

        `general`: so many phrases of a language that are filed under an intent alone teach its general topic. All of
        them would drown the others, as they speak of everything; none would leave nothing general.
        """
        return {"ranking": 3, "chosen_weight": 0.2, "general": 120}

    def learn(self, examples: List[Message]) -> Tuple[Dict[str, List[str]], Heads]:
        """The topics of each intent, and a head per language over all topics (see parent class for full docstring)."""
        named = {(example.get(INTENT), about(example, "topic")) for example in examples if about(example, "topic")}
        topics: Dict[str, List[str]] = {}
        for intent, topic in sorted(named):
            topics.setdefault(intent, []).append(topic)
        general = self._general(examples, topics)
        labelled = [(example, about(example, "topic")) for example in examples if about(example, "topic")]
        return topics, learn_heads([*labelled, *general])

    def _general(self, examples: List[Message], topics: Dict[str, List[str]]) -> List[Tuple[Message, str]]:
        groups: Dict[Tuple[str, str], List[Message]] = defaultdict(list)
        for example in examples:
            intent = example.get(INTENT)
            if not about(example, "topic") and intent in topics:
                groups[intent, about(example, "language")].append(example)
        kept = self.config["general"]
        return [
            (example, _general_label(intent, topics))
            for (intent, _), group in groups.items()
            for example in some_of(group, kept)
        ]

    def add_to(self, messages: List[Message]) -> None:
        """Sets the topics of the intent (see parent class for full docstring)."""
        topics, heads = self.learnt
        place = {label: index for index, label in enumerate(heads.labels)}
        languages = [mixed_languages(message, self.config["chosen_weight"]) for message in messages]
        for message, chances in zip(messages, heads.probabilities(rows_of(messages), languages)):
            intent = message.get(INTENT)["name"]
            own = topics.get(intent, [])
            whole = (
                sum(chances[place[label]] for label in {*own, _general_label(intent, topics)} if label in place) or 1.0
            )
            ranked = sorted(own, key=lambda topic: -chances[place[topic]])[: self.config["ranking"]]
            found = [{"id": topic, "score": float(chances[place[topic]] / whole)} for topic in ranked]
            message.set(TOPICS, found, add_to_output=True)


def _general_label(intent: str, topics: Dict[str, List[str]]) -> str:
    """The topic that bears the intent's name, or what stands for none of its topics."""
    return intent if intent in topics.get(intent, []) else f"{_NONE_OF}{intent}"
