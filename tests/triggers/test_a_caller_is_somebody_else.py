"""Who was taken for the victim and proves to be somebody else is owed no explanation, and whoever is the right one is."""

from datetime import timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import Report
from asbcases.casework.transitions import recognise, record_person
from asbcases.casework.transitions.restriction import restrict_case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from tests.deadlines.checking import differences
from tests.make import NOW, make_case, make_incident, make_report
from triggers.models import RadarFinding
from triggers.transitions.explaining import explain_review
from triggers.transitions.radar import NOT_OWED

DAY = timedelta(days=1)
PHONE = "07700 900111"
pytestmark = pytest.mark.django_db


def told(by: User, days_ago: int, **said: Any) -> Report:
    return make_report(by=by, now=NOW - DAY * days_ago, place_text=f"{days_ago} Long Wyre Street", **said)


def known_as(report: Report, name: str, *, by: User) -> None:
    recognise(
        report,
        record_person(name=name, source="The caller", by=by, now=NOW),
        reasons=["her voice"],
        by=by,
        now=NOW,
    )


def owed(report: Report) -> list[tuple[bool, str]]:
    """Return of each clock of a report whether it runs, and why it does not."""
    rows = Deadline.objects.filter(report=report, kind=Kind.EXPLAIN_REVIEW).order_by("pk")
    return [(row.is_open, row.cancel_reason) for row in rows]


def test_what_was_owed_ends_when_the_caller_of_the_second_report_is_somebody_else(amira: User) -> None:
    first, second = told(amira, 20, caller_phone=PHONE), told(amira, 2, caller_phone=PHONE)
    known_as(first, "Jade Marsh", by=amira)
    assert owed(second) == [(True, "")], "an unknown caller on her telephone is taken for her"

    known_as(second, "Tom Marsh", by=amira)

    assert owed(second) == [(False, NOT_OWED)]
    last = RadarFinding.objects.filter(report=second).order_by("number").last()
    assert last is not None
    assert (last.explain, last.not_owed, last.ask) == (False, True, [first.pk])
    assert differences() == []


def test_it_ends_too_when_the_caller_of_the_first_report_is(amira: User) -> None:
    first, second = told(amira, 20, caller_phone=PHONE), told(amira, 2, caller_phone=PHONE)
    known_as(second, "Tom Marsh", by=amira)
    assert owed(second) == [(True, "")]

    known_as(first, "Jade Marsh", by=amira)

    assert owed(second) == [(False, NOT_OWED)]
    assert differences() == []


def test_it_is_owed_to_whose_second_report_it_is(amira: User) -> None:
    tom = record_person(name="Tom Marsh", source="The caller", by=amira, now=NOW)
    shared, third = told(amira, 20, caller_phone=PHONE), told(amira, 5)
    recognise(third, tom, reasons=["his voice"], by=amira, now=NOW)
    second = told(amira, 2, caller_phone=PHONE)
    known_as(shared, "Jade Marsh", by=amira)
    assert (owed(second), owed(third)) == ([(True, "")], [])

    recognise(second, tom, reasons=["his voice"], by=amira, now=NOW)

    assert owed(second) == [(True, "")], "it is the second of this man, and no day later"
    last = RadarFinding.objects.filter(report=second).order_by("number").last()
    assert last is not None
    assert (last.first, last.not_owed) == (third, False)
    assert differences() == []


def test_an_older_report_that_proves_to_be_theirs_makes_the_newer_one_the_second(amira: User) -> None:
    tom = record_person(name="Tom Marsh", source="The caller", by=amira, now=NOW)
    older, newer = told(amira, 20), told(amira, 2)
    recognise(newer, tom, reasons=["his voice"], by=amira, now=NOW)
    assert owed(newer) == []

    recognise(older, tom, reasons=["his voice"], by=amira, now=NOW)

    assert owed(newer) == [(True, "")]
    assert differences() == []


def test_what_ended_may_be_owed_again_and_what_was_explained_stays_so(amira: User) -> None:
    first, second = told(amira, 20, caller_phone=PHONE), told(amira, 2, caller_phone=PHONE)
    known_as(first, "Jade Marsh", by=amira)
    known_as(second, "Tom Marsh", by=amira)

    third = told(amira, 1, caller_name="Tom Marsh", caller_address="2 Long Lane")
    recognise(third, second.recognition.person, reasons=["his voice"], by=amira, now=NOW)

    assert owed(third)[-1] == (True, "")
    explain_review(third, told_at=NOW, how="By telephone", by=amira, now=NOW)
    assert [running for running, _ in (*owed(second), *owed(third))].count(True) == 0
    assert differences() == []


def test_no_clock_ends_because_the_earlier_report_was_restricted(amira: User, ben: User) -> None:
    first = told(amira, 20, caller_phone=PHONE)
    second = told(amira, 2, caller_phone=PHONE, caller_name="Jade Marsh")
    third = told(amira, 1, caller_name="Jade Marsh")
    case = make_case(by=amira, incidents=[make_incident(by=amira, report=first)])
    restrict_case(case, named=[], reason="A colleague", by=ben, now=NOW)
    assert third != second

    known_as(second, "Jade Marsh", by=amira)

    assert owed(second) == [(True, "")]
