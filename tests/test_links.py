"""Deep links: what they say, what is left out, and what Telegram takes."""

from __future__ import annotations

import pytest

from bot.content.models import Ref
from bot.errors import SettingsError
from bot.knowledge import Knowledge
from bot.links import MOST_CHARACTERS, Link, read_link, write_link
from bot.rendering.adverts import at

LANGUAGES = ("en", "sq", "ar")


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("", Link()),
        ("l-sq", Link("sq")),
        ("l-sq__v-claim-pay_on_arrival__c-school", Link("sq", Ref("claim/pay_on_arrival"), "school")),
        ("c-school__l-ar", Link("ar", None, "school")),
        ("v-route-gb-care-worker", Link(ref=Ref("route/gb/care-worker"))),
        ("v-find", Link(ref=Ref("find"))),
        ("v-find-gb-any-work-any", Link(ref=Ref("find/gb/any/work/any"))),
        ("v-routes-gb-work", Link(ref=Ref("routes/gb/work"))),
        ("v-contacts-gb", Link(ref=Ref("contacts/gb"))),
        ("v-say-menu", Link(ref=Ref("say/menu"))),
        ("l-xx__v-claim-none__c-a_b", Link()),
        ("v-do-forget", Link()),
        ("v-lang-sq", Link()),
        ("v-yes-claim-pay_on_arrival", Link()),
        ("hello", Link()),
        ("-__-__--", Link()),
        ("l-", Link()),
        ("l-sq__l-ar", Link("ar")),
        ("c-" + "x" * 21, Link()),
        ("l-sq__" + "x" * 500, Link("sq")),
        ("v-{{7*7}}__l-en", Link("en")),
    ],
)
def test_a_link_says_what_is_there_and_the_rest_is_left_out(knowledge: Knowledge, payload: str, expected: Link) -> None:
    assert read_link(payload, knowledge.content, LANGUAGES) == expected


def test_a_link_to_any_claim_topic_route_advert_or_contact_is_read_as_it_was_written(knowledge: Knowledge) -> None:
    content = knowledge.content
    groups = (content.claims, content.topics, content.routes, content.tactics)
    refs = [item.ref for group in groups for item in group.values()]
    refs += [Ref(f"contacts/{contact.country}") for contact in content.contacts.values()]
    refs += [at(list(content.claims)[:3])]
    wrong = [ref for ref in refs if read_link(write_link(Link("sq", ref)), content, LANGUAGES) != Link("sq", ref)]
    assert wrong == []


@pytest.mark.parametrize(
    "link",
    [
        Link(),
        Link(campaign="two words"),
        Link(campaign="a_b"),
        Link(campaign="x" * 21),
        Link(ref=Ref("topic/" + "x" * MOST_CHARACTERS)),
        Link(ref=Ref("topic/ë")),
        Link(ref=Ref("find/~/*/work/-")),
    ],
)
def test_what_telegram_does_not_take_is_no_link(link: Link) -> None:
    with pytest.raises(SettingsError):
        write_link(link)


def test_the_longest_link_is_written() -> None:
    assert len(write_link(Link(ref=Ref("t/" + "x" * (MOST_CHARACTERS - 4))))) == MOST_CHARACTERS
