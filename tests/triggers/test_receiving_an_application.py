"""An application is always accepted, told to every relevant body, and never without a clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from tests.make import NOW, make_agency
from tests.triggers.make import (
    CASTLE_POINT,
    COLCHESTER,
    differences,
    make_application,
    make_co_ordinator,
    owed_on,
    version_of,
)
from triggers.choices import BodyKind, Consent, StepAgreed
from triggers.models import LocalProcedure
from triggers.transitions import (
    acknowledge,
    agree_date,
    record_consent,
    tell_bodies,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ELSE = {"consent": Consent.WAITING, "victim_name": "Jo Day", "relation": "her son"}


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


def by_day(day: date) -> datetime:
    """Return the first late instant of a last day in winter."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + DAY


def test_an_application_is_taken_in_with_its_area_owner_and_version_and_every_body_is_told(
    sunita: User, ben: User, dev: User
) -> None:
    make_agency("Essex Integrated Care Board", AgencyKind.HEALTH)

    review = make_application(by=sunita, applicant_name="Jo Day", contact_email="jo@home.example")

    assert review.reference.startswith("ACR-2026-")
    assert (review.stage, review.owner, review.council) == (ReviewStage.RECEIVED, sunita, sunita.agency)
    assert review.district is not None
    assert review.district.code == "colchester"
    assert review.application.procedure == version_of(COLCHESTER)
    told = list(review.bodies.order_by("number").values_list("name", "kind"))
    assert told == [
        ("Colchester Council", BodyKind.COUNCIL),
        ("Essex Police", BodyKind.POLICE),
        ("Essex Integrated Care Board", BodyKind.HEALTH),
    ]
    messages = Message.objects.filter(template=Template.APPLICATION_RECEIVED, review=review)
    assert set(messages.values_list("recipient", flat=True)) == {sunita.pk, ben.pk}
    verbs = list(AuditEvent.objects.filter(review=review).order_by("pk").values_list("verb", flat=True))
    assert verbs[0] == Verb.REVIEW_RECEIVED
    assert verbs.count(Verb.BODY_TOLD) == 3


def test_where_the_area_states_no_clock_a_date_is_agreed_within_one_working_day(
    sunita: User, ben: User
) -> None:
    review = make_application(by=sunita)

    assert review.application.held_for == ["ack", "agency_reply", "threshold"]
    owed = owed_on(review)
    assert set(owed) == {f"acr_agree_date {step}" for step in ("ack", "agency_reply", "threshold")}
    for deadline in owed.values():
        assert deadline.due_at == by_day(date(2026, 11, 24))
        assert (deadline.owner, deadline.rings) == (sunita, False)
    assert differences(review) == []

    later = NOW + timedelta(hours=2)
    for step, on in (
        (StepAgreed.ACK, date(2026, 11, 25)),
        (StepAgreed.AGENCY_REPLY, date(2026, 12, 4)),
        (StepAgreed.THRESHOLD, date(2026, 12, 9)),
    ):
        agree_date(review, step=step, on=on, how="By telephone", by=sunita, now=later)

    owed = owed_on(review)
    assert {name: row.due_at for name, row in owed.items()} == {
        "acr_acknowledge": by_day(date(2026, 11, 25)),
        "acr_reply 1": by_day(date(2026, 12, 4)),
        "acr_reply 2": by_day(date(2026, 12, 4)),
        "acr_threshold": by_day(date(2026, 12, 9)),
    }
    assert "9 December 2026 was agreed" in owed["acr_threshold"].basis
    assert differences(review) == []


def test_an_area_without_any_procedure_is_held_and_a_supervisor_owes_what_no_co_ordinator_can(
    ben: User, amira: User
) -> None:
    review = make_application(by=amira, area="far-away")

    assert (review.council, review.district, review.owner) == (None, None, None)
    assert review.application.procedure is None
    assert review.application.held_for == ["ack", "agency_reply", "threshold"]
    assert {row.owner for row in owed_on(review).values()} == {ben}
    assert [body.name for body in review.bodies.all()] == ["Essex Police"]
    assert differences(review) == []


