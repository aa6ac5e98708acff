"""Whether there is a model for what the sources say today, and how to get one; imports no Rasa to find out."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.errors import SetupError
from bot.phrases import claim_tactics
from bot.settings import Settings

_SOURCES = (
    "config.yml",
    "bot/dialogue/**/*",
    "bot/text.py",
    "bot/phrases.py",
    "locales/languages.yml",
    "nlu/*/**/*.yml",
)
_NOT_LEARNT = "_"  # nlu/<lang>/_safety.yml and its like are read at run time
_KEPT_MODELS = 3


def sources_hash(root: Path) -> str:
    """A name for all that training reads: changes when any of it does."""
    digest = hashlib.sha256()
    for path in _sources(root):
        digest.update(str(path.relative_to(root)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(repr(sorted(claim_tactics(root).items())).encode())
    return digest.hexdigest()[:16]


def _sources(root: Path) -> Iterator[Path]:
    found = {path for pattern in _SOURCES for path in root.glob(pattern)}
    for path in sorted(found):
        if path.is_file() and path.suffix in (".yml", ".py") and not path.name.startswith(_NOT_LEARNT):
            yield path


def ensure_model(settings: Settings, say: Callable[[str], None]) -> Path:
    """The model of today's sources, trained if there is none; `say` hears of the long step.

    Raises:
        SetupError: if Rasa is not installed or training fails.
    """
    folder = settings.var / "models"
    model = folder / f"{sources_hash(settings.root)}.tar.gz"
    if not _is_whole(model):
        say("Training the model: the phrases or the configuration have changed (a minute or two)…")
        _train(settings, model)
        _seal(model)
        _drop_old(folder)
        say("The model is trained.")
    return model


def _train(settings: Settings, model: Path) -> None:
    model.parent.mkdir(parents=True, exist_ok=True)
    command = [settings.worker_python, "-m", "bot.dialogue.train", str(model.parent), model.name.partition(".")[0]]
    done = subprocess.run(command, cwd=settings.root, capture_output=True, text=True, check=False)
    if done.returncode or not model.exists():
        if "No module named 'rasa'" in done.stderr:
            raise SetupError("Rasa is not installed here; `make setup` installs it (Python 3.10, extra `rasa`)")
        raise SetupError("training failed:\n" + "\n".join((done.stdout + done.stderr).splitlines()[-20:]))


def _seal(model: Path) -> None:
    """Notes the model's hash: a model file is code, and only one trained here is loaded."""
    _seal_of(model).write_text(_hash(model), encoding="ascii")


def _is_whole(model: Path) -> bool:
    seal = _seal_of(model)
    return model.exists() and seal.exists() and seal.read_text(encoding="ascii") == _hash(model)


def _seal_of(model: Path) -> Path:
    return model.with_name(model.name + ".sha256")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _drop_old(folder: Path) -> None:
    for old in sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)[:-_KEPT_MODELS]:
        old.unlink()
        _seal_of(old).unlink(missing_ok=True)
