"""Addresses become replies: Jinja shapes, a catalog's words, facts by CLDR; knows no channel and no Rasa."""

from bot.rendering.renderer import Renderer
from bot.rendering.view import Context

__all__ = ["Context", "Renderer"]
