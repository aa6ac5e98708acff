"""Countries in what people write, and what they are to the writer; names are CLDR's and nlu/<lang>/_countries.yml's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.content.files import UNREADABLE, read_yaml, structure
from bot.errors import ContentError, Problem
from bot.i18n.languages import Language
from bot.text import fold

_CUT_WORD = re.compile(r"^\w+")
Role = Literal["destination", "nationality", "place"]
_REACH = 25
"""A word that says what a country is to someone stands within this many characters before it."""


@dataclass(frozen=True)
class Hints:
    """What CLDR does not know: short forms by country code, and the words before a country that give its role.

    `never` are names of countries that are everyday words here: "mali" is a mountain in Albanian.
    """

    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mention:
    """A country in a message: its code, its role, and where in the folded text it stands."""

    country: str
    role: Role
    start: int
    end: int


class CountryFinder:
    """Finds countries in any of the languages given, whatever the message's own language."""

    def __init__(self, languages: Iterable[Language], hints: dict[str, Hints]) -> None:
        self._codes: dict[str, str] = {}
        for language in languages:
            self._learn(language, hints[language.code])
        for hint in hints.values():
            for word in hint.never:
                self._codes.pop(fold(word), None)
        names = sorted(self._codes, key=len, reverse=True)
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
        self._destination = _before(word for hint in hints.values() for word in hint.destination)
        self._nationality = _before(word for hint in hints.values() for word in hint.nationality)

    def find(self, text: str) -> list[Mention]:
        """The countries in `text`, first to last; one without a telling word before it is a `place`."""
        folded = fold(text)
        return [
            Mention(self._codes[match[0]], self._role(folded, match.start()), match.start(), match.end())
            for match in self._names.finditer(folded)
        ]

    def _role(self, folded: str, start: int) -> Role:
        before = folded[max(0, start - _REACH) : start]
        if start > _REACH and not folded[start - _REACH - 1].isspace():
            before = _CUT_WORD.sub("", before)
        to, of = self._last(self._destination, before), self._last(self._nationality, before)
        if to == of:
            return "place"
        return "destination" if to > of else "nationality"

    @staticmethod
    def _last(pattern: re.Pattern[str], before: str) -> int:
        return max((match.end() for match in pattern.finditer(before)), default=-1)

    def _learn(self, language: Language, hints: Hints) -> None:
        for code, name in language.locale.territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ"):
                self._codes.setdefault(fold(str(name)), code.lower())
        for code, names in hints.names.items():
            for name in names:
                self._codes[fold(name)] = code


def _before(words: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed or '(?!)'})(?!\w)")


def load_finder(root: Path, languages: Iterable[Language]) -> CountryFinder:
    """The finder for `languages`.

    Raises:
        ContentError: with every faulty file.
    """
    problems: list[Problem] = []
    listed = list(languages)
    hints = {language.code: _hints(root, language.code, problems) for language in listed}
    if problems:
        raise ContentError("the names of countries cannot be used", problems)
    return CountryFinder(listed, hints)


def _hints(root: Path, code: str, problems: list[Problem]) -> Hints:
    path = root / "nlu" / code / "_countries.yml"
    if not path.exists():
        return Hints()
    name = str(path.relative_to(root))
    data = read_yaml(path, root, problems)
    hints = (None if data is UNREADABLE else structure(data, Hints, name, problems)) or Hints()
    problems.extend(_faults(hints, name))
    return hints


def _faults(hints: Hints, name: str) -> Iterator[Problem]:
    for code in hints.names:
        if not (len(code) == 2 and code.isalpha() and code.islower()):
            yield Problem(name, f"names.{code}", "is not a country code", "use ISO 3166-1, lower case: gb, it")
