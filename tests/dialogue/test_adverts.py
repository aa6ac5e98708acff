"""Adverts as people send them: many in a row, and as pictures; through the real model."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest

from bot.conversation import Conversation
from bot.knowledge import Knowledge
from bot.messages import Message
from bot.pictures import PictureReader
from bot.rendering import Renderer
from bot.store import Store
from tests.drawing import ARABIC, ENGLISH, HAS_RAQM, packed, photo, written

pytestmark = pytest.mark.anyio

ADVERTS = (
    "100% safe boat to UK every night, pay only on arrival, children free, write me +44 7700 900123 @fastboat",
    "Guaranteed visa for Canada, our man in the embassy, no interview, pay when you hold the visa",
    "Nail salon in London needs girls, no English, 2500 a month, free room, we arrange the journey",
)


async def test_thirty_forwards_in_a_row_are_all_answered_and_what_is_not_new_in_short(
    worker: Any, knowledge: Knowledge, renderer: Renderer, store: Store
) -> None:
    conversation = Conversation(renderer, knowledge, store, worker)
    refs = []
    for number in range(30):
        forwarded = Message("forwarder", "text", text=ADVERTS[number % len(ADVERTS)], channel_language="en")
        refs.append((await conversation.answer(forwarded)).reply.ref)
    assert {ref.partition("/")[0] for ref in refs[:3]} <= {"advert", "claim"}
    assert set(refs[3:]) == {"say/same_again"}


async def test_an_answer_to_an_advert_repeats_no_handle_number_or_link(
    worker: Any, knowledge: Knowledge, renderer: Renderer, store: Store
) -> None:
    conversation = Conversation(renderer, knowledge, store, worker)
    turn = await conversation.answer(Message("reader", "text", text=ADVERTS[0] + " https://t.me/fastboat"))
    said = " ".join(bubble.text for bubble in turn.reply.bubbles)
    assert not any(part in said for part in ("fastboat", "7700", "900123", "t.me"))


@pytest.mark.skipif(not HAS_RAQM, reason="Pillow was built without raqm: Arabic cannot be drawn")
@pytest.mark.parametrize(("lines", "language"), [(ENGLISH, "en"), (ARABIC, "ar")])
async def test_an_advert_in_a_picture_is_answered_as_if_it_had_been_typed(
    worker: Any, knowledge: Knowledge, renderer: Renderer, store: Store, lines: tuple[str, ...], language: str
) -> None:
    reader = PictureReader.found(knowledge.languages.values())
    if reader is None:
        pytest.skip("Tesseract is not installed here: `make pictures`")
    conversation = Conversation(renderer, knowledge, store, worker, pictures=reader)
    picture = packed(written(lines, right_to_left=language == "ar"))
    seen = Message("seer", "picture", picture=lambda: nullcontext(picture), channel_language=language)
    turn = await conversation.answer(seen)
    assert "pay_on_arrival" in {claim.id for claim in turn.claims}
    wordless = replace(seen, picture=lambda: nullcontext(packed(photo())))
    assert (await conversation.answer(wordless)).reply.ref == "say/picture_without_words"
