"""What people put before what they heard ("is it true that", "forwarded:"); knows not what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bot.content.files import structure_file
from bot.errors import ContentError, Problem


class LeadIns:
    """The lead-ins of several languages."""

    def __init__(self, phrases: Iterable[str]) -> None:
        listed = "|".join(re.escape(phrase) for phrase in sorted(set(phrases), key=len, reverse=True))
        self._pattern = re.compile(rf"\W*(?:{listed or '(?!)'})(?!\w)[\W_]*", re.IGNORECASE)

    def without(self, text: str) -> str:
        """The text from where its last lead-in ends: "my friend says is it true that …"; all of it if it has none."""
        rest = text
        while match := self._pattern.match(rest):
            rest = rest[match.end() :]
        return rest


def load_lead_ins(root: Path, languages: Iterable[str]) -> LeadIns:
    """The lead-ins in nlu/<lang>/_lead_ins.yml; a language without the file has none.

    Raises:
        ContentError: with every faulty file.
    """
    problems: list[Problem] = []
    files = [root / "nlu" / language / "_lead_ins.yml" for language in languages]
    found = [lead_in for file in files for lead_in in structure_file(file, root, tuple[str, ...], problems) or ()]
    if problems:
        raise ContentError("the lead-ins cannot be used", problems)
    return LeadIns(found)
