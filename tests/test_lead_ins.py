"""What stands before what people heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.lead_ins import LeadIns, load_lead_ins
from bot.settings import ROOT
from tests.project import Project

LEADS = LeadIns(["they say", "is it true that", "forwarded"])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("is it true that the boat is safe", "the boat is safe"),
        ("Forwarded: THEY SAY you pay later", "you pay later"),
        ("they sayings are old", "they sayings are old"),
        ("what they say", "what they say"),
        ("they say", ""),
        ("", ""),
    ],
)
def test_a_lead_in_goes_and_what_was_heard_stays(text: str, rest: str) -> None:
    assert LEADS.without(text) == rest


def test_without_lead_ins_a_text_stays_as_it_is(tmp_path: Path) -> None:
    assert load_lead_ins(tmp_path, ["en"]).without("they say so") == "they say so"


def test_a_file_of_another_shape_is_refused(tmp_path: Path) -> None:
    Project(tmp_path).write("nlu/en/_lead_ins.yml", {"they say": 1})
    with pytest.raises(ContentError):
        load_lead_ins(tmp_path, ["en"])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("is it true that they are safe", "they are safe"),
        ("قالولي انه القارب امن", "القارب امن"),
        ("thone se varka eshte e sigurt", "varka eshte e sigurt"),
    ],
)
def test_every_language_has_its_own(text: str, rest: str) -> None:
    assert load_lead_ins(ROOT, ["en", "ar", "sq"]).without(text) == rest
