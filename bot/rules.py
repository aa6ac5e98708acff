"""Which response Rasa's rules give to which intent, read as data; knows no Rasa."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.content.files import read_yaml
from bot.errors import ContentError, Problem

RULES = Path("bot/dialogue/rules.yml")
_UTTER = "utter_"


def load_rules(root: Path) -> dict[str, str]:
    """Intent → name of the response, for every rule of one intent and one action.

    Raises:
        ContentError: if the rules cannot be read.
    """
    problems: list[Problem] = []
    data = read_yaml(root / RULES, root, problems)
    rules = data.get("rules") if isinstance(data, dict) else None
    if problems or not isinstance(rules, list) or not all(_is_rule(rule) for rule in rules):
        raise ContentError(f"{RULES} cannot be read", problems)
    return dict(pair for rule in rules if (pair := _pair(rule["steps"])))


def _is_rule(rule: Any) -> bool:
    steps = rule.get("steps") if isinstance(rule, dict) else None
    return isinstance(steps, list) and all(isinstance(step, dict) for step in steps)


def _pair(steps: list[dict[str, Any]]) -> tuple[str, str] | None:
    intents = [step["intent"] for step in steps if "intent" in step]
    actions = [step["action"] for step in steps if "action" in step]
    if len(intents) == 1 and len(actions) == 1 and actions[0].startswith(_UTTER):
        return intents[0], actions[0][len(_UTTER) :]
    return None
