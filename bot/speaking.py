"""Says what stands at an address in the right language, or the fallback; knows neither Rasa nor what was asked."""

from __future__ import annotations

import logging

from bot.errors import BotError, RenderError
from bot.i18n.languages import negotiate
from bot.messages import Message, Turn
from bot.rendering import Context, Renderer
from bot.replies import Button
from bot.store import Person

logger = logging.getLogger(__name__)

FALLBACK = "say/fallback"
_FAULTS = (BotError, KeyError, ValueError)
"""What broken content raises: it is logged, and somebody still answered."""


class Speaker:
    """The renderer in use, and the language for those who have shown none."""

    def __init__(self, renderer: Renderer, default_language: str) -> None:
        self.renderer = renderer
        self._default = default_language

    def language(self, message: Message, person: Person, identified: str | None = None) -> str:
        """The language to answer in (see `negotiate` for the order)."""
        return negotiate(
            self.renderer.catalogs,
            chosen=person.chosen,
            identified=identified,
            previous=person.previous,
            channel=message.channel_language,
            default=self._default,
        )

    def say(self, ref: str, language: str, context: Context | None = None) -> Turn:
        """The view at `ref`; whatever breaks in it, the fallback, which names someone who can help."""
        attempts = ((ref, language, context), (FALLBACK, language, None), (FALLBACK, self._default, None))
        for attempt, spoken, turn in attempts:
            try:
                reply = self.renderer.render(attempt, spoken, turn)
                return Turn(reply, response_of(attempt))
            except _FAULTS as fault:
                logger.error("no reply at %s in %s: %s", attempt, spoken, type(fault).__name__)
        raise RenderError("not even the fallback can be rendered; `bot check` says why")

    def buttons(self, ref: str, language: str, context: Context) -> tuple[Button, ...]:
        """The buttons under the page at `ref`; under the fallback, where that page is there no more."""
        for attempt in (ref, FALLBACK):
            try:
                return self.renderer.buttons(attempt, language, context)
            except _FAULTS as fault:
                logger.error("no buttons at %s in %s: %s", attempt, language, type(fault).__name__)
        return ()


def response_of(ref: str) -> str:
    """The response's name, as Rasa's rules have it, or the address of any other view."""
    return ref.removeprefix("say/")
