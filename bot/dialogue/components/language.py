"""Which language a message is in, also romanised or without marks; knows only what the phrases teach."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, List, Set

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.base import TrainedComponent, about, some_of, text_of
from bot.dialogue.components.featurizer import rows_as_typed
from bot.dialogue.heads import Head
from bot.phrases import OTHER
from bot.text import fold, without_addresses, words

LANGUAGES = "languages"
_TELLING = 3
"""A word of fewer letters that no phrase has says little: it may be a name, a number or a slip."""
_TELL_TOGETHER = 4
"""More words than this tell a language even if each of them stands in others\' phrases too."""


@dataclass
class Learnt:
    """The classifier, and the words that tell nothing as several languages use them ("ok", "visa", "uk")."""

    head: Head
    shared: FrozenSet[str]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageIdentifier(TrainedComponent):
    """Sets `languages`: the probability of each language and of "other", most likely first."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`unsure`: how far words that several languages share pull the probabilities towards all being equal.

        `phrases`: so many of a language teach it; more change nothing but the time.
        """
        return {"unsure": 0.6, "phrases": 6000}

    def learn(self, examples: List[Message]) -> Learnt:
        """A classifier over the languages of the phrases (see parent class for full docstring)."""
        taught: Dict[str, List[Message]] = defaultdict(list)
        for example in examples:
            taught[about(example, "language")].append(example)
        chosen = [example for own in taught.values() for example in some_of(own, self.config["phrases"])]
        languages = [about(example, "language") for example in chosen]
        homes: Dict[str, Set[str]] = defaultdict(set)
        for example, language in zip(chosen, languages):
            for word in _words(text_of(example)):
                homes[word].add(language)
        shared = frozenset(word for word, users in homes.items() if len(users) > 1)
        return Learnt(Head.fit(rows_as_typed(chosen), languages), shared)

    def add_to(self, messages: List[Message]) -> None:
        """Sets `languages` (see parent class for full docstring)."""
        learnt: Learnt = self.learnt
        for message, chances in zip(messages, learnt.head.probabilities(rows_as_typed(messages))):
            if self._tells_nothing(message):
                chances = chances + self.config["unsure"] * (np.full(len(chances), 1 / len(chances)) - chances)
            ranked = sorted(zip(learnt.head.labels, map(float, chances)), key=lambda pair: -pair[1])
            message.set(LANGUAGES, dict(ranked), add_to_output=True)

    def _tells_nothing(self, message: Message) -> bool:
        said = _words(text_of(message))
        if len(said) > _TELL_TOGETHER:
            return False
        return all(word in self.learnt.shared or len(word) < _TELLING or word.isdigit() for word in said)


def mixed_languages(message: Message, chosen_weight: float) -> Dict[str, float]:
    """The languages' weights for the classifiers: the words' own, and the chosen language where they say little."""
    weights = {code: chance for code, chance in (message.get(LANGUAGES) or {}).items() if code != OTHER}
    whole = sum(weights.values()) or 1.0
    chosen = about(message, "chosen")
    share = chosen_weight if chosen in weights else 0.0
    weights = {code: weight / whole * (1 - share) for code, weight in weights.items()}
    if share:
        weights[chosen] += share
    return weights


def _words(text: str) -> List[str]:
    return words(fold(without_addresses(text)))
