"""Which messages of an album are answered: Telegram delivers each photo of it by itself; knows no replies."""

from __future__ import annotations

from collections import OrderedDict

from bot.channels.telegram.incoming import Incoming

_MOST_PICTURES = 4
"""An advert comes as several pictures; more of them than these are somebody's holiday."""

_REMEMBERED = 512


class Albums:
    """The newest albums, with the updates of each that were taken: an update that is offered again is taken again."""

    def __init__(self) -> None:
        self._taken: OrderedDict[str, set[int]] = OrderedDict()

    def takes(self, incoming: Incoming, update_id: int) -> bool:
        """Whether to answer it: the first pictures of an album, the first of what cannot be read, and all captions."""
        if not incoming.album:
            return True
        taken = self._taken.setdefault(incoming.album, set())
        while len(self._taken) > _REMEMBERED:
            self._taken.popitem(last=False)
        most = _MOST_PICTURES if incoming.message.kind == "picture" else 1
        if not (incoming.message.text or update_id in taken or len(taken) < most):
            return False
        taken.add(update_id)
        return True
