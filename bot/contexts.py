"""What a reply may depend on beside its address, from what was understood; knows no words and no channels."""

from __future__ import annotations

from collections.abc import Mapping

from bot.content.models import BY_NATIONALITY, Content, Ref
from bot.rendering import Context
from bot.understanding import Decision, Scored

_NOT_SUGGESTED = {
    "greet",
    "thanks",
    "goodbye",
    "affirm",
    "deny",
    "smalltalk",
    "out_of_scope",
    "misuse_smuggler",
    "fallback",
}
_MOST_SUGGESTIONS = 3
_LEAST_SUGGESTED = 0.05
_SURE_OF_TOPIC = 0.5
"""Below it the intent's general answer is shown, which leads to all its topics."""


def context_of(decision: Decision, rules: Mapping[str, str], content: Content) -> Context:
    """Countries, claims, the topic that fits best, and what else the person may have meant."""
    destination, place = named(decision, "destination"), named(decision, "place")
    return Context(
        destination=destination or place or decision.slots.get("destination"),
        place=place or destination,
        topic=topic_of(decision, content),
        claims=tuple(claim.id for claim in decision.claims),
        suggestions=_suggestions(decision, rules),
    )


def named(decision: Decision, role: str) -> str | None:
    """The first country that plays `role` in the message."""
    return next((str(e["value"]) for e in decision.entities if e.get("role") == role), None)


def topic_of(decision: Decision, content: Content) -> str | None:
    """The topic to show: of the country a person is from, or the likeliest about none they did not name."""
    if decision.intent == BY_NATIONALITY:
        home = None if named(decision, "destination") else named(decision, "nationality")
        told = (topic for topic in content.topics.values() if topic.intent == BY_NATIONALITY)
        return next((topic.id for topic in told if home and topic.country == home), None)
    countries = {str(entity["value"]) for entity in decision.entities}
    for scored in decision.topics:
        topic = content.topics.get(scored.id)
        fits = topic and (topic.country is None or not countries or topic.country in countries | {"eu"})
        if topic and fits and scored.score >= _SURE_OF_TOPIC:
            return topic.id
    return None


def tactics_of(decision: Decision, content: Content) -> tuple[Scored, ...]:
    """The tactics that the model found, and those of the claims found, surest first."""
    found = {tactic.id: tactic.score for tactic in decision.tactics}
    for scored in decision.claims:
        claim = content.claims.get(scored.id)
        if claim:
            found[claim.tactic] = max(scored.score, found.get(claim.tactic, 0.0))
    return tuple(Scored(name, score) for name, score in sorted(found.items(), key=lambda pair: -pair[1]))


def _suggestions(decision: Decision, rules: Mapping[str, str]) -> tuple[Ref, ...]:
    """What the person may have meant, likeliest first."""
    likely = [rules.get(name) for name, chance in decision.ranking if chance >= _LEAST_SUGGESTED]
    names = [name for name in dict.fromkeys(likely) if name and name not in _NOT_SUGGESTED]
    return tuple(Ref(f"say/{name}") for name in names[:_MOST_SUGGESTIONS])
