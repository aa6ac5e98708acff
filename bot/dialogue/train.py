"""Trains the model with Rasa, in a process of its own; prints where it ends up."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(folder: str, name: str) -> int:
    """Trains `folder`/`name`.tar.gz from config.yml, nlu/ and this folder's domain and rules."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # what is unchanged is known by its hash before Rasa is imported
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    warnings.simplefilter("ignore")
    gc.disable()  # nothing here goes in circles, and looking for it among millions of n-grams takes a sixth of the time
    import rasa.model_training

    from bot.settings import ROOT

    result = rasa.model_training.train(
        domain=str(HERE / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(HERE / "rules.yml")],
        output=folder,
        fixed_model_name=name,
        force_training=True,
    )
    return 0 if result.model else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
