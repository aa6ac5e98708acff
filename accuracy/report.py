"""The measures as a page of Markdown; knows no bot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from accuracy.examining import Danger, Examined
from accuracy.metrics import Share

TARGETS = {
    "intent": "≥ 0.88",
    "top3": "≥ 0.96",
    "hit3": "≥ 0.95",
    "hard": "≤ 0.03",
    "emergency": "≥ 0.97 each",
    "misuse": "≥ 0.95",
    "contrast": "≤ 0.10",
    "language": "≥ 0.98",
    "calibration": "≤ 0.05",
}
_PAIRS = 20


def page(results: Mapping[str, Examined], others: Share, head: str, thresholds: str) -> str:
    """The whole page; `others` is the share of texts in other languages known as such."""
    codes = list(results)
    parts = [
        head,
        _table(["", "target", *codes, "all"], _main_rows(results, others)),
        "## Emergencies and misuse\n\nCaught by the words alone (the gateway, with no worker), by the model alone,",
        "by both together, and as anything alarming at all.\n",
        _table(["kind", "language", "words", "model", "together", "alarmed"], _danger_rows(results)),
        "![Emergencies](accuracy/dangers.svg)\n",
        "## When people type badly\n\nShare of intents right. Arabic in plain Latin letters is what people wrote so.\n",
        _table(["", *codes], _noise_rows(results)),
        "![Noise](accuracy/noise.svg)\n\n![Calibration](accuracy/calibration.svg)\n",
        "## Thresholds\n\n" + thresholds,
        "## Languages taken for others\n",
        _table(["written in", "taken for", "texts"], _language_rows(results)),
        f"## The {_PAIRS} worst confusions\n\nOver all languages.\n",
        _table(["meant", "understood", "texts"], _confusion_rows(results)),
        "![Confusions](accuracy/confusions.svg)\n",
    ]
    return "\n".join(parts)


def _main_rows(results: Mapping[str, Examined], others: Share) -> list[list[str]]:
    def shares(name: str, target: str, pick: Callable[[Examined], Share]) -> list[str]:
        each = [pick(result) for result in results.values()]
        return [name, TARGETS.get(target, ""), *map(str, each), str(_sum(each))]

    def numbers(name: str, target: str, pick: Callable[[Examined], float]) -> list[str]:
        each = [pick(result) for result in results.values()]
        return [name, TARGETS.get(target, ""), *(f"{n:.3f}" for n in each), f"{sum(each) / len(each):.3f} (mean)"]

    return [
        shares("intent", "intent", lambda r: r.intent),
        numbers("intent, macro F1", "", lambda r: r.macro_f1),
        shares("intent among the first three", "top3", lambda r: r.top3),
        numbers("calibration error", "calibration", lambda r: r.calibration),
        shares("claims: one of the first three", "hit3", lambda r: r.hit3),
        shares("claims: the first", "", lambda r: r.hit1),
        numbers("claims, micro F1", "", lambda r: r.claims_f1),
        shares("claims answered as an emergency or misuse", "", lambda r: r.alarmed_claims),
        numbers("tactics of adverts, micro F1", "", lambda r: r.tactics_f1),
        shares("adverts known as adverts", "", lambda r: r.adverts),
        shares("news, warnings … taken for adverts", "hard", lambda r: r.false_adverts),
        shares("news, warnings … answered as a claim", "", lambda r: r.false_claims),
        shares("news, warnings … answered as an emergency or misuse", "", lambda r: r.alarmed_news),
        shares("false alarms on contrast cases", "contrast", lambda r: r.contrast),
        shares("language, 12 characters or more", "language", lambda r: r.language),
        shares("unsure where nobody could tell", "", lambda r: r.unsure),
        shares("countries named", "", lambda r: r.countries),
        shares("countries named, each with its role", "", lambda r: r.roles),
        ["other languages known as such", "", *([""] * len(results)), str(others)],
    ]


def _danger_rows(results: Mapping[str, Examined]) -> list[list[str]]:
    kinds = dict.fromkeys(kind for result in results.values() for kind in result.dangers)
    rows = []
    for kind in kinds:
        each = {code: result.dangers[kind] for code, result in results.items() if kind in result.dangers}
        rows += [_danger_row(kind, code, danger) for code, danger in each.items()]
        fields = ("net", "model", "both", "some")
        whole = Danger(*(_sum([getattr(danger, name) for danger in each.values()]) for name in fields))
        rows.append(_danger_row(f"**{kind}**", "**all**", whole))
    return rows


def _danger_row(kind: str, code: str, danger: Danger) -> list[str]:
    return [kind, code, f"{danger.net.value:.2f}", f"{danger.model.value:.2f}", str(danger.both), str(danger.some)]


def _noise_rows(results: Mapping[str, Examined]) -> list[list[str]]:
    rows = [["as written", *(str(result.intent) for result in results.values())]]
    noises = next(iter(results.values())).noises
    return [*rows, *([noise, *(str(result.noises[noise]) for result in results.values())] for noise in noises)]


def _language_rows(results: Mapping[str, Examined]) -> list[list[str]]:
    pairs: Counter[tuple[str, str]] = sum((result.languages for result in results.values()), Counter())
    return [[w, g, str(n)] for (w, g), n in pairs.most_common() if w != g] or [["–", "–", "0"]]


def _confusion_rows(results: Mapping[str, Examined]) -> list[list[str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for result in results.values():
        pairs.update({(wanted, got): count for wanted, got, count in result.confusions})
    return [[wanted, got, str(count)] for (wanted, got), count in pairs.most_common(_PAIRS)]


def _sum(shares: list[Share]) -> Share:
    return Share(sum(one.hits for one in shares), sum(one.total for one in shares))


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head), *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines) + "\n"
