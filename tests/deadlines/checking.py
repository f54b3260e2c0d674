"""Running `check_deadlines`, and changing deadlines behind its back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.core.management import call_command

from asbcases.deadlines.models import Deadline


def run(*words: str) -> tuple[dict[str, Any], int]:
    """Return what the command prints, and its exit code."""
    out, code = StringIO(), 0
    try:
        call_command("check_deadlines", "--json", *words, stdout=out, stderr=StringIO())
    except SystemExit as end:
        code = int(end.code or 0)
    [line] = out.getvalue().splitlines()
    return json.loads(line), code


def differences() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run()[0]["differences"]
    return found


@contextmanager
def changed(deadline: Deadline, **values: Any) -> Iterator[None]:
    """Change a deadline behind the back of every verb, and change it back."""
    kept = {name: getattr(Deadline.objects.get(pk=deadline.pk), name) for name in values}
    Deadline.objects.filter(pk=deadline.pk).update(**values)
    yield
    Deadline.objects.filter(pk=deadline.pk).update(**kept)
