"""Every form says what its page showed; where that has changed since, it is refused in a sentence and writes nothing.

A form that makes a new record was shown none: it says nothing of the kind, and what is written here for it holds no version.
"""

from typing import Any

import pytest
from django.http import HttpResponse

from asbcases.audit.models import AuditEvent
from tests.access.asking import undone
from tests.access.hostile import acting, answered, sound
from tests.access.population import County
from tests.access.sent import FORMS
from tests.access.table import Row

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]
# How a form names what was shown: the version of the record, or the last of what was written on it.
SHOWN = ("version", "shown", "seen", "read")
# The name of an edition of a risk form, which somebody types; and which incidents show a behaviour.
TYPED = {("instrument_draft_new", "version"), ("instrument_head", "version"), ("order_evidence", "shown")}
# Who was sent goes on with what was begun; for everybody else the same page begins anew.
EDITORS = {"incident_attend": "ravi"}
SENTENCES = ("changed", "since", "meanwhile", "anew", "while you had the page open")
ROUTES = [(row, EDITORS.get(row.route, who)) for row, who in acting() if row.route in FORMS]
# So many tests share the routes, each of them quick.
PARTS = 8


def said_of(row: Row, right: dict[str, Any]) -> list[str]:
    """Return by which fields a form names what was shown."""
    return [name for name in SHOWN if name in right and (row.route, name) not in TYPED]


def stale(shown: object) -> str:
    return "0" if str(shown) != "0" else "987654321"


def fault_in(answer: HttpResponse, written: int) -> str:
    """Return what is wrong with the answer to a stale form, or nothing."""
    words = answer.content.decode()
    right = answer.status_code == 409 and not written and any(said in words for said in SENTENCES)
    return "" if right else f"{answer.status_code}, {written} written"


@pytest.mark.parametrize("part", range(PARTS))
def test_every_form_of_what_has_changed_since_is_refused_in_a_sentence(county: County, part: int) -> None:
    found = {}
    for row, who in ROUTES[part::PARTS]:
        with undone():
            right = sound(county, row)
            before = AuditEvent.objects.count()
            for name in said_of(row, right):
                with undone():
                    answer = answered(county, row, who, right | {name: stale(right[name])})
                    found[row.route, name] = fault_in(answer, AuditEvent.objects.count() - before)

    assert {form: fault for form, fault in found.items() if fault} == {}
    assert len(found) > 5


@pytest.mark.parametrize("part", range(PARTS))
def test_a_fault_makes_no_stale_form_fresh(county: County, part: int) -> None:
    """Sent with nothing but an old version, it comes back with its faults and with that version, or is refused at once."""
    fresh = {}
    for row, who in ROUTES[part::PARTS]:
        with undone():
            right = sound(county, row)
            if "version" in said_of(row, right):
                old = stale(right["version"])
                answer = answered(county, row, who, {"version": old})
                kept = f'name="version" value="{old}"' in answer.content.decode()
                fresh[row.route] = answer.status_code == 400 and not kept

    assert [route for route, is_fresh in fresh.items() if is_fresh] == []
    assert len(fresh) > 5


def test_a_row_that_was_ticked_before_it_changed_is_left_as_it_is(county: County) -> None:
    ticked = 0
    for row, who in ROUTES:
        with undone():
            right = sound(county, row)
            if "row" in right:
                before = AuditEvent.objects.count()
                old = [f"{one.partition('.')[0]}.0" for one in right["row"]]
                answer = answered(county, row, who, right | {"row": old})
                assert answer.status_code in (302, 409), row.route
                assert AuditEvent.objects.count() == before, row.route
                ticked += 1

    assert ticked == 3
