"""A small made-up project in a folder of its own, for tests that must not depend on what ships."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml
from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.pofile import write_po

from bot.checks.base import Subject
from bot.content.kinds import Situation
from bot.content.load import load_content
from bot.content.texts import texts
from bot.i18n.catalogs import po_path
from bot.i18n.extract import plural_rule
from bot.i18n.languages import load_languages
from bot.knowledge import Knowledge, load_knowledge
from bot.phrases import load_phrases
from bot.rendering import Context, Renderer
from bot.rendering.lists import INTENTS as INTENTS_OF_TOPICS
from bot.replies import Bubble
from bot.safety import KINDS
from bot.settings import ROOT

CHECKED, TODAY, REVIEW_BY = date(2024, 1, 10), date(2024, 3, 1), date(2024, 7, 10)
SOURCE = {"publisher": "Sea Institute", "title": "A report", "url": "https://sea.example/report"}
VETTED = {"sources": [SOURCE], "checked": CHECKED, "review_by": REVIEW_BY}
LEFT_OUT: Any = object()
"""`claim(verdict=LEFT_OUT)` is a claim without a verdict."""

INTENTS = {
    "greet": "greet",
    "risk_sea": "risk_sea",
    "check_offer": "check_offer",
    "claim": "claims",
    "nlu_fallback": "fallback",
}
VALUES = {"operator": "Aid & Test", "funder": "Test Fund", "contact": "aid.example"}

INTERFACE = {
    "more": "More",
    "language": "Language",
    "choose_language": "Choose your language.",
    "sources": "Sources:",
    "checked": "Checked on {date}",
    "draft": "This is a draft.",
    "not_translated": "Not in your language yet.",
    "stale": "Due for a new check on {date}.",
    "verdict_false": "Not true.",
    "verdict_partly_true": "Partly true.",
    "they_say": "They say: “{claim}”",
    "trick": "The trick:",
    "instead": "Instead:",
    "advert_read": "I know some of this:",
    "advert_tricks": "Tricks:",
    "report_this": "Report this",
    "share": "Share",
    "share_how": "Send the message above on.",
    "share_source": "Source: {publisher}",
    "helpful": "Helpful",
    "not_helpful": "Not helpful",
    "back": "Back",
    "offer_language": "Go on in this language?",
    "costs_listed": "Costs: {country}, {purpose}",
    "costs_official": "Only the official page knows.",
    "cost_unknown": "No checked fee.",
    "status_open": "Open",
    "status_paused": "Paused since {date}.",
    "status_closed": "Closed since {date}. Nobody can sell it.",
    "route_who": "Who:",
    "route_needs": "Needs:",
    "route_fee": "Fee:",
    "route_time": "Time:",
    "route_nationalities": "Nationalities:",
    "route_beware": "Beware:",
    "route_official": "Official page",
    "route_nearest_below": "See the nearest ways below.",
    "may": "Only an adviser can say.",
    "find_destination": "To which country?",
    "find_any_destination": "Not sure yet",
    "find_nationality": "Which passport?",
    "find_any_nationality": "Rather not say",
    "find_situation": "What is closest?",
    "find_any_situation": "Show all",
    "find_anywhere": "Open ways lead to these:",
    "find_purpose": "What for?",
    "find_for": "For people from {country}.",
    "find_doubtful": "Doubtful from {country}:",
    "find_may_change": "Rules change.",
    "find_by_nationality": "For my passport",
    "find_narrower": "Narrow it down",
    "find_elsewhere": "Another country",
    **{f"situation_{name}": f"Situation {name}" for name in get_args(Situation)},
    "routes_choose_purpose": "{country}: for what?",
    "routes_listed": "Ways: {country}, {purpose}",
    "routes_open": "Open:",
    "routes_shut": "Shut:",
    "routes_none_open": "I know of no open way.",
    "routes_button": "{purpose}: {country}",
    "legal_ways": "Lawful ways",
    "legal_ways_for": "Ways: {purpose}",
    "legal_ways_in": "Ways to {country}",
    "get_help": "Free help",
    "help_in": "Help in {country}",
    "contacts_choose_country": "Where are you?",
    "all_topics": "More answers",
    "all_of": "All: {topic}",
    "speaks": "Speaks: {languages}",
    "what_they_say": "What they say",
    "topics_choose": "Read about what?",
    "claims_choose": "Offers work so.",
    **{f"topics_{intent}": f"About {intent.replace('_', ' ')}" for intent in INTENTS_OF_TOPICS},
    "contacts_listed": "Help: {country}",
    "everywhere": "any country",
    "free": "free",
    "do_forget": "Yes, delete",
    **{f"purpose_{purpose}": purpose.title() for purpose in ("work", "study", "family", "protection", "visit")},
}


def _made(defaults: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**defaults, **changes}.items() if value is not LEFT_OUT}


def fact(fact_id: str, value: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    dates = {"as_of": CHECKED, "checked": CHECKED, "review_by": REVIEW_BY}
    source = {"publisher": "Fee Office", "title": "Fees", "url": "https://fees.example"}
    return _made({"id": fact_id, "value": dict(value), **dates, "if_stale": "flag", "source": source}, changes)


def claim(**changes: Any) -> dict[str, Any]:
    words = {"title": "Pay later?", "claim": "You pay later.", "true_part": "Some do.", "fact": "Debts grow."}
    kinds = {"verdict": "partly_true", "tactic": "discount", "sensitivity": "green"}
    return _made({**words, **kinds, "why": "It sounds cheap.", "instead": "Ask first.", **VETTED}, changes)


def topic(**changes: Any) -> dict[str, Any]:
    return _made(
        {"intent": "risk_sea", "title": "The sea", "text": "The sea is cold.", "instead": "Ask first.", **VETTED},
        changes,
    )


def route(**changes: Any) -> dict[str, Any]:
    words = {"title": "Student visa", "who": "Students.", "beware": "Fake schools."}
    kinds = {"purpose": "study", "status": "open", "link": "https://visa.example"}
    return _made({**words, **kinds, **VETTED}, changes)


def contact(contact_id: str, **changes: Any) -> dict[str, Any]:
    words = {"name": "Free Lawyers", "what": "Advice.", "website": "https://www.lawyers.example/"}
    dates = {"checked": CHECKED, "review_by": REVIEW_BY}
    return _made({"id": contact_id, **words, "does": ["legal"], "free": True, "source": SOURCE, **dates}, changes)


def emergency(**changes: Any) -> dict[str, Any]:
    words = {"title": "Danger at sea", "first": "Call now.", "steps": ["Stay together."], "after": "Rest."}
    return _made({**words, "call": ["contact/int/rescue"], **VETTED}, changes)


def phrases(language: str, name: str, many: int = 10) -> dict[str, list[str]]:
    return {"phrases": [f"{language} {name} phrase {number}" for number in range(many)]}


def foreign(text: str, code: str) -> str:
    """`text` as if it were translated: "SQ The sea"; never five words of English in a row."""
    parts = text.split(" ")
    rows = [" ".join(parts[start : start + 4]) for start in range(0, len(parts), 4)]
    return " ".join(f"{code.upper()} {row}" for row in rows)


@dataclass(frozen=True)
class Project:
    """The folder, and what is read from it."""

    root: Path

    def write(self, path: str, data: object) -> Path:
        """Writes a file: text and bytes as they are, anything else as YAML."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(data, str | bytes):
            data = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        target.write_bytes(data if isinstance(data, bytes) else data.encode())
        return target

    def facts(self, *entries: Mapping[str, Any]) -> None:
        self.write("content/facts/test.yml", [dict(entry) for entry in entries])

    def translate(self, words: Mapping[str, str] | None = None) -> None:
        """A whole catalog for every language: the English behind the language's code, or what `words` gives."""
        sources = list(texts(load_content(self.root)))
        for code, language in load_languages(self.root).items():
            if code != "en":
                po = PoCatalog(locale=language.locale, fuzzy=False)
                po.mime_headers = [("Plural-Forms", plural_rule(language))]
                for source in sources:
                    string = (words or {}).get(source.context, foreign(source.text, code))
                    po.add(source.text, string, context=source.context)
                path = po_path(self.root, code)
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    write_po(file, po)

    def knowledge(self, words: Mapping[str, str] | None = None) -> Knowledge:
        self.translate(words)
        return load_knowledge(self.root)

    def renderer(self, words: Mapping[str, str] | None = None, **options: Any) -> Renderer:
        known = self.knowledge(words)
        templates = self.root / "content/templates"
        options = {"values": VALUES, "today": lambda: TODAY, **options}
        return Renderer(known.content, known.catalogs, templates, **options)

    def bubble(self, ref: str, language: str = "en", context: Context | None = None, **options: Any) -> Bubble:
        """The one bubble that stands at `ref`."""
        (only,) = self.renderer(**options).render(ref, language, context).bubbles
        return only

    def subject(self, words: Mapping[str, str] | None = None) -> Subject:
        """What rules look at."""
        known = self.knowledge(words)
        renderer = Renderer(known.content, known.catalogs, self.root / "content/templates", values=VALUES)
        return Subject(known, load_phrases(self.root, known.languages), renderer)


