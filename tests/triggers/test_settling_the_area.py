"""A review of no known area is given the one it belongs to: its co-ordinator, its bodies, and its clocks as from the receipt."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from asbcases.accounts.choices import Role
from asbcases.accounts.models import Council, User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import CaseReview
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import hand_over
from asbcases.errors import Refused
from asbcases.law.periods import london_midnight_after
from partners import access
from tests.make import NOW, make_user
from tests.triggers.make import (
    COLCHESTER,
    STOCKTON,
    differences,
    make_application,
    make_co_ordinator,
    owed_on,
)
from tests.triggers.make_reviews import REASONS, make_procedure
from triggers.choices import NOT_KNOWN, AppealAgainst, BodyAnswer, Consent, StepAgreed
from triggers.models import BodyReply, LocalProcedure
from triggers.transitions import agree_date, record_consent, record_reply, withdraw_application
from triggers.transitions.appeals import lodge_appeal
from triggers.transitions.applications import acknowledge
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.settling import settle_area

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TO_AGREE = [f"acr_agree_date {step}" for step in ("ack", "agency_reply", "threshold")]
SAID = {"area": "whole", "why": "The street lies there"}


@pytest.fixture
def olga(db: None) -> User:
    return make_user("olga", Role.ASB_OFFICER, name="Olga Wood")


def left(by: User, **said: Any) -> CaseReview:
    return make_application(by=by, area=NOT_KNOWN, place_text="By the river", **said)


def settle(review: CaseReview, by: User, now: datetime = NOW + DAY, **said: Any) -> CaseReview:
    settle_area(review, **{**SAID, **said}, by=by, now=now)
    review.refresh_from_db()
    return review


def due(review: CaseReview, what: str) -> datetime:
    return owed_on(review)[what].due_at


def test_the_area_s_own_clocks_run_from_the_receipt_and_its_people_have_it(olga: User) -> None:
    sunita = make_co_ordinator()
    review = left(olga)
    assert sorted(owed_on(review)) == TO_AGREE
    before = {key: one.due_at for key, one in owed_on(review).items()}
    assert {one.owner for one in owed_on(review).values()} == {olga}
    assert not access.reviews_visible_to(sunita, now=NOW).filter(pk=review.pk).exists()

    settle(review, olga, area=COLCHESTER)

    assert access.reviews_visible_to(sunita, now=NOW).filter(pk=review.pk).exists()
    council = Council.objects.select_related("district").get(code=COLCHESTER)
    assert (review.owner, review.district, review.council) == (sunita, council.district, sunita.agency)
    assert review.application.procedure.area == COLCHESTER
    event = AuditEvent.objects.get(verb=Verb.REVIEW_AREA_SETTLED)
    assert (event.reason, event.data["area"]) == ("The street lies there", "Colchester")
    # Colchester states no clock: its co-ordinator agrees the days by the same instants, and its council is told too.
    assert sorted(owed_on(review)) == TO_AGREE
    assert {(one.owner, one.district) for one in owed_on(review).values()} == {(sunita, council.district)}
    assert {key: one.due_at for key, one in owed_on(review).items()} == before
    assert BodyReply.objects.filter(review=review, name=sunita.agency.name).exists()
    assert differences(review) == []


def test_what_is_stated_takes_the_place_of_what_was_or_would_be_agreed(olga: User) -> None:
    make_procedure(lpb_notified=True)
    review = left(olga)
    bodies = list(BodyReply.objects.filter(review=review).order_by("number"))
    act: dict[str, Any] = {"by": olga, "now": NOW + HOUR}
    day = date(2026, 12, 18)
    agree_date(review, step=StepAgreed.AGENCY_REPLY, on=day, how="By telephone", **act)
    nothing: dict[str, Any] = {"answer": BodyAnswer.NOTHING, "replied_at": NOW + HOUR}
    record_reply(bodies[0], **nothing, by=olga, now=NOW + 2 * HOUR)

    settle(review, olga)

    # Two, five and ten working days after Monday 23 November.
    assert due(review, "acr_acknowledge") == london_midnight_after(date(2026, 11, 25))
    assert due(review, "acr_threshold") == london_midnight_after(date(2026, 12, 7))
    for body in bodies[1:]:
        assert due(review, f"acr_reply {body.number}") == london_midnight_after(date(2026, 11, 30))
    assert not [key for key in owed_on(review) if key.startswith("acr_agree_date")]
    assert review.application.held_for == []
    assert differences(review) == []
    acknowledge(review, words="Dear Jo", how="By post", sent_at=NOW + DAY, by=olga, now=NOW + 2 * DAY)
    for body in BodyReply.objects.filter(review=review, answer=""):
        record_reply(body, answer=BodyAnswer.HOLDS, replied_at=NOW + DAY, by=olga, now=NOW + 2 * DAY)
    decide_threshold(review, met=False, **REASONS, by=olga, now=NOW + 3 * DAY)
    assert differences(review) == []
    with pytest.raises(Refused, match="area of this review is known: it is Whole"):
        settle(review, olga)


def test_what_was_done_before_stays_done(olga: User) -> None:
    make_procedure()
    review = left(olga)
    acknowledge(review, words="Dear Jo", how="By post", sent_at=NOW, by=olga, now=NOW + HOUR)
    lodge_appeal(
        review, against=AppealAgainst.HANDLING, words="Nobody rang.", asked_at=NOW, by=olga, now=NOW + HOUR
    )
    assert "acr_agree_date appeal_hearing" in " ".join(owed_on(review))

    settle(review, olga)

    owed = owed_on(review)
    assert "acr_acknowledge" not in owed
    assert any(key.startswith("acr_appeal") for key in owed)
    assert differences(review) == []


def test_a_decision_that_waits_for_replies_is_due_from_the_last_of_them(olga: User) -> None:
    stockton = make_user("tess", Role.ASB_OFFICER)
    review = left(olga)
    for body in BodyReply.objects.filter(review=review):
        record_reply(body, answer=BodyAnswer.NOTHING, replied_at=NOW, by=olga, now=NOW + HOUR)
    known = set(BodyReply.objects.filter(review=review).values_list("pk", flat=True))

    settle(review, stockton, area=STOCKTON)

    told = BodyReply.objects.filter(review=review).exclude(pk__in=known)
    assert differences(review) == []
    for body in told:
        record_reply(body, answer=BodyAnswer.HOLDS, replied_at=NOW + DAY, by=olga, now=NOW + 2 * DAY)
    assert owed_on(review)["acr_threshold"].origin == f"replies:{review.application.pk}"
    assert differences(review) == []
    assert Deadline.objects.filter(review=review, kind="acr_threshold").count() == 2


def test_an_area_that_had_no_procedure_by_then_has_it_all_the_same(olga: User) -> None:
    row = make_procedure()
    LocalProcedure.objects.filter(pk=row.pk).update(in_force_from=date(2026, 12, 1))
    review = left(olga)

    settle(review, olga)

    assert (review.area, review.application.procedure, review.owner) == ("whole", None, None)
    assert sorted(owed_on(review)) == TO_AGREE
    assert differences(review) == []


def test_a_draft_gets_its_area_and_begins_with_the_consent(olga: User) -> None:
    make_procedure()
    review = left(olga, consent=Consent.WAITING, victim_name="Jo Day")

    settle(review, olga)

    assert list(owed_on(review)) == ["acr_agree_date consent"]
    assert owed_on(review)["acr_agree_date consent"].owner == olga, "nobody co-ordinates this area here"
    assert not BodyReply.objects.filter(review=review).exists()
    record_consent(review, how="By telephone", by=olga, now=NOW + 2 * DAY)
    assert due(review, "acr_acknowledge") == london_midnight_after(date(2026, 11, 27))
    assert differences(review) == []


def test_what_somebody_else_was_given_of_it_stays_theirs_and_a_draft_passes_on_too(olga: User) -> None:
    sunita, ivor = make_co_ordinator(), make_user("ivor", Role.ASB_OFFICER, name="Ivor Hale")
    review, draft = left(olga), left(olga, consent=Consent.WAITING, victim_name="Jo Day")
    CaseReview.objects.filter(pk__in=[review.pk, draft.pk]).update(owner=olga)
    hand_over(owed_on(review)[TO_AGREE[0]], to=ivor, reason="He rings her", by=olga, now=NOW + HOUR)

    for one in (review, draft):
        one.refresh_from_db()
        settle(one, olga, area=COLCHESTER)

    assert [owed_on(review)[step].owner for step in TO_AGREE] == [ivor, sunita, sunita]
    assert owed_on(draft)["acr_agree_date consent"].owner == sunita
    assert differences(review, draft) == []


def test_one_that_was_a_draft_is_settled_once_its_clocks_run(olga: User) -> None:
    make_procedure()
    review = left(olga, consent=Consent.WAITING, victim_name="Jo Day")
    record_consent(review, how="By telephone", by=olga, now=NOW + HOUR)
    settle(review, olga)
    assert differences(review) == []


def test_what_cannot_be_settled_is_refused_with_what_to_mend(olga: User) -> None:
    make_procedure()
    review = left(olga)
    for said, words in (({"area": "nowhere"}, "known here"), ({"why": " "}, "found out")):
        with pytest.raises(Refused, match=words):
            settle(review, olga, **said)
    decided = left(olga)
    decide_threshold(decided, met=True, **REASONS, by=olga, now=NOW)
    with pytest.raises(Refused, match="numbers of the Act"):
        settle(decided, olga)
    told = {"reason": "She moved", "told_how": "By telephone"}
    withdraw_application(review, ending="withdrawn", **told, by=olga, now=NOW)
    with pytest.raises(Refused, match="has ended"):
        settle(review, olga)
