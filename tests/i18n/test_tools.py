"""What translators use besides: Weblate finds our files by itself, and gettext's own tools leave them as they are."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from translation_finder import discover

from bot.i18n.catalogs import po_path
from bot.i18n.languages import SOURCE, load_languages
from bot.settings import ROOT

CATALOGS = [po_path(ROOT, code) for code in load_languages(ROOT) if code != SOURCE]
FOUND = {"filemask": "locales/*/LC_MESSAGES/waymark.po", "new_base": "locales/waymark.pot", "file_format": "po"}
with_gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="no gettext here: apt-get install gettext")


def test_weblates_discovery_finds_the_catalogs_and_their_template(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    assert FOUND in [dict(result.match if hasattr(result, "match") else result) for result in discover(tmp_path)]


def test_the_file_for_weblate_names_what_discovery_finds() -> None:
    (component,) = yaml.safe_load((ROOT / ".weblate.yml").read_text(encoding="utf-8"))["components"]
    assert {name: component[name] for name in FOUND} == FOUND


@with_gettext
@pytest.mark.parametrize(
    "path", [*CATALOGS, ROOT / "locales/waymark.pot"], ids=lambda path: path.parts[-3] + path.suffix
)
def test_msgcat_changes_nothing(path: Path) -> None:
    written = subprocess.run(["msgcat", "--no-wrap", str(path)], capture_output=True, check=True).stdout
    assert written == path.read_bytes()


@with_gettext
@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_msgfmt_finds_no_fault(path: Path) -> None:
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False)
    lines = [line for line in done.stderr.splitlines() if "initial default value" not in line]  # who translated, when
    assert (done.returncode, lines) == (0, [])
