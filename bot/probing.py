"""Sentences tried on the bot: which it takes for something else than their writer meant; knows no replies.

What is found so is worth teaching: two in five of the phrases of nlu/ came of it (docs/languages.md).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.asking import ask_all
from bot.content.models import Content
from bot.conversation import Conversation
from bot.errors import ContentError, Problem
from bot.safety import is_alarm
from bot.store import Store

_CLAIM = "claim/"
_FIRST = 3


@dataclass(frozen=True)
class Probe:
    """A sentence, and what it means: an intent, or `claim/<id>` for a claim among the first three, and no alarm."""

    meant: str
    text: str

    def is_met_by(self, answer: dict[str, Any]) -> bool:
        """Whether `answer`, as `bot ask --json` gives it, is what was meant."""
        if self.meant.startswith(_CLAIM):
            is_found = self.meant.removeprefix(_CLAIM) in [claim["id"] for claim in answer["claims"][:_FIRST]]
            return is_found and not is_alarm(str(answer["intent"]))
        return bool(answer["intent"] == self.meant)


def read_probes(path: Path, intents: Collection[str], content: Content) -> list[Probe]:
    """The probes of a file, `meaning<TAB>sentence` a line.

    Raises:
        ContentError: with every line at fault.
    """
    claims = {f"{_CLAIM}{claim_id}" for claim_id in content.claims}
    probes: list[Probe] = []
    problems: list[Problem] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        meant, _, text = (part.strip() for part in line.partition("\t"))
        if not line.strip():
            continue
        if not text:
            problems.append(Problem(str(path), f"line {number}", "has no sentence", "write: meaning, a tab, sentence"))
        elif meant not in intents and meant not in claims:
            cure = "use an intent of bot/dialogue/domain.yml, or claim/ and a file of content/claims/"
            problems.append(Problem(str(path), f"line {number}", f"{meant!r} is no meaning", cure))
        probes.append(Probe(meant, text))
    if problems:
        raise ContentError("these sentences cannot be tried", problems)
    return probes


async def misread(
    conversation: Conversation, store: Store, probes: Iterable[Probe], language: str | None
) -> AsyncIterator[tuple[Probe, dict[str, Any]]]:
    """The probes that are taken for something else, each with what `bot ask --json` says of it."""
    tried = list(probes)
    questions = ({"id": place, "text": probe.text, "language": language} for place, probe in enumerate(tried))
    async for answer in ask_all(conversation, store, questions):
        probe = tried[answer["id"]]
        if not probe.is_met_by(answer):
            yield probe, answer
