"""Where a language is taught too little, or the same twice."""

from __future__ import annotations

from pathlib import Path

from bot.content.load import load_content
from bot.hearing import WANTED, heard, listen, wanted
from bot.phrases import Phrase
from tests.project import make_project


def test_every_intent_claim_tactic_topic_and_advert_is_wanted(tmp_path: Path) -> None:
    make_project(tmp_path)
    assert wanted(load_content(tmp_path), ["greet", "emergency_sea"]) == {
        "greet": WANTED["intent"],
        "emergency_sea": WANTED["emergency"],
        "claims/pay_later": WANTED["claim"],
        "tactics/discount": WANTED["tactic"],
        "risk_sea/sea": WANTED["topic"],
        "check_offer/check_agent": WANTED["topic"],
        "adverts/sellers": WANTED["advert"],
        "adverts/others": WANTED["advert"],
    }


def test_a_topics_phrases_count_for_its_intent_too() -> None:
    phrases = [Phrase("a", "en", "risk_sea"), Phrase("b", "en", "risk_sea", topic="channel")]
    assert heard(phrases) == {("en", "risk_sea"): 2, ("en", "risk_sea/channel"): 1}


def test_what_is_thin_shared_and_doubled_is_told() -> None:
    sea, again = Phrase("is the sea cold today", "en", "risk_sea"), Phrase("today is the sea cold", "en", "risk_sea")
    land, other = Phrase("is the sea cold, today?", "en", "risk_land"), Phrase("is the sea cold today", "sq", "greet")
    found = listen([sea, again, land, other], {"risk_sea": 3}, ["en"])
    assert found.thin == [("en", "risk_sea", 2, 3)]
    assert found.doubled == [(sea, again)]
    assert found.shared == [(sea, land), (again, land)]
