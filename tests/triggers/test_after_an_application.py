"""What follows an application: acknowledged, days agreed, bodies that reply, withdrawn, and who owns it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.db.actor import acting
from asbcases.errors import Refused
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
from triggers.models import Application, BodyReply, PublicApplication
from triggers.queries import Body
from triggers.transitions import (
    acknowledge,
    agree_date,
    leave_application,
    receive_application,
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
