"""A supervisor reads an assessment and signs it off, or returns it; a newer one is read first."""

from datetime import timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from risk.models import SignOff
from risk.transitions import review_risk, sign_off
from tests.make import NOW, make_incident
from tests.risk.answers import HIGH, MEDIUM, assess, assess_at, opened_case, victim_at, victim_of

HOUR = timedelta(hours=1)


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    return opened_case(amira)


def owed(case: Case, kind: Kind) -> list[Deadline]:
    return list(Deadline.objects.filter(case=case, kind=kind, met_at=None, cancelled_at=None))


def test_agreeing_meets_what_was_owed(amira: User, ben: User, case: Case) -> None:
    assessment = assess(case, HIGH, by=amira)
    [due] = owed(case, Kind.SIGN_OFF)
    assert (due.due_at, due.owner, due.rank) == (NOW + 24 * HOUR, ben, "sergeant")

    signed = sign_off(assessment, agreed=True, note="", by=ben, now=NOW + HOUR)

    due.refresh_from_db()
    assert (due.met_at, due.met_by, signed.rank) == (NOW + HOUR, ben, "sergeant")
    assert owed(case, Kind.RE_ASSESSMENT) == []
    event = AuditEvent.objects.get(case=case, verb=Verb.ASSESSMENT_SIGNED)
    assert event.sentence == "signed off the risk assessment of victim 1"
    with pytest.raises(Refused, match="already"):
        sign_off(assessment, agreed=False, note="No.", by=ben, now=NOW + HOUR)


def test_returning_it_says_what_to_ask_and_has_it_assessed_again(amira: User, ben: User, case: Case) -> None:
    assessment = assess(case, MEDIUM, by=amira)
    with pytest.raises(Refused, match="what has to be asked again"):
        sign_off(assessment, agreed=False, note=" ", by=ben, now=NOW)

    signed = sign_off(assessment, agreed=False, note="Jade was not asked herself.", by=ben, now=NOW + HOUR)

    [again] = owed(case, Kind.RE_ASSESSMENT)
    assert (again.origin, again.due_at) == (f"sign_off:{signed.pk}", NOW + 49 * HOUR)
    assert owed(case, Kind.SIGN_OFF) == []
    event = AuditEvent.objects.get(case=case, verb=Verb.ASSESSMENT_RETURNED)
    assert "Jade" not in str(event.data) + event.reason
    assess(case, MEDIUM, by=amira, now=NOW + 2 * HOUR)
    assert (owed(case, Kind.RE_ASSESSMENT), len(owed(case, Kind.SIGN_OFF))) == ([], 1)


def test_nobody_signs_their_own_nor_one_that_is_not_the_newest(amira: User, ben: User, case: Case) -> None:
    assessment = assess(case, MEDIUM, by=amira)
    with pytest.raises(Refused, match="sergeant or above"):
        sign_off(assessment, agreed=True, note="", by=amira, now=NOW)
    own = assess(case, MEDIUM, by=ben, now=NOW + HOUR)
    with pytest.raises(Refused, match="yourself"):
        sign_off(own, agreed=True, note="", by=ben, now=NOW + HOUR)
    with pytest.raises(Refused, match="while you were reading"):
        sign_off(assessment, agreed=True, note="", by=ben, now=NOW + HOUR)
    incident = make_incident(by=amira)
    victim_at(incident, by=amira)
    with pytest.raises(Refused, match="open a case"):
        sign_off(assess_at(incident, MEDIUM, by=amira), agreed=True, note="", by=ben, now=NOW)
    assert not SignOff.objects.exists()


def test_a_review_signs_off_too_and_has_a_stale_assessment_made_again(
    amira: User, ben: User, case: Case
) -> None:
    assess(case, MEDIUM, by=amira)
    late = NOW + 48 * HOUR

    review = review_risk(case, party=victim_of(case), note="The level is right.", by=ben, now=late)

    assert owed(case, Kind.SIGN_OFF) == []
    [again] = owed(case, Kind.RE_ASSESSMENT)
    assert (again.origin, again.anchored_at) == (f"review:{review.pk}", late)
