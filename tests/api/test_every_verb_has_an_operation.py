"""Whatever a page lets somebody do, the API does too, by the same function; what it leaves out stands here, with why."""

import ast
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from django.conf import settings
from django.urls import get_resolver

PACKAGES = ("asbcases", "partners", "triggers")
PAGES = ("views", "web")
# What has a page alone, and why. A new verb of a page goes to the API; else it is named here, with its reason.
ON_PAGES_ALONE = {
    "asks, and does nothing": """
        deadlines.may_decide enforcement.facts_to_decide sara.wanting_to_close
    """,
    "gives a secret, or takes off what protects an account: by a person who proves who they are": """
        administration.make_token administration.revoke_token administration.take_off_authenticator
        triggers.give_status_link
    """,
    "looks through a sheet that a person filled in, line by line: a program sends each report by itself": """
        casework.take_in_reports
    """,
    "of files from before shares were kept": """
        partners.recall_given_before
    """,
}


def verbs_of(modules: list[ModuleType]) -> set[str]:
    """Return the verbs that these modules call, by name: those of a package `transitions` that are told who acts."""
    found = {verb for module in modules for verb in _called(module)}
    return {f"{verb.__module__.split('.transitions')[0].split('.')[-1]}.{verb.__name__}" for verb in found}


def _called(module: ModuleType) -> Iterator[FunctionType]:
    names = {
        node.attr
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Attribute)
    }
    for value in vars(module).values():
        yield from _in(value, names, {module.__name__})


def _in(value: Any, names: set[str], seen: set[str]) -> Iterator[FunctionType]:
    """Yield the verbs in a value: one itself, those in what it holds, and those that a function of a page calls."""
    if isinstance(value, FunctionType):
        yield from [value] if _is_verb(value) else _by_page(value, seen)
    elif isinstance(value, ModuleType) and "transitions" in value.__name__.split("."):
        yield from (verb for name, verb in vars(value).items() if name in names and _is_verb(verb))
    else:
        for one in _held_by(value):
            yield from _in(one, names, seen)


def _held_by(value: Any) -> Iterable[Any]:
    if is_dataclass(value) and not isinstance(value, type):
        return vars(value).values()
    return value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()


def _by_page(function: FunctionType, seen: set[str]) -> Iterator[FunctionType]:
    named = f"{function.__module__}.{function.__qualname__}"
    if "views" not in function.__module__.split(".") or named in seen:
        return
    seen.add(named)
    inner = inspect.unwrap(function)
    names = set(_names_in(inner.__code__))
    for name in names:
        yield from _in(inner.__globals__.get(name), names, seen)


def _names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names_in(inner)


def _is_verb(value: Any) -> bool:
    if not isinstance(value, FunctionType) or "transitions" not in value.__module__.split("."):
        return False
    return not value.__name__.startswith("_") and "by" in inspect.signature(value).parameters


def _modules(*, api: bool) -> list[ModuleType]:
    files = [path for package in PACKAGES for path in (settings.BASE_DIR / package).rglob("*.py")]
    found = [path.relative_to(settings.BASE_DIR).with_suffix("") for path in files]
    return [
        import_module(".".join(path.parts))
        for path in found
        if _is_api(path) is api and (api or _is_page(path))
    ]


def _is_api(path: Path) -> bool:
    return "api" in path.parts and path.name != "__init__"


def _is_page(path: Path) -> bool:
    return path.name != "__init__" and bool({*path.parts} & {*PAGES})


def test_what_a_page_does_the_api_does_or_it_is_said_why_not() -> None:
    # The converters of the addresses are known once the site's are.
    assert get_resolver().url_patterns

    lacking = verbs_of(_modules(api=False)) - verbs_of(_modules(api=True))

    assert sorted(lacking) == sorted(name for names in ON_PAGES_ALONE.values() for name in names.split())
