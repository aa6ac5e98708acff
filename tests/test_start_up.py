"""A bot whose words or settings are broken does not start: it names every file and field at fault, and the cure."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import ROOT

Environment = Callable[..., dict[str, str]]


def _bot(*arguments: str, root: Path, environment: dict[str, str], stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=root,
        env={**environment, "PYTHONPATH": str(root)},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of all that editors touch."""
    root = tmp_path / "project"
    for folder in ("bot", "content", "locales", "nlu", "tests/sentences"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "config.yml", root)
    return root


def test_every_broken_file_is_named_at_once_with_line_or_field(project: Path, environment: Environment) -> None:
    _replace(project / "content/claims/pay_on_arrival.yml", "verdict: partly_true", "verdict: maybe")
    _replace(project / "content/topics/risk_sea.yml", "title:", "titel:")
    (project / "content/responses/greet.yml").write_text("text: 'unclosed\nnext: []\n", encoding="utf-8")
    _replace(project / "locales/ar/LC_MESSAGES/waymark.po", "msgstr", "msgstrr")
    _replace(project / "nlu/sq/_safety.yml", "emergency_sea:", "emergency_see:")
    ended = _bot("chat", root=project, environment=environment())
    assert ended.returncode == 1
    for named in (
        "content/claims/pay_on_arrival.yml: verdict: 'maybe' is not one of",
        "content/topics/risk_sea.yml: unknown field titel",
        "content/responses/greet.yml: line",
        "locales/ar/LC_MESSAGES/waymark.po: line",
        "nlu/sq/_safety.yml: emergency_see: is not a kind of danger",
    ):
        assert named in ended.stderr
    assert "cure:" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_broken_template_is_named_with_its_line(project: Path, environment: Environment) -> None:
    (project / "content/templates/topic.j2").write_text("{{ item.title }}\n{% if %}\n", encoding="utf-8")
    ended = _bot("chat", root=project, environment=environment())
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert "content/templates/topic.j2: line 2" in ended.stderr


def test_a_dangling_reference_keeps_the_bot_from_starting(project: Path, environment: Environment) -> None:
    _replace(project / "content/topics/risk_sea.yml", "next: [", "next: [topic/unwritten, ")
    ended = _bot("chat", root=project, environment=environment())
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert "content/topics/risk_sea.yml: next: 'topic/unwritten' leads nowhere" in ended.stderr


def test_a_bot_that_faces_people_must_say_who_runs_it(environment: Environment) -> None:
    settings = environment(TELEGRAM_TOKEN="123456:" + "A" * 35, WAYMARK_DEMO="no")
    ended = _bot("run", root=ROOT, environment=settings)
    assert ended.returncode == 1
    for name in ("WAYMARK_OPERATOR", "WAYMARK_FUNDER", "WAYMARK_CONTACT"):
        assert name in ended.stderr


def test_every_wrong_setting_is_named_at_once(environment: Environment) -> None:
    settings = environment(TELEGRAM_TOKEN="nonsense", WAYMARK_DEMO="maybe", WAYMARK_KEY="short", WAYMARK_OPERATER="x")
    ended = _bot("run", root=ROOT, environment=settings)
    assert ended.returncode == 1
    for name in ("TELEGRAM_TOKEN", "WAYMARK_DEMO", "WAYMARK_KEY", "did you mean WAYMARK_OPERATOR?"):
        assert name in ended.stderr


def test_with_nobody_to_talk_to_it_says_so(environment: Environment) -> None:
    ended = _bot("run", root=ROOT, environment=environment())
    assert (ended.returncode, "TELEGRAM_TOKEN" in ended.stderr) == (1, True)


@pytest.mark.rasa
def test_a_token_that_telegram_refuses_is_said_without_the_token(environment: Environment) -> None:
    from tests.telegram_fake import BotApi

    api = BotApi()
    wrong = "123456:" + "B" * 35
    ended = _bot("run", root=ROOT, environment=environment(TELEGRAM_TOKEN=wrong, TELEGRAM_API_URL=api.url))
    api.close()
    assert (ended.returncode, "BBBB" in ended.stderr, "Traceback" in ended.stderr) == (1, False, False)
    assert "Telegram refused TELEGRAM_TOKEN" in ended.stderr


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
