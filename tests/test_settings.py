"""What the operator sets: each variable, and every fault at once."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path

import pytest

from bot.errors import Problem, SettingsError
from bot.settings import ROOT, Operator, Settings, Telegram, load_settings

KEY = "0123456789abcdef0123456789abcdef"
TOKEN = "123456789:AAAA-made-up-for-tests"
OR_DEMO = "; or set WAYMARK_DEMO=yes and the bot says it is a demo"
WHO = {"WAYMARK_OPERATOR": "Aid", "WAYMARK_FUNDER": "Fund", "WAYMARK_CONTACT": "aid.example"}
HOOK = {"TELEGRAM_WEBHOOK_URL": "https://bot.example/hook", "TELEGRAM_WEBHOOK_SECRET": "s" * 16}


def load(public: bool = False, **environ: str) -> Settings:
    return load_settings({"WAYMARK_KEY": KEY, **environ}, public=public)


def problems_of(public: bool = False, **environ: str) -> list[Problem]:
    with pytest.raises(SettingsError) as caught:
        load(public, **environ)
    return list(caught.value.problems)


def problem(name: str, message: str, cure: str) -> Problem:
    return Problem("environment", name, message, cure)


def test_an_empty_environment_gives_the_embedded_defaults() -> None:
    assert load() == Settings(
        var=ROOT / "var",
        database_url=f"sqlite:///{ROOT}/var/waymark.db",
        key=KEY.encode(),
        default_language="en",
        retention_days=30,
        demo=False,
        operator=None,
        telegram=None,
        worker_python=sys.executable,
        log_level="INFO",
    )


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("WAYMARK_VAR", "/somewhere", "var", Path("/somewhere")),
        ("WAYMARK_VAR", "/somewhere", "database_url", "sqlite:////somewhere/waymark.db"),
        ("WAYMARK_VAR", "here", "var", Path.cwd() / "here"),
        ("WAYMARK_DATABASE_URL", "postgresql://db/bot", "database_url", "postgresql://db/bot"),
        ("WAYMARK_KEY", "k" * 32, "key", b"k" * 32),
        ("WAYMARK_DEFAULT_LANGUAGE", "ar", "default_language", "ar"),
        ("WAYMARK_RETENTION_DAYS", "7", "retention_days", 7),
        ("WAYMARK_DEMO", "yes", "demo", True),
        ("WAYMARK_DEMO", "YES", "demo", True),
        ("WAYMARK_DEMO", "no", "demo", False),
        ("WAYMARK_DEMO", "", "demo", False),
        ("WAYMARK_WORKER_PYTHON", "/opt/python", "worker_python", "/opt/python"),
        ("WAYMARK_LOG_LEVEL", "DEBUG", "log_level", "DEBUG"),
        ("TELEGRAM_TOKEN", TOKEN, "telegram", Telegram(TOKEN)),
        ("TELEGRAM_TOKEN", f" {TOKEN}\n", "telegram", Telegram(TOKEN)),
        ("TELEGRAM_TOKEN", "", "telegram", None),
    ],
)
def test_a_variable_sets_its_field(name: str, value: str, field: str, expected: object) -> None:
    assert getattr(load(**{name: value}), field) == expected


def test_an_empty_variable_is_as_good_as_none() -> None:
    names = ("VAR", "DATABASE_URL", "DEFAULT_LANGUAGE", "RETENTION_DAYS", "WORKER_PYTHON", "LOG_LEVEL", "OPERATOR")
    assert load(**{f"WAYMARK_{name}": "" for name in names}) == load()


def test_telegrams_variables_set_its_fields() -> None:
    api = {"TELEGRAM_API_URL": "http://127.0.0.1:8081", "TELEGRAM_WEBHOOK_LISTEN": "0.0.0.0:443"}
    assert load(TELEGRAM_TOKEN=TOKEN, **HOOK, **api).telegram == Telegram(
        TOKEN, "http://127.0.0.1:8081", "https://bot.example/hook", "s" * 16, ("0.0.0.0", 443)
    )


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"WAYMARK_DEMO": "maybe"}, problem("WAYMARK_DEMO", "'maybe' is neither yes nor no", "write yes or no")),
        ({"WAYMARK_DEMO": "true"}, problem("WAYMARK_DEMO", "'true' is neither yes nor no", "write yes or no")),
        *[({"WAYMARK_RETENTION_DAYS": value},
           problem("WAYMARK_RETENTION_DAYS", f"{value!r} is not a whole number above zero", "for example 30"))
          for value in ("0", "-1", "1.5", "month", "²")],
        ({"WAYMARK_KEY": "k" * 31},
         problem("WAYMARK_KEY", "is shorter than 32 characters", "`openssl rand -hex 32` makes one")),
        ({"WAYMARK_OPERATR": "Aid"},
         problem("WAYMARK_OPERATR", "is not a setting", "did you mean WAYMARK_OPERATOR?")),
        ({"WAYMARK_RETENTION": "7"},
         problem("WAYMARK_RETENTION", "is not a setting", "did you mean WAYMARK_RETENTION_DAYS?")),
        ({"WAYMARK_QQQQQQQQQQQQQQQQQQQQQ": "1"},
         problem("WAYMARK_QQQQQQQQQQQQQQQQQQQQQ", "is not a setting", "unset it")),
        *[({"TELEGRAM_TOKEN": value},
           problem("TELEGRAM_TOKEN", "is not a bot token", "copy it whole from @BotFather"))
          for value in ("abc", "abc:def", "123", "123:", ":abc")],
        *[({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_LISTEN": value},
           problem("TELEGRAM_WEBHOOK_LISTEN", f"{value!r} is not host:port", "for example 127.0.0.1:8443"))
          for value in ("8443", ":8443", "host:", "host:http")],
        ({"TELEGRAM_TOKEN": TOKEN, **HOOK, "TELEGRAM_WEBHOOK_URL": "http://bot.example"},
         problem("TELEGRAM_WEBHOOK_URL", "is not an https address", "Telegram calls https only")),
        *[({"TELEGRAM_TOKEN": TOKEN, **HOOK, "TELEGRAM_WEBHOOK_SECRET": value},
           problem("TELEGRAM_WEBHOOK_SECRET", "is missing or weak", "16 or more letters, digits, - and _"))
          for value in ("", "s" * 15, "sixteen letters!", "-" * 16)],
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_cure(environ: dict[str, str], expected: Problem) -> None:
    assert problems_of(**environ) == [expected]


@pytest.mark.parametrize(
    "environ",
    [
        {"WAYMARK_LOG_LEVEL": "LOUD"},
        {"WAYMARK_DATABASE_URL": "nonsense"},
        {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_LISTEN": "0.0.0.0:99999"},
        {"TELEGRAM_TOKEN": TOKEN, **HOOK, "TELEGRAM_WEBHOOK_SECRET": "é" * 16},
        {"TELEGRAM_TOKEN": TOKEN, **HOOK, "TELEGRAM_WEBHOOK_SECRET": "s" * 257},
        {"TELEGRAM_BOT_TOKEN": TOKEN},
    ],
    ids=lambda environ: list(environ)[-1] + "=" + list(environ.values())[-1][:12],
)
def test_what_would_fail_later_is_told_at_once(environ: dict[str, str]) -> None:
    """Telegram takes secrets of at most 256 of A-Z a-z 0-9 _ - only."""
    assert len(problems_of(**environ)) == 1


def test_all_faults_are_told_at_once() -> None:
    faulty = {"WAYMARK_DEMO": "x", "WAYMARK_KEY": "x", "WAYMARK_FOO": "x", "TELEGRAM_TOKEN": "x", "WAYMARK_FUNDER": "x"}
    assert [found.where for found in problems_of(**faulty)] == [
        "TELEGRAM_TOKEN", "WAYMARK_CONTACT", "WAYMARK_DEMO", "WAYMARK_FOO", "WAYMARK_KEY", "WAYMARK_OPERATOR",
    ]  # fmt: skip


def test_other_programs_variables_are_none_of_our_business() -> None:
    assert load(PATH="/bin", WAY="x", MY_WAYMARK_FOO="x") == load()


@pytest.mark.parametrize("public", [True, False])
def test_an_operator_says_all_three(public: bool) -> None:
    assert load(public, **WHO).operator == Operator("Aid", "Fund", "aid.example")


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("WAYMARK_OPERATOR", "say who runs this bot"),
        ("WAYMARK_FUNDER", "say who pays for it"),
        ("WAYMARK_CONTACT", "say how people reach you: a web page or an address"),
    ],
)
def test_an_operator_who_says_only_two_is_told_the_third(public: bool, name: str, cure: str) -> None:
    assert problems_of(public, **{**WHO, name: " "}) == [problem(name, "is not set", cure + OR_DEMO)]


def test_a_bot_that_faces_people_owes_them_the_operator() -> None:
    assert [found.where for found in problems_of(public=True)] == sorted(WHO)


def test_a_demo_owes_nobody_an_operator() -> None:
    assert load(public=True, WAYMARK_DEMO="yes").operator is None


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    environ = {"WAYMARK_VAR": str(tmp_path / "new" / "var")}
    first, again = load_settings(environ), load_settings(environ)
    path = tmp_path / "new" / "var" / "key"
    assert first.key == again.key == path.read_bytes()
    assert re.fullmatch(rb"[0-9a-f]{64}", first.key)
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)


def test_two_bots_make_two_keys(tmp_path: Path) -> None:
    keys = {load_settings({"WAYMARK_VAR": str(tmp_path / name)}).key for name in ("one", "two")}
    assert len(keys) == 2


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError) as caught:
        load_settings({"WAYMARK_VAR": str(tmp_path / "file" / "var")})
    message = f"cannot keep a key in {tmp_path}/file/var: Not a directory"
    assert list(caught.value.problems) == [problem("WAYMARK_VAR", message, "name a writable folder")]


@pytest.mark.parametrize("written", [b"", b"short", b"\xff" * 40])
def test_a_kept_key_that_is_no_key_is_told(tmp_path: Path, written: bytes) -> None:
    """A crash between making and filling the file leaves it empty."""
    (tmp_path / "key").write_bytes(written)
    with pytest.raises(SettingsError):
        load_settings({"WAYMARK_VAR": str(tmp_path)})


def test_no_secret_is_shown_by_repr() -> None:
    shown = repr(load(TELEGRAM_TOKEN=TOKEN, **{**HOOK, "TELEGRAM_WEBHOOK_SECRET": "a-secret-of-ours-17"}))
    assert [secret for secret in (KEY, TOKEN, "a-secret-of-ours-17") if secret in shown] == []
