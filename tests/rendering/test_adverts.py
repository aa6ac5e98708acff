"""What is said about a whole advert, and the address that stands for its claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import RenderError
from bot.knowledge import Knowledge
from bot.rendering import Context
from bot.rendering.adverts import at, claims_at, ref_of, short
from bot.replies import MAX_PAYLOAD_BYTES
from tests.project import Project, claim, make_project

NEXT = ["topic/check_agent", "topics/report", "find"]


def offers(tmp_path: Path) -> Project:
    """Claims pay_later, b, c, d and e."""
    project = make_project(tmp_path)
    for name in ("b", "c", "d", "e"):
        words = {
            "title": name.upper(),
            "claim": f"{name}!",
            "true_part": f"True {name}. Much.",
            "fact": f"Fact {name}.",
        }
        project.write(f"content/claims/{name}.yml", claim(**words, instead=f"Instead {name}."))
    return project


def buttons(project: Project, ref: str, context: Context | None = None) -> list[str]:
    found = [button.payload for button in project.bubble(ref, context=context).buttons]
    return [ref for ref in found if not ref.startswith(("yes/", "no/")) and ref not in ("say/menu", "languages")]


def test_an_advert_is_answered_with_its_strongest_claim_in_full_and_two_more_in_short(tmp_path: Path) -> None:
    text = offers(tmp_path).bubble(at(("c", "b", "d"))).text
    assert text == (
        "I know some of this:\n\n<b>“c!”</b>\nPartly true. True c. Much. Fact c.\n\n"
        "<b>“b!”</b>\nPartly true. True b. Fact b.\n\n<b>“d!”</b>\nPartly true. True d. Fact d.\n\n"
        "Tricks: Discount\n\n<b>Instead:</b> Instead c.\n\n"
        'Sources: <a href="https://sea.example/report">Sea Institute</a>\nChecked on 10 January 2024'
    )


def test_the_claims_and_what_can_be_done_are_its_buttons(tmp_path: Path) -> None:
    assert buttons(offers(tmp_path), at(("c", "b"))) == ["claim/c", "claim/b", *NEXT]


def test_more_than_three_claims_are_behind_more(tmp_path: Path) -> None:
    project = offers(tmp_path)
    more = at(("e", "pay_later"))
    assert buttons(project, at(("c", "b", "d", "e", "pay_later"))) == ["claim/c", "claim/b", "claim/d", more, *NEXT]
    assert buttons(project, more) == ["claim/e", "claim/pay_later", *NEXT]


def test_to_report_an_advert_is_called_that(tmp_path: Path) -> None:
    titles = {button.payload: button.title for button in offers(tmp_path).bubble(at(("c",))).buttons}
    assert titles["topics/report"] == "Report this"


@pytest.mark.parametrize(
    ("claims", "is_advert", "expected"),
    [
        (("c",), False, "claim/c"),
        (("c",), True, "claim/c"),
        (("c", "b"), False, at(("c", "b"))),
        ((), True, "say/claim_unknown"),
        ((), False, "say/claim_unknown"),
    ],
)
def test_one_claim_is_answered_by_itself_and_several_together(
    claims: tuple[str, ...], is_advert: bool, expected: str
) -> None:
    assert ref_of(Context(claims=claims, is_advert=is_advert)) == expected


@pytest.mark.parametrize(
    ("context", "first"),
    [
        (Context(claims=("c",)), "They say: “c!”"),
        (Context(claims=("c", "b")), "I know some of this:"),
        (Context(claims=("c",), is_advert=True), "They say: “c!”"),
        (Context(tactics=("discount",), is_advert=True), "Claim unknown text."),
        (Context(), "Claim unknown text."),
    ],
)
def test_what_sellers_say_is_answered_by_what_is_known_of_it(tmp_path: Path, context: Context, first: str) -> None:
    assert offers(tmp_path).bubble("say/claims", context=context).text.split("\n")[0] == first


def test_tactics_that_were_seen_are_named_after_those_of_the_claims_and_two_are_the_most(tmp_path: Path) -> None:
    project = offers(tmp_path)
    for name in ("hurry", "proof"):
        project.write(f"content/tactics/{name}.yml", {"title": name.title(), "text": "Said.", "instead": "Wait."})
    context = Context(claims=("c", "b"), tactics=("hurry", "none", "proof"), is_advert=True)
    assert "Tricks: Discount; Hurry\n" in project.bubble("say/claims", context=context).text


def test_claims_no_longer_known_are_left_out(tmp_path: Path) -> None:
    project = offers(tmp_path)
    content = project.knowledge().content
    assert [found.id for found in claims_at(content, f"{short('gone')}-{short('b')}-x")] == ["b"]
    with pytest.raises(RenderError):
        project.bubble(at(("gone",)))


def test_the_address_of_any_number_of_claims_fits_a_button_with_whether_it_helped(knowledge: Knowledge) -> None:
    names = list(knowledge.content.claims)
    assert all(len(f"yes/{at(names[:many])}".encode()) <= MAX_PAYLOAD_BYTES for many in range(1, len(names)))


def test_the_strongest_claims_are_in_the_address_in_their_order(knowledge: Knowledge) -> None:
    names = list(knowledge.content.claims)[::-1]
    found = [claim.id for claim in claims_at(knowledge.content, at(names).partition("/")[2])]
    assert found == names[: len(found)]
    assert len(found) == 9


def test_the_code_of_a_claim_never_changes() -> None:
    """Buttons in chats hold it."""
    assert short("pay_on_arrival") == "ccadb"
