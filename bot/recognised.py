"""What Tesseract's table says was surely read, line by line; knows neither pictures nor languages."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_WORD_LEVEL = "5"
_KEPT, _SURE_LINE, _SURE = 40.0, 60.0, 70.0
"""Confidence from 0 to 100: what a word needs, what one word of a line needs, what proves that there is text at all."""

_LETTERS = 3


@dataclass(frozen=True)
class Words:
    """The text read, and how many of its words leave no doubt."""

    text: str
    sure: int


@dataclass(frozen=True)
class _Word:
    line: tuple[str, ...]
    text: str
    confidence: float

    @property
    def is_sure(self) -> bool:
        """Whether it proves text: leaves, waves and tiles are read as single letters and digits."""
        return self.confidence >= _SURE and sum(map(str.isalpha, self.text)) >= _LETTERS


def recognised(table: str) -> Words:
    """The words of Tesseract's TSV output in reading order; nothing at all if no word is sure."""
    words = list(_words(table))
    sure = sum(word.is_sure for word in words)
    return Words("\n".join(_lines(words)) if sure else "", sure)


def _lines(words: list[_Word]) -> Iterator[str]:
    for _, found in groupby(words, key=lambda word: word.line):
        line = list(found)
        if any(word.confidence >= _SURE_LINE for word in line):
            yield " ".join(word.text for word in line)


def _words(table: str) -> Iterator[_Word]:
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == _WORD_LEVEL and text and float(row["conf"]) >= _KEPT:
            yield _Word((row["block_num"], row["par_num"], row["line_num"]), text, float(row["conf"]))
