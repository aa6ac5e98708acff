"""Updates as Telegram sends them, as functions; numbers and names are invented."""

from __future__ import annotations

import time
from typing import Any

BOT = {"id": 700000001, "is_bot": True, "first_name": "Waymark", "username": "waymark_test_bot"}


def user(chat_id: int, language: str | None = "en") -> dict[str, Any]:
    found = {"id": abs(chat_id), "is_bot": False, "first_name": "Somebody"}
    return {**found, "language_code": language} if language else found


def private(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "type": "private", "first_name": "Somebody"}


def group(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "type": "supergroup", "title": "A group"}


def message(chat: dict[str, Any], sender: dict[str, Any], message_id: int, **content: Any) -> dict[str, Any]:
    sent = {"message_id": message_id, "date": int(time.time()), "chat": chat, "from": sender, **content}
    text = content.get("text", "")
    if text.startswith("/") and "entities" not in content:
        sent["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    return sent


def mention(text: str, name: str) -> dict[str, Any]:
    """A text that names someone, with the entity Telegram would add."""
    return {"text": text, "entities": [{"type": "mention", "offset": text.index(name), "length": len(name)}]}


def callback(chat: dict[str, Any], sender: dict[str, Any], query_id: str, data: str, message_id: int) -> dict[str, Any]:
    shown = {"message_id": message_id, "date": int(time.time()), "chat": chat, "from": BOT, "text": "…"}
    return {"id": query_id, "from": sender, "chat_instance": "1", "message": shown, "data": data}


def photo(file_id: str, *sizes: tuple[int, int | None]) -> dict[str, Any]:
    """A photo in several sizes, (side, bytes), smallest first; the last has `file_id`, the others an id of their own."""
    *smaller, (side, size) = sizes or ((90, 100),)
    return {
        "photo": [*(_size(f"{file_id}-{n}", *small) for n, small in enumerate(smaller)), _size(file_id, side, size)]
    }


def _size(file_id: str, side: int, size: int | None) -> dict[str, Any]:
    found = {"file_id": file_id, "file_unique_id": f"u{file_id}", "width": side, "height": side}
    return {**found, "file_size": size} if size is not None else found


def document(file_id: str, mime: str, size: int | None = None) -> dict[str, Any]:
    found = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_name": "f", "mime_type": mime}
    return {"document": {**found, "file_size": size} if size is not None else found}


PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 90, "height": 90, "file_size": 100}]
FILE = {"file_id": "f", "file_unique_id": "u"}

MEDIA: dict[str, dict[str, Any]] = {
    "photo": {"photo": PHOTO},
    "video": {"video": {**FILE, "width": 1, "height": 1, "duration": 1}},
    "voice": {"voice": {**FILE, "duration": 1}},
    "audio": {"audio": {**FILE, "duration": 1}},
    "video_note": {"video_note": {**FILE, "length": 1, "duration": 1}},
    "document": {"document": FILE},
    "animation": {"animation": {**FILE, "width": 1, "height": 1, "duration": 1}, "document": FILE},
    "sticker": {"sticker": {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "poll": {
        "poll": {
            "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
            "type": "regular", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
        }
    },
}  # fmt: skip
