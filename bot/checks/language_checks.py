"""Rules about nlu/ and tests/sentences/: what each language must have, and must not leak."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from bot.checks.base import Check, Subject
from bot.content.files import read_yaml, yaml_files
from bot.errors import Problem
from bot.phrases import FALLBACK, load_intents
from bot.text import fold, words

_LEAST_PHRASES = 10
_ALIKE = 0.85


class MissingPhrases(Check):
    """A language that cannot hear something."""

    id = "missing-phrases"
    name = "Missing phrases"
    description = f"Every language has at least {_LEAST_PHRASES} phrases for every intent and every claim."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        heard = Counter((p.language, f"claims/{p.claim}" if p.claim else p.intent) for p in subject.phrases)
        intents = load_intents(subject.knowledge.root) - {FALLBACK}
        wanted = [*sorted(intents), *(f"claims/{claim}" for claim in subject.content.claims)]
        for language in subject.knowledge.languages:
            for name in wanted:
                if heard[language, name] < _LEAST_PHRASES:
                    found = f"has {heard[language, name]} phrases of {_LEAST_PHRASES}"
                    yield Problem(f"nlu/{language}/{name}.yml", "phrases", found, "write more ways of asking")


class UnknownClaim(Check):
    """Phrases for a claim that has no answer."""

    id = "unknown-claim"
    name = "Unknown claim"
    description = "Every file under nlu/<lang>/claims/ is named after a claim in content/claims/."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for language, claim in sorted({(p.language, p.claim) for p in subject.phrases if p.claim}):
            if claim not in subject.content.claims:
                path = f"nlu/{language}/claims/{claim}.yml"
                yield Problem(
                    path, "", "there is no such claim", f"write content/claims/{claim}.yml or rename the file"
                )


class SharedPhrase(Check):
    """The same phrase under two names: the model can learn neither."""

    id = "shared-phrase"
    name = "Shared phrase"
    description = "A phrase belongs to one intent or claim, and stands there once."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        homes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for phrase in subject.phrases:
            name = f"claims/{phrase.claim}" if phrase.claim else phrase.intent
            homes[phrase.language, fold(phrase.text)].append(name)
        for (language, text), names in homes.items():
            if len(names) > 1:
                path = f"nlu/{language}/{names[0]}.yml"
                yield Problem(path, text, f"stands in {', '.join(names)}", "keep it in the one it fits best")


class UnansweredIntent(Check):
    """An intent without a rule, or a rule without words."""

    id = "unanswered-intent"
    name = "Unanswered intent"
    description = "Every intent has a rule, and every rule names a response that exists."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        rules = subject.knowledge.rules
        for intent in sorted(load_intents(subject.knowledge.root) - rules.keys()):
            yield Problem("bot/dialogue/rules.yml", intent, "has no rule", "add a rule with one intent and one action")
        for intent, response in sorted(rules.items()):
            if response not in subject.content.responses:
                where = f"content/responses/{response}.yml"
                yield Problem("bot/dialogue/rules.yml", intent, f"utter_{response} has no words", f"write {where}")


class LeakedSentence(Check):
    """A held-out sentence among the phrases: every number measured with it would flatter."""

    id = "leaked-sentence"
    name = "Leaked sentence"
    description = "No sentence of tests/sentences/ is, or is nearly, a phrase of nlu/."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        taught: dict[tuple[str, int], set[frozenset[str]]] = defaultdict(set)
        for phrase in subject.phrases:
            found = frozenset(words(fold(phrase.text)))
            taught[phrase.language, len(found)].add(found)
        root = subject.knowledge.root
        for path in yaml_files(root / "tests" / "sentences"):
            language = path.parent.name
            for sentence in _strings(read_yaml(path, root, [])):
                held = frozenset(words(fold(sentence)))
                near = range(math.ceil(_ALIKE * len(held)), int(len(held) / _ALIKE) + 1)  # others cannot be so alike
                if any(_alike(held, phrase) for size in near for phrase in taught[language, size]):
                    name = str(path.relative_to(root))
                    yield Problem(
                        name, sentence, "is taught in nlu/ too", "remove the phrase, or write another sentence"
                    )


def _strings(data: Any) -> Iterator[str]:
    """The sentences in a file: list entries and values of `text`."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "text" and isinstance(value, str):
                yield value
            elif key != "claims":
                yield from _strings(value)
    elif isinstance(data, list):
        for entry in data:
            if isinstance(entry, str):
                yield entry
            else:
                yield from _strings(entry)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) / len(one | other) >= _ALIKE


LANGUAGE_CHECKS: tuple[Check, ...] = (
    MissingPhrases(),
    UnknownClaim(),
    SharedPhrase(),
    UnansweredIntent(),
    LeakedSentence(),
)
