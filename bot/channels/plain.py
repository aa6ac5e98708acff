"""Telegram's HTML as plain text, for a terminal and for JSON readers; knows no channel."""

from __future__ import annotations

from html.parser import HTMLParser


class _Plain(HTMLParser):
    """Keeps words; after a link's words, its address in angle brackets unless the words are the address."""

    def __init__(self, bold: tuple[str, str]) -> None:
        super().__init__()
        self._bold = bold
        self._link = ""
        self._words = ""
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data
        self._words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._link, self._words = dict(attrs).get("href") or "", ""
        elif tag == "b":
            self.text += self._bold[0]

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            if _address(self._words) != _address(self._link):
                self.text += f" <{self._link}>"
            self._link = ""
        elif tag == "b":
            self.text += self._bold[1]


def _address(text: str) -> str:
    """An address as people write it, to compare by."""
    return text.strip().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def plain(html: str, *, bold: tuple[str, str] = ("", "")) -> str:
    """`html` without markup; `bold` is written before and after what was bold."""
    parser = _Plain(bold)
    parser.feed(html)
    parser.close()
    return parser.text
