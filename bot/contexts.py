"""What a reply may depend on beside its address, from what was understood; knows no words and no channels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.content.kinds import BY_NATIONALITY
from bot.content.models import Content, Ref
from bot.exchange import Exchange
from bot.knowledge import Knowledge
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
    "capabilities",
}
_ROUTE = "route_"
_MOST_SUGGESTIONS = 3
_LEAST_SUGGESTED = 0.15
_SURE_OF_TOPIC = 0.65
"""Below it the intent's general answer is shown, which leads to all its topics."""
_LIKELY_THERE = 0.2
"""So much is enough for a topic about the very country that was named."""


def context_of(decision: Decision, knowledge: Knowledge, exchange: Exchange, routes: Sequence[Scored] = ()) -> Context:
    """Countries, claims, tactics, the topic and `routes` that fit best, and what else the person may have meant."""
    destination, place = named(decision, "destination"), named(decision, "place")
    return Context(
        destination=destination or place or decision.slots.get("destination"),
        nationality=named(decision, "nationality") or decision.slots.get("nationality"),
        place=place or destination,
        topic=topic_of(decision, knowledge.content, _country_of(exchange.memory.last, knowledge.content)),
        claims=tuple(claim.id for claim in decision.claims if claim.id in knowledge.content.claims),
        tactics=tuple(tactic.id for tactic in decision.tactics) if decision.is_advert else (),
        routes=tuple(route.id for route in routes),
        is_advert=decision.is_advert,
        suggestions=_suggestions(decision, knowledge.rules),
        has_before=bool(exchange.memory.trail),
    )


def named(decision: Decision, role: str) -> str | None:
    """The first country that plays `role` in the message."""
    return next((str(e["value"]) for e in decision.entities if e.get("role") == role), None)


def routes_of(decision: Decision, text: str, language: str, knowledge: Knowledge) -> tuple[Scored, ...]:
    """The routes of the intent's purpose that `text` speaks of, to the destination if one is known, best first."""
    purpose = decision.intent.removeprefix(_ROUTE)
    destination = named(decision, "destination") or named(decision, "place") or decision.slots.get("destination")
    own = [route for route in knowledge.content.routes.values() if route.purpose == purpose]
    there = [route for route in own if route.country == destination] or own
    telling = knowledge.cues.without_purpose(text)
    return tuple(Scored(*pair) for pair in knowledge.ranker.rank(telling, language, [route.id for route in there]))


def _country_of(last: str, content: Content) -> str | None:
    """The country that the page shown last is about."""
    topic = content.topics.get(last.removeprefix("more/").removeprefix("topic/"))
    return topic.country if topic else None


def topic_of(decision: Decision, content: Content, before: str | None = None) -> str | None:
    """The topic to show: of the country a person is from, or the likeliest about none they did not name.

    `before`: the country spoken of before, for a message that names none.
    """
    if decision.intent == BY_NATIONALITY:
        home = None if named(decision, "destination") else named(decision, "nationality")
        told = (topic for topic in content.topics.values() if topic.intent == BY_NATIONALITY)
        return next((topic.id for topic in told if home and topic.country == home), None)
    countries = {str(entity["value"]) for entity in decision.entities} or ({before} if before else set())
    known = [(content.topics[scored.id], scored.score) for scored in decision.topics if scored.id in content.topics]
    there = (topic.id for topic, score in known if topic.country in countries and score >= _LIKELY_THERE)
    about = countries | {"eu"} if countries else {topic.country for topic, _ in known}
    sure = (t.id for t, score in known if t.country in {None, *about} and score >= _SURE_OF_TOPIC)
    return next(there, None) or next(sure, None)


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