def test_the_version_in_force_on_the_day_of_receipt_governs_and_a_later_one_changes_nothing(
    sunita: User,
) -> None:
    shipped = version_of(COLCHESTER)
    shipped.in_force_to = date(2026, 11, 22)
    shipped.save()
    clocks = [{"step": "ack", "value": 3, "unit": "days", "anchor": "receipt"}]
    bodies = [
        {"name": "Eastlight Homes", "kind": "landlord"},
        {"name": "Old Homes", "kind": "landlord", "to": "2020-01-01"},
    ]
    stated = {"area": COLCHESTER, "name": "Colchester", "in_force_from": "2026-11-23", "source": "Minutes"}
    newer = LocalProcedure.objects.create(
        area=COLCHESTER,
        name="Colchester",
        in_force_from=date(2026, 11, 23),
        content={**stated, "clocks": clocks, "bodies": bodies},
        source="Minutes",
        entered_at=NOW,
        entered_by=sunita,
    )

    before = make_application(by=sunita, received_at=NOW - DAY)
    after = make_application(by=sunita)

    assert before.application.procedure == shipped
    assert after.application.procedure == newer
    assert owed_on(after)["acr_acknowledge"].due_at == by_day(date(2026, 11, 26))
    assert [body.name for body in after.bodies.all()] == ["Eastlight Homes"]
    assert differences(before, after) == []


def test_what_a_draft_needs_is_the_victims_consent_and_its_clocks_run_from_then(sunita: User) -> None:
    review = make_application(by=sunita, area=CASTLE_POINT, **ELSE)

    assert review.stage == ReviewStage.DRAFT
    assert review.application.by_somebody_else
    assert list(owed_on(review)) == ["acr_agree_date consent"]
    assert not review.bodies.exists()
    for act in (
        lambda: acknowledge(review, words="Thank you", how="E-mail", sent_at=NOW, by=sunita, now=NOW),
        lambda: agree_date(review, step=StepAgreed.ACK, on=NOW.date(), how="x", by=sunita, now=NOW),
        lambda: tell_bodies(review, bodies=[], how="Letter", by=sunita, now=NOW),
    ):
        with pytest.raises(Refused, match="consent"):
            act()
    assert differences(review) == []

    review = record_consent(review, how="She rang us", by=sunita, now=NOW + DAY)

    assert (review.stage, review.application.consent) == (ReviewStage.RECEIVED, Consent.GIVEN)
    owed = owed_on(review)
    assert owed["acr_acknowledge"].due_at == by_day(date(2026, 12, 8)), "ten working days from the consent"
    assert owed["acr_agree_date agency_reply"].due_at == by_day(date(2026, 11, 25))
    assert differences(review) == []
    with pytest.raises(Refused, match="No consent is missing"):
        record_consent(review, how="Again", by=sunita, now=NOW + DAY)


def test_what_nobody_can_mean_is_refused_and_nothing_else_is(sunita: User) -> None:
    for said, words in (
        ({"received_at": NOW + DAY}, "future"),
        ({"happened": " "}, "Say what happened"),
        ({"area": " "}, "which area"),
        ({"consent": Consent.WAITING}, "name of the victim"),
        ({"consent": Consent.GIVEN, "victim_name": "Jo Day"}, "how the victim consented"),
        ({"consent": Consent.WITHDRAWN}, "does not want"),
    ):
        with pytest.raises(Refused, match=words):
            make_application(by=sunita, **said)
    assert not CaseReview.objects.exists()

    given = make_application(
        by=sunita, consent=Consent.GIVEN, consent_words="In writing", victim_name="Jo Day"
    )
    assert given.application.clocks_from == NOW
    assert differences(given) == []
