"""What hardly ever changes, read once: for a long piece of work in which nobody else changes anything."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Value = TypeVar("Value")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("asb_kept", default=None)


@contextmanager
def keeping() -> Iterator[None]:
    """Keep what is read by `kept` until the block ends, or until `forget` is called."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def is_keeping() -> bool:
    """Return whether what is read is kept."""
    return _kept.get() is not None


def kept(key: Hashable, read: Callable[[], Value]) -> Value:
    """Return what was read before under this key within `keeping`; else read it."""
    there = _kept.get()
    if there is None:
        return read()
    if key not in there:
        there[key] = read()
    value: Value = there[key]
    return value


def forget() -> None:
    """Have all that was kept read anew: something of it has changed."""
    there = _kept.get()
    if there is not None:
        there.clear()
