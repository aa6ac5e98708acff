"""Telegram's HTML as plain text."""

from __future__ import annotations

import pytest

from bot.channels.plain import plain


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("plain words", "plain words"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("<b>bold</b> and <i>slanted</i>", "bold and slanted"),
        ("a &lt;b&gt; &amp; &#39;c&#39; &amp;amp;", "a <b> & 'c' &amp;"),
        ('<a href="https://x.example/a">The page</a>.', "The page <https://x.example/a>."),
        ('<a href="https://x.example/?a=1&amp;b=2">Page</a>', "Page <https://x.example/?a=1&b=2>"),
        ('<a href="https://www.x.example/">x.example</a>', "x.example"),
        ('<a href="https://x.example">https://x.example</a>', "https://x.example"),
        ('<a href="https://x.example"><b>The page</b></a>', "The page <https://x.example>"),
        ('<a href="https://a.example">A</a>, <a href="https://b.example">B</a>',
         "A <https://a.example>, B <https://b.example>"),
        ("\u2066+33 4\u2069 مرحبا", "\u2066+33 4\u2069 مرحبا"),
        ("half &amp", "half &"),
    ],
)  # fmt: skip
def test_markup_goes_and_words_and_addresses_stay(html: str, expected: str) -> None:
    assert plain(html) == expected


def test_bold_can_be_shown_in_the_channels_own_way() -> None:
    assert plain("<b>Call</b> now, <b>please</b>", bold=("*", "*")) == "*Call* now, *please*"


def test_an_address_is_hidden_only_by_words_that_are_the_address() -> None:
    assert plain('<a href="https://gov.example/visa">visa</a>') == "visa <https://gov.example/visa>"
