"""What imports Rasa, or what comes with it, is left out where it is not installed."""

from __future__ import annotations

from tests.conftest import HAS_RASA

collect_ignore = [] if HAS_RASA else ["test_heads.py", "test_runner.py", "test_spelling.py"]
