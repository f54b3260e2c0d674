"""What the checker of conditions keeps of its lists for the life of a process is what it reads of them anew."""

from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import signature
from pkgutil import iter_modules
from typing import Any

from asbcases.enforcement.rules import conditions


def kept() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield what is read once and kept, with its name."""
    for module in iter_modules(conditions.__path__, f"{conditions.__name__}."):
        for name, found in vars(import_module(module.name)).items():
            if hasattr(found, "cache_clear") and not signature(found).parameters:
                yield f"{module.name}.{name}", found


def test_what_is_kept_of_the_lists_is_what_is_read_anew() -> None:
    changed, asked = [], 0
    for name, read in kept():
        before = read()
        read.cache_clear()  # type: ignore[attr-defined]
        asked += 1
        if read() != before:
            changed.append(name)

    assert changed == []
    assert asked > 10
