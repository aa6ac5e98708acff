"""Countries in what people write, and what they are to the writer; names are CLDR's and nlu/<lang>/_countries.yml's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel.core import get_global

from bot.country_hints import Hints, load_hints
from bot.i18n.languages import Language
from bot.text import fold

_CUT_WORD, _CUT_END, _WORD = re.compile(r"^\w+"), re.compile(r"\w+$"), re.compile(r"\w+")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_PIECE = re.compile(rf"{_FLAG.pattern}|\w+")
Role = Literal["destination", "nationality", "place"]
_NO_COUNTRIES = ("EU", "EZ", "UN", "XA", "XB", "ZZ")
_REACH = 25
"""A word that says what a country is to someone stands within this many characters of it."""


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
        listed = list(languages)
        for language in listed:
            self._learn_cldr(language)
        for language in listed:
            self._learn_written(hints[language.code])
        for hint in hints.values():
            for word in hint.never:
                self._codes.pop(_spelled(fold(word)), None)
        self._most_words = max((len(name.split()) for name in self._codes), default=0)
        roles: tuple[Role, ...] = ("destination", "nationality", "place")
        self._tellings = {role: _any_of(w for hint in hints.values() for w in getattr(hint, role)) for role in roles}
        self._goals = _any_of(word for hint in hints.values() for word in hint.goals)
        self._and = re.compile(rf"[,،/]|{_any_of(word for hint in hints.values() for word in hint.joins).pattern}")
        self._onto = tuple(letters for hint in hints.values() for letters in hint.onto)

    def find(self, text: str) -> list[Mention]:
        """The countries in `text`, first to last."""
        folded = fold(text)
        found: list[Mention] = []
        for start, end, name in self._names(folded):
            last = found[-1] if found else None
            between = folded[last.end : start].strip() if last else "…"
            if last and self._and.fullmatch(between) and name not in self._peoples:
                role = last.role
            else:
                role = self._role(folded, start, end, name, last.end if last else 0)
            if (
                last
                and last.role == "nationality"
                and self._is_leg(between, name)
                and not self._is_people(folded, last)
            ):
                found[-1] = replace(last, role="place")  # "from Turkey to Greece" is a way, not where somebody is from
            code = self._codes[name] if name in self._codes else _country_of(name)
            found.append(Mention(code, role, start, end))
        return found

    def _is_leg(self, between: str, name: str) -> bool:
        onto = not between and self._is_towards(name)
        return onto or bool(self._tellings["destination"].fullmatch(between))

    def _is_people(self, folded: str, mention: Mention) -> bool:
        return _spelled(folded[mention.start : mention.end]) in self._peoples

    def _names(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and spelling of each name, the longest that begins at a word; flags too."""
        spans = [(match.start(), match.end()) for match in _PIECE.finditer(folded)]
        place = 0
        while place < len(spans):
            start, end = spans[place]
            for many in range(min(self._most_words, len(spans) - place), 0, -1):
                end = spans[place + many - 1][1]
                name = _spelled(folded[start:end])
                if name in self._codes or (many == 1 and _FLAG.fullmatch(name)):
                    yield start, end, name
                    place += many - 1
                    break
            place += 1

    def _role(self, folded: str, start: int, end: int, name: str, since: int) -> Role:
        """What the nearest telling word since the last country says; a goal beside it says that it is one to go to."""
        before, after = _before(folded, start, since), _after(folded, end)
        if name in self._peoples:
            beside = {*_WORD.findall(before)[-1:], *_WORD.findall(after)[:1]}
            return "destination" if any(self._goals.fullmatch(word) for word in beside) else "nationality"
        told, role = max((_last(pattern, before), role) for role, pattern in self._tellings.items())
        if told != _NOWHERE:
            return role
        has_goal = self._goals.search(before) or self._goals.search(after) or self._is_towards(name)
        return "destination" if has_goal else "place"

    def _is_towards(self, name: str) -> bool:
        """Whether "to" is written onto the name: what is left of it is a name of the same country."""
        rests = [name[len(letters) :] for letters in self._onto if name.startswith(letters)]
        return any(rest in self._codes and self._codes[rest] == self._codes.get(name) for rest in rests)

    def _learn_cldr(self, language: Language) -> None:
        for code, name in language.locale.territories.items():
            if is_country(code):
                self._codes.setdefault(_spelled(fold(str(name))), code.lower())
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


_NOWHERE = (-1, 0)


def is_country(code: str) -> bool:
    """Whether a territory of CLDR is a country: no part of the world, no union, no code for tests or for none."""
    return len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES


def _spelled(folded: str) -> str:
    """Words joined by single spaces: "Guinea-Bissau" is guinea bissau."""
    return " ".join(_PIECE.findall(folded))


def _country_of(flag: str) -> str:
    """A flag is two letters in signs of their own (Unicode, regional indicators)."""
    return "".join(chr(ord(sign) - 0x1F1E6 + ord("a")) for sign in flag)


def _last(pattern: re.Pattern[str], before: str) -> tuple[int, int]:
    """Where the nearest telling word ends and how long it is: of two that end together the longer tells more."""
    return max(((match.end(), len(match[0])) for match in pattern.finditer(before)), default=_NOWHERE)


def _before(folded: str, start: int, since: int) -> str:
    """What stands before a country, back to the last one, without a word cut in two."""
    first = max(since, start - _REACH)
    found = folded[first:start]
    return _CUT_WORD.sub("", found) if first > since and folded[first - 1].isalnum() else found


def _after(folded: str, end: int) -> str:
    found = folded[end : end + _REACH]
    return _CUT_END.sub("", found) if folded[end + _REACH - 1 : end + _REACH + 1].isalnum() else found


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


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(fold(word)) for word in sorted(set(words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed or '(?!)'})(?!\w)")


def load_finder(root: Path, languages: Iterable[Language]) -> CountryFinder:
    """The finder for `languages`.

    Raises:
        ContentError: with every faulty file.
    """
    listed = list(languages)
    return CountryFinder(listed, load_hints(root, (language.code for language in listed)))
