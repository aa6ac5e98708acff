"""What each threshold of config.yml costs and brings, on tests/tuning/; knows no reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from accuracy.metrics import Share, share
from accuracy.reading import Reader, Reading
from accuracy.sentences import NO_DANGER, HeldOut
from bot.safety import MISUSE, is_emergency

_CONFIDENCES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
_ALARMS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_TEXT = """Chosen on the sentences of tests/tuning/ (all languages together), set in config.yml and bot/judging.py.

A person asked back loses a turn; a person answered wrongly loses trust: the threshold lies where few right readings are
lost.
"""


async def trade_off(reader: Reader, tuning: Iterable[HeldOut]) -> str:
    """Two tables: the least confidence in an intent, and the least probability of an alarm."""
    told = list(tuning)
    intents = [pair for held in told for pair in held.intents]
    dangers = [pair for held in told for pair in held.safety]
    read = await reader.read(text for text, _ in intents)
    alarmed = await reader.read(text for text, _ in dangers)
    wanted, kinds = [intent for _, intent in intents], [kind for _, kind in dangers]
    lines = [_TEXT, "| confidence at least | answered | right of those answered | right of all |", "|---|---|---|---|"]
    lines += [f"| {least} | {' | '.join(map(str, _answered(read, wanted, least)))} |" for least in _CONFIDENCES]
    lines += ["", "Alarms of the model alone, by the least probability that counts.", ""]
    lines += ["| probability at least | emergencies found | misuse found | false alarms |", "|---|---|---|---|"]
    lines += [f"| {least} | {' | '.join(map(str, _found(alarmed, kinds, least)))} |" for least in _ALARMS]
    return "\n".join(lines) + "\n"


def _answered(read: Sequence[Reading], wanted: Sequence[str], least: float) -> tuple[Share, Share, Share]:
    tops = [reading.decision.ranking[0] for reading in read]
    sure = [confidence >= least for _, confidence in tops]
    right = [name == intent for (name, _), intent in zip(tops, wanted, strict=True)]
    both = [s and r for s, r in zip(sure, right, strict=True)]
    return share(sure), share(r for s, r in zip(sure, right, strict=True) if s), share(both)


def _found(read: Sequence[Reading], kinds: Sequence[str], least: float) -> tuple[Share, Share, Share]:
    emergencies = [reading.decision.alarms["emergency"] >= least for reading in read]
    misuse = [reading.decision.alarms["misuse"] >= least for reading in read]
    told = list(zip(kinds, emergencies, misuse, strict=True))
    return (
        share(e for kind, e, _ in told if is_emergency(kind)),
        share(m for kind, _, m in told if kind == MISUSE),
        share(e or m for kind, e, m in told if kind == NO_DANGER),
    )
