"""Restorative justice on a case: free to both, prepared, safe, met, how it ended, and what came after."""

from datetime import timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, Incident
from asbcases.casework.transitions.people import add_incident_party
from asbcases.errors import Refused
from asbcases.law.periods import months_after
from asbcases.remedies import transitions as verbs
from asbcases.remedies.choices import (
    RestorativeOutcome,
    RestorativeState,
    Satisfaction,
    Side,
    SideAnswer,
    Step,
)
from asbcases.remedies.models import Restorative
from asbcases.remedies.queries import answer_by, looks_at
from tests.casework.casefile import shut, victim_of
from tests.make import NOW, make_case, make_graded
from tests.remedies.making import (
    DAY,
    TODAY,
    accepted,
    answered,
    fresh,
    moved,
    offered,
    respondent_of,
    side_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - 2 * DAY)


def ended(restorative: Restorative, outcome: RestorativeOutcome, by: User) -> Restorative:
    return verbs.end_restorative(
        fresh(restorative), outcome=outcome, words="They will greet each other.", by=by, now=NOW
    )


def test_it_goes_from_the_offer_to_how_content_both_are(case: Case, amira: User) -> None:
    restorative = moved(accepted(case, by=amira), Step.PREPARED, Step.SAFE, Step.MET, by=amira)
    assert restorative.state == RestorativeState.MET
    ended(restorative, RestorativeOutcome.AGREED, amira)
    for side in Side:
        verbs.note_satisfaction(
            side_of(restorative, side), satisfaction=Satisfaction.SATISFIED, words="Glad", by=amira, now=NOW
        )

    assert fresh(restorative).state == RestorativeState.ENDED
    told = AuditEvent.objects.filter(case=case, verb__startswith="restorative.").order_by("pk")
    assert [event.sentence for event in told][:4] == [
        "offered restorative justice 1 to victim 1",
        "offered restorative justice 1 to respondent 2",
        "noted the answer of victim 1 to restorative justice 1",
        "noted the answer of respondent 2 to restorative justice 1",
    ]
    assert [event.sentence for event in told][4:] == [
        "noted of restorative justice 1: both were prepared",
        "noted of restorative justice 1: found safe",
        "noted of restorative justice 1: they met, or words were passed on",
        "noted how restorative justice 1 ended: they met and agreed",
        "noted of restorative justice 1: victim 1: satisfied",
        "noted of restorative justice 1: respondent 2: satisfied",
    ]


def test_it_is_offered_to_one_first_and_then_to_the_other(case: Case, amira: User) -> None:
    restorative = offered(case, by=amira, to=[Side.HARMED])
    with pytest.raises(Refused, match="not offered to them yet"):
        answered(restorative, Side.RESPONDENT, by=amira)
    answered(restorative, Side.HARMED, by=amira)
    assert restorative.state == RestorativeState.OFFERED
    other = verbs.offer_to_side(side_of(restorative, Side.RESPONDENT), by=amira, now=NOW)

    assert answer_by(other) == TODAY + 14 * DAY
    assert answer_by(side_of(restorative, Side.HARMED)) is None
    with pytest.raises(Refused, match="offered to them already"):
        verbs.offer_to_side(other, by=amira, now=NOW)
    answered(restorative, Side.RESPONDENT, by=amira)
    assert fresh(restorative).state == RestorativeState.ACCEPTED


def test_what_is_offered_names_both_and_what_for(case: Case, amira: User) -> None:
    with pytest.raises(Refused, match="one of the victims"):
        offered(case, by=amira, harmed=respondent_of(case, by=amira))
    with pytest.raises(Refused, match="one of the respondents"):
        offered(case, by=amira, respondent=victim_of(case))
    for words, missing in (
        ("to whom", {"to": []}),
        ("who prepares", {"service": ""}),
        ("put right", {"words": " "}),
    ):
        with pytest.raises(Refused, match=words):
            offered(case, by=amira, **missing)
    shut(case)
    with pytest.raises(Refused, match="is closed"):
        offered(case, by=amira)


