"""Finds everything under content/ and makes one `Content` of it; knows file names, not what the words say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from bot.content.files import UNREADABLE, read_yaml, structure, yaml_files
from bot.content.models import Claim, Contact, Content, Emergency, Fact, Response, Route, Tactic, Text, Topic
from bot.errors import ContentError, Problem

T = TypeVar("T")

FOLDERS: dict[str, type] = {
    "claims": Claim,
    "tactics": Tactic,
    "routes": Route,
    "topics": Topic,
    "emergencies": Emergency,
    "responses": Response,
}
"""Folders with one item a file; the file's name below the folder is the item's id."""


def load_content(root: Path, overlay: Path | None = None) -> Content:
    """Everything under `root`/content; what stands under `overlay`/content too takes its place.

    An overlay's file replaces the item of the same name, its entry the fact or contact of the same id, its line the
    interface text of the same name. What it does not name stays as it is.

    Raises:
        ContentError: with every file and field at fault, all at once.
    """
    problems: list[Problem] = []
    content = _load(root, problems)
    if overlay:
        content = _laid_over(content, _load(overlay, problems))
    if problems:
        raise ContentError(f"content/ has {len(problems)} faults; nothing was loaded", problems)
    return content


def _laid_over(below: Content, above: Content) -> Content:
    parts = [part.name for part in fields(Content)]
    return Content(**{name: {**getattr(below, name), **getattr(above, name)} for name in parts})


def _load(root: Path, problems: list[Problem]) -> Content:
    base = root / "content"
    items: dict[str, Any] = {folder: _items(base / folder, root, cls, problems) for folder, cls in FOLDERS.items()}
    return Content(
        facts=_lists(base / "facts", root, Fact, "{id}", problems),
        contacts=_lists(base / "contacts", root, Contact, "{file}/{id}", problems),
        interface=_interface(base / "interface.yml", root, problems),
        **items,
    )


def _items(folder: Path, root: Path, cls: type[T], problems: list[Problem]) -> dict[str, T]:
    found: dict[str, T] = {}
    for path in yaml_files(folder):
        item_id = path.relative_to(folder).with_suffix("").as_posix()
        item = _structured(read_yaml(path, root, problems), item_id, cls, path, root, problems)
        if item is not None:
            found[item_id] = item
    return found


def _structured(data: Any, item_id: str, cls: type[T], path: Path, root: Path, problems: list[Problem]) -> T | None:
    name = str(path.relative_to(root))
    if data is UNREADABLE:
        return None
    if not isinstance(data, dict):
        problems.append(Problem(name, "", "is not a list of `field: value` lines", "see a neighbouring file"))
        return None
    if "id" in data:
        problems.append(Problem(name, "id", "the id is the file's name", "remove the line"))
        return None
    return structure({"id": item_id, **data}, cls, name, problems)


def _lists(folder: Path, root: Path, cls: type[T], id_pattern: str, problems: list[Problem]) -> dict[Any, T]:
    """Entries of files that hold many; `id_pattern` makes an entry's id from its own and the file's name."""
    found: dict[Any, T] = {}
    for path in yaml_files(folder):
        name = str(path.relative_to(root))
        for index, entry in enumerate(_entries(read_yaml(path, root, problems), name, problems)):
            where = str(entry.get("id", index))
            item_id = id_pattern.format(file=path.stem, id=where)
            item = _placed({**entry, "id": item_id} if "id" in entry else entry, cls, name, where, problems)
            if item is not None and item_id in found:
                problems.append(Problem(name, where, "this id stands twice", "give one of the two another id"))
            elif item is not None:
                found[item_id] = item
    return found


def _entries(entries: Any, name: str, problems: list[Problem]) -> Iterable[dict[str, Any]]:
    if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
        return entries
    if entries is not UNREADABLE:
        problems.append(Problem(name, "", "is not a list of entries", "begin each entry with `- id: …`"))
    return []


def _placed(entry: dict[str, Any], cls: type[T], name: str, where: str, problems: list[Problem]) -> T | None:
    found: list[Problem] = []
    item = structure(entry, cls, name, found)
    problems.extend(Problem(p.path, f"{where}.{p.where}" if p.where else where, p.message, p.cure) for p in found)
    return item


def _interface(path: Path, root: Path, problems: list[Problem]) -> dict[str, Text]:
    if not path.exists():
        return {}
    data = read_yaml(path, root, problems)
    if data is UNREADABLE:
        return {}
    return structure(data, dict[str, Text], str(path.relative_to(root)), problems) or {}
