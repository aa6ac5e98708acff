"""Every measure of one language, from its readings; knows neither the bot nor how numbers are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from accuracy.metrics import NOTHING, Share, calibration_bins, calibration_error, confusions, macro_f1, micro_f1, share
from accuracy.noise import NOISES
from accuracy.reading import Reader
from accuracy.sentences import NO_DANGER, UNSURE, Claimed, HeldOut, Located
from bot.choosing import identified
from bot.phrases import CLAIM
from bot.safety import is_alarm

_LONG_ENOUGH = 12
"""Characters below which a text is not held against the identifier of languages."""


@dataclass(frozen=True)
class Danger:
    """Of the sentences of one kind: caught by the words, by the model, by both together, and as anything alarming."""

    net: Share
    model: Share
    both: Share
    some: Share


@dataclass
class Examined:
    """One language's results; `wanted` and `got` hold the intents sentence by sentence."""

    wanted: list[str] = field(default_factory=list)
    got: list[str] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    intent: Share = NOTHING
    top3: Share = NOTHING
    noises: dict[str, Share] = field(default_factory=dict)
    hit1: Share = NOTHING
    hit3: Share = NOTHING
    claims_wanted: list[tuple[str, ...]] = field(default_factory=list)
    claims_got: list[tuple[str, ...]] = field(default_factory=list)
    tactics_wanted: list[tuple[str, ...]] = field(default_factory=list)
    tactics_got: list[tuple[str, ...]] = field(default_factory=list)
    adverts: Share = NOTHING
    false_adverts: Share = NOTHING
    false_claims: Share = NOTHING
    alarmed_claims: Share = NOTHING
    alarmed_news: Share = NOTHING
    dangers: dict[str, Danger] = field(default_factory=dict)
    contrast: Share = NOTHING
    language: Share = NOTHING
    unsure: Share = NOTHING
    languages: Counter[tuple[str, str]] = field(default_factory=Counter)
    countries: Share = NOTHING
    roles: Share = NOTHING

    @property
    def macro_f1(self) -> float:
        """Over the intents."""
        return macro_f1(self.wanted, self.got)

    @property
    def claims_f1(self) -> float:
        """Micro, over all texts that make a claim or should make none."""
        return micro_f1(self.claims_wanted, self.claims_got)

    @property
    def tactics_f1(self) -> float:
        """Micro, over the adverts."""
        return micro_f1(self.tactics_wanted, self.tactics_got)

    @property
    def calibration(self) -> float:
        """Expected calibration error of the intent's confidence."""
        return calibration_error(self.sure, self.right)

    @property
    def bins(self) -> list[tuple[float, float, int]]:
        """Mean confidence, share right, how many: per bin."""
        return calibration_bins(self.sure, self.right)

    @property
    def right(self) -> list[bool]:
        """Sentence by sentence."""
        return [wanted == got for wanted, got in zip(self.wanted, self.got, strict=True)]

    @property
    def confusions(self) -> list[tuple[str, str, int]]:
        """Wanted, got, how often; most frequent first."""
        return confusions(self.wanted, self.got)


async def examine(reader: Reader, held: HeldOut) -> Examined:
    """All measures of one language."""
    found = Examined()
    await _intents(reader, held.intents, found)
    await _dangers(reader, held.safety, found)
    await _claims(reader, held.claims, held.not_adverts, found)
    await _languages(reader, held.language, found)
    await _countries(reader, held.countries, found)
    return found


async def _intents(reader: Reader, labelled: Sequence[tuple[str, str]], found: Examined) -> None:
    texts = [text for text, _ in labelled]
    found.wanted = [intent for _, intent in labelled]
    readings = await reader.read(texts)
    found.got = [reading.intent for reading in readings]
    found.sure = [reading.confidence for reading in readings]
    found.intent = share(found.right)
    found.top3 = share(intent in reading.intents for intent, reading in zip(found.wanted, readings, strict=True))
    for name, spoil in NOISES.items():
        spoilt = await reader.read(map(spoil, texts))
        found.noises[name] = share(w == r.intent for w, r in zip(found.wanted, spoilt, strict=True))
    latin = [w == r.intent for w, r, t in zip(found.wanted, readings, texts, strict=True) if t.isascii()]
    found.noises["typed in plain Latin letters"] = share(latin)


async def _dangers(reader: Reader, labelled: Sequence[tuple[str, str]], found: Examined) -> None:
    readings = await reader.read(text for text, _ in labelled)
    for kind in dict.fromkeys(kind for _, kind in labelled):
        own = [reading for reading, (_, wanted) in zip(readings, labelled, strict=True) if wanted == kind]
        if kind == NO_DANGER:
            found.contrast = share(is_alarm(reading.intent) for reading in own)
            continue
        found.dangers[kind] = Danger(
            net=share(reading.net == kind for reading in own),
            model=share(reading.decision.intent == kind for reading in own),
            both=share(reading.intent == kind for reading in own),
            some=share(is_alarm(reading.intent) for reading in own),
        )


async def _claims(reader: Reader, claimed: Sequence[Claimed], others: Sequence[str], found: Examined) -> None:
    readings = await reader.read(one.text for one in claimed)
    pairs = [(one, reading) for one, reading in zip(claimed, readings, strict=True) if one.claims]
    found.hit1 = share(bool(set(reading.claims[:1]) & set(one.claims)) for one, reading in pairs)
    found.hit3 = share(bool(set(reading.claims[:3]) & set(one.claims)) for one, reading in pairs)
    adverts = [(one, reading) for one, reading in pairs if one.tactics]
    found.adverts = share(reading.decision.is_advert for _, reading in adverts)
    found.tactics_wanted = [one.tactics for one, _ in adverts]
    found.tactics_got = [reading.tactics for _, reading in adverts]
    calm = await reader.read(others)
    found.false_adverts = share(reading.decision.is_advert for reading in calm)
    found.false_claims = share(reading.intent == CLAIM for reading in calm)
    found.alarmed_claims = share(is_alarm(reading.intent) for _, reading in pairs)
    found.alarmed_news = share(is_alarm(reading.intent) for reading in calm)
    found.claims_wanted = [one.claims for one in claimed] + [()] * len(calm)
    found.claims_got = [tuple(reading.claims) for reading in (*readings, *calm)]


async def _languages(reader: Reader, labelled: Sequence[tuple[str, str]], found: Examined) -> None:
    readings = await reader.read(text for text, _ in labelled)
    told = [(wanted, reading, text) for (text, wanted), reading in zip(labelled, readings, strict=True)]
    certain = [(wanted, reading) for wanted, reading, text in told if wanted != UNSURE and len(text) >= _LONG_ENOUGH]
    found.language = share(wanted == reading.language for wanted, reading in certain)
    found.languages = Counter((wanted, reading.language) for wanted, reading in certain)
    found.unsure = share(
        identified(reading.decision, text) is None for wanted, reading, text in told if wanted == UNSURE
    )


async def _countries(reader: Reader, located: Sequence[Located], found: Examined) -> None:
    readings = await reader.read(one.text for one in located)
    names, roles = [], []
    for one, reading in zip(located, readings, strict=True):
        got = {(str(e["value"]), str(e["role"])) for e in reading.decision.entities if e.get("entity") == "country"}
        wanted = {(code, role) for role, codes in one.countries.items() for code in codes}
        names.append({code for code, _ in got} == {code for code, _ in wanted})
        roles.append(got == wanted)
    found.countries, found.roles = share(names), share(roles)
