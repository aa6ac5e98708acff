"""`bot ask`: each question as a new person's first message, the answer as one JSON object; a public interface."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Iterable
from typing import Any

from bot.conversation import Conversation
from bot.messages import Message, Turn
from bot.store import Store
from bot.understanding import Scored

_AT_ONCE = 4


def turn_as_json(turn: Turn) -> dict[str, Any]:
    """`{language, intent, confidence, claims, tactics, is_advert, topics, emergency, …}`; see docs/ask.md."""
    return {
        "language": turn.reply.language,
        "intent": turn.intent,
        "confidence": round(turn.confidence, 4),
        "claims": _scored(turn.claims),
        "tactics": _scored(turn.tactics),
        "is_advert": turn.is_advert,
        "topics": _scored(turn.topics),
        "routes": _scored(turn.routes),
        "emergency": turn.emergency,
        "misuse": turn.misuse,
        "entities": [dict(entity) for entity in turn.entities],
        "response": turn.response,
        "reply": [
            {
                "text": bubble.text,
                "buttons": [{"title": button.title, "payload": button.payload} for button in bubble.buttons],
            }
            for bubble in turn.reply.bubbles
        ],
    }


def _scored(found: Iterable[Scored]) -> list[dict[str, Any]]:
    return [{"id": one.id, "score": round(one.score, 4)} for one in found]


async def ask(conversation: Conversation, store: Store, text: str, language: str | None) -> dict[str, Any]:
    """The answer to `text` from someone never seen before, who chose `language` if it is given."""
    person = secrets.token_hex(16)
    if language:
        store.remember_language(person, chosen=language)
    try:
        return turn_as_json(await conversation.answer(Message(person, "text", text=text)))
    finally:
        store.forget(person)


async def ask_all(
    conversation: Conversation, store: Store, questions: Iterable[dict[str, Any]]
) -> AsyncIterator[dict[str, Any]]:
    """The answers to `{"id", "text", "language"?}`, in the order of the questions, a few worked on at once."""
    running: list[asyncio.Task[dict[str, Any]]] = []

    async def one(question: dict[str, Any]) -> dict[str, Any]:
        answer = await ask(conversation, store, question["text"], question.get("language"))
        return {"id": question["id"], **answer}

    for question in questions:
        running.append(asyncio.create_task(one(question)))
        if len(running) >= _AT_ONCE:
            yield await running.pop(0)
    for task in running:
        yield await task


def read_questions(lines: Iterable[str], languages: Iterable[str]) -> list[dict[str, Any]]:
    """JSON lines as questions.

    Raises:
        ValueError: naming the first line at fault.
    """
    known = set(languages)
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            found.append(_question(line, number, known))
    return found


def _question(line: str, number: int, known: set[str]) -> dict[str, Any]:
    try:
        question = json.loads(line)
    except json.JSONDecodeError as fault:
        raise ValueError(f"line {number}: not JSON: {fault}") from None
    if not isinstance(question, dict) or "id" not in question or not isinstance(question.get("text"), str):
        raise ValueError(f'line {number}: needs {{"id": …, "text": "…"}}')
    if question.get("language") not in (None, *known):
        raise ValueError(f"line {number}: no language {question['language']!r}; there are {', '.join(sorted(known))}")
    return question