def test_who_accepted_may_withdraw_until_they_meet(case: Case, amira: User) -> None:
    restorative = moved(accepted(case, by=amira), Step.PREPARED, Step.SAFE, by=amira)
    with pytest.raises(Refused, match="their answer already"):
        answered(restorative, Side.HARMED, by=amira)
    answered(restorative, Side.HARMED, SideAnswer.DECLINED, by=amira)

    assert fresh(restorative).state == RestorativeState.DECLINED
    with pytest.raises(Refused, match="free to both"):
        moved(restorative, Step.MET, by=amira)
    assert ended(restorative, RestorativeOutcome.DECLINED, amira).outcome == RestorativeOutcome.DECLINED
    for again in (
        lambda: ended(restorative, RestorativeOutcome.DECLINED, amira),
        lambda: answered(restorative, Side.HARMED, by=amira),
    ):
        with pytest.raises(Refused, match="has ended"):
            again()


def test_nobody_meets_where_it_is_not_safe(case: Case, amira: User) -> None:
    restorative = moved(accepted(case, by=amira), Step.PREPARED, Step.UNSAFE, by=amira)
    assert restorative.state == RestorativeState.UNSAFE
    with pytest.raises(Refused, match="whether it is safe"):
        moved(restorative, Step.MET, by=amira)
    restorative = moved(restorative, Step.SAFE, by=amira)

    assert restorative.state == RestorativeState.SAFE
    with pytest.raises(Refused, match="not found unsafe"):
        ended(restorative, RestorativeOutcome.UNSAFE, amira)
    with pytest.raises(Refused, match="on which day"):
        moved(restorative, Step.MET, by=amira, met_on=None)
    with pytest.raises(Refused, match="still to come"):
        moved(restorative, Step.MET, by=amira, met_on=TODAY + DAY)


def test_what_is_over_is_over(case: Case, amira: User) -> None:
    restorative = moved(accepted(case, by=amira), Step.PREPARED, Step.SAFE, Step.MET, by=amira)
    with pytest.raises(Refused, match="They met"):
        answered(restorative, Side.HARMED, SideAnswer.DECLINED, by=amira)
    harmed = side_of(restorative, Side.HARMED)
    with pytest.raises(Refused, match="not ended yet"):
        verbs.note_satisfaction(harmed, satisfaction=Satisfaction.PARTLY, by=amira, now=NOW)
    shut(case)
    ended(restorative, RestorativeOutcome.MET, amira)
    verbs.note_satisfaction(harmed, satisfaction=Satisfaction.PARTLY, by=amira, now=NOW)
    with pytest.raises(Refused, match="noted already"):
        verbs.note_satisfaction(harmed, satisfaction=Satisfaction.PARTLY, by=amira, now=NOW)

    assert (str(restorative), str(harmed)) == ("Restorative justice 1", "The harmed person, Victim 1")


def test_reports_since_are_counted_from_the_records(case: Case, amira: User) -> None:
    restorative = moved(accepted(case, by=amira), Step.PREPARED, Step.SAFE, Step.MET, by=amira)
    assert looks_at(offered(case, by=amira), Incident.objects.all(), NOW) == []
    half = months_after(TODAY, 6)
    people = {one.side: one.party.person for one in restorative.sides.all()}
    on = {
        "on the day itself": (NOW, Side.RESPONDENT),
        "within six months": (NOW + 30 * DAY, Side.RESPONDENT),
        "within a year": (NOW + 200 * DAY, Side.HARMED),
        "later": (NOW + 400 * DAY, Side.RESPONDENT),
    }
    roles = {Side.HARMED: PartyRole.VICTIM, Side.RESPONDENT: PartyRole.RESPONDENT}
    for when, side in on.values():
        incident = make_graded(by=amira, now=when + timedelta(hours=3))
        add_incident_party(incident, people[side], role=roles[side], by=amira, now=when + timedelta(hours=3))
    first, second = looks_at(restorative, Incident.objects.all(), NOW + 250 * DAY)

    assert (first.months, first.until, first.over, first.found) == (6, half, True, 1)
    assert (second.months, second.over, second.found) == (12, False, 2)
