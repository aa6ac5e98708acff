"""When to trust the intent, when to ask back, when to say that we did not understand; knows no words."""

from __future__ import annotations

import math
from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.base import PlainComponent
from bot.dialogue.components.claims import CLAIMS
from bot.dialogue.components.intent import SIMILARITY

_CLAIM = "claim"
_NEVER_OVERRULED = ("emergency_", "misuse_")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CalibratedFallback(PlainComponent):
    """Replaces an intent that cannot be trusted by `nlu_fallback`, and a doubtful one by `claim` where one was found.

    Unlike Rasa's FallbackClassifier it refuses a confidence that is not a number.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`threshold`: least confidence. `similarity`: least likeness to a phrase. `claim`: what makes a claim win."""
        return {"threshold": 0.4, "similarity": 0.12, "claim": 0.7}

    def process(self, messages: List[Message]) -> List[Message]:
        """Settles the intent of each message."""
        for message in messages:
            if message.get(INTENT_RANKING_KEY):
                self._settle(message)
        return messages

    def _settle(self, message: Message) -> None:
        intent = message.get(INTENT)
        if self._is_claim(message, intent):
            score = message.get(CLAIMS)[0]["score"]
            message.set(INTENT, {INTENT_NAME_KEY: _CLAIM, PREDICTED_CONFIDENCE_KEY: score}, add_to_output=True)
        elif not self._is_trusted(message, intent[PREDICTED_CONFIDENCE_KEY]):
            doubt = {INTENT_NAME_KEY: DEFAULT_NLU_FALLBACK_INTENT_NAME, PREDICTED_CONFIDENCE_KEY: self._doubt(intent)}
            message.set(INTENT, doubt, add_to_output=True)

    def _is_claim(self, message: Message, intent: Dict[str, Any]) -> bool:
        claims = message.get(CLAIMS) or []
        if not claims or str(intent[INTENT_NAME_KEY]).startswith(_NEVER_OVERRULED):
            return False
        return bool(claims[0]["score"] >= max(self.config["claim"], intent[PREDICTED_CONFIDENCE_KEY]))

    def _is_trusted(self, message: Message, confidence: float) -> bool:
        if not math.isfinite(confidence):
            return False
        return confidence >= self.config["threshold"] and message.get(SIMILARITY, 1.0) >= self.config["similarity"]

    @staticmethod
    def _doubt(intent: Dict[str, Any]) -> float:
        confidence = intent[PREDICTED_CONFIDENCE_KEY]
        return 1.0 - confidence if math.isfinite(confidence) else 1.0
