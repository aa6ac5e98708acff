"""What can be wrong, said so that an editor can mend it; knows nothing of where the faults were found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the file, the field or line in it, what is wrong, and the cure."""

    path: str
    where: str
    message: str
    cure: str = ""
    rule: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """One line an editor can act on: `path: where: message. Cure: …`."""
        place = f"{self.path}: {self.where}" if self.where else self.path
        rule = f" [{self.rule}]" if self.rule else ""
        rule += " (warning)" if self.level == "warning" else ""
        return f"{place}: {self.message}{rule}" + (f"\n    cure: {self.cure}" if self.cure else "")


class BotError(Exception):
    """The one root of our own errors: a sentence for the operator, and every problem found."""

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        self.message = message
        self.problems = tuple(sorted(set(problems)))
        super().__init__(message)

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"- {problem}" for problem in self.problems)])


class SettingsError(BotError):
    """Raised when the environment does not say what the bot needs to start."""


class ContentError(BotError):
    """Raised when files under content/ or nlu/ cannot be read or contradict each other."""


class CatalogError(BotError):
    """Raised when the list of languages or a catalog cannot be used."""


class MissingWords(BotError):
    """Raised when a language has no words for a text."""


class RenderError(BotError):
    """Raised when a view cannot be rendered: an unknown address, or a template that fails."""


class SetupError(BotError):
    """Raised when a part of the machine's set-up is missing: Rasa, a model, a free port."""


class WorkerUnavailable(BotError):
    """Raised when the Rasa worker is starting, down, too slow, or gave an answer that cannot be trusted."""


class UnreadablePicture(BotError):
    """Raised when a picture is too big, broken, of an unknown kind, or takes too long to read."""
