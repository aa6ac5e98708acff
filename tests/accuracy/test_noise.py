"""How sentences are spoilt."""

from __future__ import annotations

from accuracy.noise import lower, with_typos, without_marks


def test_marks_go_in_every_script() -> None:
    assert without_marks("Është në Shqipëri, ç'bëhet") == "Eshte ne Shqiperi, c'behet"
    assert without_marks("أريد السفر إلى مدرسةٍ") == "اريد السفر الي مدرسه"


def test_typos_change_some_letters_and_are_the_same_each_time() -> None:
    text = "how many people drown on the way to italy each year and who counts them"
    spoilt = with_typos(text)
    assert spoilt == with_typos(text) != text
    assert sum(a != b for a, b in zip(sorted(text), sorted(spoilt), strict=False)) > 0
    assert abs(len(spoilt) - len(text)) <= len(text) // 5


def test_what_has_no_letters_stays() -> None:
    assert with_typos("123 ?!") == "123 ?!"
    assert lower("ABC 1") == "abc 1"
