"""Notice of the application for an order: owed from the asking, met on the day it was served, over once the court decides."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import waive
from asbcases.enforcement.models import Measure, OrderRequest
from asbcases.enforcement.transitions.drafting import drop_measure
from asbcases.enforcement.transitions.order_ends import refuse_order
from asbcases.enforcement.transitions.order_notices import note_notice
from asbcases.enforcement.transitions.requests import change_request, send_request
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.deadlines.checking import differences
from tests.enforcement.make_measures import approve, fresh
from tests.enforcement.make_orders import clocks, court_makes, draft_request, make_request, running, views
from tests.make import NOW, make_case, make_closed, make_user

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SENT = NOW + HOUR
SERVED = {"to": "The defendant and the court officer", "how": "By e-mail"}


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - HOUR)


@pytest.fixture
def order(case: Case, amira: User) -> Measure:
    return make_request(case, by=amira, now=SENT)


def note(order: Measure, by: User, now: datetime, **said: Any) -> OrderRequest:
    return note_notice(fresh(order), **{"given_on": london_day(now), **SERVED, **said}, by=by, now=now)


def owed(order: Measure) -> Deadline:
    found = running(order, Kind.ORDER_NOTICE)
    assert found
    return found


def test_the_notice_is_owed_five_working_days_after_the_asking(order: Measure, amira: User) -> None:
    clock = owed(order)
    # Asked on Monday 23 November 2026: the fifth working day is Monday 30 November.
    assert clock.due_at == datetime(2026, 12, 1, tzinfo=UTC)
    assert "5 working days after the decision to apply" in clock.basis
    assert (clock.nature, clock.owner) == ("obligation", amira)
    assert differences() == []


def test_it_is_met_on_the_day_on_which_it_was_served(order: Measure, amira: User) -> None:
    note(order, amira, SENT + 9 * DAY, given_on=london_day(SENT + 7 * DAY))

    clock = clocks(order, Kind.ORDER_NOTICE)[0]
    assert (london_day(clock.met_at), clock.met_at < clock.due_at) == (london_day(SENT + 7 * DAY), True)
    request = OrderRequest.objects.get(measure=order)
    assert (request.notice_to, request.notice_how) == (SERVED["to"], SERVED["how"])
    assert AuditEvent.objects.filter(verb=Verb.ORDER_NOTICE_NOTED).count() == 1
    assert differences() == []


def test_a_notice_taken_back_is_owed_again_and_a_corrected_one_is_not(order: Measure, amira: User) -> None:
    note(order, amira, SENT + DAY)
    note(order, amira, SENT + 2 * DAY, given_on=london_day(SENT))
    assert running(order, Kind.ORDER_NOTICE) is None

    change_request(fresh(order), notice_given_on=None, by=amira, now=SENT + 3 * DAY)
    assert owed(order).anchored_at == SENT + 3 * DAY
    change_request(fresh(order), court="Chelmsford Crown Court", by=amira, now=SENT + 4 * DAY)
    change_request(fresh(order), notice_given_on=london_day(SENT), by=amira, now=SENT + 5 * DAY)

    assert [bool(one.met_at) for one in clocks(order, Kind.ORDER_NOTICE)] == [True, True]
    assert differences() == []


def test_one_that_was_served_before_the_asking_is_owed_by_nobody(case: Case, amira: User) -> None:
    order = draft_request(case, by=amira, now=NOW)
    change_request(order, notice_given_on=london_day(NOW), by=amira, now=NOW)
    views(order, by=amira, now=NOW)
    approve(order, by=amira, now=NOW)
    send_request(fresh(order), application_on=london_day(SENT), by=amira, now=SENT)

    assert clocks(order, Kind.ORDER_NOTICE) == []
    assert differences() == []


@pytest.mark.parametrize("how", ["made", "refused", "dropped"])
def test_it_is_over_once_the_court_has_decided_or_nobody_applies(
    how: str, order: Measure, amira: User
) -> None:
    now = SENT + 2 * DAY
    if how == "made":
        court_makes(order, by=amira, now=now)
    elif how == "refused":
        refuse_order(order, refused_on=london_day(now), words="No.", by=amira, now=now)
    else:
        drop_measure(order, reason="The charge was dropped.", by=amira, now=now)

    clock = clocks(order, Kind.ORDER_NOTICE)[0]
    assert (clock.cancelled_at, running(order, Kind.ORDER_NOTICE)) == (now, None)
    assert differences() == []


def test_a_closed_case_still_owes_it_and_what_was_waived_is_owed_no_more(
    case: Case, order: Measure, amira: User, ben: User
) -> None:
    make_closed(case, by=ben, now=SENT + DAY)
    again = owed(order)
    assert len(clocks(order, Kind.ORDER_NOTICE)) == 2
    assert differences() == []

    chief = make_user("ines2", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")
    waive(again, reason="The prosecutor told the court.", by=chief, now=SENT + 2 * DAY)
    change_request(fresh(order), notice_given_on=None, by=amira, now=SENT + 3 * DAY)

    assert running(order, Kind.ORDER_NOTICE) is None
    assert differences() == []


def test_what_cannot_be_noted_is_refused(case: Case, order: Measure, amira: User) -> None:
    for said, words in (
        ({"to": " "}, "on whom the notice was served"),
        ({"how": ""}, "and how"),
        ({"given_on": london_day(SENT + 2 * DAY)}, "still to come"),
    ):
        with pytest.raises(Refused, match=words):
            note(order, amira, SENT + DAY, **said)
    with pytest.raises(Refused, match="was not asked"):
        note(draft_request(case, by=amira, now=SENT), amira, SENT + DAY)
