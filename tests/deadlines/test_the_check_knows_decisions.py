"""What people, promises, shares and changed policy did to a date is a fact to `check_deadlines`."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.administration.transitions.policies import add_holiday, set_policy
from asbcases.casework.transitions import make_call_back, promise_call_back
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline, Replan
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import (
    ask_for_time,
    call_off,
    extend,
    pause,
    reassign,
    replan,
    request_replan,
    resume,
    return_request,
    waive,
)
from asbcases.policies.models import Confidence, PolicyRow, Unit
from risk.transitions import review_risk
from tests.deadlines.checking import differences
from tests.deadlines.diary import DAY
from tests.make import NOW, make_case, make_closed, make_given, make_report, make_user
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, review_owed, victim_of


@pytest.mark.django_db
def test_what_people_decided_is_a_fact_too(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira, now=NOW + DAY)
    review = review_owed(case)
    by = {"by": ben, "reason": "The victim is away."}

    pause(review, until=NOW + 9 * DAY, **by, now=NOW + 2 * DAY)
    resume(review, **by, now=NOW + 5 * DAY)
    assert differences() == []
    pause(review, until=NOW + 9 * DAY, **by, now=NOW + 6 * DAY)
    ask_for_time(review, until=NOW + 60 * DAY, reason="More to do.", by=amira, now=NOW + 10 * DAY)
    return_request(review, **by, now=NOW + 11 * DAY)
    reassign(review, to=ben, **by, now=NOW + 12 * DAY)
    assert differences() == []
    extend(review, until=NOW + 70 * DAY, **by, now=NOW + 13 * DAY)
    assert differences() == []
    assess(case, HIGH, by=amira, now=NOW + 50 * DAY)
    waive(review_owed(case), **by, now=NOW + 51 * DAY)
    assert differences() == []
    assess(case, MEDIUM, by=amira, now=NOW + 52 * DAY)

    assert differences() == []
    assert Deadline.objects.filter(waived=True).count() == 1


@pytest.mark.django_db
def test_what_was_called_off_is_no_waiver(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira)

    call_off(review_owed(case), reason="Set by mistake.", by=ben, now=NOW + DAY)

    assert differences() == []
    Deadline.objects.filter(cancelled_at=NOW + DAY).update(waived=True)
    assert [each["field"] for each in differences()] == ["waived"]


@pytest.mark.django_db
def test_a_late_review_stays_owed_and_closing_ends_the_rest(amira: User, ben: User, ines: User) -> None:
    case = make_case(by=amira)
    assess(case, HIGH, by=amira)
    late = review_owed(case)
    assess(case, STANDARD, by=amira, now=late.due_at)
    assert differences() == []
    review_risk(case, party=victim_of(case), note="Seen.", by=ines, now=late.due_at + DAY)
    assert differences() == []
    review_risk(case, party=victim_of(case), note="Seen.", by=ben, now=late.due_at + 2 * DAY)
    make_closed(case, by=amira, now=late.due_at + 3 * DAY)

    assert differences() == []
    assert [owed.kind for owed in Deadline.objects.filter(OPEN)] == [Kind.RETENTION_REVIEW]


@pytest.mark.django_db
def test_call_backs_kept_waived_and_owed(amira: User, ben: User) -> None:
    report = make_report(by=amira)
    kept, waived, _ = (
        promise_call_back(report, call_by=NOW + hours, by=amira, now=NOW)
        for hours in (timedelta(hours=1), timedelta(hours=2), timedelta(hours=3))
    )
    make_call_back(kept, note="Rang.", by=amira, now=NOW + timedelta(hours=2))
    waive(Deadline.objects.get(subject="2"), reason="She came in.", by=ben, now=NOW + timedelta(hours=1))
    make_call_back(waived, note="Rang all the same.", by=amira, now=NOW + timedelta(hours=2))

    assert differences() == []

    Deadline.objects.filter(subject="3").update(promised_for=NOW)
    [found] = differences()
    assert (found["case"], found["kind"], found["field"]) == (report.reference, "call_back", "promised_for")


@pytest.mark.django_db
def test_shares_that_have_passed_and_those_that_closing_ended(amira: User, dev: User) -> None:
    case = make_case(by=amira)
    assess(case, STANDARD, by=amira)
    for days in (10, 90):
        make_given(case, dev.agency, ends_at=NOW + days * DAY, by=amira)
    assert differences() == []

    make_closed(case, by=amira, now=NOW + 20 * DAY)

    assert differences() == []
    ended = Deadline.objects.filter(kind=Kind.SHARE_EXPIRY).values_list("cancelled_at", flat=True)
    assert set(ended) == {None, NOW + 20 * DAY}


@pytest.mark.django_db
def test_a_changed_policy_counts_from_its_re_plan_on_and_not_for_what_had_ended(
    amira: User, ben: User
) -> None:
    ended, owed = make_case(by=amira), make_case(by=amira)
    for case in (ended, owed):
        assess(case, MEDIUM, by=amira)
    make_closed(ended, by=amira, now=NOW + DAY)
    row = PolicyRow.objects.get(rule="risk.review.sergeant", qualifier="medium")
    later = NOW + 2 * DAY
    # Known only later, in force on the day of the assessment: a version that was corrected.
    PolicyRow.objects.filter(pk=row.pk).update(in_force_to=NOW.date() - DAY, ended_at=later)
    PolicyRow.objects.create(
        rule=row.rule,
        qualifier=row.qualifier,
        value=Decimal(21),
        unit=Unit.DAYS,
        in_force_from=NOW.date(),
        source="Corrected policy",
        confidence=Confidence.STATED,
        added_at=later,
    )
    assert {each["field"] for each in differences()} == {"due_at", "policy", "steps", "next_step_at"}

    request = request_replan(why="Corrected", rule=row.rule, by=None, now=later)
    assert differences() == []
    replan(request, now=later + timedelta(minutes=1))

    assert differences() == []
    assert (
        review_owed(owed).due_at
        < Deadline.objects.get(case=ended, rank="sergeant", kind=Kind.RISK_REVIEW).due_at
    )


@pytest.mark.django_db
def test_what_was_met_between_a_change_and_its_re_plan_keeps_the_date_that_people_saw(
    amira: User, ben: User
) -> None:
    PolicyRow.objects.filter(rule="risk.review.sergeant").update(unit="working_days", value=10)
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira)
    seen = review_owed(case)
    admin = make_user("ada", Role.ADMINISTRATOR)
    add_holiday(date(2026, 11, 30), name="A jubilee", source="Proclamation", by=admin, now=NOW + DAY)

    review_risk(case, party=victim_of(case), note="Seen.", by=ben, now=NOW + 2 * DAY)
    replan(Replan.objects.get(), now=NOW + 3 * DAY)

    assert Deadline.objects.get(pk=seen.pk).due_at == seen.due_at
    assert review_owed(case).skipped == [["2026-11-30", "A jubilee"]]
    assert differences() == []


@pytest.mark.django_db
def test_an_added_holiday_counts_for_working_days(amira: User, ben: User) -> None:
    PolicyRow.objects.filter(rule="risk.review.sergeant").update(unit="working_days", value=10)
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira)
    before = review_owed(case).due_at
    admin = make_user("ada", Role.ADMINISTRATOR)

    add_holiday(date(2026, 11, 30), name="A jubilee", source="Proclamation", by=admin, now=NOW + DAY)
    assert differences() == []
    replan(Replan.objects.get(), now=NOW + DAY)

    assert differences() == []
    assert review_owed(case).due_at == before + DAY


@pytest.mark.django_db
def test_a_policy_set_by_an_administrator_is_waited_for(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira)
    admin = make_user("ada", Role.ADMINISTRATOR)
    set_policy(
        "risk.review.sergeant",
        "medium",
        value=Decimal(21),
        unit=Unit.DAYS,
        in_force_from=date(2026, 12, 1),
        source="New policy",
        confidence=Confidence.STATED,
        by=admin,
        now=NOW + DAY,
    )

    assert differences() == []
    for request in Replan.objects.all():
        replan(request, now=NOW + 2 * DAY)
    assert differences() == []
