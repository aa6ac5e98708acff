"""What a rule finds in a made-up project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.checks.base import Check
from bot.errors import Problem
from tests.project import Project, make_project


def found(rule: type[Check], project: Project, words: Mapping[str, str] | None = None) -> list[Problem]:
    """What `rule` finds; `words` are translations by context."""
    return list(rule().problems(project.subject(words)))


def after(rule: type[Check], tmp_path: Path, path: str, data: object) -> list[Problem]:
    """What `rule` finds once `path` holds `data`."""
    project = make_project(tmp_path)
    project.write(path, data)
    return found(rule, project)
