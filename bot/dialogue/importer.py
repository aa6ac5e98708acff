"""Gives Rasa the phrases of nlu/ and all they say beside the intent; knows nothing of what is done with them."""

from __future__ import annotations

from typing import Dict, Optional

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.i18n.languages import load_served
from bot.phrases import Phrase, claim_tactics, load_phrases
from bot.settings import ROOT


class PhraseImporter(RasaFileImporter):
    """Reads domain, rules and config as Rasa does, and phrases from nlu/<lang>/."""

    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """Every phrase of every language in locales/languages.yml (see parent class for full docstring)."""
        tactics = claim_tactics(ROOT)
        return TrainingData([_message(phrase, tactics) for phrase in load_phrases(ROOT, load_served(ROOT))])


def _message(phrase: Phrase, tactics: Dict[str, str]) -> Message:
    metadata = {
        "language": phrase.language,
        "claims": list(phrase.claims),
        "topic": phrase.topic,
        "tactics": list(phrase.tactics) or [tactics[claim] for claim in phrase.claims if claim in tactics],
        "is_advert": phrase.is_advert,
    }
    return Message(data={TEXT: phrase.text, INTENT: phrase.intent, METADATA: metadata})
