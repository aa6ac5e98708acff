"""What the operator sets, read once from the environment; every fault is named at once."""

from __future__ import annotations

import difflib
import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import Problem, SettingsError

ROOT = Path(__file__).resolve().parent.parent
"""The project's own folder: content/, nlu/, locales/ and config.yml lie here."""

_PREFIX = "WAYMARK_"


@dataclass(frozen=True)
class Operator:
    """Who answers for a running bot; shown by /about."""

    name: str
    funder: str
    contact: str


@dataclass(frozen=True)
class Telegram:
    """How to reach Telegram. With `webhook_url` Telegram calls us; without, we ask Telegram (no open port)."""

    token: str = field(repr=False)
    api_url: str = "https://api.telegram.org"
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    webhook_listen: tuple[str, int] = ("127.0.0.1", 8443)


@dataclass(frozen=True)
class Settings:
    """Everything the operator may set, with the embedded defaults."""

    var: Path = ROOT / "var"
    database_url: str = ""
    key: bytes = field(default=b"", repr=False)
    default_language: str = "en"
    retention_days: int = 30
    demo: bool = False
    operator: Operator | None = None
    telegram: Telegram | None = None
    worker_python: str = sys.executable
    log_level: str = "INFO"
    root: Path = ROOT


def load_settings(environ: Mapping[str, str] = os.environ, *, public: bool = False) -> Settings:
    """The settings in `environ`; with `public` also the disclosure a bot that faces people owes them.

    Raises:
        SettingsError: with every unknown, missing or ill-formed variable.
    """
    problems: list[Problem] = [*_unknown(environ)]
    var = Path(environ.get("WAYMARK_VAR") or ROOT / "var").absolute()
    demo = _yes_or_no(environ, "WAYMARK_DEMO", problems)
    settings = Settings(
        var=var,
        database_url=environ.get("WAYMARK_DATABASE_URL") or f"sqlite:///{var / 'waymark.db'}",
        key=_key(environ, var, problems),
        default_language=environ.get("WAYMARK_DEFAULT_LANGUAGE") or "en",
        retention_days=_whole(environ, "WAYMARK_RETENTION_DAYS", 30, problems),
        demo=demo,
        operator=_operator(environ, required=public and not demo, problems=problems),
        telegram=_telegram(environ, problems),
        worker_python=environ.get("WAYMARK_WORKER_PYTHON") or sys.executable,
        log_level=environ.get("WAYMARK_LOG_LEVEL") or "INFO",
    )
    if problems:
        raise SettingsError("the environment does not say all the bot needs", problems)
    return settings


_KNOWN = tuple(
    _PREFIX + name
    for name in [
        "VAR",
        "DATABASE_URL",
        "KEY",
        "DEFAULT_LANGUAGE",
        "RETENTION_DAYS",
        "DEMO",
        "OPERATOR",
        "FUNDER",
        "CONTACT",
        "WORKER_PYTHON",
        "LOG_LEVEL",
    ]
)


def _unknown(environ: Mapping[str, str]) -> list[Problem]:
    found = []
    for name in environ:
        if name.startswith(_PREFIX) and name not in _KNOWN:
            near = difflib.get_close_matches(name, _KNOWN, 1)
            found.append(_problem(name, "is not a setting", f"did you mean {near[0]}?" if near else "unset it"))
    return found


def _problem(name: str, message: str, cure: str) -> Problem:
    return Problem("environment", name, message, cure)


def _yes_or_no(environ: Mapping[str, str], name: str, problems: list[Problem]) -> bool:
    value = environ.get(name, "").lower()
    if value not in ("", "yes", "no"):
        problems.append(_problem(name, f"{value!r} is neither yes nor no", "write yes or no"))
    return value == "yes"


def _whole(environ: Mapping[str, str], name: str, default: int, problems: list[Problem]) -> int:
    value = environ.get(name) or str(default)
    if not value.isdecimal() or int(value) < 1:
        problems.append(_problem(name, f"{value!r} is not a whole number above zero", f"for example {default}"))
        return default
    return int(value)


def _operator(environ: Mapping[str, str], *, required: bool, problems: list[Problem]) -> Operator | None:
    """All three or none: a bot that half says who runs it is worse than one that says it is a demo."""
    asks = {
        "WAYMARK_OPERATOR": "say who runs this bot",
        "WAYMARK_FUNDER": "say who pays for it",
        "WAYMARK_CONTACT": "say how people reach you: a web page or an address",
    }
    given = {name: environ.get(name, "").strip() for name in asks}
    if all(given.values()):
        return Operator(*given.values())
    if required or any(given.values()):
        problems.extend(
            _problem(name, "is not set", f"{cure}; or set WAYMARK_DEMO=yes and the bot says it is a demo")
            for name, cure in asks.items()
            if not given[name]
        )
    return None


def _telegram(environ: Mapping[str, str], problems: list[Problem]) -> Telegram | None:
    token = environ.get("TELEGRAM_TOKEN", "").strip()
    if not token:
        return None
    number, _, rest = token.partition(":")
    if not number.isdecimal() or not rest:
        problems.append(_problem("TELEGRAM_TOKEN", "is not a bot token", "copy it whole from @BotFather"))
    url, secret = environ.get("TELEGRAM_WEBHOOK_URL", ""), environ.get("TELEGRAM_WEBHOOK_SECRET", "")
    if url and not url.startswith("https://"):
        problems.append(_problem("TELEGRAM_WEBHOOK_URL", "is not an https address", "Telegram calls https only"))
    if url and not (len(secret) >= 16 and secret.replace("-", "").replace("_", "").isalnum()):
        problems.append(
            _problem("TELEGRAM_WEBHOOK_SECRET", "is missing or weak", "16 or more letters, digits, - and _")
        )
    return Telegram(
        token=token,
        api_url=environ.get("TELEGRAM_API_URL") or Telegram.api_url,
        webhook_url=url,
        webhook_secret=secret,
        webhook_listen=_listen(environ, problems),
    )


def _listen(environ: Mapping[str, str], problems: list[Problem]) -> tuple[str, int]:
    value = environ.get("TELEGRAM_WEBHOOK_LISTEN") or "127.0.0.1:8443"
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal():
        problems.append(
            _problem("TELEGRAM_WEBHOOK_LISTEN", f"{value!r} is not host:port", "for example 127.0.0.1:8443")
        )
        return Telegram.webhook_listen
    return host, int(port)


def _key(environ: Mapping[str, str], var: Path, problems: list[Problem]) -> bytes:
    """The secret that turns a chat id into a pseudonym; made once on embedded defaults, readable by us only."""
    given = environ.get("WAYMARK_KEY", "")
    if given:
        if len(given) < 32:
            problems.append(
                _problem("WAYMARK_KEY", "is shorter than 32 characters", "`openssl rand -hex 32` makes one")
            )
        return given.encode()
    path = var / "key"
    try:
        var.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32), encoding="ascii")
        return path.read_text(encoding="ascii").encode()
    except OSError as fault:
        problems.append(
            _problem("WAYMARK_VAR", f"cannot keep a key in {var}: {fault.strerror}", "name a writable folder")
        )
        return b""
