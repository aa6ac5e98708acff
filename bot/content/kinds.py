"""The closed lists that content chooses from: purposes, situations, verdicts, intents, kinds; knows no item."""

from __future__ import annotations

from typing import Literal

Verdict = Literal["false", "misleading", "partly_true", "unproven"]
Purpose = Literal["work", "study", "family", "protection", "visit"]
Status = Literal["open", "paused", "closed"]
Situation = Literal[
    "skilled",
    "seasonal",
    "care",
    "training",
    "talent",
    "there",
    "abroad",
    "group",
    "victim",
    "partner",
    "child",
    "relative",
    "refugee",
]
"""What a person may say of themselves that narrows the routes of one purpose; each belongs to one (see SITUATIONS)."""
EmergencyKind = Literal[
    "emergency_sea",
    "emergency_vehicle",
    "emergency_captive",
    "emergency_child",
    "emergency_violence",
    "emergency_suicide",
]
TopicIntent = Literal[
    "risk_sea",
    "risk_land",
    "risk_exploitation",
    "law_penalties",
    "arrival_reality",
    "cost_money",
    "check_offer",
    "report",
    "help_contact",
    "return_home",
    "rights",
    "documents",
    "privacy",
    "route_other",
]
BY_NATIONALITY: TopicIntent = "route_other"
"""Its topics are about the country a person is from, and chosen by it."""
SITUATIONS: dict[Purpose, tuple[Situation, ...]] = {
    "work": ("skilled", "seasonal", "care", "training", "talent", "there"),
    "study": (),
    "family": ("partner", "child", "relative", "refugee"),
    "protection": ("there", "abroad", "group", "victim"),
    "visit": (),
}
"""The answers offered to the narrowing question of each purpose."""
ContactKind = Literal[
    "emergency",
    "sea_rescue",
    "trafficking",
    "asylum",
    "children",
    "missing",
    "distress",
    "reporting",
    "return",
    "legal",
]
