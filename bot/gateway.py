"""Puts the parts together and runs them: knowledge, store, worker, conversation, channels; decides nothing itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.checks import run_checks
from bot.checks.base import Subject
from bot.checks.content_checks import CONTENT_CHECKS
from bot.checks.date_checks import DATE_CHECKS
from bot.checks.reply_checks import REPLY_CHECKS
from bot.content.models import Ref
from bot.content.values import Duration, Value
from bot.conversation import Conversation
from bot.errors import ContentError, SettingsError
from bot.freshness import Freshness
from bot.knowledge import Knowledge, load_knowledge
from bot.pictures import PictureReader
from bot.rendering import Renderer
from bot.settings import Settings
from bot.store import Store
from bot.supervisor import Supervisor
from bot.training import ensure_model

_DEMO: dict[Ref, Ref] = {
    Ref("say/about"): Ref("say/about_demo"),
    Ref("say/welcome"): Ref("say/welcome_demo"),
}


@dataclass
class Gateway:
    """What channels need: someone to answer, the words for their own buttons, and what is kept.

    `pictures` is None where pictures cannot be read; channels then do not fetch them.
    """

    settings: Settings
    knowledge: Knowledge
    renderer: Renderer
    store: Store
    supervisor: Supervisor
    conversation: Conversation
    freshness: Freshness = field(default_factory=Freshness)
    pictures: PictureReader | None = None

    def adopt(self, knowledge: Knowledge, renderer: Renderer) -> None:
        """Answers from `knowledge` from now on."""
        self.knowledge, self.renderer = knowledge, renderer
        self.conversation.adopt(renderer, knowledge)


def make_renderer(knowledge: Knowledge, settings: Settings) -> Renderer:
    """The renderer for an operator's bot, or for the demo that says it is one."""
    values: dict[str, str | Value] = {"retention": Duration(settings.retention_days, "day")}
    if settings.operator:
        who = settings.operator
        values |= {"operator": who.name, "funder": who.funder, "contact": who.contact}
    return Renderer(
        knowledge.content,
        knowledge.catalogs,
        knowledge.root / "content" / "templates",
        values=values,
        aliases={} if settings.operator else _DEMO,
    )


def gate(knowledge: Knowledge, renderer: Renderer) -> None:
    """Refuses knowledge in which a reader would meet a fault.

    Raises:
        ContentError: with every breach of the rules on content and replies.
    """
    found = run_checks((*CONTENT_CHECKS, *DATE_CHECKS, *REPLY_CHECKS), Subject(knowledge, [], renderer))
    problems = [problem for problem in found if problem.level == "error"]
    if problems:
        raise ContentError(f"{len(problems)} faults keep the bot from starting", problems)


def load_gated(settings: Settings) -> tuple[Knowledge, Renderer]:
    """What lies on disk now, if a reader may see it.

    Raises:
        BotError: with everything that must not meet a reader.
    """
    knowledge = load_knowledge(settings.root, settings.overlay)
    if settings.default_language not in knowledge.languages:
        listed = ", ".join(knowledge.languages)
        raise SettingsError(f"WAYMARK_DEFAULT_LANGUAGE={settings.default_language} is not served; there are {listed}")
    renderer = make_renderer(knowledge, settings)
    gate(knowledge, renderer)
    return knowledge, renderer


@asynccontextmanager
async def running(settings: Settings, say: Callable[[str], None]) -> AsyncIterator[Gateway]:
    """A gateway whose worker is being started; what it holds is closed at the end.

    Raises:
        BotError: if anything that was written or set keeps it from starting.
    """
    knowledge, renderer = load_gated(settings)
    model = ensure_model(settings, say)
    store = Store(settings.database_url, retention_days=settings.retention_days)
    store.sweep()
    supervisor = Supervisor(settings, model, knowledge.canaries)
    pictures = PictureReader.found(knowledge.languages.values())
    conversation = Conversation(
        renderer, knowledge, store, supervisor, pictures=pictures, default_language=settings.default_language
    )
    gateway = Gateway(settings, knowledge, renderer, store, supervisor, conversation, pictures=pictures)
    supervisor.start()
    try:
        yield gateway
    finally:
        await supervisor.stop()
        store.close()
