"""What our components share: being created, and keeping and loading what was learnt; knows not what that is."""

from __future__ import annotations

import pickle
from abc import abstractmethod
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from zstandard import ZstdCompressor, ZstdDecompressor

_FILE = "learnt.pickle.zst"
_LIGHTLY = 1


class PlainComponent(GraphComponent):
    """Learns nothing: made from its lines in config.yml."""

    def __init__(self, config: Dict[str, Any]) -> None:
        """Holds the component's lines of config.yml."""
        self.config = config

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Creates the component (see parent class for full docstring)."""
        return cls(config)


class TrainedComponent(GraphComponent):
    """Learns one object from the phrases and applies it to messages.

    The object is kept with pickle, so a model file is code: load only models trained here. It is packed lightly, as
    Rasa packs the model as hard as it can, which takes a minute for what is not packed yet, and by Zstandard, which
    packs and unpacks six times as fast as gzip to the same size; joblib, made for arrays, would pickle the million
    n-grams in Python, ten times slower than C.
    """

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource, learnt: Any = None) -> None:
        """Holds what `create` and `load` give."""
        self.config = config
        self._storage = storage
        self._resource = resource
        self.learnt = learnt

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Creates the component untrained (see parent class for full docstring)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GraphComponent:
        """Loads what `train` kept (see parent class for full docstring)."""
        with model_storage.read_from(resource) as folder:
            learnt = pickle.loads(ZstdDecompressor().decompress((folder / _FILE).read_bytes()))  # noqa: S301 - we wrote it
            return cls(config, model_storage, resource, learnt)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from every phrase and keeps what was learnt."""
        self.learnt = self.learn(with_text(training_data.training_examples))
        with self._storage.write_to(self._resource) as folder:
            packed = ZstdCompressor(level=_LIGHTLY).compress(pickle.dumps(self.learnt, pickle.HIGHEST_PROTOCOL))
            (folder / _FILE).write_bytes(packed)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds to each message what this component knows about it."""
        said = with_text(messages)
        if said:
            self.add_to(said)
        return messages

    @abstractmethod
    def learn(self, examples: List[Message]) -> Any:
        """What is kept, from labelled messages."""

    @abstractmethod
    def add_to(self, messages: List[Message]) -> None:
        """Sets this component's outputs on messages that came together, each with text."""


def with_text(messages: List[Message]) -> List[Message]:
    """Those that say something."""
    return [message for message in messages if message.get(TEXT)]


def some_of(examples: List[Message], most: int) -> List[Message]:
    """All of the examples, or `most` of them: always the same, from first to last."""
    if len(examples) <= most:
        return examples
    return [examples[index * len(examples) // most] for index in range(most)]


def text_of(message: Message) -> str:
    """The words of a message."""
    return str(message.get(TEXT))


def about(message: Message, key: str) -> Any:
    """What is known beside the words: a phrase's language and claims, or what the gateway sent along."""
    return (message.get(METADATA) or {}).get(key)
