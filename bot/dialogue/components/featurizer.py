"""The n-grams of each message and of its clauses, found once for all that follows; knows no labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Dict, List, Sequence, Tuple

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from bot.dialogue.components.base import TrainedComponent, text_of, with_text
from bot.dialogue.ngrams import MOST_CHARACTERS, Features
from bot.i18n.languages import load_served
from bot.lead_ins import load_lead_ins
from bot.settings import ROOT

_PLACE = "place"
_taught: List[csr_matrix] = []
"""The phrases' features, from learning to the components that learn next: Rasa hands over nothing but files."""
_CLAUSE = re.compile(r"[.!?;:,\n|•✅⭐🔥👉➡️؟،؛]+|\s[-–—]\s")
_SHORTEST = 3
_WINDOW = 8
_PASSAGE, _STORY = 14, 20
"""Words of a passage, and of the shortest message that has any."""
_MOST_CLAUSES = 60


@dataclass(frozen=True)
class _Place:
    """Where a message's rows lie in the matrix of all that came with it.

    From `start` to `end` itself and its clauses, at `typed` itself as typed, at `passages` those of a long one.
    """

    matrix: csr_matrix
    start: int
    end: int
    typed: int
    passages: range = range(0)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(TrainedComponent):
    """Gives later components `rows_of` and `clause_rows`: one look at the letters instead of one each."""

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource, learnt: Any = None) -> None:
        """Reads the lead-ins (see parent class for full docstring)."""
        super().__init__(config, storage, resource, learnt)
        self._lead_ins = load_lead_ins(ROOT, load_served(ROOT))

    def learn(self, examples: List[Message]) -> Features:
        """The n-grams of the phrases (see parent class for full docstring)."""
        features = Features()
        _taught[:] = [features.fit([text_of(example) for example in examples])]
        return features

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Finds the phrases' n-grams for the components that learn next."""
        examples = with_text(training_data.training_examples)
        matrix = _taught.pop() if _taught else self.learnt.of([text_of(example) for example in examples])
        for row, example in enumerate(examples):
            example.set(_PLACE, _Place(matrix, row, row + 1, row))
        return training_data

    def _clauses(self, text: str) -> List[str]:
        """Each clause with enough words, the same without its lead-in, and windows over long ones."""
        found = []
        for part in [text[:MOST_CHARACTERS], *_CLAUSE.split(text[:MOST_CHARACTERS])]:
            words = part.split()
            bare = self._lead_ins.without(part.strip()) if len(words) >= _SHORTEST else ""
            if len(words) >= _SHORTEST:
                found += [part.strip(), *([bare] if len(bare.split()) >= _SHORTEST else []), *_windows(words)]
        return [clause for clause in dict.fromkeys(found) if clause != text][:_MOST_CLAUSES]

    def add_to(self, messages: List[Message]) -> None:
        """Finds the n-grams (see parent class for full docstring)."""
        typed = [text_of(message) for message in messages]
        spelled = self.learnt.spelled(typed)
        texts, starts = [], []
        for text in spelled:
            starts.append(len(texts))
            texts += [text, *self._clauses(text)]
        places = []
        for text, read, start, end in zip(typed, spelled, starts, [*starts[1:], len(texts)]):
            as_typed = start
            if text != read:
                as_typed = len(texts)
                texts.append(text)
            passages = _passages(read)
            places.append((start, end, as_typed, range(len(texts), len(texts) + len(passages))))
            texts += passages
        matrix = self.learnt.of(texts)
        for message, place in zip(messages, places):
            message.set(_PLACE, _Place(matrix, *place))


def rows_of(messages: Sequence[Message]) -> csr_matrix:
    """The features of the messages, a row each."""
    places = [message.get(_PLACE) for message in messages]
    return places[0].matrix[[place.start for place in places]]


def rows_as_typed(messages: Sequence[Message]) -> csr_matrix:
    """The same before misspelt words were put right: a foreign word must not become one of ours."""
    places = [message.get(_PLACE) for message in messages]
    return places[0].matrix[[place.typed for place in places]]


def passage_rows(message: Message) -> csr_matrix:
    """The features of a long message's passages; of a short one, none."""
    place = message.get(_PLACE)
    return place.matrix[list(place.passages)]


def clause_rows(messages: List[Message]) -> Tuple[csr_matrix, np.ndarray]:
    """The features of the messages and their clauses, and to which message each row belongs."""
    places = [message.get(_PLACE) for message in messages]
    owners = np.repeat(np.arange(len(places)), [place.end - place.start for place in places])
    return places[0].matrix[places[0].start : places[-1].end], owners


def _windows(words: List[str]) -> List[str]:
    """Stretches of a run-on sentence."""
    return _stretches(words, _WINDOW) if len(words) > _WINDOW else []


def _passages(text: str) -> List[str]:
    """Stretches of a long message, long enough for a request."""
    words = text[:MOST_CHARACTERS].split()
    return _stretches(words, _PASSAGE) if len(words) >= _STORY else []


def _stretches(words: List[str], length: int) -> List[str]:
    """So many words each, half over the last."""
    step = length // 2
    return [" ".join(words[start : start + length]) for start in range(0, len(words) - step, step)]
