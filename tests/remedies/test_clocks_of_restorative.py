"""The clocks of restorative justice: an answer by a day, the looks at what came after, and both proved from the rows."""

from datetime import datetime
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.casework.queries.case_ends import ending_with
from asbcases.casework.views.doing import act_on
from asbcases.deadlines.choices import Kind, State
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN, state_at
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.transitions import waive
from asbcases.law.periods import london_day, london_midnight_after, months_after
from asbcases.notify.models import Message
from asbcases.remedies import transitions as verbs
from asbcases.remedies.choices import RestorativeOutcome, Side, SideAnswer, Step
from asbcases.remedies.queries import answer_by
from tests.deadlines.checking import changed, differences
from tests.make import NOW, make_case
from tests.remedies import making
from tests.remedies.making import DAY, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    """Return a case of amira's, which ben supervises."""
    return make_case(by=amira)


def owed(case: Case, kind: Kind = Kind.RESTORATIVE_ANSWER, **named: Any) -> dict[str, Deadline]:
    return {row.subject: row for row in Deadline.objects.filter(OPEN, case=case, kind=kind, **named)}


def test_each_to_whom_it_was_offered_answers_within_14_days(case: Case, amira: User) -> None:
    referral = making.offered(case, to=[Side.HARMED], by=amira)
    assert set(owed(case)) == {"restorative 1 harmed"}
    later = NOW + 2 * DAY
    verbs.offer_to_side(making.side_of(referral, Side.RESPONDENT), by=amira, now=later)

    clocks = owed(case)

    assert {subject: row.due_at for subject, row in clocks.items()} == {
        "restorative 1 harmed": london_midnight_after(TODAY + 14 * DAY),
        "restorative 1 respondent": london_midnight_after(TODAY + 16 * DAY),
    }
    assert answer_by(making.side_of(referral, Side.HARMED)) == TODAY + 14 * DAY
    assert {row.owner for row in clocks.values()} == {amira}
    act = act_on(clocks["restorative 1 respondent"], case.reference, amira)
    assert act is not None
    assert act.address == f"/cases/{case.reference}/restorative/1/respondent/answer/"
    assert differences() == []


def test_the_first_answer_meets_it_and_one_that_is_taken_back_starts_none(case: Case, amira: User) -> None:
    referral = making.offered(case, by=amira)
    making.answered(referral, Side.HARMED, by=amira, now=NOW + DAY)
    making.answered(referral, Side.HARMED, SideAnswer.DECLINED, by=amira, now=NOW + 3 * DAY)

    met = Deadline.objects.get(case=case, kind=Kind.RESTORATIVE_ANSWER, met_at__isnull=False)

    assert (met.subject, met.met_at) == ("restorative 1 harmed", NOW + DAY)
    assert set(owed(case)) == {"restorative 1 respondent"}
    assert differences() == []


def test_with_the_end_of_a_referral_nobody_waits_for_an_answer(case: Case, amira: User) -> None:
    first, second = (making.offered(case, by=amira) for _ in range(2))
    verbs.end_restorative(
        first, outcome=RestorativeOutcome.NOT_HELD, words="She moved away.", by=amira, now=NOW + DAY
    )

    assert set(owed(case)) == {f"restorative {second.number} {side.value}" for side in Side}
    assert Deadline.objects.filter(case=case, cancelled_at=NOW + DAY).count() == 2
    assert differences() == []


def test_an_answer_that_is_waived_or_late_is_told_so(case: Case, amira: User, ben: User) -> None:
    referral = making.offered(case, by=amira)
    waive(owed(case)["restorative 1 harmed"], reason="She is away", by=ben, now=NOW + DAY)
    making.answered(referral, Side.HARMED, by=amira, now=NOW + 2 * DAY)
    late = NOW + 30 * DAY
    sweep(late)

    [clock] = owed(case).values()

    assert state_at(clock, late) == State.OVERDUE
    assert {"warn", "miss", "sergeant"} <= set(clock.taken)
    assert Message.objects.filter(recipient=ben, key__startswith=f"deadline:{clock.pk}:sergeant").count() == 1
    assert differences() == []


def held(case: Case, by: User, now: datetime = NOW) -> Any:
    referral = making.accepted(case, by=by)
    return making.moved(referral, Step.PREPARED, Step.SAFE, Step.MET, by=by, now=now)


def test_after_they_met_the_looks_at_6_and_12_months_stand_in_the_diary(case: Case, amira: User) -> None:
    met = NOW + 5 * DAY
    held(case, amira, met)

    looks = owed(case, Kind.RESTORATIVE_LOOK)

    assert {subject: row.due_at for subject, row in looks.items()} == {
        "restorative 1 first": london_midnight_after(months_after(london_day(met), 6)),
        "restorative 1 second": london_midnight_after(months_after(london_day(met), 12)),
    }
    assert {row.owner for row in looks.values()} == {amira}
    assert differences() == []


def test_a_look_outlives_its_case_and_passes_by_itself(case: Case, amira: User) -> None:
    held(case, amira)
    looks = owed(case, Kind.RESTORATIVE_LOOK)
    assert not set(looks.values()) & set(ending_with(case, NOW))

    sweep(NOW + 250 * DAY)

    first = Deadline.objects.get(pk=looks["restorative 1 first"].pk)
    assert state_at(first, NOW + 250 * DAY) == State.PASSED
    assert Message.objects.filter(recipient=amira, key__startswith=f"deadline:{first.pk}:pass").count() == 1
    assert differences() == []


def test_the_check_names_what_is_shifted_behind_the_back_of_every_verb(case: Case, amira: User) -> None:
    making.offered(case, by=amira)
    held(case, amira)
    clocks = [*owed(case).values(), *owed(case, Kind.RESTORATIVE_LOOK).values()]
    assert len(clocks) == 4

    for clock in clocks:
        with changed(clock, due_at=clock.due_at + DAY):
            assert [(one["kind"], one["case"]) for one in differences()] == [(clock.kind, case.reference)]
    assert differences() == []
