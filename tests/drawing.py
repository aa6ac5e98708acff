"""Pictures as people send them, drawn for the tests: screenshots, adverts on photos, photos without words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, features

from bot.fonts import font_for

HAS_RAQM = features.check("raqm")

ENGLISH = (
    "UK visa guaranteed!",
    "Pay only after you arrive.",
    "Safe boat, every Friday night",
    "4500 euro all included",
)
ALBANIAN = ("Viza e garantuar në Angli!", "Paguani vetëm pasi të mbërrini.", "Gomone e sigurt çdo të premte")
ARABIC = ("تأشيرة بريطانيا مضمونة", "الدفع بعد الوصول فقط", "قارب آمن كل ليلة جمعة")


def written(
    lines: Sequence[str],
    *,
    size: int = 40,
    ink: str = "black",
    paper: str = "white",
    on: Image.Image | None = None,
    right_to_left: bool = False,
) -> Image.Image:
    """Lines of text on paper, or on a photo."""
    path = font_for("".join(lines), is_bold=False)
    assert path is not None
    font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)
    width, height = 27 * size, int(len(lines) * size * 1.8) + 3 * size
    image = on.resize((width, height)) if on else Image.new("RGB", (width, height), paper)
    for number, line in enumerate(lines):
        start, anchor = (width - size, "ra") if right_to_left else (size, "la")
        place = (start, size + int(number * size * 1.8))
        ImageDraw.Draw(image).text(place, line, ink, font, anchor, direction="rtl" if right_to_left else "ltr")
    return image


def photo(seed: int = 1, *, brightness: float = 1.0) -> Image.Image:
    """Soft colours with a camera's noise, and not a word."""
    dice = random.Random(seed)
    rough = Image.new("RGB", (24, 18))
    rough.putdata([(dice.randrange(256), dice.randrange(256), dice.randrange(256)) for _ in range(24 * 18)])
    smooth = rough.resize((1080, 810), Image.Resampling.BICUBIC)
    noise = Image.merge("RGB", [Image.frombytes("L", smooth.size, dice.randbytes(1080 * 810))] * 3)
    return Image.blend(smooth, noise, 0.2).point(lambda value: value * brightness)


def packed(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    data = BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()
