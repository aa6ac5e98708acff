"""Cards: letters that are shaped and stand where reading starts, text that always fits, and none where it cannot be."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, features

from bot.cards import CardText, draw_card
from bot.fonts import font_for

ARABIC, LATIN = "هذا ليس صحيحًا: «الدفع بعد الوصول».", "Đường ỮỘ: “trả tiền” – vërtet?"
HAS_FONTS = font_for(ARABIC, is_bold=True) is not None and font_for(LATIN, is_bold=True) is not None

pytestmark = pytest.mark.skipif(
    not (features.check("raqm") and HAS_FONTS), reason="no raqm or no fonts here (make pictures)"
)

PAPER = (251, 249, 244)
MARGIN = 72

SENTENCES = {
    "en": "“You pay only after you arrive.” Part of this is true, but not all of it.",
    "sq": "«Paguani vetëm pasi të mbërrini.» Një pjesë e kësaj është e vërtetë.",
    "vi": "“Bạn chỉ trả tiền sau khi đến nơi.” Một phần là đúng, nhưng không phải TẤT CẢ.",
    "ar": "«تدفع فقط بعد أن تصل.» جزء من هذا صحيح، لكن ليس كله.",
    "fa": "«فقط پس از رسیدن پول می‌دهید.» بخشی از این درست است، اما نه همه‌اش.",
    "ckb": "«تەنها دوای گەیشتن پارە دەدەیت.» بەشێکی ئەمە ڕاستە، بەڵام هەمووی نا.",
}
RIGHT_TO_LEFT = {"ar", "fa", "ckb"}


def drawn(*paragraphs: CardText, right_to_left: bool = False, language: str = "") -> Image.Image:
    card = draw_card(paragraphs, right_to_left=right_to_left, language=language)
    assert card is not None
    image = Image.open(BytesIO(card))
    image.load()
    return image


def inked(image: Image.Image) -> tuple[int, int, int, int]:
    """The box around the words: what is neither paper nor the bar at the side."""
    inside = image.crop((40, 0, image.width - 40, image.height))
    left, top, right, bottom = ImageChops.difference(inside, Image.new("RGB", inside.size, PAPER)).getbbox()
    return left + 40, top, right + 40, bottom


@pytest.mark.parametrize("language", SENTENCES)
def test_a_card_is_a_png_of_a_phones_width_with_all_ink_between_the_margins(language: str) -> None:
    image = drawn(
        CardText("…", "label"), CardText(SENTENCES[language], "big"), CardText(SENTENCES[language] * 3, "body"),
        right_to_left=language in RIGHT_TO_LEFT, language=language,
    )  # fmt: skip
    assert (image.format, image.width) == ("PNG", 1080)
    left, top, right, bottom = inked(image)
    assert left >= MARGIN - 4
    assert right <= 1080 - MARGIN + 4
    assert top >= MARGIN / 2
    assert bottom <= image.height - MARGIN / 2


@pytest.mark.parametrize("language", SENTENCES)
def test_words_and_the_coloured_bar_stand_where_reading_starts(language: str) -> None:
    is_rtl = language in RIGHT_TO_LEFT
    image = drawn(CardText(SENTENCES[language].split()[1], "body"), right_to_left=is_rtl, language=language)
    left, _, right, _ = inked(image)
    assert (right > 1080 - MARGIN - 12) is is_rtl
    assert (left < MARGIN + 12) is not is_rtl
    assert (image.getpixel((1079, 9)) != PAPER) is is_rtl
    assert (image.getpixel((0, 9)) != PAPER) is not is_rtl


def test_arabic_letters_are_joined() -> None:
    word = "المملكة"
    image = drawn(CardText(word, "body"), right_to_left=True, language="ar")
    joined = inked(image)
    font = ImageFont.truetype(str(font_for(word, is_bold=False)), 44, layout_engine=ImageFont.Layout.BASIC)
    apart = Image.new("RGB", image.size, PAPER)
    ImageDraw.Draw(apart).text((MARGIN, MARGIN), word, "#1D3A58", font)
    unjoined = inked(apart)
    assert joined[2] - joined[0] < 0.9 * (unjoined[2] - unjoined[0])


def test_more_text_makes_a_taller_card_then_smaller_type_and_at_last_none() -> None:
    def of(count: int) -> bytes | None:
        return draw_card([CardText(SENTENCES["en"], "body")] * count, right_to_left=False)

    heights = [Image.open(BytesIO(of(count) or b"")).height for count in (1, 5, 12, 18)]
    assert heights[0] < heights[1] < 1920
    assert all(heights[1] < height <= 1920 for height in heights[2:])
    assert of(90) is None


def test_a_word_longer_than_a_line_is_cut_within_the_margins() -> None:
    image = drawn(CardText("https://example.org/" + "long-address-" * 12, "body"))
    assert inked(image)[2] <= 1080 - MARGIN + 4


def test_a_number_to_call_keeps_its_order_in_arabic() -> None:
    number = "+44 20 7946 0000"
    usual, fenced, bare = (
        image.crop(inked(image))
        for image in (
            drawn(CardText(number, "body")),
            drawn(CardText(f"\u2066{number}\u2069", "body"), right_to_left=True, language="ar"),
            drawn(CardText(number, "body"), right_to_left=True, language="ar"),
        )
    )
    assert fenced.tobytes() == usual.tobytes()
    assert bare.tobytes() != usual.tobytes()


def test_an_isolate_that_runs_over_a_line_is_closed_and_opened_again() -> None:
    from bot.cards import _fenced

    assert list(_fenced(iter(["a \u2068b", "c", "d\u2069 e"]))) == [
        "a \u2068b\u2069",
        "\u2068c\u2069",
        "\u2068d\u2069 e",
    ]


@pytest.mark.parametrize("text", ["ᚠᚢᚦ", "so 😀", "\u4f60\u597d"])
def test_letters_that_no_font_here_has_give_no_card_rather_than_boxes(text: str) -> None:
    assert draw_card([CardText("fine", "label"), CardText(text, "body")], right_to_left=False) is None or (
        font_for(text, is_bold=False) is not None
    )


def test_no_text_gives_no_card() -> None:
    assert draw_card([CardText(" \n", "body")], right_to_left=False) is None
    assert draw_card([], right_to_left=False) is None


def test_marks_without_a_shape_need_no_font() -> None:
    assert font_for("a\u200cb\u2068c\u2069\u200f\n\t", is_bold=False) == font_for("abc", is_bold=False)
