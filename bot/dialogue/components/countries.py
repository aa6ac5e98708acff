"""Countries in a message as entities with roles; the finding itself is bot.countries."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.countries import Mention, load_finder
from bot.dialogue.components.base import PlainComponent
from bot.dialogue.ngrams import MOST_CHARACTERS
from bot.i18n.languages import load_served
from bot.settings import ROOT


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class CountryExtractor(PlainComponent):
    """Adds a `country` entity for each country named, with its role."""

    def __init__(self, config: Dict[str, Any]) -> None:
        """Reads the names of countries in every language."""
        super().__init__(config)
        self._finder = load_finder(ROOT, load_served(ROOT).values())

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the entities."""
        for message in messages:
            mentions = self._finder.find(str(message.get(TEXT) or "")[:MOST_CHARACTERS])
            known = message.get(ENTITIES, [])
            message.set(ENTITIES, [*known, *map(_entity, mentions)], add_to_output=True)
        return messages


def _entity(mention: Mention) -> Dict[str, Any]:
    return {
        "entity": "country",
        "value": mention.country,
        "role": mention.role,
        "start": mention.start,
        "end": mention.end,
        "extractor": "CountryExtractor",
    }
