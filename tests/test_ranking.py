"""Which route a question speaks of, by the routes' own texts as they ship."""

from __future__ import annotations

import pytest

from bot.knowledge import Knowledge


@pytest.mark.parametrize(
    ("language", "country", "purpose", "text", "best"),
    [
        ("en", "gb", "work", "how can i work as a nurse in england", "gb/health-care-worker"),
        ("sq", "gb", "work", "si mund te punoj si infermiere ne angli", "gb/health-care-worker"),
        ("ar", "it", "work", "عمل موسمي في المزارع بايطاليا", "it/seasonal-work"),
        ("en", "it", "protection", "humanitarian corridor to italy", "it/humanitarian-corridors"),
        ("sq", "it", "work", "kujdestare per te moshuar ne itali", "it/carer"),
        ("ar", "de", "work", "البطاقة الزرقاء المانيا", "de/blue-card"),
        ("sq", "de", "work", "blue card gjermani", "de/blue-card"),
    ],
)
def test_the_route_that_is_spoken_of_comes_first_in_any_language_and_mixed_with_english(
    knowledge: Knowledge, language: str, country: str, purpose: str, text: str, best: str
) -> None:
    routes = [r.id for r in knowledge.content.routes.values() if r.country == country and r.purpose == purpose]
    assert knowledge.ranker.rank(text, language, routes)[0][0] == best


@pytest.mark.parametrize("text", ["", "?", "how can i work in england with a visa", "🙏", "9" * 5000])
def test_words_that_all_routes_share_speak_of_none(knowledge: Knowledge, text: str) -> None:
    routes = [r.id for r in knowledge.content.routes.values() if r.country == "gb" and r.purpose == "work"]
    assert knowledge.ranker.rank(text, "en", routes) == ()
    assert knowledge.ranker.rank(text, "en", []) == ()
