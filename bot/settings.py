"""What the operator sets, read once from the environment; every fault is named at once."""

from __future__ import annotations

import difflib
import os
import re
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.environment import Environment
from bot.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
"""The project's own folder: content/, nlu/, locales/ and config.yml lie here."""

_PREFIX = "WAYMARK_"
_SHORTEST_KEY = 32
_NEW_KEY = "`openssl rand -hex 32` makes one"


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
    database_url: str = field(default="", repr=False)  # may hold a password
    key: bytes = field(default=b"", repr=False)
    default_language: str = "en"
    retention_days: int = 30
    demo: bool = False
    operator: Operator | None = None
    telegram: Telegram | None = None
    worker_python: str = sys.executable
    log_level: str = "INFO"
    overlay: Path | None = None
    health: tuple[str, int] | None = None
    root: Path = ROOT


def load_settings(environ: Mapping[str, str] = os.environ, *, public: bool = False) -> Settings:
    """The settings in `environ`; with `public` also the disclosure a bot that faces people owes them.

    Raises:
        SettingsError: with every unknown, missing or ill-formed variable.
    """
    given = Environment(environ)
    _refuse_unknown(environ, given)
    var = Path(given.text("WAYMARK_VAR", str(ROOT / "var"))).absolute()
    demo = given.yes_or_no("WAYMARK_DEMO")
    overlay = _overlay(given)
    settings = Settings(
        var=var,
        database_url=_database(given, var),
        key=_key(given, var),
        default_language=given.text("WAYMARK_DEFAULT_LANGUAGE", Settings.default_language),
        retention_days=given.whole("WAYMARK_RETENTION_DAYS", Settings.retention_days),
        demo=demo,
        operator=_operator(given, overlay, required=public and not demo),
        telegram=_telegram(given),
        worker_python=given.text("WAYMARK_WORKER_PYTHON", sys.executable),
        log_level=given.one_of("WAYMARK_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), Settings.log_level),
        overlay=overlay,
        health=given.host_and_port("WAYMARK_HEALTH", ("", 0)) if given.text("WAYMARK_HEALTH") else None,
    )
    if given.problems:
        raise SettingsError("the environment does not say all the bot needs", given.problems)
    return settings


SETTINGS = (
    "WAYMARK_OPERATOR",
    "WAYMARK_FUNDER",
    "WAYMARK_CONTACT",
    "WAYMARK_DEMO",
    "WAYMARK_DEFAULT_LANGUAGE",
    "WAYMARK_RETENTION_DAYS",
    "WAYMARK_DATABASE_URL",
    "WAYMARK_KEY",
    "WAYMARK_VAR",
    "WAYMARK_LOG_LEVEL",
    "WAYMARK_WORKER_PYTHON",
    "WAYMARK_HEALTH",
    "BOT_OVERLAY",
    "TELEGRAM_TOKEN",
    "TELEGRAM_API_URL",
    "TELEGRAM_WEBHOOK_URL",
    "TELEGRAM_WEBHOOK_SECRET",
    "TELEGRAM_WEBHOOK_LISTEN",
)
"""Every variable the bot reads; README.md explains each, and a test holds it to that."""


def _refuse_unknown(environ: Mapping[str, str], given: Environment) -> None:
    """A mistyped name would be ignored in silence. TELEGRAM_… belongs to others too: only near misses are refused."""
    for name in environ:
        if name in SETTINGS or not name.startswith((_PREFIX, "TELEGRAM_")):
            continue
        near = difflib.get_close_matches(name, SETTINGS, 1, 0.6 if name.startswith(_PREFIX) else 0.8)
        if near or name.startswith(_PREFIX):
            given.refuse(name, "is not a setting", f"did you mean {near[0]}?" if near else "unset it")


def _database(given: Environment, var: Path) -> str:
    url = given.text("WAYMARK_DATABASE_URL", f"sqlite:///{var / 'waymark.db'}")
    if not re.match(r"(sqlite|postgresql)(\+\w+)?://", url):
        given.refuse("WAYMARK_DATABASE_URL", "is no address of a database", "sqlite:///path or postgresql://…")
    return url


def overlay_folder(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The folder that an organisation lays over content/ and locales/, if it has one.

    Raises:
        SettingsError: if there is no such folder.
    """
    given = Environment(environ)
    overlay = _overlay(given)
    if given.problems:
        raise SettingsError("the overlay cannot be used", given.problems)
    return overlay


def _overlay(given: Environment) -> Path | None:
    named = given.text("BOT_OVERLAY")
    path = Path(named).absolute()
    if named and not path.is_dir():
        given.refuse("BOT_OVERLAY", f"{named} is no folder", "name a folder with content/ and locales/, or unset it")
    return path if named else None


def _operator(given: Environment, overlay: Path | None, *, required: bool) -> Operator | None:
    """All three or none: a bot that half says who runs it is worse than one that says it is a demo."""
    asks = {
        "WAYMARK_OPERATOR": "say who runs this bot",
        "WAYMARK_FUNDER": "say who pays for it",
        "WAYMARK_CONTACT": "say how people reach you: a web page or an address",
    }
    written = _operator_file(given, overlay) if overlay else {}
    said = {name: given.text(name) or written.get(name.removeprefix(_PREFIX).lower(), "") for name in asks}
    if all(said.values()):
        return Operator(*said.values())
    if required or any(said.values()):
        for name, cure in asks.items():
            if not said[name]:
                given.refuse(name, "is not set", f"{cure}; or set WAYMARK_DEMO=yes and the bot says it is a demo")
    return None


def _operator_file(given: Environment, overlay: Path) -> dict[str, str]:
    """`operator`, `funder` and `contact` in the overlay's operator.yml, if it has one."""
    path = overlay / "operator.yml"
    if not path.exists():
        return {}
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        data = None
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        given.refuse("BOT_OVERLAY", f"{path} cannot be read", "three lines: operator: …, funder: …, contact: …")
        return {}
    for unknown in sorted(set(data) - {"operator", "funder", "contact"}):
        given.refuse("BOT_OVERLAY", f"{path}: unknown field {unknown}", "known fields: operator, funder, contact")
    return data


def _telegram(given: Environment) -> Telegram | None:
    token = given.text("TELEGRAM_TOKEN")
    if not token:
        return None
    if not re.fullmatch(r"\d+:\S+", token):
        given.refuse("TELEGRAM_TOKEN", "is not a bot token", "copy it whole from @BotFather")
    url, secret = given.text("TELEGRAM_WEBHOOK_URL"), given.text("TELEGRAM_WEBHOOK_SECRET")
    if url and not url.startswith("https://"):
        given.refuse("TELEGRAM_WEBHOOK_URL", "is not an https address", "Telegram calls https only")
    if url and not (re.fullmatch("[A-Za-z0-9_-]{16,256}", secret) and re.search("[A-Za-z0-9]", secret)):
        given.refuse("TELEGRAM_WEBHOOK_SECRET", "is missing or weak", "16 or more letters, digits, - and _")
    return Telegram(
        token=token,
        api_url=given.text("TELEGRAM_API_URL", Telegram.api_url),
        webhook_url=url,
        webhook_secret=secret,
        webhook_listen=given.host_and_port("TELEGRAM_WEBHOOK_LISTEN", Telegram.webhook_listen),
    )


def _key(given: Environment, var: Path) -> bytes:
    """The secret that turns a chat id into a pseudonym; made once on embedded defaults, readable by us only."""
    key = given.text("WAYMARK_KEY")
    if key:
        if len(key) < _SHORTEST_KEY:
            given.refuse("WAYMARK_KEY", f"is shorter than {_SHORTEST_KEY} characters", _NEW_KEY)
        return key.encode()
    try:
        kept = _kept_key(var)
    except OSError as fault:
        given.refuse("WAYMARK_VAR", f"cannot keep a key in {var}: {fault.strerror}", "name a writable folder")
        return b""
    if len(kept) < _SHORTEST_KEY or not kept.isascii():
        given.refuse("WAYMARK_VAR", f"{var / 'key'} holds no key", "remove it; people's choices are forgotten with it")
    return kept


def _kept_key(var: Path) -> bytes:
    """The key in `var`, made whole before it gets its name: a crash leaves none rather than an empty one."""
    path = var / "key"
    var.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32), encoding="ascii")
        fresh.replace(path)
    return path.read_bytes().strip()
