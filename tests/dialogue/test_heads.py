"""The model's own parts, on a handful of phrases."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.dialogue.heads import Heads
from bot.dialogue.nearest import Nearest
from bot.dialogue.ngrams import MOST_CHARACTERS, Features
from bot.text import fold

pytestmark = pytest.mark.rasa

PHRASES = [
    ("en", "boat", "is the boat safe"),
    ("en", "boat", "the small boat is dangerous"),
    ("en", "work", "can i work there"),
    ("en", "work", "where do i find a job"),
    ("sq", "boat", "a eshte e sigurt varka"),
    ("sq", "boat", "gomonia eshte e rrezikshme"),
    ("sq", "work", "a mund te punoj atje"),
    ("sq", "work", "ku gjej pune"),
    ("ar", "boat", "هل القارب آمن"),
    ("ar", "boat", "القارب خطير هل تعرف"),
]
TEXTS = [text for _, _, text in PHRASES]


@pytest.fixture(scope="module")
def features() -> Features:
    made = Features()
    made.fit(TEXTS)
    return made


@pytest.fixture(scope="module")
def heads(features: Features) -> Heads:
    languages, labels, _ = zip(*PHRASES, strict=True)
    return Heads.fit(features.of(TEXTS), list(labels), list(languages))


def test_probabilities_sum_to_one_in_every_mix_of_languages(heads: Heads, features: Features) -> None:
    mixes = [{"en": 1.0}, {"en": 0.6, "sq": 0.4}, {"ar": 0.5, "en": 0.5}]
    chances = heads.probabilities(features.of(["is the boat safe"] * 3), mixes)
    assert chances.sum(axis=1) == pytest.approx(1.0)
    assert heads.labels == ["boat", "work"]


def test_each_language_has_its_own_say(heads: Heads, features: Features) -> None:
    rows = features.of(["ku gjej pune", "where do i find a job"])
    for mix in ([{"sq": 1.0}, {"en": 1.0}], [{"sq": 0.9, "en": 0.1}, {"sq": 0.1, "en": 0.9}]):
        assert list(heads.probabilities(rows, mix).argmax(axis=1)) == [1, 1]


def test_a_language_with_one_label_is_sure_of_it(heads: Heads, features: Features) -> None:
    assert heads.probabilities(features.of(["والقارب"]), [{"ar": 1.0}])[0] == pytest.approx([1.0, 0.0])


def test_without_any_language_nothing_is_likely(heads: Heads, features: Features) -> None:
    chances = heads.probabilities(features.of(["boat"]), [{}])
    assert np.isfinite(chances).all()
    assert not chances.any()


def test_letters_never_seen_leave_finite_chances(heads: Heads, features: Features) -> None:
    chances = heads.probabilities(features.of(["你好", ""]), [{"en": 1.0}, {"en": 1.0}])
    assert np.isfinite(chances).all()


def test_texts_read_together_are_read_as_alone(features: Features) -> None:
    together = features.of(TEXTS).toarray()
    for row, text in zip(together, TEXTS, strict=True):
        assert row == pytest.approx(features.of([text]).toarray()[0])


def test_features_are_those_that_scikit_learn_finds_and_weighs(features: Features) -> None:
    words = TfidfVectorizer(token_pattern=r"\w+", ngram_range=(1, 2), sublinear_tf=True).fit(map(fold, TEXTS))
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), sublinear_tf=True, min_df=2).fit(map(fold, TEXTS))
    bare = TEXTS[:8]  # letters that folding changes are a part of their own
    expected = hstack([words.transform(bare), letters.transform(bare)])
    alike, expected_alike = features.of(bare) @ features.of(bare).T, expected @ expected.T
    assert alike.toarray() == pytest.approx(expected_alike.toarray(), abs=1e-5)


def test_marks_that_folding_takes_away_still_tell_words_apart(features: Features) -> None:
    marked = Features()
    rows = marked.fit(["është punë", "eshte pune", "është punë këtu", "eshte pune ketu"])
    assert (rows[0] != rows[1]).nnz
    assert (marked.of(["eshte pune"]) != rows[1]).nnz == 0


def test_words_around_another_tell_texts_apart_that_have_the_same_words_and_pairs() -> None:
    made = Features()
    rows = made.fit(["go there go back go"] * 3 + ["go back go there go"] * 3)
    assert (rows[0] != rows[3]).nnz == len(["there _ back", "back _ there"])


def test_a_misspelt_text_comes_back_right_and_another_as_it_was() -> None:
    made = Features()
    made.fit(["is the smuggler honest"] * 10)
    assert made.spelled(["Is the smugler honest?", "Is the Smuggler honest?"]) == [
        "is the smuggler honest?",
        "Is the Smuggler honest?",
    ]


def test_links_handles_and_numbers_leave_no_trace(features: Features) -> None:
    one = features.of(["write @agent_one or +355 69 123 4567 or https://a.example/x about the boat"])
    other = features.of(["write @somebody or 0049 151 99 88 77 or t.me/other about the boat"])
    assert (one != other).nnz == 0


def test_of_a_long_text_only_the_beginning_is_read(features: Features) -> None:
    text = "is the boat safe " * 100
    assert (features.of([text]) != features.of([text[:MOST_CHARACTERS]])).nnz == 0


def test_a_known_phrase_is_wholly_alike_and_foreign_letters_are_not(features: Features) -> None:
    nearest = Nearest(features.of(TEXTS))
    known, near, foreign = nearest.likeness(features.of(["ku gjej pune", "ku te gjej nje pune", "你好"]))
    assert known == pytest.approx(1.0, abs=1e-3)
    assert foreign < 0.25 < near < 0.95
