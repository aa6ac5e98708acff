"""Plays a written conversation (tests/conversations/) and tells it as Markdown; judges nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

from bot.channels.plain import plain
from bot.content.files import UNREADABLE, read_yaml
from bot.conversation import Conversation
from bot.errors import ContentError, Problem
from bot.messages import Message, typed
from bot.replies import Reply

_DOES = ("say", "press")


def load_steps(path: Path) -> list[dict[str, Any]]:
    """The steps of a conversation: each says or presses something.

    Raises:
        ContentError: naming the file, and the first step at fault.
    """
    problems: list[Problem] = []
    steps = read_yaml(path, path.parent, problems)
    if steps is UNREADABLE or not isinstance(steps, list):
        problems.append(Problem(path.name, "", "is not a list of steps", "see tests/conversations/README.md"))
        raise ContentError(f"{path} cannot be played", problems)
    for number, step in enumerate(steps, 1):
        if not isinstance(step, dict) or sum(isinstance(step.get(does), str) for does in _DOES) != 1:
            problem = Problem(path.name, f"step {number}", "neither says nor presses", "write `say: …` or `press: …`")
            raise ContentError(f"{path} cannot be played", [problem])
    return steps


def message_of(step: dict[str, Any], person: str, language: str) -> Message:
    """What a channel would make of a step: a command, a pressed button, typed text."""
    if "press" in step:
        return Message(person, "button", payload=step["press"], channel_language=language)
    kind, text, payload = typed(step["say"])
    return Message(person, kind, text, payload, channel_language=language)


async def play(conversation: Conversation, path: Path) -> AsyncIterator[str]:
    """Paragraph after paragraph: what the person did, and what the bot said to it."""
    language, shown = path.parent.name, dict[str, str]()
    yield f"## {path.stem.replace('_', ' ').capitalize()} ({language})"
    for step in load_steps(path):
        turn = await conversation.answer(message_of(step, str(path), language))
        pressed = shown.get(step.get("press", ""), step.get("press", ""))
        yield f"**→ {step['say']}**" if "say" in step else f"**→ [ {pressed} ]**"
        for line in _told(turn.reply):
            yield line
        shown = {button.payload: button.title for bubble in turn.reply.bubbles for button in bubble.buttons}


def _told(reply: Reply) -> Iterable[str]:
    for bubble in reply.bubbles:
        yield "\n".join(f"> {line}".rstrip() for line in plain(bubble.text, bold=("**", "**")).split("\n"))
        if bubble.buttons:
            yield "> " + " ".join(f"`{button.title}`" for button in bubble.buttons)
