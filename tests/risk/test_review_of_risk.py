"""A supervisor reviews the risk; the review due is met and the next one planned."""

from datetime import UTC, datetime, timedelta

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.db.actor import acting
from asbcases.errors import Refused
from risk.models import Review
from risk.transitions import review_risk
from tests.make import NOW, make_user
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, closed, opened_case, review_owed, victim_of

LATER = datetime(2026, 12, 1, 15, tzinfo=UTC)


def test_it_meets_the_review_that_was_due(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assess(case, MEDIUM, by=amira)
    due = review_owed(case)

    review_risk(case, party=victim_of(case), note="Camera fitted, level stays.", by=ben, now=LATER)

    due.refresh_from_db()
    assert (due.met_at, due.met_by) == (LATER, ben)


def test_the_next_is_counted_from_the_day_of_the_review(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assessment = assess(case, MEDIUM, by=amira)

    review = review_risk(case, party=victim_of(case), note="Level stays.", by=ben, now=LATER)

    assert review.assessment == assessment
    assert review_owed(case).due_at == datetime(2026, 12, 30, tzinfo=UTC)
    assert review_owed(case).basis == (
        "28 days following 1 December 2026, when the risk to victim 1 was reviewed as medium "
        "(ASB Cases default review policy v1), so late from midnight at the start of 30 December 2026"
    )


def test_a_review_meets_the_late_one_and_plans_by_the_new_level(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assess(case, HIGH, by=amira)
    late = review_owed(case)
    now = late.due_at + timedelta(days=2)
    assess(case, STANDARD, by=amira, now=now)

    review_risk(case, party=victim_of(case), note="Calmer since the move.", by=ben, now=now)

    late.refresh_from_db()
    assert late.met_at == now
    assert review_owed(case).policy.value == 56


@pytest.mark.parametrize("rank", [Rank.NONE, Rank.PCSO, Rank.CONSTABLE])
def test_a_constable_may_not_review(amira: User, rank: Rank) -> None:
    case = opened_case(amira)
    assess(case, MEDIUM, by=amira)
    constable = make_user("kit", Role.SUPERVISOR, rank, district_code="colchester")

    with pytest.raises(Refused, match="a sergeant or above"):
        review_risk(case, party=victim_of(case), note="Fine.", by=constable, now=LATER)

    assert not Review.objects.exists()
    assert review_owed(case).is_open


def test_an_inspector_may_review_and_the_rank_is_kept(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assess(case, MEDIUM, by=amira)
    inspector = make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")

    review = review_risk(case, party=victim_of(case), note="Seen.", by=inspector, now=LATER)

    assert review.rank == Rank.INSPECTOR
    assert review_owed(case).anchored_at == LATER
    assert review_owed(case, rank=Rank.INSPECTOR).anchored_at == LATER


def test_a_review_by_a_sergeant_leaves_that_of_the_inspector_owed(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assess(case, MEDIUM, by=amira)
    owed = review_owed(case, rank=Rank.INSPECTOR)

    review_risk(case, party=victim_of(case), note="Level stays.", by=ben, now=LATER)

    assert review_owed(case, rank=Rank.INSPECTOR) == owed
    assert owed.owner == ben, "in a force without an inspector it is the sergeant who is told"


def test_assessing_again_keeps_only_the_review_that_is_late(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assess(case, MEDIUM, by=amira)
    late = review_owed(case)

    again = assess(case, HIGH, by=amira, now=late.due_at)

    assert review_owed(case) == late
    assert review_owed(case, rank=Rank.INSPECTOR).origin == f"assessment:{again.pk}"
    assert review_owed(case, rank=Rank.CHIEF_INSPECTOR).origin == f"assessment:{again.pk}"


def test_what_is_not_assessed_cannot_be_reviewed(amira: User, ben: User) -> None:
    case = opened_case(amira)

    with pytest.raises(Refused, match="not assessed yet"):
        review_risk(case, party=victim_of(case), note="Fine.", by=ben, now=LATER)


def test_a_newer_assessment_must_be_read_before_it_is_reviewed(amira: User, ben: User) -> None:
    case = opened_case(amira)
    read = assess(case, STANDARD, by=amira)
    assess(case, HIGH, by=amira, now=NOW + timedelta(hours=1))

    with pytest.raises(Refused, match="assessed again while you were reading"):
        review_risk(case, party=victim_of(case), note="Fine.", by=ben, now=LATER, read=read)


def test_a_closed_case_is_not_reviewed(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assess(case, STANDARD, by=amira)
    closed(case, by=amira)

    with pytest.raises(Refused, match="is closed"):
        review_risk(case, party=victim_of(case), note="Fine.", by=ben, now=LATER)


def test_it_is_on_the_record_and_the_note_stays_with_the_review(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assess(case, MEDIUM, by=amira)

    review = review_risk(case, party=victim_of(case), note="Jade sleeps better.", by=ben, now=LATER)

    event = AuditEvent.objects.get(case=case, verb=Verb.RISK_REVIEWED)
    assert event.sentence == "reviewed the medium risk to victim 1"
    assert event.data["review"] == review.pk
    assert "Jade" not in str(event.data) + event.reason


def test_a_sergeant_of_the_district_may_write_it_under_row_security(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assess(case, MEDIUM, by=amira)

    with acting(str(ben.pk)):
        review_risk(case, party=victim_of(case), note="Seen.", by=ben, now=LATER)

    assert review_owed(case).anchored_at == LATER
