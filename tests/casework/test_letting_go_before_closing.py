"""What stands in the way of closing is let go by a supervisor, one thing at a time, with a reason that is kept."""

from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.case_choices import Blocking, Verdict
from asbcases.cases.models import CaseClosing, ClosingWaiver
from asbcases.casework.transitions import (
    ask_to_waive,
    decide_waiver,
    join_case,
    waive_item,
)
from asbcases.casework.transitions.case_terms import terms_of
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import waive
from tests.casework.closings import DAY, HOUR, LATER, WHY, at_level, close, refusal
from tests.deadlines.checking import differences
from tests.make import NOW, make_case, make_graded
from tests.risk.answers import HIGH, STANDARD, assess

pytestmark = pytest.mark.django_db


def test_a_supervisor_lets_one_thing_go_with_a_reason_that_is_kept(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    let_go: dict[str, Any] = {"item": Blocking.FIRST_ASSESSMENT, "subject": "1", "now": NOW}

    assert "supervisor with the rank of sergeant" in refusal(waive_item, case, **let_go, reason=WHY, by=amira)
    assert "at least 20 characters" in refusal(waive_item, case, **let_go, reason="Gone.", by=ben)
    waiver = waive_item(case, **let_go, reason=WHY, by=ben)
    assert (waiver.rank, waiver.reason, waiver.recorded_by) == ("sergeant", WHY, ben)
    assert "already" in refusal(waive_item, case, **let_go, reason=WHY, by=ben)
    assert AuditEvent.objects.get(verb="closing.waived").data["subject"] == "1"
    assert "rank of sergeant" in refusal(close, case, amira)

    closed = close(case, ben)
    assert CaseClosing.objects.get(case=closed).level == ""
    assert "is closed" in refusal(waive_item, case, **let_go, reason=WHY, by=ben)
    assert differences() == []


def test_what_was_let_go_is_asked_again_when_an_incident_joins(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    waive_item(case, item=Blocking.FIRST_ASSESSMENT, subject="1", reason=WHY, by=ben, now=NOW)
    join_case(make_graded(by=amira, now=NOW), case, by=amira, now=LATER)

    assert "never assessed" in refusal(close, case, ben, now=LATER + HOUR)


def test_what_stands_in_the_way_of_a_high_case_takes_an_inspector(amira: User, ben: User, ines: User) -> None:
    case = at_level(HIGH, amira)
    then = NOW + 2 * DAY
    let_go: dict[str, Any] = {"item": Blocking.REASSESS, "subject": "1", "reason": WHY, "now": then}

    assert terms_of(case, then).level == "high"
    assert "rank of inspector" in refusal(waive_item, case, **let_go, by=ben)
    assert waive_item(case, **let_go, by=ines).rank == "inspector"


def test_what_does_not_stand_in_the_way_or_is_a_question_is_not_let_go(amira: User, ben: User) -> None:
    case = at_level(STANDARD, amira)
    case.parties.update(recorded_in_error_at=NOW)
    said: dict[str, Any] = {"reason": WHY, "by": ben, "now": NOW}

    assert "Nothing of this kind" in refusal(
        waive_item, case, item=Blocking.FIRST_ASSESSMENT, subject="1", **said
    )
    assert "no is an answer" in refusal(waive_item, case, item=Blocking.VICTIM_TOLD, **said)
    assert "where it stands in the diary" in refusal(waive_item, case, item=Blocking.LATE, **said)
    assert "Nothing of this kind" in refusal(waive_item, case, item=Blocking.SOMERTON, **said)


def test_a_late_thing_is_let_go_in_the_diary_and_an_officer_asks_for_it(amira: User, ben: User) -> None:
    case, then = at_level(STANDARD, amira), NOW + 29 * DAY
    assess(case, STANDARD, by=amira, now=then)
    then += HOUR
    late = Deadline.objects.get(OPEN, case=case, kind=Kind.SIGN_OFF)
    about: dict[str, Any] = {"item": Blocking.LATE, "deadline": late, "reason": "She moved away"}

    asked = ask_to_waive(case, **about, by=amira, now=then)
    assert "asked already" in refusal(ask_to_waive, case, **about, by=amira, now=then)
    returned = decide_waiver(asked, verdict=Verdict.RETURNED, decision="Ring her.", by=ben, now=then)
    assert (returned.verdict, ClosingWaiver.objects.count()) == ("returned", 0)
    again = ask_to_waive(case, **about, by=amira, now=then)
    decide_waiver(again, verdict=Verdict.GRANTED, decision=WHY, by=ben, now=then)

    late.refresh_from_db()
    assert (late.waived, late.cancel_reason) == (True, WHY)
    assert "Nothing of this kind" in refusal(ask_to_waive, case, **about, by=amira, now=then)
    assert differences() == []


def test_what_was_waived_in_the_diary_before_counts_for_the_first_assessment(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    first = Deadline.objects.get(OPEN, case=case, kind=Kind.FIRST_ASSESSMENT)
    waive(first, reason=WHY, by=ben, now=NOW)

    assert close(case, ben).stage == "closed"
