"""Misspelt words: which are put right, and which are left as they are."""

from __future__ import annotations

import pytest

from bot.dialogue.spelling import Spelling

pytestmark = pytest.mark.rasa

COUNTS = {"passport": 40, "smuggler": 30, "work": 50, "word": 20, "rarely": 3, "permit": 12, "hermit": 7, "my": 90}
KNOWN = {*COUNTS, "lost", "the", "my passport", "work permit", "the hermit"}


def read(text: str) -> str:
    return Spelling(COUNTS, KNOWN).reader()(text)


@pytest.mark.parametrize("typed", ["pasport", "passpport", "psasport", "passpurt", "pasprot"])
def test_a_letter_lost_doubled_swapped_or_changed_is_put_right_and_two_in_long_words(typed: str) -> None:
    assert read(f"lost my {typed}!") == "lost my passport!"


def test_words_that_phrases_have_are_never_touched() -> None:
    assert read("the rarely lost word") == "the rarely lost word"


def test_of_two_words_equally_near_the_one_that_fits_its_neighbour_is_meant() -> None:
    assert read("work ermit") == "work permit"
    assert read("the ermit") == "the hermit"


def test_a_rare_word_is_meant_only_beside_a_neighbour_it_has_in_phrases() -> None:
    assert read("hermitt") == "hermitt"


def test_words_of_few_phrases_are_nobodys_correction() -> None:
    assert read("rarel") == "rarel"


def test_numbers_and_words_of_two_letters_are_left_alone() -> None:
    assert read("mz w0rk 12") == "mz w0rk 12"


def test_a_word_like_none_of_ours_stays_as_it_is() -> None:
    assert read("je voudrais travailler") == "je voudrais travailler"
