"""Deadlines are set with their steps, met in time or late, and cancelled with a reason."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import open_for_owner, outstanding_on, overdue
from asbcases.deadlines.transitions import cancel, meet
from asbcases.errors import Refused
from asbcases.policies.models import PolicyRow
from tests.deadlines.diary import DAY, DUE, HOUR, owe
from tests.make import NOW, make_incident, make_report

pytestmark = pytest.mark.django_db


def test_a_deadline_knows_when_each_step_is_taken_by_the_policy_of_its_anchor(case: Case, ben: User) -> None:
    deadline = owe(case, ben)

    assert deadline.steps == {
        "warn": (DUE - 3 * DAY).isoformat(),
        "miss": DUE.isoformat(),
        "sergeant": DUE.isoformat(),
        "inspector": (DUE + 72 * HOUR).isoformat(),
        "chief_inspector": (DUE + 168 * HOUR).isoformat(),
    }
    assert deadline.next_step_at == DUE - 3 * DAY


def test_a_kind_of_which_policy_says_nothing_is_missed_all_the_same(case: Case, ben: User) -> None:
    silent = PolicyRow.objects.filter(qualifier=Kind.RISK_REVIEW).exclude(rule="deadline.nature")
    silent.update(in_force_from=date(2030, 1, 1))

    deadline = owe(case, ben)

    assert deadline.steps == {"miss": DUE.isoformat()}


def test_without_a_policy_of_its_nature_nothing_is_guessed(case: Case, ben: User) -> None:
    with pytest.raises(
        Refused, match=r"No policy for deadline\.nature risk_review is in force on 23 November 2010"
    ):
        owe(case, ben, anchored_at=NOW.replace(year=2010))


def test_what_was_done_before_we_were_told_is_met_when_it_was_done(case: Case, ben: User) -> None:
    owe(case, ben)

    met = meet(
        Kind.RISK_REVIEW, case=case, subject="1", rank="sergeant", by=ben, now=DUE + DAY, done_at=DUE - HOUR
    )

    assert met
    assert met.met_at == DUE - HOUR
    event = AuditEvent.objects.get(verb=Verb.DEADLINE_MET, case=case, data__deadline=met.pk)
    assert (event.happened_at, event.recorded_at, event.data["late"]) == (DUE - HOUR, DUE + DAY, False)


def test_setting_meeting_and_cancelling_each_leave_an_event(case: Case, amira: User, ben: User) -> None:
    owe(case, ben)
    meet(Kind.RISK_REVIEW, case=case, subject="1", rank="sergeant", by=ben, now=NOW + DAY)
    cancel(owe(case, ben), reason="The case was closed", by=amira, now=NOW + DAY)

    events = AuditEvent.objects.filter(case=case, verb__startswith="deadline.", data__kind="risk review")
    assert sorted(event.verb for event in events) == [
        Verb.DEADLINE_CANCELLED,
        Verb.DEADLINE_MET,
        Verb.DEADLINE_SET,
        Verb.DEADLINE_SET,
    ]
    assert {event.data["due_at"] for event in events} == {DUE.isoformat()}


@pytest.mark.parametrize(("met_at", "late"), [(DUE - HOUR, False), (DUE, True)])
def test_meeting_says_whether_it_was_late(case: Case, ben: User, met_at, late: bool) -> None:
    owe(case, ben)

    met = meet(Kind.RISK_REVIEW, case=case, subject="1", rank="sergeant", by=ben, now=met_at)

    assert met is not None
    assert (met.met_at, met.met_by, met.next_step_at, met.version) == (met_at, ben, None, 2)
    assert AuditEvent.objects.get(verb=Verb.DEADLINE_MET).data["late"] is late


def test_meeting_what_nobody_owes_answers_with_nothing(case: Case, ben: User) -> None:
    owe(case, ben)

    assert meet(Kind.RISK_REVIEW, case=case, subject="2", rank="sergeant", by=ben, now=NOW) is None


def test_what_has_ended_cannot_be_cancelled(case: Case, ben: User) -> None:
    deadline = owe(case, ben)
    meet(Kind.RISK_REVIEW, case=case, subject="1", rank="sergeant", by=ben, now=NOW)

    with pytest.raises(Refused, match="has already ended"):
        cancel(deadline, reason="Not needed", by=ben, now=NOW)


def test_one_thing_is_owed_once_at_a_time(case: Case, ben: User) -> None:
    owe(case, ben)

    with pytest.raises(IntegrityError, match="deadline_open_once_per_case"), transaction.atomic():
        owe(case, ben)


def test_what_is_outstanding_is_listed_earliest_first_and_a_missed_one_is_still_owed(
    case: Case, ben: User
) -> None:
    later = owe(case, ben, due_at=DUE + DAY, subject="2")
    missed = owe(case, ben, due_at=DUE)
    cancel(owe(case, ben, subject="3"), reason="Not needed", by=ben, now=NOW)

    assert list(outstanding_on(case)) == [missed, later]
    assert list(open_for_owner(ben)) == [missed, later]
    assert list(overdue(Deadline.objects.all(), DUE)) == [missed]


def test_a_report_and_an_incident_may_have_deadlines_too(amira: User, ben: User) -> None:
    report = make_report(by=amira)
    incident = make_incident(by=amira, report=report)
    for root in ({"report": report}, {"incident": incident}):
        deadline = owe(None, ben, subject="", **root)

        assert meet(Kind.RISK_REVIEW, rank="sergeant", by=ben, now=NOW, **root) == deadline
        assert AuditEvent.objects.filter(verb=Verb.DEADLINE_MET, **root).count() == 1
