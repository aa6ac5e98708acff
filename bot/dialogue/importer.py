"""Gives Rasa the phrases of nlu/ and all they say beside the intent; knows nothing of what is done with them."""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method
from rasa.shared.utils.io import get_text_hash

from bot.i18n.languages import load_served
from bot.phrases import Phrase, claim_tactics, load_phrases
from bot.settings import ROOT


class Taught(Message):
    """A phrase as a message: what it says never changes, so neither does its fingerprint.

    Rasa takes fingerprints of all phrases fifteen times in a training and deep copies eight times: 40 of 120 seconds.
    The fingerprint only tells equal phrases apart here, as nothing is cached between trainings.
    """

    def fingerprint(self) -> str:
        """Taken once, from the phrase (see parent class for full docstring)."""
        if self._cached_fingerprint is None:
            self._cached_fingerprint = get_text_hash(repr(self.data))
        return self._cached_fingerprint

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """Adds what a component found (see parent class for full docstring)."""
        told = self.fingerprint()
        super().set(prop, info, add_to_output)
        self._cached_fingerprint = told

    def __deepcopy__(self, memo: Dict[int, Any]) -> Taught:
        """Itself: what components add to a phrase is the same for all that hold it."""
        return self


class PhraseImporter(RasaFileImporter):
    """Reads domain, rules and config as Rasa does, and phrases from nlu/<lang>/."""

    @cached_method
    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """Every phrase of every language in locales/languages.yml (see parent class for full docstring)."""
        tactics = claim_tactics(ROOT)
        return TrainingData([_message(phrase, tactics) for phrase in load_phrases(ROOT, load_served(ROOT))])


def _message(phrase: Phrase, tactics: Dict[str, str]) -> Taught:
    metadata = {
        "language": phrase.language,
        "claims": list(phrase.claims),
        "topic": phrase.topic,
        "tactics": list(phrase.tactics) or [tactics[claim] for claim in phrase.claims if claim in tactics],
        "is_advert": phrase.is_advert,
    }
    return Taught(data={TEXT: phrase.text, INTENT: phrase.intent, METADATA: metadata})