def make_project(root: Path) -> Project:
    """A project in which nothing is wrong: English is reviewed, Albanian and Arabic are drafts."""
    project = Project(root)
    shutil.copytree(ROOT / "content/templates", root / "content/templates")
    project.write("content/interface.yml", INTERFACE)
    project.write("content/hosts.yml", ["sea.example", "fees.example", "visa.example", "lawyers.example"])
    project.facts(fact("gb-fee", {"money": 20, "currency": "GBP"}), fact("rescue-phone", {"phone": "0123 456"}))
    project.write("content/tactics/discount.yml", {"title": "Discount", "text": "It hurries you.", "instead": "Wait."})
    project.write("content/claims/pay_later.yml", claim())
    project.write("content/topics/sea.yml", topic())
    project.write("content/topics/check_agent.yml", topic(title="Check the seller", intent="check_offer"))
    project.write("content/routes/gb/student.yml", route())
    project.write("content/contacts/gb.yml", [contact("lawyers")])
    project.write("content/contacts/int.yml", [contact("rescue", name="Sea Rescue", phone="rescue-phone")])
    project.write("content/emergencies/emergency_sea.yml", emergency())
    for name in ("menu", "greet", "fallback", "did_you_mean", "no_routes", "no_contacts", "claim_unknown", "welcome",
                 "helpful", "not_helpful", "old_button"):  # fmt: skip
        title = name.replace("_", " ").capitalize()
        project.write(f"content/responses/{name}.yml", {"title": title, "text": f"{title} text."})
    menu = {"title": "Menu", "text": "Menu text.", "next": ["routes", "contacts", "claims", "topics"]}
    project.write("content/responses/menu.yml", menu)
    project.write("content/responses/risk_sea.yml", {"show": "topic/sea"})
    project.write("content/responses/check_offer.yml", {"show": "topic/check_agent"})
    project.write("content/responses/claims.yml", {"title": "An offer", "show": "say/claim_unknown"})
    statuses = {"en": "reviewed", "sq": "draft", "ar": "draft"}
    listed = [
        {"code": code, "status": status, "telegram": code, "stewards": ["Ann"] if status == "reviewed" else []}
        for code, status in statuses.items()
    ]
    project.write("locales/languages.yml", listed)
    project.write("bot/dialogue/domain.yml", {"intents": list(INTENTS)})
    rules = [
        {"rule": intent, "steps": [{"intent": intent}, {"action": f"utter_{name}"}]} for intent, name in INTENTS.items()
    ]
    project.write("bot/dialogue/rules.yml", {"rules": rules})
    for code in statuses:
        project.write(f"nlu/{code}/_safety.yml", {kind: {"any": [f"{code} {kind}"]} for kind in KINDS})
        project.write(f"nlu/{code}/_canary.yml", {f"{code} hello": "greet"})
        for intent in ("greet", "risk_sea", "check_offer", "claim"):
            project.write(f"nlu/{code}/{intent}.yml", phrases(code, intent))
        project.write(f"nlu/{code}/claims/pay_later.yml", phrases(code, "pay_later"))
        project.write(f"nlu/{code}/tactics/discount.yml", phrases(code, "discount"))
        project.write(f"nlu/{code}/risk_sea/sea.yml", phrases(code, "the sea"))
        project.write(f"nlu/{code}/check_offer/check_agent.yml", phrases(code, "the seller"))
        project.write(f"nlu/{code}/adverts/others.yml", phrases(code, "news"))
        adverts = [{"text": text, "claims": ["pay_later"]} for text in phrases(code, "advert")["phrases"]]
        project.write(f"nlu/{code}/adverts/sellers.yml", {"adverts": adverts})
    return project
