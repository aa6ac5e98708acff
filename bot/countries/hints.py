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

    `destination`, `nationality` and `place` stand before a country: "to", "from", "living in"; "…" is up to four words.
    Those with `_after` stand right after one: "is my dream". `within` and `out` are the bare "in" and "from": what
    stands before them, or which country it is, decides.

    `goals`, `holds` and `locals` say beside a country or people that one wants to go there, is from there or is there:
    "visa", "passport", "police"; `goals` do so from afar, too. `posts` are embassies, `held` what somebody there
    already `has`: "I have papers". `nots` deny an aim. `kin` are relatives, whom one `meets`, or `wishes` something of;
    `mine` are words for the writer, and `ways` are of a journey, one that is over if they are `past`. `regions` are
    aims that are no country: "Europe". `gains` before a people's passport say that it is wanted: "become". `questions`
    are words of questions and of laws, which without a word of the writer are about the country asked for.

    `joins` put two countries on one footing, and `choices` among them choose: "and", "or". `glued` are letters written
    onto a name, with the word that they stand for: "ل". `never` are names of countries that are everyday words here:
    "mali" is a mountain in Albanian.
    """

    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    peoples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    destination_after: tuple[str, ...] = ()
    nationality_after: tuple[str, ...] = ()
    place_after: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    locals: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    nots: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    glued: dict[str, str] = field(default_factory=dict)


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
