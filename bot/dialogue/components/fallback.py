"""When to trust the intent, when to ask back, when to say that we did not understand; knows no words."""

from __future__ import annotations

import math
from typing import Any, Dict, List, Optional

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.base import PlainComponent, text_of
from bot.dialogue.components.claims import CLAIMED, CLAIMS
from bot.dialogue.components.intent import ALARMS, SIMILARITY
from bot.dialogue.components.language import LANGUAGES
from bot.i18n.languages import load_served
from bot.phrases import CLAIM, OTHER
from bot.safety import MISUSE, is_alarm, is_emergency, load_safety
from bot.settings import ROOT


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CalibratedFallback(PlainComponent):
    """Settles the intent: an alarm needs more than the first place, a claim found wins a doubtful race, doubt is said.

    Unlike Rasa's FallbackClassifier it refuses a confidence that is not a number. Its thresholds stand in config.yml,
    chosen on tests/tuning/ (docs/accuracy.md has the trade-off):

    `threshold`: least confidence in an intent. `similarity`: least likeness to a phrase.
    `emergency`: least probability of all emergencies together; `misuse`: of misuse, whatever is likeliest;
    `beside_claim`: of an emergency, as a share of a claim's score, where one was found. Misuse must be as likely as the
    claim itself: whoever repeats a promise is to be answered. Of 1,114 promises 187 raised an alarm, now 116, and of
    1,469 emergencies one more was missed;
    `within`: of misuse in a passage of a long message without claims, which has a word for anything;
    `sure`: from where no word calls an alarm off.
    `claim`: from where a claim found counts more than the intent; `claimed`: below which the intent is no claim.
    `other`: from where a message counts as written in no language of ours, unless it is so like a phrase (`known`).
    """

    def __init__(self, config: Dict[str, Any]) -> None:
        """Reads the words that call an alarm off."""
        super().__init__(config)
        self._safety = load_safety(ROOT, load_served(ROOT))

    def process(self, messages: List[Message]) -> List[Message]:
        """Settles the intent of each message."""
        for message in messages:
            if message.get(INTENT_RANKING_KEY):
                message.set(INTENT, self._settled(message), add_to_output=True)
        return messages

    def _settled(self, message: Message) -> Dict[str, Any]:
        ranking = message.get(INTENT_RANKING_KEY)
        if not all(math.isfinite(entry[PREDICTED_CONFIDENCE_KEY]) for entry in ranking):
            return _intent(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0)
        alarm = self._alarm(message, ranking)
        if alarm:
            return alarm
        quiet = [entry for entry in ranking if not is_alarm(entry[INTENT_NAME_KEY]) and self._may_be(message, entry)]
        calm = quiet[0] if quiet else ranking[0]
        claims = message.get(CLAIMS) or []
        if claims and claims[0]["score"] >= max(self.config["claim"], calm[PREDICTED_CONFIDENCE_KEY]):
            return _intent(CLAIM, claims[0]["score"])
        return calm if self._is_trusted(message, calm) else _doubt(calm)

    def _alarm(self, message: Message, ranking: List[Dict[str, Any]]) -> Optional[Dict[str, Any]]:
        """The emergency or misuse that the message is, if it is likely enough and no word calls it off."""
        alarms, claims = message.get(ALARMS), message.get(CLAIMS) or []
        claimed = claims[0]["score"] if claims else 0.0
        emergencies = [entry[INTENT_NAME_KEY] for entry in ranking if is_emergency(entry[INTENT_NAME_KEY])]
        least = max(self.config["emergency"], self.config["beside_claim"] * claimed)
        if emergencies and self._stands(message, emergencies[0], alarms["emergency"], least):
            return _intent(emergencies[0], alarms["emergency"])
        if self._stands(message, MISUSE, alarms["misuse"], max(self.config["misuse"], claimed)):
            return _intent(MISUSE, alarms["misuse"])
        if not claims and alarms["misuse_within"] >= self.config["within"]:
            return _intent(MISUSE, alarms["misuse_within"])
        return None

    def _stands(self, message: Message, kind: str, chance: float, least: float) -> bool:
        if chance < least:
            return False
        return chance >= self.config["sure"] or not self._safety.calls_off(text_of(message), kind)

    def _may_be(self, message: Message, entry: Dict[str, Any]) -> bool:
        """News and warnings sound like claims: what learnt them apart may veto that intent."""
        return entry[INTENT_NAME_KEY] != CLAIM or message.get(CLAIMED, 1.0) >= self.config["claimed"]

    def _is_trusted(self, message: Message, intent: Dict[str, Any]) -> bool:
        is_foreign = (message.get(LANGUAGES) or {}).get(OTHER, 0.0) >= self.config["other"]
        if is_foreign and message.get(SIMILARITY, 0.0) < self.config["known"]:
            return False
        confident = intent[PREDICTED_CONFIDENCE_KEY] >= self.config["threshold"]
        return confident and message.get(SIMILARITY, 1.0) >= self.config["similarity"]


def _intent(name: str, confidence: float) -> Dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: min(1.0, float(confidence))}


def _doubt(intent: Dict[str, Any]) -> Dict[str, Any]:
    return _intent(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0 - intent[PREDICTED_CONFIDENCE_KEY])
