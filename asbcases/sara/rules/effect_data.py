"""The figures of an assessment as plain data, to be kept whole as they were computed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from math import isinf
from typing import Any

from asbcases.sara.rules.effect_shapes import Effect


def as_data(effect: Effect) -> dict[str, Any]:
    """Return an effect as data that JSON can carry: days by their names, and none for an end without limit."""
    return {name: _plain(value) for name, value in asdict(effect).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and isinf(value) else value
