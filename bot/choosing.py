"""Which page answers what was understood, and in which language; knows no channel and says nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import escape

from bot.contexts import context_of
from bot.exchange import Exchange
from bot.following import follow
from bot.knowledge import Knowledge
from bot.rendering import Context, Renderer
from bot.replies import Button, Reply
from bot.text import words
from bot.understanding import Decision, Scored

_SURE_OF_LANGUAGE = 0.8
_SURE_OF_SHORT = 0.95
_SHORT = 3
_OFF_SUBJECT = "out_of_scope"
_SURE_OF_SUBJECT = 0.4
"""Letters at random look a little like whatever is off the subject: less than this is not understood."""
_SURE_OF_PICTURE = 0.5
"""A picture is mostly an offer, read with gaps: what is less sure than this is answered by how to check any offer."""
_OFFERED = "!"


def page_of(
    kind: str | None,
    decision: Decision,
    text: str,
    knowledge: Knowledge,
    exchange: Exchange,
    routes: Sequence[Scored],
) -> tuple[str, Context]:
    """The address that answers, and what the page there may depend on.

    `kind`, an emergency or misuse, goes before everything, and changes nothing of what was being talked about. Else it
    is the page that a short message leans on, or what the rules say; doubt for the second time in a row offers people,
    and an advert sent again is not answered at length again.
    """
    memory = exchange.memory
    if not kind and (leaning := follow(text, decision, memory.last, knowledge.content, knowledge.cues)):
        exchange.memory = replace(memory, unsure=0)
        return leaning, exchange.context()
    exchange.slots = {**exchange.slots, **decision.slots}
    ref = f"say/{kind}" if kind else _page(decision, exchange)
    return ref, context_of(decision, knowledge, exchange, routes)


def _page(decision: Decision, exchange: Exchange) -> str:
    memory = exchange.memory
    is_nothing = decision.intent == _OFF_SUBJECT and decision.confidence < _SURE_OF_SUBJECT
    if is_nothing or decision.response == "fallback":
        exchange.memory = replace(memory, unsure=memory.unsure + 1)
        return "say/unsure_again" if memory.unsure else "say/fallback"
    if exchange.message.kind == "picture" and not decision.claims and decision.confidence < _SURE_OF_PICTURE:
        return "say/claim_unknown"
    claims = [claim.id for claim in decision.claims] if decision.is_advert or len(decision.claims) > 1 else []
    exchange.memory = replace(memory, unsure=0).telling(claims)
    if claims and set(claims) <= set(memory.told):
        return "say/same_again"
    return f"say/{decision.response}"


def with_offer(reply: Reply, spoken: str | None, exchange: Exchange, renderer: Renderer) -> Reply:
    """The reply, and after two messages in a row in a language that was not chosen, the offer to change to it, once."""
    chosen, memory = exchange.person.chosen, exchange.memory
    if not spoken or not chosen or spoken == chosen or spoken not in renderer.catalogs:
        exchange.memory = replace(memory, stranger="")
        return reply
    if memory.stranger != spoken:
        is_offered = memory.stranger == spoken + _OFFERED
        exchange.memory = replace(memory, stranger=memory.stranger if is_offered else spoken)
        return reply
    exchange.memory = replace(memory, stranger=spoken + _OFFERED)
    *before, last = reply.bubbles
    button = Button(renderer.catalogs[spoken].language.name, f"lang/{spoken}")
    text = f"{last.text}\n\n{escape(renderer.label('offer_language', spoken))}"
    return replace(reply, bubbles=(*before, replace(last, text=text, buttons=(button, *last.buttons))))


def identified(decision: Decision, text: str) -> str | None:
    """The message's language, where its words leave no doubt: "ok" and "visa uk" must not switch a conversation."""
    code, chance = max(decision.languages.items(), key=lambda pair: pair[1], default=("", 0.0))
    is_short = text.isascii() and len(words(text)) < _SHORT
    return code if chance >= (_SURE_OF_SHORT if is_short else _SURE_OF_LANGUAGE) else None
