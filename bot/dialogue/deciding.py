"""Rasa's decisions for messages that came together: read all at once, decided one by one; knows no HTTP."""

from __future__ import annotations

import logging
from typing import Any, Dict, List, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT

from bot.dialogue.ngrams import MOST_CHARACTERS

logger = logging.getLogger(__name__)

_NOTHING = {TEXT: "", INTENT: {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}, ENTITIES: []}


async def decide(agent: Agent, questions: List[Dict[str, Any]]) -> List[Optional[Dict[str, Any]]]:
    """A decision for each `{person, text, chosen}`, or None where Rasa failed: one failure spoils no other."""
    messages = [_message(question) for question in questions]
    _read(agent.processor, messages)
    return [await _decided(agent.processor, message) for message in messages]


def _message(question: Dict[str, Any]) -> UserMessage:
    """A text that begins with `/` would trigger any intent in Rasa: nobody types intents here."""
    return UserMessage(
        str(question["text"])[:MOST_CHARACTERS].lstrip("/ "),
        CollectingOutputChannel(),
        question["person"],
        input_channel="worker",
        metadata={"chosen": question.get("chosen")},
    )


def _read(processor: MessageProcessor, messages: List[UserMessage]) -> None:
    """Reads all messages in one run of the graph, a third of the time of a run each; Rasa reads what is left over."""
    target = processor.model_metadata.nlu_target
    try:
        results = processor.graph_runner.run({PLACEHOLDER_MESSAGE: messages, PLACEHOLDER_TRACKER: None}, [target])
    except Exception as fault:  # Rasa may raise anything; its message may quote the text
        logger.error("messages not read together: %s", type(fault).__name__)
        return
    for message, parsed in zip(messages, results[target]):
        message.parse_data = {**_NOTHING, **parsed.as_dict(only_output_properties=True)}


async def _decided(processor: MessageProcessor, message: UserMessage) -> Optional[Dict[str, Any]]:
    try:
        said = await processor.handle_message(message)
    except Exception as fault:  # as above
        logger.error("no decision: %s", type(fault).__name__)
        return None
    return next((part["custom"] for part in reversed(said or []) if "custom" in part), None)
