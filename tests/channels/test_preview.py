"""The editor's preview in a real browser: what it lists, shows, marks and follows."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.channels.preview import PreviewServer
from bot.checking import load_subject
from bot.i18n.catalogs import po_path
from bot.previewing import Preview
from bot.settings import ROOT

pytestmark = pytest.mark.anyio

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("content", "locales", "nlu", "bot/dialogue"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
async def page(root: Path, unused_port: int) -> AsyncIterator[str]:
    """The address of a running preview."""
    stop = asyncio.Event()
    server = PreviewServer(lambda: Preview(load_subject(root)), [root / "content", root / "locales"])
    serving = asyncio.create_task(server.serve(unused_port, stop))
    address = f"http://127.0.0.1:{unused_port}"
    async with httpx.AsyncClient(trust_env=False) as client:
        for _ in range(200):
            try:
                await client.get(address)
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.1)
    yield address
    stop.set()
    await asyncio.wait_for(serving, 20)


async def seen(address: str, tmp_path: Path, *extra: str) -> str:
    """The page's elements once its own script has run."""
    process = await asyncio.create_subprocess_exec(
        str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        f"--user-data-dir={tmp_path / 'chromium'}", "--virtual-time-budget=8000", "--dump-dom", *extra, f"{address}&live=no",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    out, _ = await asyncio.wait_for(process.communicate(), 120)
    return out.decode()


async def saved(page: str, path: Path, old: str, new: str) -> None:
    """Changes a file, and waits until the page is told that it was read anew."""
    async with (
        httpx.AsyncClient(base_url=page, trust_env=False, timeout=30) as client,
        client.stream("GET", "/api/changes") as stream,
    ):
        events = stream.aiter_lines()
        first = later = await anext(events)
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        while later in ("", first):
            later = await anext(events)


@in_a_browser
async def test_a_reply_is_shown_as_three_channels_show_it_with_its_entries(page: str, tmp_path: Path) -> None:
    dom = await seen(f"{page}/?language=ar&ref=topic/risk_sea", tmp_path)
    assert 'data-ready="yes"' in dom
    assert all(f"<h2>{channel}</h2>" in dom for channel in ("Telegram", "Web", "Terminal"))
    assert re.search(r'class="bubble" dir="rtl"><b>[^<]+</b>', dom)
    assert "topic/risk_sea.instead" in dom
    assert "checked 2026-" in dom
    assert 'href="https://missingmigrants.iom.int' in dom


@in_a_browser
async def test_search_and_filters_narrow_the_list(page: str, tmp_path: Path) -> None:
    dom = await seen(f"{page}/?language=en&kind=claim&q=life%20jacket", tmp_path)
    listed = re.findall(r"<small>([^<]+)</small>", dom)
    assert "claim/life_jacket_protects" in listed
    assert all(ref.startswith("claim/") for ref in listed)


@in_a_browser
async def test_what_is_missing_or_fuzzy_is_marked(root: Path, page: str, tmp_path: Path) -> None:
    await saved(page, po_path(root, "sq"), 'msgctxt "topic/risk_sea.title"', '#, fuzzy\nmsgctxt "topic/risk_sea.title"')
    dom = await seen(f"{page}/?language=sq&mark=fuzzy", tmp_path)
    assert re.findall(r"<small>([^<]+)</small>", dom) == ["topic/risk_sea", "more/topic/risk_sea"]
    assert '<span class="mark fuzzy">fuzzy</span>' in dom


async def test_the_page_is_told_when_a_file_is_saved_and_what_is_wrong_with_it(root: Path, page: str) -> None:
    await saved(page, root / "content/topics/risk_sea.yml", "title:", "titel:")
    async with httpx.AsyncClient(base_url=page, trust_env=False, timeout=30) as client:
        assert "unknown field titel" in (await client.get("/api/languages")).json()["fault"]
        assert (await client.get("/api/reply/en/topic/risk_sea")).json()["html"]  # the last good version


async def test_another_site_learns_nothing_through_the_browser(page: str) -> None:
    async with httpx.AsyncClient(base_url=page, trust_env=False) as client:
        answer = await client.get("/api/replies/en", headers={"Host": "evil.example"})
    assert answer.status_code == 404


async def test_every_reply_is_listed_in_every_language(page: str) -> None:
    async with httpx.AsyncClient(base_url=page, trust_env=False, timeout=60) as client:
        languages = [each["code"] for each in (await client.get("/api/languages")).json()["languages"]]
        lists = [(await client.get(f"/api/replies/{code}")).json() for code in languages]
    assert languages == ["en", "ar", "sq"]
    assert len({tuple(row["ref"] for row in rows) for rows in lists}) == 1
    assert all(row["marks"] == [] for rows in lists for row in rows if row["ref"] == "topic/risk_sea")
