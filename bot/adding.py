"""Makes all files a new language needs, and the list of what is to be written in them; writes no words itself."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import yaml

from bot.checks.glossary_check import COLUMNS
from bot.content.files import yaml_files
from bot.content.load import load_content
from bot.content.texts import texts
from bot.errors import CatalogError
from bot.i18n.catalogs import po_path
from bot.i18n.extract import update_catalogs
from bot.i18n.languages import SOURCE, Language, load_languages
from bot.phrases import FALLBACK, load_intents
from bot.safety import KINDS

_EXAMPLES = 3
_LIST = Path("locales/languages.yml")
_CHECKLIST = """{name} ({code}) is started. Nobody is answered in it yet. What is left, in this order:

1. locales/{code}/glossary.csv: the {terms} terms that matter, before anything else is translated
2. locales/{code}/LC_MESSAGES/waymark.po: {texts} texts (Poedit or Weblate; docs/translating.md)
3. nlu/{code}/_safety.yml: words that mean danger now, {kinds} kinds; nlu/{code}/_canary.yml: five clear phrases
4. nlu/{code}/_countries.yml: short and inflected names of countries, and the words before them
5. nlu/{code}/*.yml and claims/*.yml: how people ask, ten phrases or more in each of {files} files (docs/languages.md)
6. tests/sentences/{code}/: held-out sentences, written by somebody else on another day
7. tests/conversations/{code}/: conversations that must go as written; `bot play` tells what is said
8. `bot check --language {code}` until it says "All good."
9. in locales/languages.yml set status to draft; to reviewed, once a native speaker has read everything and signs for it
"""


def add_language(root: Path, code: str, telegram: str | None = None) -> str:
    """Makes the files for the language `code`; what is there already stays. Gives the list of what is left.

    Raises:
        CatalogError: if CLDR does not know the language, or Telegram's code for it is missing.
    """
    language = Language(code, "started", telegram or code.partition("-")[0])
    _refuse_unknown(language)
    if code not in load_languages(root):
        _list(root, language)
    content = load_content(root)
    sources = list(texts(content))
    update_catalogs(root, content, sources, load_languages(root).values())
    terms = _glossary(root, code)
    files = _phrases(root, code)
    _sentences(root, code)
    counts = {"terms": terms, "texts": len(sources), "kinds": len(KINDS), "files": files}
    return _CHECKLIST.format(name=language.name, code=code, **counts)


def _refuse_unknown(language: Language) -> None:
    if not language.is_known:
        raise CatalogError(f"CLDR knows no language {language.code!r}; use its BCP 47 code")
    if len(language.telegram) != 2:
        raise CatalogError(f"Telegram takes two-letter codes only; name one for {language.code} with --telegram")


def _list(root: Path, language: Language) -> None:
    """Appends to the list as text: its comments stay."""
    path = root / _LIST
    entry = f"""- code: {language.code}
  tier: wide
  status: started
  telegram: {language.telegram}
  fallback: []
  stewards: []
"""
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + entry, encoding="utf-8")


def _glossary(root: Path, code: str) -> int:
    """The terms that other languages have, without words; gives how many."""
    found: dict[str, None] = {}
    for path in sorted((root / "locales").glob("*/glossary.csv")):
        found |= dict.fromkeys(row["term"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([COLUMNS, *((term, "", "") for term in found)])
    _make(po_path(root, code).parent.parent / "glossary.csv", out.getvalue())
    return len(found)


def _phrases(root: Path, code: str) -> int:
    """The files of English, each empty below a few English examples; gives how many."""
    ours, theirs = root / "nlu" / SOURCE, root / "nlu" / code
    many = 0
    for path in yaml_files(ours):
        if path.name.startswith("_"):
            continue
        many += 1
        [(key, examples)] = yaml.safe_load(path.read_text(encoding="utf-8")).items()
        shown = _dump(examples[:_EXAMPLES]) if key != "phrases" else "".join(f"  {e}\n" for e in examples[:_EXAMPLES])
        listed = "".join(f"# {line}\n" for line in shown.splitlines())
        _make(theirs / path.relative_to(ours), f"# As people type it. In English, for example:\n{listed}{key}: []\n")
    head = "# Words that mean danger now. How they are written: see nlu/en/_safety.yml.\n"
    _make(theirs / "_safety.yml", head + "".join(f"{kind}:\n  any: []\n" for kind in KINDS))
    _make(theirs / "_canary.yml", "# Clear phrases and their intents: `phrase: intent`. See nlu/en/_canary.yml.\n{}\n")
    _make(theirs / "_lead_ins.yml", "# What people put before what they heard. See nlu/en/_lead_ins.yml.\n[]\n")
    _make(
        theirs / "_followups.yml",
        "# What it costs, how long it takes. See nlu/en/_followups.yml.\n{}\n",
    )
    _make(theirs / "_countries.yml", "# CLDR's names are known already. See nlu/en/_countries.yml.\nnames: {}\n")
    return many


def _sentences(root: Path, code: str) -> None:
    head = "# Held out: never used for training.\n"
    folder = root / "tests" / "sentences" / code
    intents = sorted(load_intents(root) - {FALLBACK})
    _make(folder / "intents.yml", head + _dump({intent: [] for intent in intents}))
    _make(folder / "safety.yml", head + _dump({kind: [] for kind in KINDS}))
    _make(folder / "language.yml", head + _dump({code: [], "unsure": []}))
    for name in ("claims", "not_adverts", "countries"):
        _make(folder / f"{name}.yml", head + f"# See tests/sentences/{SOURCE}/{name}.yml.\n[]\n")
    for example in yaml_files(root / "tests" / "conversations" / SOURCE):
        shown = "".join(f"#   {line}\n" for line in example.read_text(encoding="utf-8").splitlines())
        head = "# What is said or pressed, and what must come of it. The English one reads:\n"
        _make(root / "tests" / "conversations" / code / example.name, f"{head}{shown}[]\n")


def _dump(data: Any) -> str:
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))


def _make(path: Path, text: str) -> None:
    """What somebody has begun is never written over."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
