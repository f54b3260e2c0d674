"""`check_deadlines`: what the facts on file make of the diary, held against what is kept."""

import json
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from asbcases.accounts.models import User
from tests.make import NOW

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[dict[str, Any], int]:
    """Return what the command prints, and its exit code."""
    out, code = StringIO(), 0
    try:
        call_command("check_deadlines", "--json", *words, stdout=out, stderr=StringIO())
    except SystemExit as end:
        code = int(end.code or 0)
    [line] = out.getvalue().splitlines()
    return json.loads(line), code


def test_the_demonstration_is_what_the_facts_make_of_it() -> None:
    call_command("build_county", size="demo", seed=1, stdout=StringIO())

    said, code = run()

    assert (said["differences"], code) == ([], 0)
    assert said["checked"] > 30


@pytest.mark.parametrize("cases", [400])
def test_a_bench_is_what_the_facts_make_of_it(cases: int) -> None:
    call_command("build_county", size=f"bench:{cases}", seed=1, stdout=StringIO())

    said, code = run()

    assert (said["differences"][:20], code) == ([], 0)
    assert said["checked"] > cases
