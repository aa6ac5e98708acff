"""An answer to be sent on: its card, and nothing of who asked."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from bot.conversation import Conversation
from bot.knowledge import Knowledge
from bot.messages import Message
from bot.rendering import Renderer
from bot.store import Store
from tests.test_conversation import NoWorker

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("language", ["en", "ar", "sq"])
async def test_what_is_shared_is_a_text_with_a_picture_and_without_buttons(
    knowledge: Knowledge, renderer: Renderer, store: Store, language: str
) -> None:
    conversation = Conversation(renderer, knowledge, store, NoWorker())
    pressed = Message("asker", "button", payload="share/pay_on_arrival", channel_language=language)
    card, how = (await conversation.answer(pressed)).reply.bubbles
    assert card.buttons == ()
    assert how.buttons
    assert card.picture is None or Image.open(BytesIO(card.picture)).width == 1080  # None where there are no fonts


async def test_every_claims_card_can_be_drawn_in_every_language_or_in_none(renderer: Renderer) -> None:
    drawn = {
        (claim, language): renderer.card(claim, language) is not None
        for claim in list(renderer.content.claims)[::10]
        for language in renderer.catalogs
    }
    assert len(set(drawn.values())) == 1, drawn
