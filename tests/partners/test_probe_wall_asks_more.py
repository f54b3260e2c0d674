"""The walk sends forms, and asks again with hidden rows beside: a count that shows them is found, and what it names."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from asbcases.accounts.models import User
from asbcases.db.actor import acting
from partners.wall.asking import Asker, nothing_kept
from partners.wall.counting import counted
from partners.wall.forms import FILLER, forms_of
from partners.wall.ground import ground_of
from partners.wall.probing import Prober
from partners.wall.switches import first_lock_off
from tests.make import make_case, make_share

PAGE = """<form action="/out/" method="post"><input type="hidden" name="key" value="1"><button name="go">Out</button></form>
<form method="POST"><input name="csrfmiddlewaretoken" value="x"><input type="hidden" name="version" value="3">
<input name="earlier"><textarea name="words"></textarea><input type="checkbox" name="urgent" value="yes">
<input type="radio" name="hate" value="no"><input type="radio" name="hate" value="yes" checked>
<select name="kind"><option value=""><option value="a"><option value="b" selected></select><input type="file" name="f"></form>
<form><input name="q"></form>"""


def test_a_form_is_sent_as_a_page_fills_it_in_with_the_word_in_one_field() -> None:
    (form,) = forms_of(PAGE)

    assert form.written == ["earlier", "words"]
    assert form.filled("earlier", "RPT-2026-000001") == {
        "earlier": "RPT-2026-000001",
        "words": FILLER,
        "version": "3",
        "hate": "yes",
        "kind": "b",
    }


@contextmanager
def walked(user: User, route: str) -> Iterator[Prober]:
    """Have somebody ask one route, and nothing else."""
    with connection.as_owner():  # type: ignore[attr-defined]
        ground = ground_of(user)
    with nothing_kept():
        prober = Prober(Asker(user), ground, names=(), most=1)
        prober.lists = list(prober._open(route))
    yield prober


@pytest.mark.django_db(transaction=True)
def test_a_hidden_row_more_changes_nothing_behind_the_wall(amira: User, dev: User) -> None:
    make_share(make_case(by=amira), dev.agency, by=amira)
    make_case(by=amira, summary="Somebody else is threatened each night")

    with acting("system:wall"), walked(dev, "shared_list") as prober:
        kinds = counted(dev, prober, most=30, secured=True)

    assert {"cases_case", "cases_incident", "cases_report", "audit_auditevent"} <= set(kinds)
    assert prober.walk.leaks == []
    assert prober.walk.probes > 30


@pytest.mark.django_db(transaction=True)
def test_a_list_that_shows_a_hidden_row_more_is_found_with_what_it_shows(amira: User, dev: User) -> None:
    make_case(by=amira, summary="Somebody else is threatened each night")

    with acting("system:wall"), first_lock_off(), walked(dev, "api_cases") as prober:
        counted(dev, prober, most=4, secured=False)

    found: list[Any] = [leak["what"] for leak in prober.walk.leaks if leak["route"] == "api_cases"]
    assert any("a hidden row of cases_case" in what for what in found), found
