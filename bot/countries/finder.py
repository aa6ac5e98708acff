"""Countries in what people write, and what they are to the writer; names are CLDR's and nlu/<lang>/_countries.yml's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.core import get_global

from bot.countries.cases import Name
from bot.countries.cues import Role
from bot.countries.hints import Hints, load_hints
from bot.countries.roles import RoleTeller
from bot.countries.spelling import Glued, Slips
from bot.i18n.languages import Language
from bot.text import fold

_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_PIECE = re.compile(rf"{_FLAG.pattern}|\w+")
_LONG = 8
_NO_COUNTRIES = ("EU", "EZ", "UN", "XA", "XB", "ZZ")


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
        self._peoples: set[str] = set()
        self._plain: set[str] = set()
        listed = list(languages)
        for language in listed:
            self._learn_cldr(language)
        for language in listed:
            self._learn_written(hints[language.code])
        self._never = {_spelled(fold(word)) for hint in hints.values() for word in hint.never}
        for word in self._never:
            self._codes.pop(word, None)
        self._most_words = max((len(name.split()) for name in self._codes), default=0)
        self._teller = RoleTeller(hints.values())
        self._glued = Glued({letters: word for hint in hints.values() for letters, word in hint.glued.items()})
        self._slips = Slips({name: self._codes[name] for name in self._slippery()}, self._teller.vocabulary)

    def find(self, text: str) -> list[Mention]:
        """The countries in `text`, first to last."""
        folded = fold(text)
        names = list(self._names(folded))
        roles = self._teller.roles(folded, names)
        return [Mention(name.country, role, name.start, name.end) for name, role in zip(names, roles, strict=True)]

    def _names(self, folded: str) -> Iterator[Name]:
        """Each name, the longest that begins at a word; flags too."""
        spans = [(match.start(), match.end()) for match in _PIECE.finditer(folded)]
        place = 0
        while place < len(spans):
            for many in range(min(self._most_words, len(spans) - place), 0, -1):
                name = self._name(folded, spans[place][0], spans[place + many - 1][1], many == 1)
                if name:
                    yield name
                    place += many - 1
                    break
            place += 1

    def _name(self, folded: str, start: int, end: int, is_single: bool) -> Name | None:
        spelled = _spelled(folded[start:end])
        if is_single and _FLAG.fullmatch(spelled):
            country = _country_of(spelled)
            return Name(start, end, country) if is_country(country.upper()) else None
        if spelled in self._never:
            return None
        name, before = self._glued.parted(spelled, self._codes)
        if name not in self._codes and is_single:
            name = self._slips.meant(spelled) or name
        if name not in self._codes:
            return None
        is_people = (spelled if spelled in self._codes else name) in self._peoples
        return Name(start, end, self._codes[name], is_people, before)

    def _slippery(self) -> set[str]:
        """CLDR's names and long written ones, none with a "the" on it: many other words are one letter from those."""
        long = {name for name in self._codes if len(name) >= _LONG and name.isascii()}
        return {name for name in self._plain & self._codes.keys() | long if not self._glued.has_article(name)}

    def _learn_cldr(self, language: Language) -> None:
        for code, name in language.locale.territories.items():
            if is_country(code):
                spelled = _spelled(fold(str(name)))
                self._codes.setdefault(spelled, code.lower())
                self._plain.add(spelled)
        for code, name in language.locale.languages.items():
            country, spelled = _only_country(code), _spelled(fold(str(name)))
            if country and spelled not in self._codes:
                self._codes[spelled] = country
                self._peoples.add(spelled)

    def _learn_written(self, hints: Hints) -> None:
        for code, names in hints.names.items():
            for name in map(_spelled, map(fold, names)):
                self._codes[name] = code
                self._peoples.discard(name)
        for code, names in hints.peoples.items():
            for name in map(_spelled, map(fold, names)):
                self._codes[name] = code
                self._peoples.add(name)


def is_country(code: str) -> bool:
    """Whether a territory of CLDR is a country: no part of the world, no union, no code for tests or for none."""
    return len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES


def _spelled(folded: str) -> str:
    """Words joined by single spaces: "Guinea-Bissau" is guinea bissau."""
    return " ".join(_PIECE.findall(folded))


def _country_of(flag: str) -> str:
    """A flag is two letters in signs of their own (Unicode, regional indicators)."""
    return "".join(chr(ord(sign) - 0x1F1E6 + ord("a")) for sign in flag)


@lru_cache(maxsize=1024)
def _only_country(language: str) -> str | None:
    """The one country where a language is at home, by CLDR: Albanian is of Albania, Arabic of many."""
    official = {
        code
        for code in get_global("territory_languages")
        for status in [get_global("territory_languages")[code].get(language, {}).get("official_status")]
        if status in ("official", "de_facto_official")
    }
    return next(iter(official)).lower() if len(official) == 1 else None


def load_finder(root: Path, languages: Iterable[Language]) -> CountryFinder:
    """The finder for `languages`.

    Raises:
        ContentError: with every faulty file.
    """
    listed = list(languages)
    return CountryFinder(listed, load_hints(root, (language.code for language in listed)))
