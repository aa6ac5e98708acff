"""Short messages that lean on the page shown last ("and for Italy?", "how much?"), as addresses; knows no Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.files import structure_file
from bot.content.kinds import Purpose
from bot.content.models import Content, Ref
from bot.errors import ContentError, Problem
from bot.phrases import CLAIM
from bot.rendering.search import KNOWN, PURPOSES, Search, answered, asked_at
from bot.text import fold, words
from bot.understanding import Decision

_SHORT = 6
_SURE = 0.6
"""A message surer than this means what it says by itself, whatever was shown before."""
_BARE = 2
_LEANING = ("nlu_fallback", "affirm", "out_of_scope", "smalltalk", "menu")
_ROUTE, _COST = "route_", "cost_money"


@dataclass(frozen=True)
class Cues:
    """What people write who ask for the cost or the time of what they have just read, or for another purpose of it."""

    cost: re.Pattern[str]
    time: re.Pattern[str]
    purposes: Mapping[Purpose, re.Pattern[str]]

    def ask(self, text: str) -> bool:
        """Whether `text` asks for either."""
        folded = fold(text)
        return bool(self.cost.search(folded) or self.time.search(folded))

    def without_purpose(self, text: str) -> str:
        """`text`, folded, without what only says the purpose: "a job in Italy" speaks of no route above others."""
        folded = fold(text)
        for cues in self.purposes.values():
            folded = cues.sub(" ", folded)
        return folded

    def purpose(self, text: str) -> str | None:
        """The one purpose that `text` names, if it names one."""
        folded = fold(text)
        found = [purpose for purpose, cues in self.purposes.items() if cues.search(folded)]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, kw_only=True)
class _Written:
    cost: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    purposes: dict[Purpose, tuple[str, ...]] = field(default_factory=dict)


def load_cues(root: Path, languages: Iterable[str]) -> Cues:
    """The cues of nlu/<lang>/_followups.yml together; a language without the file has none.

    Raises:
        ContentError: with every faulty file.
    """
    problems: list[Problem] = []
    files = [root / "nlu" / language / "_followups.yml" for language in languages]
    found = [read for file in files if (read := structure_file(file, root, _Written, problems))]
    if problems:
        raise ContentError("the follow-ups cannot be used", problems)
    purposes = {
        purpose: _any_of(cue for each in found for cue in each.purposes.get(purpose, ())) for purpose in PURPOSES
    }
    return Cues(
        _any_of(cue for each in found for cue in each.cost),
        _any_of(cue for each in found for cue in each.time),
        purposes,
    )


def _any_of(cues: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(fold(cue)) for cue in sorted(set(cues), key=len, reverse=True))
    return re.compile(rf"(?<!\w)و?(?:{listed})(?!\w)" if listed else r"(?!)")


def follow(text: str, decision: Decision, last: str, content: Content, cues: Cues) -> Ref | None:
    """What `text` asks for in view of the page at `last`, or None where it stands for itself."""
    if not last or decision.is_advert or decision.intent == CLAIM:
        return None
    if _turns_to_another_purpose(text, decision, last, content):
        return None
    if answer := _to_question(text, decision, last):
        return answer
    if len(words(text)) > _SHORT:
        return None
    return (
        _elsewhere(decision, last, content)
        or _cost(text, decision, last, content, cues)
        or _for_else(text, last, content, cues)
    )


def _to_question(text: str, decision: Decision, last: str) -> Ref | None:
    """The finder asked: a country or a purpose is the answer, whatever role the words around it would give it."""
    place = asked_at(last)
    if place in ("destination", "nationality"):
        named = [str(e["value"]) for e in decision.entities if e.get("entity") == "country"]
        fitting = [str(e["value"]) for e in decision.entities if e.get("role") == place]
        if len(set(fitting)) == 1:
            return answered(last, place, fitting[0])
        return answered(last, place, named[0]) if len(set(named)) == 1 and len(words(text)) <= _SHORT else None
    purpose = decision.intent.removeprefix(_ROUTE)
    return answered(last, "purpose", purpose) if place == "purpose" and purpose in PURPOSES else None


def _turns_to_another_purpose(text: str, decision: Decision, last: str, content: Content) -> bool:
    """Whether it stands for itself: "I want to study in Germany", after ways to work. A word or two says no purpose."""
    purpose, search = decision.intent.removeprefix(_ROUTE), Search.at(last.partition("/")[2])
    route = content.routes.get(_page(last))
    shown = search.purpose if last.startswith(("find/", "costs/")) else route.purpose if route else None
    is_said = purpose in PURPOSES and decision.confidence >= _SURE and len(words(text)) > _BARE
    return is_said and shown in PURPOSES and shown != purpose


def _elsewhere(decision: Decision, last: str, content: Content) -> Ref | None:
    """The same for another country: of lawful ways, contacts, or a topic that one country has to itself."""
    named = {str(e["value"]) for e in decision.entities if e.get("entity") == "country"}
    if len(named) != 1 or not _leans(decision, last, content):
        return None
    country = named.pop()
    kind = last.partition("/")[0]
    if kind in ("find", "costs"):
        last = last.replace("costs/", "find/", 1)
        is_origin = all(e.get("role") == "nationality" for e in decision.entities if e.get("entity") == "country")
        return answered(last, "nationality" if is_origin else "destination", country)
    if kind == "contacts":
        return Ref(f"contacts/{country}")
    if route := content.routes.get(_page(last)):
        return Ref(f"find/{country}/*/{route.purpose}/*")
    if topic := content.topics.get(_page(last)):
        others = (other for other in content.topics.values() if other.intent == topic.intent)
        return next((other.ref for other in others if other.country == country), None)
    return None


def _leans(decision: Decision, last: str, content: Content) -> bool:
    topic = content.topics.get(_page(last))
    same = decision.intent.startswith(_ROUTE) if topic is None else decision.intent == topic.intent
    return same or decision.intent in _LEANING or decision.confidence < _SURE


def _cost(text: str, decision: Decision, last: str, content: Content, cues: Cues) -> Ref | None:
    stands_alone = decision.intent != _COST and not _leans(decision, last, content)
    if not cues.ask(text) or stands_alone:
        return None
    kind, _, rest = last.partition("/")
    if kind == "find" and asked_at(last) is None:
        return Ref(f"costs/{rest}")
    route = _page(last)
    return Ref(f"cost/{route}") if _is_route(last) else None


def _for_else(text: str, last: str, content: Content, cues: Cues) -> Ref | None:
    """The ways to the same country for another purpose: "and what about work?"."""
    purpose = cues.purpose(text)
    if purpose and last.startswith(("find/", "costs/")) and asked_at(last) is None:
        return answered(answered(last.replace("costs/", "find/", 1), "purpose", purpose), "situation", KNOWN)
    route = content.routes.get(_page(last)) if _is_route(last) else None
    return Ref(f"find/{route.country}/*/{purpose}/*") if purpose and route else None


def _is_route(last: str) -> bool:
    return last.startswith(("route/", "more/route/", "cost/"))


def _page(last: str) -> str:
    """The id of the item a page is about: `more/topic/risk_sea` and `topic/risk_sea` are about the same."""
    return last.removeprefix("more/").partition("/")[2]
