"""What the words about one country say that it is to the writer; looks at no other country's role but an aim's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.countries.cues import Cues, Role, Told

HOSTS = frozenset(
    (
        *("ad", "ae", "at", "au", "be", "bg", "bh", "ca", "ch", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gb"),
        *("gr", "hr", "hu", "ic", "ie", "is", "it", "jp", "kr", "kw", "li", "lt", "lu", "lv", "mc", "mt", "my", "nl"),
        *("no", "nz", "om", "pl", "pt", "qa", "ro", "sa", "se", "sg", "si", "sk", "sm", "us", "va"),
    )
)
"""Countries that people move to rather than from: what the words leave in doubt goes this way."""
ON_THE_WAY = frozenset(("ba", "by", "ly", "mx", "tr"))
"""Countries that people come through more than from."""
_NEAR, _HELD_BEFORE, _HELD_AFTER, _GAINED = 6, 5, 3, 4


@dataclass(frozen=True)
class Name:
    """A name in the folded text: where it stands, its country, and the words written onto it ("to" in لايطاليا)."""

    start: int
    end: int
    country: str
    is_people: bool = False
    before: tuple[str, ...] = ()


@dataclass
class Case:
    """A name among the words: where it stands, after which other, what is told of it, and the role it gets.

    `own` is what a word inside the name says: "Greek police" is a place.
    """

    name: Name
    at: int
    since: int
    own: Role | None
    told: Told
    role: Role | None = None

    @property
    def is_host(self) -> bool:
        """Whether people move there rather than from there."""
        return self.name.country in HOSTS

    @property
    def draw(self) -> int:
        """How much more likely people go there than come from there."""
        return 2 if self.is_host else int(self.name.country in ON_THE_WAY)


class Judge:
    """Judges each country by the words of its message alone."""

    def __init__(self, words: Sequence[str], cues: Cues, cases: Sequence[Case]) -> None:
        self._words, self._cues, self._cases = words, cues, cases
        self.asks = cues.has("goals", words) or any(case.own == "destination" for case in cases)
        self.travels = cues.has("ways", words)

    def role(self, case: Case) -> Role | None:
        """What the words say; nothing if they are silent."""
        beside = case.own or self._cues.beside_role(self._words, case.at, is_people=case.name.is_people)
        if beside == "destination" and self._is_held(case):
            beside = "place"  # "I have an Italian permit", not "I want"
        if beside == "nationality" and self._is_gained(case):
            beside = "destination"  # "become a German citizen"
        if case.name.is_people:
            is_own = beside == "destination" and (self._is_origin(case) or self._is_own_post(case))
            return "nationality" if is_own else beside or "nationality"
        if beside == "nationality" and not (case.told.is_sure and case.is_host):
            return beside
        if case.told.is_sure:
            return self._of_sure(case)
        return beside if beside == "place" else self._of_doubtful(case, beside)

    def _of_sure(self, case: Case) -> Role | None:
        """Wishes that are denied and permits that are held turn an aim into a place; joining somebody turns it back."""
        if case.told.role == "destination" and (self._is_unwanted(case) or self._is_there(case) or self._is_past(case)):
            return "place"
        return "destination" if case.told.role == "place" and self._is_met(case) else case.told.role

    def _of_doubtful(self, case: Case, beside: Role | None) -> Role | None:
        if case.told.is_out:
            is_left = case.draw > (self.asks and not self.travels) or self._is_left(case)
            return "place" if is_left else "nationality"
        return self._of_sure(case) if case.told.role else self._aim(case, beside)

    def _aim(self, case: Case, beside: Role | None) -> Role | None:
        """Whether a visa, work or asylum stands near a country that no telling word stands before."""
        near = self._cues.is_near("goals", self._words, case.at)
        if case.told.is_within:
            is_post = near == self._cues.is_near("posts", self._words, case.at)  # an embassy in it is another country's
            there: Role = "place" if is_post or self._is_held(case) else "destination"
            return there if near and not self._has_other_aim(case) else None
        is_near = beside == "destination" or 0 < near <= 2
        return "destination" if is_near and not self._is_origin(case) else None

    def _has_other_aim(self, case: Case) -> bool:
        is_aim = any(other.role == "destination" for other in self._cases if other is not case)
        return is_aim or self._is_origin(case)

    def _is_origin(self, case: Case) -> bool:
        """Whether another country of the message is more likely the aim."""
        return any(other.draw > case.draw for other in self._cases)

    def _is_gained(self, case: Case) -> bool:
        """Whether a passport or citizenship of it is wanted, not held."""
        return case.is_host and 0 < self._cues.is_near("gains", self._words, case.at, case.since) <= _GAINED

    def _is_own_post(self, case: Case) -> bool:
        """Whether it is the embassy of a country that people leave, so their own."""
        beside = [self._words[case.at - 1 : case.at], self._words[case.at + 1 : case.at + 2]]
        return not case.is_host and any(self._cues.is_one("posts", word) for word in beside)

    def _is_unwanted(self, case: Case) -> bool:
        """Whether it is denied: "I do not want to stay in Greece"."""
        return 0 < self._cues.is_near("nots", self._words, case.at, case.since) <= _NEAR

    def _is_there(self, case: Case) -> bool:
        """Whether a permit is held in it or from it."""
        last = self._words[max(0, case.at - 1) : case.at]
        return (self._cues.is_one("within", last) or self._cues.is_one("out", last)) and self._is_held(case)

    def _is_past(self, case: Case) -> bool:
        """Whether study in it is not the aim: "university in Oran, now a job in Bonn", "German course in Oran"."""
        aims = [other for other in self._cases if other.role == "destination" and other.is_host]
        is_past = any(other.at > case.at and other.told.role == "destination" for other in aims)
        is_past = is_past or any(other.name.is_people and other.at < case.at for other in aims)
        return case.told.is_within and not case.is_host and is_past

    def _is_held(self, case: Case) -> bool:
        """Whether a permit or status there is one that somebody has already."""
        start = max(0, case.at - _HELD_BEFORE)
        near = self._words[start : case.at + _HELD_AFTER + 1]
        return self._cues.has("has", self._words[start : case.at]) and self._cues.has("held", near)

    def _is_met(self, case: Case) -> bool:
        """Whether somebody there is to be joined: "join my brother in Spain"."""
        met = self._cues.is_near("meets", self._words, case.at, case.since)
        return 0 < self._cues.is_near("kin", self._words, case.at, case.since) < met <= _NEAR

    def is_of_kin(self, case: Case) -> bool:
        """Whether it is where relatives are, not where the writer is."""
        kin, mine = (self._cues.is_near(group, self._words, case.at) for group in ("kin", "mine"))
        return bool(kin) and (not mine or kin < mine)

    def _is_left(self, case: Case) -> bool:
        """Whether "from" is where a journey to a country just named, or to Europe, begins."""
        before = any(other.at < case.at and other.role == "destination" for other in self._cases)
        before = before or self._cues.has("regions", self._words)
        return before and self.travels and not self.asks
