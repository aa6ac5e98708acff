"""What the countries of a message are to the writer, each by its words and all by each other; knows no names."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from bot.countries.cases import Case, Judge, Name
from bot.countries.cues import MUTE, PIECE, Cues, Role, cues_of, joined
from bot.countries.hints import Hints

_DASHES: tuple[list[str], ...] = ([], ["-"], ["–"], [">"], ["→"], ["->"])
_COMMAS = ([","], ["،"], ["/"])
_WENT = 6
"""A journey that is over is told of at most so many words before its start."""


class RoleTeller:
    """Tells what countries are to the writer, with the words of the languages that the message seems to be in."""

    def __init__(self, hints: Iterable[Hints]) -> None:
        self._languages = [cues_of(hint) for hint in hints]
        self.vocabulary = frozenset[str]().union(*(cues.vocabulary for cues in self._languages))
        little = (cues.sets[name] for cues in self._languages for name in ("within", "out", "destination"))
        self._little = frozenset(phrase[0] for phrases in little for phrase in phrases if len(phrase) == 1)
        self._joined: dict[tuple[int, ...], Cues] = {}

    def roles(self, folded: str, names: Sequence[Name]) -> list[Role]:
        """The role of each of `names`, which stand in `folded` from first to last."""
        if not names:
            return []
        found, places = _words(folded, names, self._little)
        cues = self._spoken(found)
        words = [cues.bare(word) for word in found]
        own = [cues.own_role(PIECE.findall(folded[name.start : name.end])) for name in names]
        told = [cues.told(words, at, since) for at, since in zip(places, [-1, *places], strict=False)]
        columns = zip(names, places, [-1, *places[:-1]], own, told, strict=True)
        return _Message(words, cues, [Case(*column) for column in columns]).roles()

    def _spoken(self, words: Sequence[str]) -> Cues:
        """The cues of every language that knows at least two thirds as many of the words as the best does."""
        known = [sum(word in cues.vocabulary for word in words) for cues in self._languages]
        chosen = tuple(place for place, many in enumerate(known) if 3 * many >= 2 * max(known))
        if chosen not in self._joined:
            self._joined[chosen] = joined([self._languages[place] for place in chosen])
        return self._joined[chosen]


class _Message:
    """The words of a message with its countries: first each is judged alone, then beside the others."""

    def __init__(self, words: Sequence[str], cues: Cues, cases: Sequence[Case]) -> None:
        self._words, self._cues, self._cases = words, cues, cases
        self._judge = Judge(words, cues, cases)
        self._is_moving = self._judge.travels or cues.has("wishes", words)

    def roles(self) -> list[Role]:
        """What nothing is said about is a place."""
        for case in [*self._cases, *self._cases]:  # the second time with the aims that stand after it
            case.role = self._judge.role(case)
        for last, case in zip(self._cases, self._cases[1:], strict=False):
            self._live(last, case)
            self._join(last, case)
            self._leg(last, case)
            self._stage(last, case)
        for case in self._cases:
            case.role = self._same(case) or case.role or self._guess(case)
        self._promote()
        return [case.role or ("destination" if self._is_aim(case) else "place") for case in self._cases]

    def _is_aim(self, case: Case) -> bool:
        """Whether the only country is the aim, though no word near it says so."""
        return len(self._cases) == 1 and (self._is_in_to(case) or self._is_asked_about(case))

    def _is_asked_about(self, case: Case) -> bool:
        """Whether a question or law that is not the writer's own is about a country that people move to."""
        if not case.is_host or case.name.is_people or case.told.role:
            return False
        is_other = any(self._cues.has(group, self._words) for group in ("mine", "kin", "has", "regions", "locals"))
        return not is_other and self._cues.has("questions", self._words)

    def _is_in_to(self, case: Case) -> bool:
        """Whether the one word for "in" and "to" before it is all that is said of it."""
        last = [word for word in self._words[: case.at] if word != "'"][-1:]
        is_both = self._cues.is_one("within", last) and self._cues.is_one("destination", last)
        return is_both and case.told.role is None

    def _between(self, last: Case, case: Case) -> list[str]:
        return [word for word in self._words[last.at + 1 : case.at] if word != "'"]

    def _live(self, last: Case, case: Case) -> None:
        """An Afghan in Iran is there, unless the message is of a visa for one or of papers for any in Germany."""
        is_there = last.name.is_people and not case.role and self._cues.is_one("within", self._between(last, case))
        if is_there and not self._cues.is_near("goals", self._words, last.at):
            case.role = "destination" if self._is_of_many(case) else "place"

    def _is_of_many(self, case: Case) -> bool:
        """Whether the message asks of papers or work in it without a word of the writer, and of no other aim."""
        has_aim = any(other.role == "destination" for other in self._cases)
        return case.is_host and self._judge.asks and not has_aim and not self._cues.has("mine", self._words)

    def _join(self, last: Case, case: Case) -> None:
        """Of two on one footing the second is what the first is; a choice that nothing is said about is of aims."""
        between = self._between(last, case)
        if not (self._cues.is_one("joins", between) or between in _COMMAS):
            return
        if case.name.is_people:
            if last.name.is_people and last.role == "nationality":
                last.role = case.role  # "an Austrian or Swiss firm"
            return
        if not last.role and self._cues.is_one("choices", between):
            last.role = "destination"
        if case.role not in ("nationality", "place"):
            case.role = last.role or case.role

    def _leg(self, last: Case, case: Case) -> None:
        """Turkey in "from Turkey to Greece" is on a way, not where somebody is from; with a visa it may be."""
        if self._is_way(last, case):
            last.role, case.role = "place", "destination"
        if not self._is_onto(last, case):
            return
        if last.told.is_out and 0 < self._cues.is_near("past", self._words, last.at) <= _WENT:
            self._end(last, case)
            return
        if case.told.is_within and last.told.is_out and self._is_moving:
            case.role = "destination"  # where one word means both "in" and "to"
        is_bare = not (last.told.is_out or last.told.is_within)
        if case.role == "destination" and last.role != "destination" and not last.told.is_sure:
            last.role = "nationality" if self._judge.asks and not last.draw and is_bare else "place"

    def _end(self, last: Case, case: Case) -> None:
        """A journey that is over is between two places, if it does not begin at home: "we walked from Iran to Iraq"."""
        is_home = last.told.is_sure and last.told.role == "nationality" and not last.is_host
        last.role, case.role = "nationality" if is_home else "place", "place"

    def _stage(self, last: Case, case: Case) -> None:
        """Where a journey goes first is a place on it: "to Serbia, then to Austria", "Chad to Libya to Malta"."""
        is_journey = self._judge.travels and last.role == case.role == "destination"
        between = self._between(last, case)
        is_onto = case.is_host and not last.is_host and not self._cues.is_one("joins", between)
        is_chain = self._cues.is_one("destination", between) and last.at > self._cases[0].at
        if is_journey and (is_onto or is_chain) and not last.name.is_people:
            last.role = "place"

    def _is_way(self, last: Case, case: Case) -> bool:
        """Whether two silent countries side by side are a journey: "Morocco - Spain by boat"."""
        is_silent = not (last.role or case.role or last.name.is_people or case.name.is_people)
        return is_silent and self._judge.travels and case.is_host and self._between(last, case) in _DASHES

    def _is_onto(self, last: Case, case: Case) -> bool:
        between = self._between(last, case)
        is_to = self._cues.is_one("destination", between) and not self._cues.has("goals", between)
        return is_to and not last.name.is_people

    def _same(self, case: Case) -> Role | None:
        """A country that is named again is what it was, unless the words say otherwise."""
        if case.name.is_people or (case.role and not case.told.is_out) or case.told.is_sure:
            return None
        others = (other for other in self._cases if other.name.country == case.name.country and other is not case)
        return next((other.role for other in others if other.role and not (case.role and other.name.is_people)), None)

    def _guess(self, case: Case) -> Role | None:
        """Where work, a visa or a journey is the matter, a silent country is the aim, and of two the host is."""
        others = [other for other in self._cases if other.name.country != case.name.country]
        if not (self._judge.asks or self._judge.travels):
            is_left = bool(others) and all(
                other.role in ("nationality", "place") or other.told.is_within for other in others
            )
            return "destination" if is_left and case.is_host and not case.told.is_within else None
        has_aim = any(other.role == "destination" or (not other.role and other.draw > case.draw) for other in others)
        if case.told.is_within and (has_aim or not self._judge.asks or not case.is_host):
            return "place"
        if case.is_host or not has_aim:
            return "destination"
        is_from = self._judge.asks and not self._judge.travels and not case.told.is_within
        is_from = is_from and not self._cues.has("posts", self._words)
        return "nationality" if is_from else "place"  # "British embassy Tirana" is of nobody from there

    def _promote(self) -> None:
        """Where kin are is the aim if no other is: "my uncle is in Sweden, can he sponsor me"."""
        has_aim = any(case.role == "destination" for case in self._cases)
        if has_aim or not self._cues.has("wishes", self._words):
            return
        there = [
            case
            for case in self._cases
            if case.role in (None, "place") and case.is_host and self._judge.is_of_kin(case)
        ]
        if len(there) == 1:
            there[0].role = "destination"


def _words(folded: str, names: Sequence[Name], little: Container[str]) -> tuple[list[str], list[int]]:
    """The words and signs of the text with each name as one mute word, and where those stand.

    Of a name like "in Mali", which tells it from another Mali, the first word stands before it.
    """
    words: list[str] = []
    places: list[int] = []
    done = 0
    for name in names:
        words += PIECE.findall(folded[done : name.start])
        own = PIECE.findall(folded[name.start : name.end])[:1]
        words += [*name.before, *(word for word in own if word in little)]
        places.append(len(words))
        words.append(MUTE)
        done = name.end
    return words + PIECE.findall(folded[done:]), places
