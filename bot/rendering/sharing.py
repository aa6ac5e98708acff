"""What stands on a claim's card, to be sent on without a word of who asked; draws nothing itself."""

from __future__ import annotations

from bot.cards import CardText
from bot.content.models import Claim
from bot.rendering.words import Footer, Words


def card_of(claim: Claim, words: Words, footer: Footer) -> tuple[CardText, ...]:
    """The claim, what is true of it, what to do instead, and who says so."""
    verdict = words.ui(f"verdict_{claim.verdict}").unescape()
    true_part, fact = (words.text(claim, part).unescape() for part in ("true_part", "fact"))
    publisher = footer.sources[0].publisher if footer.sources else ""
    checked = words.ui("checked", date=words.day(footer.checked)).unescape()
    return (
        CardText(words.ui("they_say", claim=words.text(claim, "claim").unescape()).unescape(), "big"),
        CardText(verdict, "label"),
        CardText(f"{true_part} {fact}".strip(), "body"),
        CardText(words.ui("instead").unescape(), "label"),
        CardText(words.text(claim, "instead").unescape(), "body"),
        CardText(f"{words.ui('share_source', publisher=publisher).unescape()} · {checked}", "small"),
    )
