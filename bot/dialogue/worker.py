"""Starts Rasa as a private worker; reads what it needs from standard input and ends when that closes."""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import warnings
from pathlib import Path
from typing import Any, Dict

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Serves the model named in the one JSON line on standard input: {model, port, token, database}."""
    start: Dict[str, Any] = json.loads(sys.stdin.readline())
    _quiet()
    os.environ["WAYMARK_WORKER_TOKEN"] = start["token"]
    os.environ["WAYMARK_DATABASE_URL"] = start["database"]
    threading.Thread(target=_end_with_the_gateway, daemon=True).start()
    _serve(start["model"], start["port"])


def _end_with_the_gateway() -> None:
    """The gateway holds the other end of standard input: when it dies, however it dies, this process goes too."""
    while sys.stdin.readline():
        pass
    os._exit(0)


def _quiet() -> None:
    """Before Rasa is imported: it logs what people write at ERROR on failure and at DEBUG otherwise."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["LOG_LEVEL"] = os.environ["LOG_LEVEL_LIBRARIES"] = "ERROR"
    warnings.showwarning = lambda *_args, **_kwargs: None  # Rasa resets the filters; hundreds would follow
    import structlog

    from bot.privacy import configure_logging

    configure_logging("ERROR")
    structlog.configure(
        processors=[_event_only, structlog.processors.KeyValueRenderer(key_order=["event"])],
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _event_only(_: Any, __: str, event: Dict[str, Any]) -> Dict[str, Any]:
    """Rasa's events carry message texts as values: only the event's own name is kept."""
    return {"event": event.get("event", "")}


def _serve(model: str, port: int) -> None:
    import rasa.core.processor
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from bot.dialogue.runner import DirectGraphRunner

    rasa.core.processor.DaskGraphRunner = DirectGraphRunner  # Rasa has no setting for it
    serve_application(
        model_path=model,
        interface="127.0.0.1",
        port=port,
        credentials=str(HERE / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(HERE / "endpoints.yml")),
        enable_api=False,
    )


if __name__ == "__main__":
    main()
