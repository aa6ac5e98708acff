"""What is said about a whole advert: its claims, the strongest first, and what can be done; knows no words."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from bot.content.models import Claim, Content, Ref
from bot.rendering.view import Context, View

SHOWN = 3
"""So many claims of an advert are answered at once."""
_MOST = 9
"""So many claims fit an address of 64 bytes, with `yes/` before it; nobody reads more."""
NEXT_STEPS = (Ref("topic/check_agent"), Ref("topics/report"), Ref("find"))
"""What can be done about an advert: check the seller, report it, see lawful ways instead."""
LABELS = {Ref("topics/report"): "report_this"}
_MOST_TACTICS = 2


def short(name: str) -> str:
    """Five characters that stand for a claim in an address, the same for as long as it has this name."""
    return sha256(name.encode()).hexdigest()[:5]


def ref_of(context: Context) -> Ref:
    """Where the claims of this turn are answered: one by itself, several together."""
    if not context.claims:
        return Ref("say/claim_unknown")
    if len(context.claims) == 1:
        return Ref(f"claim/{context.claims[0]}")
    return at(context.claims)


def at(names: Iterable[str]) -> Ref:
    """The address of an answer to these claims, strongest first."""
    return Ref("/".join(("advert", "-".join([short(name) for name in names][:_MOST]))))


def claims_at(content: Content, rest: str) -> list[Claim]:
    """The claims that the rest of such an address stands for; those no longer known are left out."""
    known = {short(name): claim for name, claim in content.claims.items()}
    return [known[code] for code in rest.split("-") if code in known]


def advert(content: Content, rest: str, context: Context) -> View | None:
    """`advert/<codes>`: at most three claims, the strongest in full, the rest behind "More"."""
    claims = claims_at(content, rest)
    if not claims:
        return None
    shown, others = claims[:SHOWN], claims[SHOWN:]
    more = (at(claim.id for claim in others),) if others else ()
    used = dict.fromkeys([*(claim.tactic for claim in claims), *context.tactics])
    tactics = [content.tactics[name] for name in used if name in content.tactics][:_MOST_TACTICS]
    data: dict[str, object] = {"first": shown[0], "others": shown[1:], "tactics": tactics}
    buttons = (*(claim.ref for claim in shown), *more, *NEXT_STEPS)
    return View("advert.j2", data=data, buttons=buttons, labels=LABELS)
