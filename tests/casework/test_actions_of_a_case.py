"""Actions: what somebody undertakes to do by a day, watched by the diary, and proved from the file."""

from datetime import timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case, CaseAction
from asbcases.casework.transitions import do_action, drop_action, reopen_case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import waive
from asbcases.errors import Refused
from asbcases.law.periods import london_day, london_midnight_after
from tests.casework.casefile import DAY, HOUR, planned, shut
from tests.deadlines.checking import changed, differences
from tests.make import NOW, make_case
from tests.risk.answers import STANDARD, assess, closed

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - DAY)


def owed(action: CaseAction) -> Deadline:
    return Deadline.objects.get(case=action.case, kind=Kind.CASE_ACTION, subject=str(action.number))


def test_an_action_is_owed_by_its_owner_until_the_end_of_its_day(case: Case, amira: User, ben: User) -> None:
    action = planned(case, by=ben, owner=amira, doer="Eastlight Homes")
    other = planned(case, by=ben, owner=ben, due_on=london_day(NOW))

    deadline = owed(action)
    assert (action.number, other.number) == (1, 2)
    assert (deadline.owner, owed(other).owner) == (amira, ben)
    assert deadline.due_at == london_midnight_after(london_day(NOW + 7 * DAY))
    assert (deadline.origin, deadline.rule) == (f"case_action:{action.pk}", "")
    assert "action 1 was undertaken for 30 November 2026" in deadline.basis
    event = AuditEvent.objects.filter(verb=Verb.ACTION_PLANNED).earliest("pk")
    assert (event.sentence, event.data["action"]) == ("planned action 1 for Amira Osei", action.pk)
    assert differences() == []


def test_an_action_ends_once_done_or_dropped_with_what_came_of_it(case: Case, amira: User) -> None:
    first, second, late = (planned(case, by=amira) for _ in range(3))

    done = do_action(first, result="The file came.", by=amira, now=NOW + DAY)
    dropped = drop_action(second, result="The flat is empty.", by=amira, now=NOW + DAY)
    do_action(late, result="Came at last.", by=amira, now=NOW + 30 * DAY)

    assert (done.done_at, done.result, done.version) == (NOW + DAY, "The file came.", 2)
    assert (dropped.dropped_at, dropped.done_at) == (NOW + DAY, None)
    assert (owed(first).met_at, owed(second).cancelled_at) == (NOW + DAY, NOW + DAY)
    assert owed(second).cancel_reason == "The flat is empty."
    for action in (first, second):
        with pytest.raises(Refused, match="ended already"):
            do_action(action, result="Again.", by=amira, now=NOW + DAY)
    assert differences() == []


def test_an_action_whose_date_was_waived_can_still_be_done_or_dropped(
    case: Case, amira: User, ben: User
) -> None:
    first, second = planned(case, by=amira), planned(case, by=amira)
    for action in (first, second):
        waive(owed(action), reason="The landlord was away", by=ben, now=NOW + HOUR)

    do_action(first, result="The file came.", by=amira, now=NOW + DAY)
    drop_action(second, result="Not needed.", by=amira, now=NOW + DAY)

    assert [owed(action).met_at for action in (first, second)] == [None, None]
    assert differences() == []


def test_closing_drops_what_is_open_and_opening_again_leaves_it_so(case: Case, amira: User) -> None:
    assess(case, STANDARD, by=amira, now=NOW)
    action, done = planned(case, by=amira), planned(case, by=amira)
    do_action(done, result="The file came.", by=amira, now=NOW)

    closed(case, by=amira, now=NOW + HOUR)
    reopen_case(case, reason="It goes on.", by=amira, now=NOW + 2 * HOUR)

    action.refresh_from_db()
    done.refresh_from_db()
    assert (action.dropped_at, action.result) == (NOW + HOUR, "The case was closed")
    assert (done.dropped_at, owed(action).cancelled_at) == (None, NOW + HOUR)
    with pytest.raises(Refused, match="ended already"):
        do_action(action, result="The file came.", by=amira, now=NOW + DAY)
    assert differences() == []


def test_what_makes_no_action_is_refused(case: Case, amira: User, dev: User) -> None:
    with pytest.raises(Refused, match="what is to be done"):
        planned(case, by=amira, words=" ")
    with pytest.raises(Refused, match="has passed"):
        planned(case, by=amira, due_on=london_day(NOW - DAY))
    with pytest.raises(Refused, match="does not work on cases"):
        planned(case, by=amira, owner=dev)
    amira.is_active = False
    with pytest.raises(Refused, match="does not work on cases"):
        planned(case, by=amira)
    amira.is_active = True
    action = planned(case, by=amira)
    with pytest.raises(Refused, match="what came of it"):
        do_action(action, result=" ", by=amira, now=NOW)
    with pytest.raises(Refused, match="why it is not done"):
        drop_action(action, result="", by=amira, now=NOW)
    shut(case)
    for act in (do_action, drop_action):
        with pytest.raises(Refused, match="open it again"):
            act(action, result="Done.", by=amira, now=NOW)
    with pytest.raises(Refused, match="open it again"):
        planned(case, by=amira)


def test_the_check_names_an_action_whose_date_was_moved_deleted_or_added(case: Case, amira: User) -> None:
    deadline = owed(planned(case, by=amira))

    with changed(deadline, due_at=deadline.due_at + timedelta(days=1)):
        assert [found["field"] for found in differences()] == ["due_at"]
    with changed(deadline, origin="case_action:0"):
        assert [found["field"] for found in differences()] == ["origin"]
    with changed(deadline, met_at=NOW, met_by=amira, next_step_at=None):
        assert [found["field"] for found in differences()] == ["met_at", "next_step_at"]
