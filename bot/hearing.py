"""What each language is taught to hear, and where that is thin or double; knows no model."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.content.kinds import BY_NATIONALITY
from bot.content.models import Content
from bot.likeness import Likeness
from bot.phrases import Phrase
from bot.safety import is_emergency

WANTED = {"emergency": 30, "intent": 40, "claim": 12, "tactic": 8, "topic": 8, "advert": 40}
"""Phrases a language should have of each; the model learns little from fewer."""


@dataclass(frozen=True)
class Hearing:
    """What `bot phrases` lists: (language, name, has, wants), and texts that are nearly alike with their homes."""

    thin: list[tuple[str, str, int, int]] = field(default_factory=list)
    shared: list[tuple[Phrase, Phrase]] = field(default_factory=list)
    doubled: list[tuple[Phrase, Phrase]] = field(default_factory=list)


def wanted(content: Content, intents: Iterable[str]) -> dict[str, int]:
    """How many phrases each intent, claim, tactic, topic and kind of advert should have, by its file in nlu/<lang>/."""
    named = {intent: WANTED["emergency" if is_emergency(intent) else "intent"] for intent in intents}
    named |= {f"claims/{claim}": WANTED["claim"] for claim in content.claims}
    named |= {f"tactics/{tactic}": WANTED["tactic"] for tactic in content.tactics}
    told_by_phrases = (topic for topic in content.topics.values() if topic.intent != BY_NATIONALITY)
    named |= {f"{topic.intent}/{topic.id}": WANTED["topic"] for topic in told_by_phrases}
    return named | {"adverts/sellers": WANTED["advert"], "adverts/others": WANTED["advert"]}


def heard(phrases: Iterable[Phrase]) -> Counter[tuple[str, str]]:
    """How many phrases there are, by language and name; a topic's count for its intent too."""
    found: Counter[tuple[str, str]] = Counter()
    for phrase in phrases:
        found[phrase.language, phrase.home] += 1
        if phrase.intent and phrase.home != phrase.intent:
            found[phrase.language, phrase.intent] += 1
    return found


def listen(phrases: Iterable[Phrase], wants: dict[str, int], languages: Iterable[str]) -> Hearing:
    """Where `languages` have too few phrases, and which phrases say nearly the same."""
    told = list(phrases)
    counts = heard(told)
    hearing = Hearing()
    for language in languages:
        for name, least in wants.items():
            if counts[language, name] < least:
                hearing.thin.append((language, name, counts[language, name], least))
    by_language: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in told:
        by_language[phrase.language].append(phrase)
    for own in by_language.values():
        for one, other in Likeness(phrase.text for phrase in own).pairs():
            pair = own[one], own[other]
            (hearing.doubled if pair[0].home == pair[1].home else hearing.shared).append(pair)
    return hearing
