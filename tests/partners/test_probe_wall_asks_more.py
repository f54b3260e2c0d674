"""The walk sends forms, and asks again with hidden rows beside: a count that shows them is found, and what it names."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.db.actor import acting
from partners.access import shares_open_of
from partners.transitions.noting import note_for_agency
from partners.wall.asking import Asker, nothing_kept
from partners.wall.counting import counted
from partners.wall.forms import FILLER, forms_of
from partners.wall.ground import ground_of
from partners.wall.probing import Prober
from partners.wall.switches import first_lock_off
from tests.make import NOW, make_case, make_share, make_user

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


def opened(user: User, route: str, *knocked: str) -> Prober:
    """Return who opened one route as somebody, and asked others for what is hidden."""
    with connection.as_owner():  # type: ignore[attr-defined]
        ground = ground_of(user)
    with acting("system:wall"), nothing_kept():
        prober = Prober(Asker(user), ground, names=(), most=1)
        prober.lists = list(prober._open(route))
        for other in knocked:
            prober._knock(other, 0)
            prober.lists += [*prober._open(other), *prober._look_further(other)]
    return prober


@pytest.mark.django_db(transaction=True)
def test_who_keeps_accounts_is_shown_those_of_their_agency_and_asks_for_others_as_for_none(
    ben: User, dev: User
) -> None:
    User.objects.filter(pk=dev.pk).update(administers_agency=True)
    dina = make_user("dina", Role.PARTNER, name="Dina Ray", agency=dev.agency)
    dev.refresh_from_db()

    prober = opened(dev, "api_colleague", "colleague_edit")

    assert prober.walk.shown == {"api_colleague", "colleague_edit"}
    assert prober.ground.seen["accounts_colleague.id"] == [str(dina.pk)]
    assert str(ben.pk) in prober.ground.hidden["accounts_colleague.id"]
    assert prober.walk.answered["colleague_edit"] == {404, 200}
    assert prober.walk.leaks == []


@pytest.mark.django_db(transaction=True)
def test_what_one_record_of_many_has_is_looked_for_among_them_until_it_is_found(
    amira: User, dev: User
) -> None:
    with acting("system:test"), transaction.atomic():
        cases = [make_case(by=amira) for _ in range(5)]
        for case in cases:
            make_share(case, dev.agency, by=amira)
    with acting(str(dev.pk)), transaction.atomic():
        shares = list(shares_open_of(cases[3].reference, dev, now=NOW))
        note_for_agency(shares, words="The tenant was written to.", shown_to_police=False, by=dev, now=NOW)

    prober = opened(dev, "api_shared_case", "api_shared_note")

    *_, (last, text) = prober.lists
    assert last.path == f"/api/v1/shared-cases/{cases[3].reference}/notes/1/"
    assert "The tenant was written to." in text
    assert prober.walk.shown == {"api_shared_case", "api_shared_note"}
    assert prober.walk.leaks == []
