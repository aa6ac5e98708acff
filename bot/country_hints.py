"""What CLDR does not know about countries, as nlu/<lang>/_countries.yml says it; finds none itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.files import structure_file
from bot.errors import ContentError, Problem


@dataclass(frozen=True)
class Hints:
    """What CLDR does not know: forms and cities by country code, peoples by country code, and telling words.

    `destination`, `nationality` and `place` stand right before a country: "to", "from", "living in". `goals` say near a
    country, or right beside a people, that it is one to go to: "visa uk", "the German embassy". `onto` are letters that
    mean "to" when written onto a name: "ل". `joins` put two countries on one footing: "or". `never` are names of
    countries that are everyday words here: "mali" is a mountain in Albanian.
    """

    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    peoples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    onto: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()


def load_hints(root: Path, languages: Iterable[str]) -> dict[str, Hints]:
    """The hints of each language; one without a file has none.

    Raises:
        ContentError: with every faulty file.
    """
    problems: list[Problem] = []
    found = {language: _hints(root, language, problems) for language in languages}
    if problems:
        raise ContentError("the names of countries cannot be used", problems)
    return found


def _hints(root: Path, code: str, problems: list[Problem]) -> Hints:
    path = root / "nlu" / code / "_countries.yml"
    hints = structure_file(path, root, Hints, problems) or Hints()
    problems.extend(_faults(hints, str(path.relative_to(root))))
    return hints


def _faults(hints: Hints, name: str) -> Iterator[Problem]:
    for key, listed in (("names", hints.names), ("peoples", hints.peoples)):
        for code in listed:
            if not (len(code) == 2 and code.isalpha() and code.islower()):
                yield Problem(name, f"{key}.{code}", "is not a country code", "use ISO 3166-1, lower case: gb, it")
