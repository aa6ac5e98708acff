"""Reads YAML files into typed values and says every fault in them; knows no particular kind of content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import cattrs
import yaml
from cattrs.errors import AttributeValidationNote
from cattrs.gen import make_dict_structure_fn

from bot.content import models
from bot.content.values import Value, read_day, read_text, read_value, read_whole
from bot.errors import Problem

T = TypeVar("T")

UNREADABLE = object()
"""What `read_yaml` gives for a file whose fault it has noted; None is what an empty file says."""
_SHAPE = "has the wrong shape: look at a neighbouring file for the right one"


_Safe: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml: ten times as fast


class _Loader(_Safe):  # type: ignore[misc,valid-type]  # both have the same interface
    """Safe YAML that refuses a key given twice: the first would be lost without a word."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise yaml.MarkedYAMLError(problem=f"the key {key!r} stands twice", problem_mark=key_node.start_mark)
        seen.add(key)
    found: dict[Any, Any] = loader.construct_mapping(node)
    return found


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path, root: Path, problems: list[Problem]) -> Any:
    """The document in `path` (None, where it is empty), or UNREADABLE after noting in `problems` why."""
    name = str(path.relative_to(root))
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  _Loader is a SafeLoader
    except yaml.MarkedYAMLError as fault:
        line = f"line {fault.problem_mark.line + 1}" if fault.problem_mark else ""
        problems.append(Problem(name, line, f"not YAML: {fault.problem}", "check quotes, colons and indentation"))
    except UnicodeDecodeError as fault:
        problems.append(Problem(name, "", f"cannot be read: {fault}", "save the file as UTF-8 text"))
    except OSError as fault:
        problems.append(Problem(name, "", f"cannot be read: {fault.strerror}", "write the file"))
    except (yaml.YAMLError, ValueError, TypeError) as fault:  # a day no calendar has; a {placeholder} as a key
        problems.append(Problem(name, "", f"not YAML: {fault}", "check dates, and quote texts that begin with {"))
    return UNREADABLE


def _strict(expected: type[T], hint: str) -> Any:
    def structure(value: Any, _: Any) -> T:
        if type(value) is not expected:
            raise ValueError(f"{value!r} is not {hint}")
        return value

    return structure


def _choice(value: Any, kind: Any) -> Any:
    if value not in get_args(kind):
        raise ValueError(f"{value!r} is not one of {', '.join(get_args(kind))}")
    return value


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=True)
    converter.register_structure_hook(str, lambda value, _: read_text(value))
    for kind in (models.Text, models.Ref, models.FactId, models.Url, models.CountryCode):
        converter.register_structure_hook_func(lambda t, kind=kind: t is kind, lambda value, _: read_text(value))  # type: ignore[misc]
    converter.register_structure_hook(bool, _strict(bool, "true or false"))
    converter.register_structure_hook(int, lambda value, _: read_whole(value))
    converter.register_structure_hook(date, lambda value, _: read_day(value))
    converter.register_structure_hook_func(lambda t: t == Value, lambda value, _: read_value(value))
    converter.register_structure_hook_func(lambda t: get_origin(t) is Literal, _choice)
    converter.register_structure_hook_factory(is_dataclass, lambda cls: _fields(cls, converter))
    converter.register_structure_hook_factory(lambda t: get_origin(t) is tuple, lambda t: _entries(t, converter))
    return converter


def _fields(cls: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """Structures `cls` from a mapping, and from nothing else; unknown fields are faults."""
    inner = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True)

    def structure_fields(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(_SHAPE)
        return inner(value, cls)

    return structure_fields


def _entries(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """Structures a list: a forgotten hyphen must not take a text apart, letter by letter."""
    listed: Any = list[get_args(kind)[0]]  # type: ignore[misc]  # a type known at run time only

    def structure_entries(value: Any, _: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise TypeError(_SHAPE)
        return tuple(converter.structure(value, listed))

    return structure_entries


_CONVERTER = _converter()


def structure(data: Any, cls: type[T], path: str, problems: list[Problem]) -> T | None:
    """`data` as a `cls`, or None after noting every unknown, missing or ill-typed field in `problems`."""
    try:
        return _CONVERTER.structure(data, cls)
    except Exception as fault:  # cattrs raises groups of whatever the hooks raise
        for where, leaf in _leaves(fault, ""):
            problems.append(Problem(path, where.lstrip("."), *_explain(leaf)))
    return None


def structure_file(path: Path, root: Path, cls: type[T], problems: list[Problem]) -> T | None:
    """What a file says as a `cls`; None where there is no such file, or after noting its faults in `problems`."""
    data = read_yaml(path, root, problems) if path.exists() else UNREADABLE
    return None if data is UNREADABLE else structure(data, cls, str(path.relative_to(root)), problems)


def _leaves(fault: BaseException, where: str) -> Iterator[tuple[str, BaseException]]:
    if not isinstance(fault, cattrs.ClassValidationError | cattrs.IterableValidationError):
        yield where, fault
        return
    placed, unplaced = fault.group_exceptions()
    for inner, note in placed:
        step = f".{note.name}" if isinstance(note, AttributeValidationNote) else f"[{note.index}]"
        yield from _leaves(inner, where + step)
    for inner in unplaced:
        yield from _leaves(inner, where)


def _explain(fault: BaseException) -> tuple[str, str]:
    """What is wrong, and the cure, in an editor's words."""
    if isinstance(fault, KeyError):
        return f"the field {fault.args[0]!r} is missing", "add it"
    if isinstance(fault, cattrs.ForbiddenExtraKeysError):
        known = ", ".join(field.name for field in fields(fault.cl) if field.name != "id")
        return f"unknown field {', '.join(sorted(map(str, fault.extra_fields)))}", f"known fields: {known}"
    if isinstance(fault, TypeError | AttributeError):
        return _SHAPE, ""
    return str(fault), ""


def yaml_files(folder: Path) -> Iterator[Path]:
    """Every YAML file below `folder`, in a stable order."""
    yield from sorted(path for path in folder.rglob("*") if path.suffix in (".yml", ".yaml"))
