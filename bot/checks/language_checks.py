"""Rules about nlu/ and tests/sentences/: what each language must have, and must not leak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.checks.base import Check, Subject
from bot.content.files import read_yaml, yaml_files
from bot.errors import Problem
from bot.hearing import heard, wanted
from bot.likeness import Likeness
from bot.phrases import FALLBACK, OTHER, load_intents
from bot.text import fold

LEAST = 10
"""So few are refused; `bot phrases` says where there should be more."""
_HELD_OUT = (Path("tests/sentences"), Path("tests/tuning"))
_NAMES = ("claims", "tactics", "destination", "nationality", "place")


class MissingPhrases(Check):
    """A language that cannot hear something."""

    id = "missing-phrases"
    name = "Missing phrases"
    description = f"Every language has at least {LEAST} phrases for every intent, claim, tactic, topic and advert."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        counts = heard(subject.phrases)
        wants = wanted(subject.content, load_intents(subject.knowledge.root) - {FALLBACK})
        for language in subject.knowledge.languages:
            for name in sorted(wants):
                least = min(LEAST, wants[name])
                if counts[language, name] < least:
                    found = f"has {counts[language, name]} phrases of {least}"
                    yield Problem(f"nlu/{language}/{name}.yml", "phrases", found, "write more ways of asking")


class UnknownName(Check):
    """Phrases for something that has no answer."""

    id = "unknown-name"
    name = "Unknown name"
    description = "Every claim, tactic and topic that phrases are filed under is there in content/."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        content = subject.content
        topics = {f"{topic.intent}/{topic.id}" for topic in content.topics.values()}
        known = {f"claims/{name}" for name in content.claims} | {f"tactics/{name}" for name in content.tactics} | topics
        for language, home in sorted({(phrase.language, phrase.home) for phrase in subject.phrases}):
            if "/" in home and not home.startswith("adverts/") and home not in known:
                cure = "rename or move the file; a topic's folder is its intent"
                yield Problem(f"nlu/{language}/{home}.yml", "", "stands for nothing in content/", cure)
        for phrase in subject.phrases:
            for name in (*(f"claims/{c}" for c in phrase.claims), *(f"tactics/{t}" for t in phrase.tactics)):
                if phrase.is_advert and name not in known:
                    path = f"nlu/{phrase.language}/{phrase.home}.yml"
                    yield Problem(path, phrase.text, f"there is no {name}", "write the name of one in content/")


class SharedPhrase(Check):
    """The same phrase under two names: the model can learn neither."""

    id = "shared-phrase"
    name = "Shared phrase"
    description = "A phrase belongs to one intent or claim, and stands there once."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        homes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for phrase in subject.phrases:
            homes[phrase.language, fold(phrase.text)].append(phrase.home)
        for (language, text), names in homes.items():
            if len(names) > 1 and language != OTHER:
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
    description = "No sentence of tests/sentences/ or tests/tuning/ is, or is nearly, a phrase of nlu/."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        by_language: dict[str, list[str]] = defaultdict(list)
        for phrase in subject.phrases:
            by_language[phrase.language].append(phrase.text)
        taught = {language: Likeness(texts) for language, texts in by_language.items()}
        root = subject.knowledge.root
        for path in (path for folder in _HELD_OUT for path in yaml_files(root / folder)):
            known = taught.get(path.parent.name)
            for sentence in _strings(read_yaml(path, root, [])) if known else ():
                if known and known.like(sentence):
                    name, found = str(path.relative_to(root)), "is taught in nlu/ too"
                    yield Problem(name, sentence, found, "remove the phrase, or write another sentence")


def _strings(data: Any) -> Iterator[str]:
    """The sentences in a file: list entries and values of `text`."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "text" and isinstance(value, str):
                yield value
            elif key not in _NAMES:
                yield from _strings(value)
    elif isinstance(data, list):
        for entry in data:
            if isinstance(entry, str):
                yield entry
            else:
                yield from _strings(entry)


LANGUAGE_CHECKS: tuple[Check, ...] = (
    MissingPhrases(),
    UnknownName(),
    SharedPhrase(),
    UnansweredIntent(),
    LeakedSentence(),
)
