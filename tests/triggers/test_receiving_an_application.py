"""An application is always accepted, told to every relevant body, and never without a clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from tests.make import NOW, make_agency, make_user
from tests.triggers.make import (
    CASTLE_POINT,
    COLCHESTER,
    STOCKTON,
    differences,
    make_application,
    make_co_ordinator,
    owed_on,
)
from triggers.choices import BodyAnswer, BodyKind, Channel, Consent, Ending, StepAgreed
from triggers.models import Application, BodyReply, LocalProcedure, PublicApplication
from triggers.queries import Body
from triggers.transitions import (
    acknowledge,
    agree_date,
    leave_application,
    receive_application,
    record_consent,
    record_reply,
    take_in,
    tell_bodies,
    withdraw_application,
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
    assert review.application.procedure == LocalProcedure.objects.get(area=COLCHESTER)
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
    shipped = LocalProcedure.objects.get(area=COLCHESTER)
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


def test_an_acknowledgement_is_kept_as_a_letter_and_ends_what_was_owed(sunita: User) -> None:
    stated, unstated = make_application(by=sunita, area=CASTLE_POINT), make_application(by=sunita)
    at = NOW + DAY
    with pytest.raises(Refused, match="future"):
        acknowledge(stated, words="We have it.", how="Letter", sent_at=at + DAY, by=sunita, now=at)

    for review in (stated, unstated):
        letter = acknowledge(review, words="We have it.", how="Letter", sent_at=NOW, by=sunita, now=at)
        assert (letter.number, letter.words) == (1, "We have it.")

    assert "acr_acknowledge" not in owed_on(stated)
    assert "acr_agree_date ack" not in owed_on(unstated)
    assert differences(stated, unstated) == []
    with pytest.raises(Refused, match="already"):
        acknowledge(stated, words="Again.", how="Letter", sent_at=NOW, by=sunita, now=at)
    with pytest.raises(Refused, match="done already"):
        agree_date(unstated, step=StepAgreed.ACK, on=at.date(), how="By phone", by=sunita, now=at)


def test_a_date_is_agreed_once_for_what_has_none_and_never_in_the_past(sunita: User) -> None:
    review = make_application(by=sunita, area=CASTLE_POINT)
    agree = {"how": "By phone", "by": sunita, "now": NOW}
    with pytest.raises(Refused, match="states a clock"):
        agree_date(review, step=StepAgreed.ACK, on=NOW.date(), **agree)
    with pytest.raises(Refused, match="not its turn"):
        agree_date(review, step=StepAgreed.PANEL, on=NOW.date(), **agree)
    with pytest.raises(Refused, match="has passed"):
        agree_date(review, step=StepAgreed.AGENCY_REPLY, on=date(2026, 11, 22), **agree)

    agree_date(review, step=StepAgreed.AGENCY_REPLY, on=NOW.date(), **agree)

    with pytest.raises(Refused, match="agreed for this already"):
        agree_date(review, step=StepAgreed.AGENCY_REPLY, on=NOW.date(), **agree)


def test_a_body_told_late_has_a_working_day_although_the_agreed_day_has_passed(
    sunita: User, ben: User
) -> None:
    review = make_application(by=sunita)
    first = review.bodies.get(number=1)
    early = {"answer": BodyAnswer.NOTHING, "replied_at": NOW, "by": sunita}
    record_reply(first, now=NOW + timedelta(minutes=5), **early)
    agree_date(
        review, step=StepAgreed.AGENCY_REPLY, on=date(2026, 11, 24), how="By phone", by=sunita, now=NOW + DAY
    )

    landlord = Body("Eastlight Homes", BodyKind.LANDLORD)
    late = NOW + 3 * DAY
    [told] = tell_bodies(review, bodies=[landlord, landlord], how="By letter", by=sunita, now=late)

    owed = owed_on(review)
    assert "acr_reply 1" not in owed
    assert owed["acr_reply 2"].due_at == by_day(date(2026, 11, 24))
    assert owed[f"acr_reply {told.number}"].due_at == by_day(date(2026, 11, 27))
    assert differences(review) == []
    with pytest.raises(Refused, match="told already"):
        tell_bodies(review, bodies=[landlord], how="By letter", by=sunita, now=late)


def test_a_reply_is_recorded_once_with_its_time_and_its_reason(sunita: User, ben: User) -> None:
    review = make_application(by=sunita, area=STOCKTON)
    body = review.bodies.get()
    at = NOW + DAY
    for answer, replied_at, words, why in (
        (BodyAnswer.HOLDS, at + DAY, "", "future"),
        (BodyAnswer.HOLDS, NOW - DAY, "", "told later"),
        (BodyAnswer.NONE, at, "", "holds complaints"),
        (BodyAnswer.REFUSED, at, " ", "why the body refused"),
    ):
        with pytest.raises(Refused, match=why):
            record_reply(body, answer=answer, words=words, replied_at=replied_at, by=sunita, now=at)

    body = record_reply(body, answer=BodyAnswer.REFUSED, words="No gateway", replied_at=at, by=sunita, now=at)

    assert (body.answer, body.answer_words) == (BodyAnswer.REFUSED, "No gateway")
    assert "acr_reply 1" not in owed_on(review)
    with pytest.raises(Refused, match="recorded already"):
        record_reply(body, answer=BodyAnswer.HOLDS, replied_at=at, by=sunita, now=at)


def test_a_decision_that_waits_for_the_replies_is_due_sooner_once_all_are_in(ben: User, sunita: User) -> None:
    make_agency("North East Integrated Care Board", AgencyKind.HEALTH)
    review, late = (make_application(by=sunita, area=STOCKTON) for _ in range(2))
    expected = by_day(date(2026, 12, 10))
    assert owed_on(review)["acr_threshold"].due_at == expected, "3 working days after the 10 for replies"
    first, second = review.bodies.order_by("number")

    record_reply(first, answer=BodyAnswer.HOLDS, replied_at=NOW, by=sunita, now=NOW + DAY)
    assert owed_on(review)["acr_threshold"].due_at == expected
    record_reply(second, answer=BodyAnswer.HOLDS, replied_at=NOW + 2 * DAY, by=sunita, now=NOW + 3 * DAY)

    assert owed_on(review)["acr_threshold"].due_at == by_day(date(2026, 11, 30))
    for body in late.bodies.all():
        at = NOW + 20 * DAY
        record_reply(body, answer=BodyAnswer.HOLDS, replied_at=at, by=sunita, now=at)
    assert owed_on(late)["acr_threshold"].due_at == expected, "a late reply gives nobody more time"
    assert differences(review, late) == []


def test_a_withdrawal_ends_all_that_is_owed_and_everything_after_it_is_refused(sunita: User) -> None:
    review, draft = make_application(by=sunita), make_application(by=sunita, **ELSE)
    with pytest.raises(Refused, match="whether the applicant withdrew"):
        withdraw_application(
            review, ending=Ending.COMPLETED, reason="x", told_how="x", by=sunita, now=NOW + DAY
        )

    told = {"told_how": "By phone", "by": sunita, "now": NOW + DAY}
    withdraw_application(review, ending=Ending.WITHDRAWN, reason="It has stopped", **told)
    withdraw_application(draft, ending=Ending.NO_CONSENT, reason="She does not want it", **told)

    assert not owed_on(review)
    assert not owed_on(draft)
    assert Application.objects.get(review=draft).consent == Consent.WITHDRAWN
    assert differences(review, draft) == []
    with pytest.raises(Refused, match="has ended"):
        acknowledge(review, words="x", how="x", sent_at=NOW, by=sunita, now=NOW + DAY)


def test_what_anybody_leaves_by_the_public_form_is_taken_in_once_by_the_service(
    sunita: User, ben: User
) -> None:
    said = {"area": COLCHESTER, "happened": "Stones", "applicant_name": "Jo Day", "from_hour": 9}

    with acting("anonymous"):
        assert leave_application("K7PQ-4M2X", said=said, now=NOW)
        assert not leave_application("K7PQ-4M2X", said=said, now=NOW)
        assert not PublicApplication.objects.exists(), "the sender reads nothing"
    with acting("system:intake"):
        left = PublicApplication.objects.get()
        review = take_in(left, NOW + timedelta(minutes=1))
        assert take_in(left, NOW + timedelta(minutes=2)) == review

    assert (review.public_reference, review.received_at) == ("K7PQ-4M2X", NOW)
    assert (review.application.channel, review.application.from_hour) == (Channel.ONLINE, 9)
    assert len(owed_on(review)) == 3
    assert Message.objects.filter(review=review).count() == 2
    assert differences(review) == []


def test_a_co_ordinator_who_is_away_owns_it_only_where_nobody_else_does(sunita: User) -> None:
    sunita.on_leave_until = NOW.date() + 5 * DAY
    sunita.save()
    assert make_application(by=sunita).owner == sunita
    peter = make_co_ordinator(username="peter")

    assert make_application(by=sunita).owner == peter


def test_without_anybody_who_supervises_whoever_takes_it_in_owes_it(dev: User) -> None:
    lone = make_user("lone", "cpt_officer", district_code="harlow")

    review = receive_application(
        area="far-away", channel=Channel.LETTER, happened="Noise", received_at=NOW, by=lone, now=NOW
    )

    assert {row.owner for row in owed_on(review).values()} == {lone}
    assert BodyReply.objects.get(review=review).kind == BodyKind.POLICE
