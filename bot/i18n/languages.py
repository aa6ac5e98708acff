"""The list of languages and which one a reply takes; knows no words of any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.content.files import UNREADABLE, read_yaml, structure
from bot.errors import CatalogError, Problem

SOURCE = "en"
"""The language content is written in."""

_BABEL_CODES = {
    "en": "en_GB",  # day before month, as everyone but the United States writes it
    "prs": "fa_AF",  # CLDR's name for Dari; Babel does not parse `prs`
}

_OWN_NAMES = {"prs": "fa_AF"}
"""Languages that CLDR keeps as a region of another: the key under which their own name stands."""


@dataclass(frozen=True)
class Language:
    """One language of locales/languages.yml, by its BCP 47 code."""

    code: str
    status: Literal["started", "draft", "reviewed"]
    telegram: str
    tier: Literal["core", "wide"] = "wide"
    fallback: tuple[str, ...] = ()
    stewards: tuple[str, ...] = ()

    @cached_property
    def locale(self) -> Locale:
        """The CLDR data for this language."""
        return Locale.parse(_BABEL_CODES.get(self.code, self.code.replace("-", "_")))

    @property
    def is_known(self) -> bool:
        """Whether CLDR has data for it."""
        try:
            return bool(self.locale)
        except (UnknownLocaleError, ValueError):
            return False

    @property
    def name(self) -> str:
        """The language's own name for itself, as a button shows it."""
        own = _OWN_NAMES.get(self.code)
        name = (self.locale.languages.get(own) if own else self.locale.get_language_name()) or self.code
        return name[:1].upper() + name[1:]

    @cached_property
    def script(self) -> str:
        """The ISO 15924 code of its letters, by CLDR's likely subtags: `Arab`, `Latn`."""
        likely = get_global("likely_subtags").get(str(self.locale.language), "")
        return str(self.locale.script or (likely.split("_")[1] if likely.count("_") > 1 else "Latn"))

    @property
    def right_to_left(self) -> bool:
        """Whether its script runs from right to left."""
        return self.locale.text_direction == "rtl"


def load_languages(root: Path) -> dict[str, Language]:
    """The languages of `root`/locales/languages.yml, in the order in which menus show them.

    Raises:
        CatalogError: with every fault of the file.
    """
    problems: list[Problem] = []
    path = root / "locales" / "languages.yml"
    name = str(path.relative_to(root))
    data = read_yaml(path, root, problems)
    listed = () if data is UNREADABLE else structure(data, tuple[Language, ...], name, problems)
    if not problems:
        problems.extend(_faults(listed or (), name))
    languages = {language.code: language for language in listed or ()}
    if problems:
        raise CatalogError("the list of languages cannot be used", problems)
    return languages


def _faults(languages: tuple[Language, ...], name: str) -> Iterable[Problem]:
    codes = [language.code for language in languages]
    if SOURCE not in codes:
        yield Problem(name, SOURCE, "the source language is not in the list", "add it")
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Problem(name, code, "stands twice", "keep one of the two")
    for language in languages:
        code = language.code
        if not language.is_known:
            yield Problem(name, code, "CLDR knows no such language", "use its BCP 47 code")
        for other in sorted(set(language.fallback) - set(codes)):
            yield Problem(name, f"{code}.fallback", f"{other} is not in the list", "name languages of this list")
        if language.status == "reviewed" and not language.stewards:
            yield Problem(name, f"{code}.stewards", "is empty", "name who has read it, or set the status to draft")
        if code == SOURCE and language.status == "started":
            yield Problem(name, f"{code}.status", "is started, and every language falls back on it", "set it to draft")
        if len(language.telegram) != 2:
            yield Problem(name, f"{code}.telegram", "Telegram takes two-letter codes only", "use ISO 639-1")


def load_served(root: Path, also: str | None = None) -> dict[str, Language]:
    """The languages people are answered in: not those that are only started, unless it is `also`.

    Raises:
        CatalogError: see `load_languages`.
    """
    found = load_languages(root)
    return {code: language for code, language in found.items() if language.status != "started" or code == also}


def chain(languages: Mapping[str, Language], code: str) -> tuple[str, ...]:
    """The languages in which a reader of `code` may be answered, best first; the source language is always last."""
    named = (code, *languages[code].fallback, SOURCE)
    return tuple(dict.fromkeys(other for other in named if other in languages))


def negotiate(
    served: Iterable[str],
    *,
    chosen: str | None = None,
    identified: str | None = None,
    previous: str | None = None,
    channel: str | None = None,
    default: str = SOURCE,
) -> str:
    """The language of the next reply. The first of these that is served:

    1. the one the person chose;
    2. this message's, where it was identified with confidence;
    3. the previous message's;
    4. the language code the channel gives (`en-GB` serves as `en`);
    5. the default.
    """
    known = set(served)
    candidates: list[Any] = [chosen, identified, previous, channel, (channel or "").partition("-")[0]]
    return next((code for code in candidates if code in known), default)
