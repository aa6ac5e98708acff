"""What a conversation carries on from message to message: addresses and numbers, never a word that was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

_LONGEST_TRAIL = 6
_MOST_TOLD = 12
_KEPT = ("claim", "advert", "topic", "topics", "route", "find", "cost", "costs", "more", "contacts", "claims", "tactic")
"""Kinds of pages worth going back to. Nobody who looks into the database learns of an emergency or of misuse."""
_KEPT_SAY = ("say/menu", "say/is_it_safe", "say/settings", "say/capabilities")


@dataclass(frozen=True)
class Memory:
    """`trail`: pages shown, newest last. `unsure`: messages in a row that were not understood.

    `stranger`: a language other than the chosen one, in which the last message was written. `told`: claims of adverts
    that were answered lately. `aside`: the page shown last is none of the trail (languages, thanks, not understood).
    """

    trail: tuple[str, ...] = ()
    unsure: int = 0
    stranger: str = ""
    told: tuple[str, ...] = ()
    aside: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Memory:
        """From what `as_dict` gave."""
        return cls(
            tuple(kept.get("trail", ())),
            int(kept.get("unsure", 0)),
            kept.get("stranger", ""),
            tuple(kept.get("told", ())),
            bool(kept.get("aside", False)),
        )

    def as_dict(self) -> dict[str, Any]:
        """As it is kept: only what differs from nothing."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def last(self) -> str:
        """The page of the trail that was shown last."""
        return self.trail[-1] if self.trail else ""

    @property
    def before(self) -> str:
        """The page to go back to."""
        if self.aside:
            return self.last
        return self.trail[-2] if len(self.trail) > 1 else ""

    def showing(self, ref: str) -> Memory:
        """After the page at `ref`; one that is shown again is not noted twice."""
        if not (ref.partition("/")[0] in _KEPT or ref in _KEPT_SAY):
            return replace(self, aside=bool(self.trail))
        trail = self.trail if ref == self.last else (*self.trail, ref)[-_LONGEST_TRAIL:]
        return replace(self, trail=trail, aside=False)

    def back(self) -> Memory:
        """Before the page shown last."""
        return replace(self, trail=self.trail if self.aside else self.trail[:-1], aside=False)

    def telling(self, claims: Iterable[str]) -> Memory:
        """After an advert's claims were answered."""
        return replace(self, told=tuple(dict.fromkeys((*self.told, *claims)))[-_MOST_TOLD:])
