"""Gives Rasa the phrases of nlu/ with their languages and claims; knows nothing of what is done with them."""

from __future__ import annotations

from typing import Optional

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.i18n.languages import load_served
from bot.phrases import Phrase, load_phrases
from bot.settings import ROOT


class PhraseImporter(RasaFileImporter):
    """Reads domain, rules and config as Rasa does, and phrases from nlu/<lang>/."""

    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """Every phrase of every language in locales/languages.yml (see parent class for full docstring)."""
        return TrainingData([_message(phrase) for phrase in load_phrases(ROOT, load_served(ROOT))])


def _message(phrase: Phrase) -> Message:
    metadata = {"language": phrase.language, "claim": phrase.claim}
    return Message(data={TEXT: phrase.text, INTENT: phrase.intent, METADATA: metadata})
