"""The words in a picture, read by Tesseract here and in memory; knows neither channels nor what is meant."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import cast

from babel.core import get_global
from PIL import Image, ImageOps

from bot.errors import UnreadablePicture
from bot.i18n.languages import Language, load_served
from bot.recognised import Words, recognised
from bot.settings import ROOT

logger = logging.getLogger(__name__)

MOST_BYTES = 10 << 20
_MOST_PIXELS = 40_000_000
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS  # Pillow refuses by it too, before it unpacks anything

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
"""What phones and messengers send; others stay closed, as Pillow hands some of them to programs of their own."""

_SHORTEST_SIDE, _LONGEST_SIDE = 1000, 2500
"""Between these, letters of an advert are about 30 pixels high, which Tesseract reads best."""

_LATIN = "Latn"
"""Tesseract prefers the first of its packs: Latin letters last, or it sees them in other scripts."""

_WHITE = 255
_AT_ONCE = 2
_SECONDS = 20.0
_FEW = 3
_BLOCKS, _SCATTERED = "3", "11"  # Tesseract's --psm: a page with blocks of text; words anywhere
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")


class PictureReader:
    """Reads two pictures at once; nothing of them is written to disk or outlives the reading."""

    def __init__(self, program: str, packs: Sequence[str], *, seconds: float = _SECONDS) -> None:
        self.packs = tuple(packs)
        self._command = (program, "stdin", "stdout", "-l", "+".join(packs), "--dpi", "300")
        self._seconds = seconds
        self._turn = asyncio.Semaphore(_AT_ONCE)

    @classmethod
    def found(cls, languages: Iterable[Language]) -> PictureReader | None:
        """A reader for `languages`, or None where Tesseract or every language pack of theirs is missing."""
        program = shutil.which("tesseract")
        if program is None:
            logger.info("pictures are not read: Tesseract is not installed; `make pictures` installs it")
            return None
        installed, packs = _installed(program), []
        for language in sorted(languages, key=lambda language: language.script == _LATIN):
            own = [pack for pack in installed if _is_for(pack, language)]
            if not own:
                logger.warning(
                    "Tesseract has no language pack for %s; `make pictures` installs it where there is one",
                    language.code,
                )
            packs += [pack for pack in own if pack not in packs]
        return cls(program, packs) if packs else None

    async def read(self, data: bytes) -> str:
        """The words in a picture, a line of it a line; empty if there are none.

        Raises:
            UnreadablePicture: if it is too big, broken, of another kind, or takes too long.
        """
        async with self._turn:
            try:
                return await asyncio.wait_for(self._read(data), self._seconds)
            except asyncio.TimeoutError:
                raise UnreadablePicture(f"took longer than {self._seconds:g} seconds") from None

    async def _read(self, data: bytes) -> str:
        """Light letters on a photo may be lost at first: the negative is tried where almost nothing was found."""
        image = await asyncio.to_thread(prepared, data)
        words = await self._recognise(image, _BLOCKS)
        if words.sure < _FEW:
            negative = await self._recognise(ImageOps.invert(image), _SCATTERED)
            words = max(words, negative, key=lambda found: found.sure)
        return words.text

    async def _recognise(self, image: Image.Image, layout: str) -> Words:
        process = await asyncio.create_subprocess_exec(
            *self._command, "--psm", layout, "tsv",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
        )  # fmt: skip
        try:
            table, _ = await process.communicate(await asyncio.to_thread(_png, image))
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it may end without reading all
                await cast("asyncio.StreamWriter", process.stdin).wait_closed()
        if process.returncode:
            raise UnreadablePicture(f"Tesseract ended with {process.returncode}")
        return recognised(table.decode("utf-8", "replace"))


def prepared(data: bytes) -> Image.Image:
    """A picture in grey, upright, in the size that is read best; the first frame of an animation.

    Raises:
        UnreadablePicture: if it is too big, broken or of another kind.
    """
    if len(data) > MOST_BYTES:
        raise UnreadablePicture(f"has more than {MOST_BYTES} bytes")
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise UnreadablePicture(f"has more than {_MOST_PIXELS} pixels")
            image.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))  # a JPEG is unpacked no larger than it is needed
            return _scaled(_grey(ImageOps.exif_transpose(image)))
    except UnreadablePicture:
        raise
    except Exception as fault:  # Pillow's readers raise whatever a broken file leads them to
        raise UnreadablePicture(f"cannot be opened: {type(fault).__name__}") from None


def _grey(image: Image.Image) -> Image.Image:
    """In grey, with white where it is transparent."""
    if not image.has_transparency_data:
        return image.convert("L")
    layers = image.convert("LA")
    page = Image.new("L", image.size, _WHITE)
    page.paste(layers.getchannel("L"), mask=layers.getchannel("A"))
    return page


def _scaled(image: Image.Image) -> Image.Image:
    longest = max(image.size)
    wanted = min(max(longest, _SHORTEST_SIDE), _LONGEST_SIDE)
    if wanted == longest:
        return image
    size = (max(1, image.width * wanted // longest), max(1, image.height * wanted // longest))
    return image.resize(size, Image.Resampling.LANCZOS)


def _png(image: Image.Image) -> bytes:
    packed = BytesIO()
    image.save(packed, "PNG", compress_level=1)
    return packed.getvalue()


def _environment() -> dict[str, str]:
    """One thread a picture, and none of our secrets."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


def _installed(program: str) -> list[str]:
    done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return done.stdout.split("\n")[1:]


def _is_for(pack: str, language: Language) -> bool:
    """Packs have ISO 639-2 names, with a variant behind: `ara`, `chi_sim`."""
    return _code(pack) == _code(str(language.locale.language))


def _code(name: str) -> str:
    """A language's shortest code, as CLDR's aliases have it: `sqi` and `sq` are `sq`, `kmr` is `ku`."""
    own = name.partition("_")[0]
    return str(get_global("language_aliases").get(own, own)).partition("_")[0]


def package_codes(languages: Iterable[Language]) -> list[str]:
    """The codes under which packs of `languages` may go (`sqi`, `alb`): scripts/pictures.sh asks apt for them."""
    wanted = {_code(str(language.locale.language)) for language in languages}
    return sorted(wanted | {code for code in get_global("language_aliases") if _code(code) in wanted})


if __name__ == "__main__":
    sys.stdout.write(" ".join(package_codes(load_served(ROOT).values())) + "\n")
