"""Frozen dataclasses as plain JSON values and back."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

T = TypeVar("T")


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """Return the field types of a dataclass, worked out once."""
    return get_type_hints(kind)


def as_record(value: object) -> Any:  # noqa: ANN401
    """Return a dataclass, and all within it, as dicts, lists, strings and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_record(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [as_record(v) for v in value]
    if isinstance(value, dict):
        return {k: as_record(v) for k, v in value.items()}
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value


def as_text(value: object) -> str:
    """Return a dataclass as JSON on one line, as it is kept."""
    return json.dumps(as_record(value), ensure_ascii=False, separators=(",", ":"))


def from_record(kind: type[T], record: object) -> T:
    """Return the dataclass that `as_record` took apart; unknown keys are ignored."""
    return cast("T", _read(kind, record))


def _read(kind: Any, record: Any) -> Any:  # noqa: ANN401
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = next(k for k in get_args(kind) if k is not NoneType)
        return None if record is None else _read(inner, record)
    if origin is tuple:
        return _read_tuple(get_args(kind), record)
    if kind in (datetime, date):
        return kind.fromisoformat(record)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = hints_of(kind)
        known = {k: _read(hints[k], v) for k, v in record.items() if k in hints}
        return kind(**known)
    return record


def _read_tuple(kinds: tuple[Any, ...], record: list[Any]) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], r) for r in record)
    return tuple(_read(k, r) for k, r in zip(kinds, record, strict=True))
