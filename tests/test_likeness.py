"""Which texts say nearly the same words."""

from __future__ import annotations

import random

from bot.likeness import ALIKE, Likeness
from bot.text import fold, words

TEXTS = ["how many people drown each year", "How many PEOPLE drown each year?!", "is the boat safe", "", "?!"]


def test_the_same_words_are_alike_whatever_their_spelling_and_order() -> None:
    assert Likeness(TEXTS).like("each year, how many people drown") == [0, 1]


def test_other_words_and_no_words_are_like_nothing() -> None:
    likeness = Likeness(TEXTS)
    assert [likeness.like(text) for text in ("is the sea safe", "", "?!", "unheard of")] == [[], [], [], []]


def test_every_pair_is_told_once() -> None:
    assert list(Likeness(TEXTS).pairs()) == [(0, 1)]


def test_no_pair_is_missed_that_comparing_each_with_each_would_find() -> None:
    chance = random.Random(0)
    vocabulary = [f"word{number}" for number in range(30)]
    texts = [" ".join(chance.sample(vocabulary, chance.randint(1, 9))) for _ in range(150)]
    texts += [f"{text} {chance.choice(vocabulary)}" for text in texts]

    def share(one: str, other: str) -> float:
        held, against = set(words(fold(one))), set(words(fold(other)))
        return len(held & against) / len(held | against)

    all_pairs = [
        (i, j) for i in range(len(texts)) for j in range(i + 1, len(texts)) if share(texts[i], texts[j]) >= ALIKE
    ]
    assert sorted(Likeness(texts).pairs()) == all_pairs != []
