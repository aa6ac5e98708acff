"""Makes a Message of what Telegram delivers, or nothing where silence is right; knows no replies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from telegram import Bot, ChatMember, MessageEntity, Update, User
from telegram import Message as TelegramMessage
from telegram.constants import ChatType

from bot.channels.telegram.files import picture_in
from bot.messages import COMMANDS, Kind, Message, typed
from bot.privacy import pseudonym


@dataclass(frozen=True)
class Incoming:
    """An update worth an answer: where it goes, and what was said. The chat id never leaves this channel.

    `file_id` is that of a picture still to be fetched, `files.TOO_BIG` if it is not worth it, None without one.
    """

    chat_id: int
    message: Message
    callback_id: str | None = None
    reply_to: int | None = None
    album: str | None = None
    file_id: str | None = None


@dataclass(frozen=True)
class Left:
    """Someone blocked the bot: what is kept about them goes."""

    person: str


def chat_of(raw: Mapping[str, Any]) -> int | None:
    """The chat an update belongs to, whatever its type; updates of one chat are answered in order."""
    for value in raw.values():
        if isinstance(value, Mapping):
            message = value.get("message") if isinstance(value.get("message"), Mapping) else value
            chat = message.get("chat") if message else None
            if isinstance(chat, Mapping) and isinstance(chat.get("id"), int):
                return int(chat["id"])
    return None


def read_update(raw: Mapping[str, Any], bot: Bot, key: bytes, *, reads_pictures: bool) -> Incoming | Left | None:
    """What an update says, or None for those that want no answer: edits, channel posts, joins of others, unknown types.

    A picture is only "media" unless `reads_pictures`.

    Raises:
        Exception: whatever python-telegram-bot raises on an ill-formed update.
    """
    update = Update.de_json(dict(raw), bot)
    if update.callback_query:
        return _pressed(update, key)
    if update.my_chat_member:
        return _membership(update, key)
    if update.message and update.message.from_user and not update.message.from_user.is_bot:
        incoming = _sent(update.message, update.message.from_user, bot, key)
        return _with_picture(incoming, update.message) if incoming and reads_pictures else incoming
    return None


def read_bare(raw: Mapping[str, Any], key: bytes) -> Incoming | None:
    """The least that answers a person, from an update that python-telegram-bot cannot read: too new, or too old."""
    sent = raw.get("message")
    chat, sender = (sent.get("chat"), sent.get("from")) if isinstance(sent, Mapping) else (None, None)
    if not (isinstance(chat, Mapping) and isinstance(sender, Mapping) and chat.get("type") == ChatType.PRIVATE):
        return None
    if not (isinstance(chat.get("id"), int) and isinstance(sender.get("id"), int)):
        return None
    language = sender.get("language_code")
    person = pseudonym(key, "telegram", sender["id"])
    return Incoming(
        chat["id"], Message(person, "media", channel_language=language if isinstance(language, str) else None)
    )


def _pressed(update: Update, key: bytes) -> Incoming | None:
    query = update.callback_query
    if query is None or query.message is None or query.data is None:
        return None
    chat = query.message.chat
    person = _person(chat.id, chat.type, query.from_user, key)
    message = Message(person, "button", payload=query.data, channel_language=query.from_user.language_code)
    return Incoming(chat.id, message, callback_id=query.id)


def _membership(update: Update, key: bytes) -> Left | None:
    change = update.my_chat_member
    if change and change.chat.type == ChatType.PRIVATE and change.new_chat_member.status == ChatMember.BANNED:
        return Left(_person(change.chat.id, change.chat.type, change.from_user, key))
    return None


def _sent(sent: TelegramMessage, sender: User, bot: Bot, key: bytes) -> Incoming | None:
    is_group = sent.chat.type != ChatType.PRIVATE
    if is_group and not _is_addressed(sent, bot):
        return None
    read = _read(sent, bot)
    if read is None:
        return None
    kind, text, payload = read
    person = _person(sent.chat.id, sent.chat.type, sender, key)
    message = Message(person, kind, text, payload, channel_language=sender.language_code)
    return Incoming(sent.chat.id, message, reply_to=sent.message_id if is_group else None, album=sent.media_group_id)


def _with_picture(incoming: Incoming, sent: TelegramMessage) -> Incoming:
    """The same as a picture with a caption, if it is one; a command under it stays a command."""
    file_id = picture_in(sent)
    if file_id is None or incoming.message.kind not in ("text", "media"):
        return incoming
    return replace(incoming, message=replace(incoming.message, kind="picture"), file_id=file_id)


def _person(chat_id: int, chat_type: str, sender: User, key: bytes) -> str:
    """In a group a person is someone else than in private: what they asked here never shows there."""
    place = () if chat_type == ChatType.PRIVATE else (chat_id,)
    return pseudonym(key, "telegram", sender.id, *place)


def _read(sent: TelegramMessage, bot: Bot) -> tuple[Kind, str, str] | None:
    """Kind, text and payload; a caption is read as text."""
    if any(member.id == bot.id for member in sent.new_chat_members or ()):
        return "joined", "", ""
    text = sent.text or sent.caption or ""
    if text:
        return typed(_without_name(text, bot))
    if sent.location or sent.venue:
        return "location", "", ""
    if sent.contact:
        return "contact_card", "", ""
    return ("media", "", "") if sent.effective_attachment else None


def _without_name(text: str, bot: Bot) -> str:
    """The words without the bot's own name: `/help@bot` and `@bot is this true?` in groups."""
    return text.replace(f"@{bot.username}", "").strip() if bot.username else text


def _is_addressed(sent: TelegramMessage, bot: Bot) -> bool:
    """In a group: a command, a reply to us, our name, or that we were just added."""
    if any(member.id == bot.id for member in sent.new_chat_members or ()):
        return True
    reply = sent.reply_to_message
    if reply and reply.from_user and reply.from_user.id == bot.id:
        return True
    named = {**sent.parse_entities([MessageEntity.MENTION]), **sent.parse_caption_entities([MessageEntity.MENTION])}
    if any(name.lower() == f"@{bot.username}".lower() for name in named.values()):
        return True
    return _is_our_command(sent.text or "", bot)


def _is_our_command(text: str, bot: Bot) -> bool:
    word, _, name = (text.split() or [""])[0].partition("@")
    is_known = word.startswith("/") and word.removeprefix("/").lower() in COMMANDS
    return is_known and name.lower() in ("", (bot.username or "").lower())
