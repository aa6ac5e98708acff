"""Gives Rasa the sentences of a public set; the set and its folder come from the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from accuracy.public_sets import load_set


class PublicSetImporter(RasaFileImporter):
    """Every pipeline learns the same sentences; ours also reads their language."""

    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """The training sentences of PUBLIC_SET in PUBLIC_FOLDER (see parent class for full docstring)."""
        chosen = load_set(Path(os.environ["PUBLIC_FOLDER"]), os.environ["PUBLIC_SET"])
        messages = [
            Message(data={TEXT: example.text, INTENT: example.intent, METADATA: {"language": example.language}})
            for example in chosen.train
        ]
        return TrainingData(messages)
