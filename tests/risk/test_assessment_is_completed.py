"""A complete assessment gives a level, is written with every answer, and plans its review."""

from datetime import UTC, datetime, timedelta

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from risk.models import Answer
from tests.make import NOW, make_user
from tests.risk.answers import HIGH, MEDIUM, STANDARD, answers, assess, opened_case, review_owed, victim_of


def test_it_keeps_score_band_floor_and_level(amira: User) -> None:
    case = opened_case(amira)

    assessment = assess(case, answers("one_off isolated low high yes safe no environmental"), by=amira)

    assert (assessment.score, assessment.band_level) == (7, "medium")
    assert (assessment.floor_level, assessment.level) == ("high", "high")
    assert assessment.floor_reasons == [
        "There has been violence or a threat of it",
        "The victim is very vulnerable and there has been violence or a threat of it",
    ]
    assert assessment.version.instrument.code == "weighted-factors"
    assert (assessment.completed_at, assessment.recorded_at) == (NOW, NOW)
    assert assessment.recorded_by == amira


def test_it_keeps_every_answer(amira: User) -> None:
    assessment = assess(opened_case(amira), MEDIUM, by=amira)

    kept = Answer.objects.filter(assessment=assessment).values_list("question__code", "option__code")

    assert dict(kept) == MEDIUM


@pytest.mark.parametrize(("given", "days"), [(STANDARD, 56), (MEDIUM, 28), (HIGH, 14)])
def test_the_sergeant_reviews_it_after_as_many_days_as_the_level_asks(
    amira: User, ben: User, given: dict[str, str], days: int
) -> None:
    case = opened_case(amira)

    assessment = assess(case, given, by=amira)

    owed = review_owed(case)
    midnight_after = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(days=days)
    assert owed.due_at == midnight_after
    assert (owed.owner, owed.rank, owed.policy.value) == (ben, Rank.SERGEANT, days)
    assert (owed.origin, owed.rule) == (f"assessment:{assessment.pk}", "risk.review.sergeant")
    assert owed.qualifier == assessment.level


def test_the_diary_says_why_the_review_is_due(amira: User, ben: User) -> None:
    case = opened_case(amira)

    assess(case, MEDIUM, by=amira)

    assert review_owed(case).basis == (
        "28 days following 23 November 2026, when the risk to victim 1 was assessed as medium "
        "(ASB Cases default review policy v1), so late from midnight at the start of 22 December 2026"
    )


def test_the_london_day_counts_and_not_the_day_in_greenwich(amira: User) -> None:
    just_after_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    case = opened_case(amira, now=datetime(2026, 6, 30, 12, tzinfo=UTC))

    assess(case, MEDIUM, by=amira, now=just_after_midnight)

    assert review_owed(case).due_at == datetime(2026, 7, 29, 23, tzinfo=UTC)


def test_without_any_supervisor_the_lead_owes_the_review(amira: User) -> None:
    case = opened_case(amira)

    assess(case, MEDIUM, by=amira)

    assert review_owed(case).owner == amira


def test_assessing_again_replaces_the_review_that_was_planned(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assess(case, STANDARD, by=amira)
    planned = review_owed(case)

    assess(case, HIGH, by=amira, now=NOW + timedelta(days=10))

    planned.refresh_from_db()
    assert (planned.cancelled_at, planned.cancel_reason) == (
        NOW + timedelta(days=10),
        "The risk changed from standard to high: planned anew",
    )
    assert review_owed(case).due_at == datetime(2026, 12, 18, tzinfo=UTC)


def test_assessing_again_does_not_clear_a_review_that_is_late(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assess(case, HIGH, by=amira)
    late = review_owed(case)

    assess(case, STANDARD, by=amira, now=late.due_at)

    assert review_owed(case) == late


def test_it_is_on_the_record_without_the_name_of_the_victim(amira: User, ben: User) -> None:
    case = opened_case(amira)

    assessment = assess(case, MEDIUM, by=amira)

    event = AuditEvent.objects.get(case=case, verb=Verb.ASSESSMENT_COMPLETED)
    assert event.sentence == "assessed the risk to victim 1 as medium"
    assert event.data["assessment"] == assessment.pk
    assert "Jade" not in str(event.data)


def test_an_officer_of_the_district_may_write_it_under_row_security(amira: User, ben: User) -> None:
    case = opened_case(amira)
    colleague = make_user("dina", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")

    with acting(str(colleague.pk)):
        assessment = assess(case, MEDIUM, by=colleague)
        owed = review_owed(case)

    assert assessment.level == "medium"
    assert owed.owner == ben


def test_a_refused_assessment_leaves_nothing_behind(amira: User) -> None:
    case = opened_case(amira)
    party = victim_of(case)
    before = Deadline.objects.count()

    with pytest.raises(Exception, match="Without all answers"):
        assess(case, {"violence": "yes"}, by=amira, party=party)

    assert not party.assessments.exists()
    assert Deadline.objects.count() == before
