"""Whether a model must be trained is known from what it learns from, before Rasa is imported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import SetupError
from bot.settings import Settings
from bot.training import ensure_model, sources_hash


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = ("config.yml", "nlu/en/greet.yml", "nlu/en/_safety.yml", "bot/dialogue/rules.yml", "content/claims/a.yml")
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a: 1\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "is_new"),
    [
        ("config.yml", True),
        ("nlu/en/greet.yml", True),
        ("nlu/sq/greet.yml", True),
        ("bot/dialogue/rules.yml", True),
        ("bot/dialogue/components/intent.py", True),
        ("nlu/en/_safety.yml", False),
        ("content/claims/a.yml", False),
        ("README.md", False),
    ],
)
def test_the_name_of_a_model_changes_with_what_it_learns_from(root: Path, changed: str, is_new: bool) -> None:
    before = sources_hash(root)
    (root / changed).parent.mkdir(parents=True, exist_ok=True)
    (root / changed).write_text("a: 2\n", encoding="utf-8")
    assert (sources_hash(root) != before) == is_new


def a_model(root: Path) -> tuple[Settings, Path]:
    """A model as if trained before, and settings whose Python can train none."""
    settings = replace(Settings(), root=root, var=root / "var", worker_python="/bin/false")
    model = settings.var / "models" / f"{sources_hash(root)}.tar.gz"
    model.parent.mkdir(parents=True)
    model.write_bytes(b"a model")
    return settings, model


def test_nothing_is_trained_when_nothing_changed(root: Path) -> None:
    from bot.training import _seal

    settings, model = a_model(root)
    _seal(model)
    heard: list[str] = []
    assert (ensure_model(settings, heard.append), heard) == (model, [])


def test_a_model_that_was_not_trained_here_or_was_changed_is_not_loaded(root: Path) -> None:
    from bot.training import _seal

    settings, model = a_model(root)
    with pytest.raises(SetupError, match="training failed"):
        ensure_model(settings, print)
    _seal(model)
    model.write_bytes(b"another model")
    with pytest.raises(SetupError, match="training failed"):
        ensure_model(settings, print)
