"""Says, as data, what is to be said: the response's name and what was understood. The gateway has the words."""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.constants import UTTER_PREFIX
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue.components.adverts import ADVERT, TACTICS
from bot.dialogue.components.claims import CLAIMS
from bot.dialogue.components.intent import ALARMS
from bot.dialogue.components.language import LANGUAGES
from bot.dialogue.components.topics import TOPICS

_ENTITY_KEYS = ("entity", "value", "role")


class DecisionGenerator(NaturalLanguageGenerator):
    """Never returns None: Rasa would then say nothing at all."""

    def __init__(self, endpoint_config: Optional[EndpointConfig] = None, domain: Optional[Domain] = None) -> None:
        """Needs nothing; Rasa gives both."""

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Dict[str, Any]:
        """The decision as `custom` data (see parent class for full docstring)."""
        parsed: Dict[str, Any] = dict(tracker.latest_message.parse_data) if tracker.latest_message else {}
        return {
            "custom": {
                "response": utter_action[len(UTTER_PREFIX) :],
                "intent": parsed.get(INTENT, {}),
                "ranking": parsed.get(INTENT_RANKING_KEY, []),
                "claims": parsed.get(CLAIMS, []),
                "tactics": parsed.get(TACTICS, []),
                "is_advert": bool(parsed.get(ADVERT, {}).get("is_advert")),
                "topics": parsed.get(TOPICS, []),
                "alarms": parsed.get(ALARMS, {}),
                "entities": [{key: entity.get(key) for key in _ENTITY_KEYS} for entity in parsed.get(ENTITIES, [])],
                "languages": parsed.get(LANGUAGES, {}),
                "slots": {name: value for name, value in tracker.current_slot_values().items() if value is not None},
            }
        }
