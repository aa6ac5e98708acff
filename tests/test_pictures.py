"""The words in a picture: adverts as they are passed on, photos without a word, and files that mean harm."""

from __future__ import annotations

import asyncio
import gc
import logging
import resource
import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from bot.errors import UnreadablePicture
from bot.i18n.languages import Language, load_languages
from bot.pictures import MOST_BYTES, PictureReader, package_codes, prepared
from bot.settings import ROOT
from bot.text import fold
from tests import drawing
from tests.drawing import packed, photo, written

pytestmark = pytest.mark.anyio

LANGUAGES = load_languages(ROOT)
READER = PictureReader.found(LANGUAGES.values())
reads = pytest.mark.skipif(READER is None, reason="Tesseract is not installed here (make pictures)")
draws = pytest.mark.skipif(not drawing.HAS_RAQM, reason="letters cannot be shaped here: no raqm (make pictures)")


def reader(seconds: float = 60.0) -> PictureReader:
    assert READER is not None
    return PictureReader(str(shutil.which("tesseract")), READER.packs, seconds=seconds)


def needs(pack: str) -> None:
    assert READER is not None
    if pack not in READER.packs:
        pytest.skip(f"Tesseract has no pack {pack} here (make pictures)")


def alike(lines: tuple[str, ...]) -> list[str]:
    """As `fold` leaves them: what the understanding sees, and é or ë are one to it."""
    return [fold(line) for line in lines]


@reads
@pytest.mark.parametrize(
    "image",
    [
        written(drawing.ENGLISH),
        written(drawing.ENGLISH, size=18),
        written(drawing.ENGLISH, size=110),
        written(drawing.ENGLISH, ink="#e8e8e8", paper="#121b22"),
        written(drawing.ENGLISH, ink="white", on=photo(brightness=0.4)),
    ],
    ids=["screenshot", "small", "large", "dark mode", "on a photo"],
)
async def test_an_english_advert_is_read_line_by_line(image: Image.Image) -> None:
    assert (await reader().read(packed(image))).split("\n") == list(drawing.ENGLISH)


@reads
async def test_an_albanian_advert_is_read() -> None:
    needs("sqi")
    read = await reader().read(packed(written(drawing.ALBANIAN)))
    assert alike(tuple(read.split("\n"))) == alike(drawing.ALBANIAN)


@reads
@draws
@pytest.mark.parametrize(("ink", "paper"), [("black", "white"), ("#e8e8e8", "#121b22")], ids=["light", "dark mode"])
async def test_an_arabic_advert_is_read_from_right_to_left(ink: str, paper: str) -> None:
    needs("ara")
    image = written(drawing.ARABIC, ink=ink, paper=paper, right_to_left=True)
    assert (await reader().read(packed(image))).split("\n") == list(drawing.ARABIC)


@reads
@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"quality": 60}),
        ("WEBP", {}),
        ("GIF", {"save_all": True, "append_images": [written(("another frame",))]}),
        ("BMP", {}),
    ],
    ids=["jpeg", "webp", "animated gif", "bmp"],
)
async def test_every_kind_that_phones_send_is_read_and_of_an_animation_the_first_frame(
    kind: str, options: dict[str, object]
) -> None:
    read = await reader().read(packed(written(drawing.ENGLISH), kind, **options))
    assert read.split("\n") == list(drawing.ENGLISH)


@reads
async def test_a_picture_that_was_taken_sideways_is_turned_first() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # "the camera was held upright": turn by 90 degrees to see it
    sideways = written(drawing.ENGLISH).rotate(90, expand=True)
    assert (await reader().read(packed(sideways, "JPEG", exif=exif))).split("\n") == list(drawing.ENGLISH)


@reads
async def test_what_is_transparent_is_white() -> None:
    words = written(drawing.ENGLISH).convert("L")
    layer = Image.new("RGBA", words.size, "black")
    layer.putalpha(words.point(lambda value: 255 - value))
    assert (await reader().read(packed(layer))).split("\n") == list(drawing.ENGLISH)


@reads
@pytest.mark.parametrize(
    "image",
    [
        photo(),
        photo(2),
        Image.linear_gradient("L").resize((1200, 900)),
        Image.new("RGB", (1, 1)),
        Image.new("L", (3000, 2), 255),
        Image.new("L", (0x40, 0x40), 255),
    ],
    ids=["photo", "another photo", "gradient", "a pixel", "a line", "blank"],
)
async def test_a_picture_without_words_gives_none_rather_than_noise(image: Image.Image) -> None:
    assert await reader().read(packed(image)) == ""


