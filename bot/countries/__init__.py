"""Countries in what people write, and whether they want to go there, come from there or are there; knows no replies."""

from bot.countries.cues import Role
from bot.countries.finder import CountryFinder, Mention, is_country, load_finder
from bot.countries.hints import Hints

__all__ = ["CountryFinder", "Hints", "Mention", "Role", "is_country", "load_finder"]
