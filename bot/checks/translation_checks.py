"""Rules about each translation beside its English: faithful to it, and in one language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from fontTools.unicodedata import script

from bot.checks.base import Check, Subject, Translation
from bot.content.texts import PLACEHOLDER
from bot.errors import Problem
from bot.text import EMAIL, HANDLE, LINK, words

_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SMALL_WORD = re.compile(r"\b\w*[a-z]{2,}\w*\b")
_PHONE = re.compile(r"\+?\d[\d\s().-]{4,}\d")
_TAG = re.compile(r"</?\w+[^>]*>")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+")
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"“[^”]+”")
_ANY_SCRIPT = {"Zyyy", "Zinh"}  # punctuation, digits, marks
_LONG = 40
_MOST_TIMES_LONGER = 2.5
_RUN = 5
"""So many English words in a row are a sentence left over rather than a name."""


class TranslationCheck(Check):
    """A rule about one translation beside its English."""

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for translation in subject.translations:
            for message, cure in self.faults(translation):
                yield Problem(translation.path, translation.source.context, message, cure)

    def faults(self, translation: Translation) -> Iterator[tuple[str, str]]:
        """What is wrong with it, each with its cure."""
        raise NotImplementedError


class ChangedNumber(TranslationCheck):
    """A digit that is not the English's: in a phone number nobody would see it."""

    id = "changed-number"
    name = "Changed number"
    description = "A translation has the digits of its English, in whatever script, and no others."

    def faults(self, translation: Translation) -> Iterator[tuple[str, str]]:
        english, here = _digits(translation.source.text), _digits(translation.words)
        if english != here:
            lost, new = ", ".join((english - here).elements()), ", ".join((here - english).elements())
            yield f"has other numbers than the English (lost: {lost or '-'}; new: {new or '-'})", "copy them"


class ForeignAddress(TranslationCheck):
    """A link, handle, phone or e-mail address that the English does not have: an advert could come in so."""

    id = "foreign-address"
    name = "Foreign address"
    description = "No translation has a link, handle, phone number or e-mail address that its English lacks."

    def faults(self, translation: Translation) -> Iterator[tuple[str, str]]:
        for kind, pattern in (("link", LINK), ("handle", HANDLE), ("e-mail", EMAIL), ("phone number", _PHONE)):
            english = set(pattern.findall(_western(translation.source.text)))
            for found in pattern.findall(_western(translation.words)):
                if found not in english:
                    yield f"has a {kind} that the English does not", "remove it"


class HiddenDirection(TranslationCheck):
    """Direction characters inside a translation: they can show a number backwards."""

    id = "hidden-direction"
    name = "Hidden direction"
    description = "No translation holds bidi controls: the program sets the direction of what it inserts."

    def faults(self, translation: Translation) -> Iterator[tuple[str, str]]:
        if _BIDI.search(translation.words):
            yield "holds a direction character", "type the line again without it"


class WrongScript(TranslationCheck):
    """Letters of another alphabet that look alike: no search finds the word, and a screen reader spells it."""

    id = "wrong-script"
    name = "Wrong script"
    description = "Letters are of the language's script; Latin ones only in acronyms and names of the English."

    def faults(self, translation: Translation) -> Iterator[tuple[str, str]]:
        own = translation.language.script
        english = set(words(translation.source.text.casefold()))
        for word in words(PLACEHOLDER.sub(" ", translation.words)):
            names = _LATIN.findall(word) if own != "Latn" else []  # Arabic writes "and ARCI" as one word
            rest = _LATIN.sub("", word) if names else word
            foreign = {script(letter) for letter in rest} - _ANY_SCRIPT - {own}
            if foreign or not all(name.isupper() or name.casefold() in english for name in names):
                yield f"has letters of another script in {word!r}", "type it in the language's own letters"


class LeftInEnglish(TranslationCheck):
    """A text, or a sentence of it, that was copied instead of translated."""

    id = "left-in-english"
    name = "Left in English"
    description = f"No translation is its English again, or has {_RUN} English words in a row."

    def faults(self, translation: Translation) -> Iterator[tuple[str, str]]:
        if translation.source.context.endswith(".name"):
            return
        english, here = (PLACEHOLDER.sub("", text) for text in (translation.source.text, translation.words))
        for quoted in _QUOTED.findall(english):
            here = here.replace(quoted, "")  # what a reader has to say to an officer in English stays English
        if (english == here and _SMALL_WORD.search(english)) or _share_a_sentence(english, here):
            yield "is still English", "translate it"


class ChangedTags(TranslationCheck):
    """Markup that the English does not have: texts have none, templates make it."""

    id = "changed-tags"
    name = "Changed tags"
    description = "A translation has the tags of its English: none, as texts hold no markup."

    def faults(self, translation: Translation) -> Iterator[tuple[str, str]]:
        english, here = (Counter(_TAG.findall(text)) for text in (translation.source.text, translation.words))
        if english != here:
            yield f"has other tags: {', '.join(sorted((here - english) or (english - here)))}", "remove the markup"


class OddLength(TranslationCheck):
    """A translation so much longer or shorter that something was added or lost."""

    id = "odd-length"
    name = "Odd length"
    description = f"A translation of {_LONG} letters or more is at most {_MOST_TIMES_LONGER} times longer or shorter."

    def faults(self, translation: Translation) -> Iterator[tuple[str, str]]:
        english, here = len(translation.source.text), len(translation.words)
        if min(english, here) < _LONG and english < _LONG:
            return
        if max(english, here) > _MOST_TIMES_LONGER * min(english, here):
            yield f"has {here} characters where the English has {english}", "look for what was added or left out"


def _digits(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", _western(PLACEHOLDER.sub(" ", text))))


def _western(text: str) -> str:
    """Digits of every script as 0-9."""
    return text if text.isascii() else _DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), text)


def _share_a_sentence(english: str, here: str) -> bool:
    """Whether so many English words stand here in a row that it is no name: most of a name's words are capitals."""
    rows = set(_rows(here))
    return any(row in rows and sum(word.islower() for word in row) > _RUN // 2 for row in _rows(english))


def _rows(text: str) -> list[tuple[str, ...]]:
    listed = words(text)
    return [tuple(listed[start : start + _RUN]) for start in range(len(listed) - _RUN + 1)]


TRANSLATION_CHECKS: tuple[Check, ...] = (
    ChangedNumber(),
    ForeignAddress(),
    HiddenDirection(),
    WrongScript(),
    LeftInEnglish(),
    ChangedTags(),
    OddLength(),
)
