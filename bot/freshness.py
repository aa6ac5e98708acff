"""Which version of the files a running bot answers from, and what keeps it from the newest; reads no files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone

from bot.errors import Problem


def _now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class Freshness:
    """When the knowledge in use was loaded, and the faults of a newer one that was refused."""

    loaded: datetime = field(default_factory=_now)
    refused: tuple[Problem, ...] = ()

    def accept(self) -> None:
        """Notes that what lies on disk is in use now."""
        self.loaded, self.refused = _now(), ()

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """Notes why what lies on disk is not in use."""
        self.refused = problems