def png_that_says(width: int, height: int) -> bytes:
    """A small file whose head promises a picture of that size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = b"IDAT" + zlib.compress(bytes(1000))
    chunks = [
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (head, data)
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


REFUSED = {
    "nothing": b"",
    "no picture": b"not a picture at all",
    "the half of one": packed(written(drawing.ENGLISH), "JPEG")[:2000],
    "a head alone": png_that_says(100, 100),
    "10 MB and more": bytes(MOST_BYTES + 1),
    "10 MB and more of picture": packed(written(drawing.ENGLISH)) + bytes(MOST_BYTES),
    "41 megapixels": png_that_says(41_000, 1000),
    "a bomb": png_that_says(100_000, 100_000),
    "a drawing in a language of its own": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n",
    "an svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_what_is_too_big_broken_or_of_another_kind_is_refused_before_it_is_unpacked(data: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        prepared(data)


@pytest.mark.parametrize(
    ("size", "expected"), [((300, 100), (1000, 333)), ((1200, 900), (1200, 900)), ((5000, 10), (2500, 5))]
)
def test_small_pictures_are_enlarged_and_big_ones_reduced(size: tuple[int, int], expected: tuple[int, int]) -> None:
    image = prepared(packed(Image.new("RGB", size)))
    assert (image.mode, image.size) == ("L", expected)


@contextmanager
def no_writing() -> Iterator[None]:
    """Neither this process nor those it starts can write a byte to any file; pytest's own output may be one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@reads
async def test_a_picture_is_read_without_a_byte_written_to_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    picture = packed(written(drawing.ENGLISH))
    with no_writing():
        seen = await reader().read(picture)
    assert seen.split("\n") == list(drawing.ENGLISH)
    assert list(tmp_path.iterdir()) == []


def script(folder: Path, text: str) -> str:
    """A program that stands in Tesseract's place."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


async def test_a_reading_that_takes_too_long_is_ended_and_its_process_too(tmp_path: Path) -> None:
    slow = PictureReader(script(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 600"), ["eng"], seconds=3)
    with pytest.raises(UnreadablePicture):
        await slow.read(packed(photo()))
    pid = int((tmp_path / "pid").read_text())
    assert not Path(f"/proc/{pid}").exists()


async def test_two_are_read_at_once_and_the_others_wait(tmp_path: Path) -> None:
    busy = f"mkdir {tmp_path}/$$; ls -d {tmp_path}/[0-9]* | wc -l >> {tmp_path}/counts; sleep 0.2; rmdir {tmp_path}/$$"
    patient = PictureReader(script(tmp_path, busy), ["eng"])
    await asyncio.gather(*(patient.read(packed(Image.new("L", (10, 10)))) for _ in range(6)))
    counts = [int(count) for count in (tmp_path / "counts").read_text().split()]
    assert (len(counts), max(counts) <= 2) == (12, True)


async def test_tesseract_sees_none_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "1:secret")
    await PictureReader(script(tmp_path, f"env > {tmp_path}/env"), ["eng"]).read(packed(photo()))
    seen = (tmp_path / "env").read_text()
    assert "secret" not in seen
    assert "OMP_THREAD_LIMIT=1" in seen


async def test_a_failing_tesseract_is_an_unreadable_picture(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePicture):
        await PictureReader(script(tmp_path, "exit 3"), ["eng"]).read(packed(photo()))


async def test_a_reading_cut_short_leaves_no_complaint_behind(tmp_path: Path) -> None:
    slow = PictureReader(script(tmp_path, "exec sleep 60"), ["eng"], seconds=1)
    with pytest.raises(UnreadablePicture):
        await slow.read(packed(Image.effect_noise((1200, 1200), 100)))
    await asyncio.sleep(0.2)
    gc.collect()  # asyncio tells now of faults that nobody asked for, and the test's runner raises them


def language(code: str) -> Language:
    return Language(code, "draft", "xx")


LISTED = 'echo "List of available languages (9):"; printf "%s\\n" ara chi_sim chi_tra eng fas kmr osd sqi vie'


def test_packs_are_chosen_by_the_languages_served_latin_letters_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path, LISTED)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    found = PictureReader.found([language(code) for code in ("en", "ar", "sq", "prs", "fa", "vi", "ku", "zh")])
    assert found is not None
    assert found.packs == ("ara", "fas", "chi_sim", "chi_tra", "eng", "sqi", "vie", "kmr")


def test_a_language_without_a_pack_is_named_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    script(tmp_path, LISTED)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    PictureReader.found([language("en"), language("ckb")])
    assert [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING] == [
        "Tesseract has no language pack for ckb; `make pictures` installs it where there is one"
    ]


def test_without_tesseract_or_any_fitting_pack_there_is_no_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert PictureReader.found([language("en")]) is None
    script(tmp_path, "echo 'List of available languages (1):'; echo osd")
    assert PictureReader.found([language("en")]) is None


def test_packages_are_asked_for_under_every_code_that_a_pack_may_have() -> None:
    assert {"eng", "ara", "sqi"} <= set(package_codes(map(language, ("en", "ar", "sq"))))
    assert {"fas", "vie", "kmr"} <= set(package_codes(map(language, ("fa", "vi", "ku"))))
