"""Every kind of update: a kind, localised reply or silence, never a crash; and nothing unanswered is confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.gateway import Gateway
from tests.channels.telegram.conftest import Chat
from tests.telegram_fake import payloads
from tests.telegram_fake.refusals import visible_text

pytestmark = pytest.mark.anyio

PERSON, GROUP = 5000, -5000


def shown(gateway: Gateway, ref: str, language: str = "en") -> str:
    """What a person is shown first; only in danger is nobody told that a text is a draft."""
    reply = gateway.renderer.render(ref, language)
    marked = reply if ref.startswith("emergency/") else gateway.renderer.marked(reply)
    return visible_text(marked.bubbles[-1].text, "HTML")


def sent_by(chat: Chat, language: str = "en", **content: Any) -> int:
    return chat.api.message(payloads.private(PERSON), payloads.user(PERSON, language), **content)


def in_group(chat: Chat, **content: Any) -> int:
    return chat.api.message(payloads.group(GROUP), payloads.user(PERSON), **content)


@pytest.mark.parametrize("kind", payloads.MEDIA)
@pytest.mark.parametrize("language", ["en", "ar", "sq"])
async def test_what_cannot_be_read_is_answered_in_the_readers_language(
    chat: Chat, gateway: Gateway, kind: str, language: str
) -> None:
    sent_by(chat, language, **payloads.MEDIA[kind])
    assert (await chat.reply(PERSON)).text == shown(gateway, "say/text_only", language)


async def test_a_caption_is_read_as_text(chat: Chat, gateway: Gateway) -> None:
    sent_by(chat, **payloads.MEDIA["photo"], caption="our boat is sinking help us")
    assert (await chat.reply(PERSON)).text == shown(gateway, "emergency/emergency_sea")


async def test_an_album_is_answered_once(chat: Chat) -> None:
    for _ in range(5):
        last = sent_by(chat, **payloads.MEDIA["photo"], media_group_id="77")
    await chat.answered(last)
    assert len(chat.api.to(PERSON)) == 1


async def test_a_place_is_not_kept_and_leads_to_the_emergencies(chat: Chat, gateway: Gateway) -> None:
    sent_by(chat, location={"latitude": 50.9, "longitude": 1.4})
    assert (await chat.reply(PERSON)).text == shown(gateway, "say/location")


async def test_a_contact_card_is_not_used(chat: Chat, gateway: Gateway) -> None:
    sent_by(chat, contact={"phone_number": "+44 20 7946 0000", "first_name": "X"})
    assert (await chat.reply(PERSON)).text == shown(gateway, "say/no_contact_cards")


SILENT: dict[str, dict[str, Any]] = {
    "an edited message": {"edited_message": payloads.message(payloads.private(1), payloads.user(1), 9, text="x", edit_date=1)},
    "a channel post": {"channel_post": payloads.message({"id": -9, "type": "channel", "title": "C"}, payloads.user(1), 9, text="x")},
    "someone joining a group": {"message": payloads.message(payloads.group(GROUP), payloads.user(1), 9, new_chat_members=[payloads.user(2)])},
    "someone leaving a group": {"message": payloads.message(payloads.group(GROUP), payloads.user(1), 9, left_chat_member=payloads.user(2))},
    "a pinned message": {"message": payloads.message(payloads.group(GROUP), payloads.user(1), 9, group_chat_created=True)},
    "another bot": {"message": payloads.message(payloads.group(GROUP), {**payloads.BOT, "id": 5}, 9, text="hello")},
    "a kind of update of the future": {"mind_reading": {"thought": "x"}},
    "an ill-formed message": {"message": {"message_id": "nine", "chat": 5}},
    "an empty update": {},
    "a button without a message": {"callback_query": {"id": "1", "from": payloads.user(1), "chat_instance": "1", "data": "x"}},
}  # fmt: skip


@pytest.mark.parametrize("update", SILENT.values(), ids=SILENT.keys())
async def test_silence_where_silence_is_right_and_the_next_person_is_answered(
    chat: Chat, update: dict[str, Any]
) -> None:
    chat.api.update(**update)
    after = chat.api.say(PERSON, "hello")
    await chat.answered(after)
    assert {sent.chat_id for sent in chat.api.sent} == {PERSON}


async def test_a_private_message_of_a_kind_nobody_knows_yet_is_not_met_with_silence(
    chat: Chat, gateway: Gateway
) -> None:
    sent_by(chat, poll={"a field of the future": True})
    assert (await chat.reply(PERSON)).text == shown(gateway, "say/text_only")


async def test_a_group_message_that_is_not_for_the_bot_is_left_alone(chat: Chat) -> None:
    overheard = in_group(chat, text="is the boat safe?")
    await chat.answered(overheard)
    assert chat.api.sent == []


@pytest.mark.parametrize(
    "content",
    [
        payloads.mention("@waymark_test_bot how dangerous is it on the sea", "@waymark_test_bot"),
        {
            "text": "how dangerous is it on the sea",
            "reply_to_message": payloads.message(payloads.group(GROUP), payloads.BOT, 3, text="…"),
        },
    ],
    ids=["by name", "by a reply"],
)
async def test_a_group_message_addressed_to_the_bot_is_answered(
    chat: Chat, gateway: Gateway, content: dict[str, Any]
) -> None:
    in_group(chat, **content)
    assert (await chat.reply(GROUP)).text == shown(gateway, "topic/risk_sea")


async def test_a_command_in_a_group_is_answered_unless_it_is_another_bots(chat: Chat, gateway: Gateway) -> None:
    in_group(chat, text="/about@some_other_bot")
    last = in_group(chat, text="/about@waymark_test_bot")
    await chat.answered(last)
    assert [sent.text for sent in chat.api.to(GROUP)] == [shown(gateway, "say/about")]


async def test_a_group_that_adds_the_bot_hears_how_to_address_it(chat: Chat, gateway: Gateway) -> None:
    in_group(chat, new_chat_members=[payloads.BOT])
    assert (await chat.reply(GROUP)).text == shown(gateway, "say/group")


async def test_what_someone_chose_in_private_does_not_show_in_a_group(chat: Chat, gateway: Gateway) -> None:
    chat.api.press(PERSON, "lang/ar")
    await chat.reply(PERSON)
    in_group(chat, text="/menu@waymark_test_bot")
    assert (await chat.reply(GROUP)).text == shown(gateway, "say/menu", "en")


async def test_whoever_blocks_the_bot_is_forgotten(chat: Chat, gateway: Gateway) -> None:
    from bot.privacy import pseudonym

    person = pseudonym(gateway.settings.key, "telegram", PERSON)
    chat.api.press(PERSON, "lang/ar")
    await chat.reply(PERSON)
    assert gateway.store.person(person).chosen == "ar"
    left = {"status": "kicked", "user": payloads.BOT, "until_date": 0}
    was = {"status": "member", "user": payloads.BOT}
    update = chat.api.update(
        my_chat_member={
            "chat": payloads.private(PERSON),
            "from": payloads.user(PERSON),
            "date": 1,
            "old_chat_member": was,
            "new_chat_member": left,
        }
    )
    await chat.answered(update)
    assert gateway.store.person(person).chosen is None


async def test_a_pressed_button_stops_waiting(chat: Chat) -> None:
    chat.api.press(PERSON, "say/menu")
    await chat.reply(PERSON)
    assert len(chat.api.acknowledged) == 1


@pytest.mark.parametrize(
    "payload", ["claim/of_an_earlier_version", "v0:menu", "lang/xx", "../../etc/passwd", "{{7*7}}", "x" * 64, "say/"]
)
async def test_a_button_that_leads_nowhere_any_more_leads_to_the_menu(
    chat: Chat, gateway: Gateway, payload: str
) -> None:
    chat.api.press(PERSON, payload)
    assert (await chat.reply(PERSON)).text == shown(gateway, "say/old_button")


async def test_commands_and_descriptions_are_set_for_each_language_and_for_everybody(chat: Chat) -> None:
    await chat.wait(lambda: set(chat.api.commands) == {"", "en", "ar", "sq"})
    names = [command["command"] for command in chat.api.commands["ar"]]
    assert names == ["start", "menu", "ways", "check", "language", "help", "contacts", "about", "privacy", "forget"]
    assert chat.api.commands["sq"] != chat.api.commands["en"]
    await chat.wait(lambda: set(chat.api.descriptions) == {"", "en", "ar", "sq"})
