"""What a button says, by the address it leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import RenderError
from tests.project import Project, make_project


def leading_to(tmp_path: Path, *refs: str) -> Project:
    """A project in which say/greet has buttons to `refs`."""
    project = make_project(tmp_path)
    project.write("content/responses/greet.yml", {"title": "Hello", "text": "Hello.", "next": list(refs)})
    return project


@pytest.mark.parametrize(
    ("ref", "english", "albanian"),
    [
        ("topic/sea", "The sea", "SQ The sea"),
        ("claim/pay_later", "Pay later?", "SQ Pay later?"),
        ("tactic/discount", "Discount", "SQ Discount"),
        ("route/gb/student", "Student visa", "SQ Student visa"),
        ("emergency/emergency_sea", "Danger at sea", "SQ Danger at sea"),
        ("say/fallback", "Fallback", "SQ Fallback"),
        ("say/risk_sea", "The sea", "SQ The sea"),  # it has no title of its own and shows topic/sea
        ("say/claims", "An offer", "SQ An offer"),  # it shows another view, under a title of its own
        ("more/topic/sea", "More", "SQ More"),
        ("do/forget", "Yes, delete", "SQ Yes, delete"),
        ("do/back", "Back", "SQ Back"),
        ("yes/topic/sea", "Helpful", "SQ Helpful"),
        ("no/find/gb/any/study/any", "Not helpful", "SQ Not helpful"),
        ("share/pay_later", "Share", "SQ Share"),
        ("advert/12345-67890", "More", "SQ More"),
        ("find", "Lawful ways", "SQ Lawful ways"),
        ("find/-/*/work/*", "Ways: Work", "SQ Ways: SQ Work"),
        ("find/gb/-/-/-", "Ways to United Kingdom", "SQ Ways to Mbretëria e Bashkuar"),
        ("find/gb/any/study/any", "Study: United Kingdom", "SQ SQ Study: Mbretëria e Bashkuar"),
        ("languages", "🌐 Language", "🌐 SQ Language"),
        ("lang/ar", "العربية", "العربية"),
        ("routes", "Lawful ways", "SQ Lawful ways"),
        ("routes/work", "Ways: Work", "SQ Ways: SQ Work"),
        ("routes/gb", "Ways to United Kingdom", "SQ Ways to Mbretëria e Bashkuar"),
        ("routes/gb/study", "Study: United Kingdom", "SQ SQ Study: Mbretëria e Bashkuar"),
        ("contacts", "Free help", "SQ Free help"),
        ("contacts/gb", "Help in United Kingdom", "SQ Help in Mbretëria e Bashkuar"),
        ("contacts/int", "Help in any country", "SQ Help in SQ any country"),
        ("contacts/qq", "Help in QQ", "SQ Help in QQ"),
    ],
)
def test_a_button_says_where_it_leads(tmp_path: Path, ref: str, english: str, albanian: str) -> None:
    project = leading_to(tmp_path, ref)
    buttons = [project.bubble("say/greet", language).buttons for language in ("en", "sq")]
    found = [next(button.title for button in shown if button.payload == ref) for shown in buttons]
    assert found == [english, albanian]


def test_a_country_on_a_button_is_fenced_off_in_arabic(tmp_path: Path) -> None:
    title = leading_to(tmp_path, "contacts/gb").bubble("say/greet", "ar").buttons[0].title
    assert title == "AR Help in \u2068المملكة المتحدة\u2069"


@pytest.mark.parametrize(
    "ref",
    ["topic/none", "none", "contact/gb/lawyers", "lang/xx", "interface/more", "say/none", "", "costs/gb"],
)
def test_no_button_can_lead_to_what_is_no_view(tmp_path: Path, ref: str) -> None:
    with pytest.raises(RenderError, match=f"^no button can lead to '{ref}'$"):
        leading_to(tmp_path, ref).bubble("say/greet")
