"""Rules about catalogs as translators save them: whole, up to date, and with a right header."""

from __future__ import annotations

from collections.abc import Iterator

from bot.checks.base import Check, Subject
from bot.errors import Problem
from bot.i18n.catalogs import words_for
from bot.i18n.extract import plural_rule

_ABSENT = "is missing or stands for older English"


class MissingTranslation(Check):
    """A text that a reader would be shown in another language."""

    id = "missing-translation"
    name = "Missing translation"
    description = "Every English text has words in every language."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for code in subject.knowledge.languages:
            files = [file for file in subject.catalog_files if file.language.code == code]
            for source in subject.texts if files else ():
                messages = [message for file in files if (message := file.po.get(source.text, source.context))]
                if any(words_for(file.po, source) for file in files) or any(message.fuzzy for message in messages):
                    continue
                what, cure = ("is not translated", "fill msgstr") if messages else (_ABSENT, "run `bot catalogs`")
                yield Problem(files[-1].path, source.context, what, cure)


class FuzzyTranslation(Check):
    """Words for English that has changed since."""

    id = "fuzzy-translation"
    name = "Fuzzy translation"
    description = "No translation is marked fuzzy: its English has changed, so it may say something else."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for file in subject.catalog_files:
            for message in file.po:
                if message.id and message.fuzzy:
                    cure = "compare with the English, then drop the mark"
                    yield Problem(file.path, str(message.context), "is fuzzy: the English has changed", cure)


class PluralHeader(Check):
    """A header with which plurals come out wrong in other tools."""

    id = "plural-header"
    name = "Plural header"
    description = "Plural-Forms in the header is Weblate's rule for the language."

    def problems(self, subject: Subject) -> Iterator[Problem]:
        for file in subject.catalog_files:
            has, wanted = file.header("Plural-Forms"), plural_rule(file.language)
            if has.replace(" ", "") != wanted.replace(" ", ""):
                yield Problem(file.path, "Plural-Forms", f"is {has or 'missing'}", f"run `bot catalogs`: {wanted}")


CATALOG_CHECKS: tuple[Check, ...] = (MissingTranslation(), FuzzyTranslation(), PluralHeader())
