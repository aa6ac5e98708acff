"""Whether a message is an emergency or misuse, from its words and from the model together; knows no replies.

Words alone answer when the model does not (safety.py). When it does, each corrects the other: what the words raised
needs little from the model to stand, what the words missed needs much (docs/adr/0010).
"""

from __future__ import annotations

from bot.safety import Danger, is_alarm, is_emergency
from bot.understanding import Decision

SECOND_OPINION_SECONDS = 2.0
"""So long the model may take to call off an alarm of the words; then the alarm is answered."""
_STANDS = {"emergency": 0.3, "misuse": 0.15}
"""The least probability with which an alarm of the words stands, chosen on tests/tuning/ (docs/accuracy.md)."""
_WORDS_SAY = 3.0
"""So many times likelier, at the least, a kind of emergency is if the words name it: of 570 new sentences that they
caught they named four fifths rightly, and took one in twenty-five for a given other kind."""
_ALSO = 0.1
"""From this probability another kind of emergency is offered beside the one that is answered."""


def judged(danger: Danger | None, decision: Decision) -> str | None:
    """The kind of danger that a message is, or None: `danger` from its words, `decision` from the model."""
    found = decision.intent if is_alarm(decision.intent) else None
    if danger is None:
        return found
    if found and is_emergency(found):
        return _likelier(found, danger, decision)
    kind = "misuse" if danger.is_misuse else "emergency"
    return danger.kind if decision.alarms.get(kind, 1.0) >= _STANDS[kind] else found


def _likelier(found: str, danger: Danger, decision: Decision) -> str:
    """Of two kinds of emergency, the model's and the words', the one that both together speak for."""
    chances = dict(decision.ranking)
    is_words = not danger.is_misuse and _WORDS_SAY * chances.get(danger.kind, 0.0) > chances.get(found, 1.0)
    return danger.kind if is_words else found


def also_likely(kind: str, danger: Danger | None, decision: Decision) -> tuple[str, ...]:
    """The emergencies that `kind` may be instead, likeliest first: a page for the wrong one must lead to the right."""
    likely = [name for name, chance in decision.ranking if chance >= _ALSO]
    found = [*likely, *([danger.kind] if danger else [])]
    return tuple(name for name in dict.fromkeys(found) if is_emergency(name) and name != kind)


def confidence_in(kind: str | None, danger: Danger | None, decision: Decision) -> float:
    """How sure it is of what was judged: wholly, where the words say the same."""
    return 1.0 if danger and kind == danger.kind else decision.confidence
