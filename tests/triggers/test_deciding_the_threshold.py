"""The worksheet is worked out from complaints as they stand; reached, nothing but met can be decided."""

from datetime import UTC, date, datetime, timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import extend, waive
from asbcases.errors import Refused
from asbcases.policies.queries import limits_in_force
from tests.make import NOW, make_report
from tests.triggers.make import (
    CASTLE_POINT,
    STOCKTON,
    differences,
    make_application,
    make_co_ordinator,
    make_complaint,
    owed_on,
)
from triggers.choices import BodyAnswer, Consent, Link, Origin
from triggers.models import ReviewComplaint, ThresholdDecision
from triggers.queries import complaints_on, worksheet_of
from triggers.transitions import (
    add_complaint,
    correct_complaint,
    decide_duplicate,
    decide_threshold,
    mark_complaint_wrong,
    record_reply,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REASONS = {"persistence": "Each week", "harm": "She cannot sleep", "adequacy": "Nobody came"}


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def review(sunita: User, ben: User) -> CaseReview:
    return make_application(by=sunita, area=CASTLE_POINT)


def three(review: CaseReview, by: User, **stated: object) -> list[ReviewComplaint]:
    return [make_complaint(review, by=by, complaint_on=date(2026, 11, day), **stated) for day in (2, 9, 16)]


def rows_of(review: CaseReview) -> dict[str, str]:
    sheet = worksheet_of(review, limits_in_force(NOW))
    return {row.complaint.id: row.why.value for row in sheet.rows}


def test_each_complaint_counts_or_says_why_not_and_one_by_hand_or_on_file_alike(
    review: CaseReview, sunita: User, amira: User
) -> None:
    report = make_report(by=amira)
    make_complaint(review, by=sunita)
    make_complaint(review, by=sunita, report=report, origin=Origin.RECORDED, hate=True)
    make_complaint(review, by=sunita, behaviour_from=None)
    make_complaint(review, by=sunita, link=Link.NONE)
    make_complaint(review, by=sunita, origin=Origin.PUBLISHED)
    make_complaint(review, by=sunita, behaviour_from=date(2026, 9, 1), behaviour_until=date(2026, 10, 10))

    assert rows_of(review) == {
        "1": "counts",
        "2": "counts",
        "3": "behaviour_unknown",
        "4": "not_linked",
        "5": "published",
        "6": "counts",
    }
    assert complaints_on(review)[0].behaviour_until == date(2026, 11, 1)
    with pytest.raises(Refused, match="stands on the worksheet"):
        make_complaint(review, by=sunita, report=report)


def test_dates_that_nobody_can_mean_are_refused(review: CaseReview, sunita: User) -> None:
    for stated, words in (
        ({"complaint_on": date(2026, 11, 24)}, "future"),
        ({"behaviour_from": date(2026, 11, 24)}, "future"),
        ({"behaviour_until": date(2026, 10, 30)}, "not before it"),
        ({"behaviour_from": None, "behaviour_until": date(2026, 11, 1)}, "first day"),
    ):
        with pytest.raises(Refused, match=words):
            make_complaint(review, by=sunita, **stated)
    made = {"agency": "police", "complaint_on": date(2026, 11, 1), "link": Link.VICTIM}
    add_complaint(review, origin=Origin.BY_HAND, by=sunita, now=NOW, **made)
    assert rows_of(review) == {"1": "behaviour_unknown"}


def test_a_correction_keeps_what_was_and_needs_a_reason(review: CaseReview, sunita: User) -> None:
    complaint = make_complaint(review, by=sunita, behaviour_from=date(2026, 11, 20))
    assert rows_of(review) == {"1": "before_behaviour"}
    right = {"behaviour_from": date(2026, 10, 30), "by": sunita, "now": NOW}
    with pytest.raises(Refused, match="why it is corrected"):
        correct_complaint(complaint, reason=" ", **right)

    complaint = correct_complaint(complaint, reason="The log says so", **right)

    assert rows_of(review) == {"1": "counts"}
    assert complaint.behaviour_until == date(2026, 10, 30)
    assert complaint.events.get().behaviour_from == date(2026, 11, 20)
    with pytest.raises(Refused, match="Nothing was changed"):
        correct_complaint(complaint, reason="The same", **right)
    correct_complaint(complaint, reason="Who it was", complainant="Jo Daye", by=sunita, now=NOW)
    assert mark_complaint_wrong(complaint, reason="Another family", by=sunita, now=NOW).version == 4
    assert rows_of(review) == {}
    with pytest.raises(Refused, match="recorded in error"):
        mark_complaint_wrong(complaint, reason="Again", by=sunita, now=NOW)


def test_a_person_decides_what_is_a_duplicate_and_why(review: CaseReview, sunita: User, amira: User) -> None:
    first, second, third = three(review, sunita)
    for of in (second, make_complaint(make_application(by=sunita), by=sunita)):
        with pytest.raises(Refused, match="another complaint"):
            decide_duplicate(second, of=of, reason="x", by=sunita, now=NOW)
    with pytest.raises(Refused, match="Give the reason"):
        decide_duplicate(second, of=first, reason=" ", by=sunita, now=NOW)

    decided = decide_duplicate(second, of=first, reason="One event", by=sunita, now=NOW)
    other = decide_duplicate(third, of=None, reason="A week later", by=sunita, now=NOW)

    assert (decided.is_duplicate, decided.duplicate_of, decided.duplicate_by) == (True, first, sunita)
    assert (other.is_duplicate, other.duplicate_of) == (False, None)
    told = AuditEvent.objects.filter(review=review, verb=Verb.DUPLICATE_DECIDED).order_by("pk")
    assert [event.data["verdict"] for event in told] == ["of complaint 1", "of none"]


def test_once_reached_nothing_but_met_can_be_decided(review: CaseReview, sunita: User) -> None:
    three(review, sunita)
    at = NOW + DAY
    with pytest.raises(Refused, match="must decide that the threshold is met") as refused:
        decide_threshold(review, met=False, **REASONS, by=sunita, now=at)
    assert "3 of 3 complaints qualify" in refused.value.reason
    assert not ThresholdDecision.objects.exists()

    decision = decide_threshold(review, met=True, by=sunita, now=at)

    review.refresh_from_db()
    assert (review.stage, decision.reached, decision.route) == (ReviewStage.REVIEW, True, "complaints")
    assert [row["counts"] for row in decision.worksheet["rows"]] == [True] * 3
    assert decision.silent == ["Essex Police"]
    assert "acr_threshold" not in owed_on(review)
    assert differences(review) == []
    with pytest.raises(Refused, match="decided already"):
        decide_threshold(review, met=True, by=sunita, now=at)


def test_a_route_of_the_area_binds_like_the_number_of_the_act(sunita: User, ben: User) -> None:
    review = make_application(by=sunita)
    make_complaint(review, by=sunita, hate=True, link=Link.HATE)

    with pytest.raises(Refused, match="Once three qualifying complaints"):
        decide_threshold(review, met=False, **REASONS, by=sunita, now=NOW)

    decision = decide_threshold(review, met=True, reason="Hate", by=sunita, now=NOW + DAY)
    assert (decision.route, decision.reason) == ("hate", "Hate")
    assert set(owed_on(review)) == {
        "acr_told",
        *(f"acr_agree_date {step}" for step in ("ack", "agency_reply", "panel")),
    }
    assert differences(review) == []


def test_below_it_a_person_decides_with_a_reason_on_each_factor(review: CaseReview, sunita: User) -> None:
    make_complaint(review, by=sunita)
    for lacking in REASONS:
        with pytest.raises(Refused, match="A person must decide") as refused:
            decide_threshold(review, met=False, **{**REASONS, lacking: " "}, by=sunita, now=NOW)
        assert refused.value.reason.startswith("Give a reason on ")

    decision = decide_threshold(review, met=False, **REASONS, by=sunita, now=NOW)

    review.refresh_from_db()
    assert (review.stage, decision.met, decision.reached, decision.route) == (
        ReviewStage.NOT_MET,
        False,
        False,
        "",
    )
    assert decision.worksheet["short"] == 1, "one report of hate would be enough here"
    correct_complaint(complaints_on(review)[0], reason="Wrong day", behaviour_from=None, by=sunita, now=NOW)
    decision.refresh_from_db()
    assert decision.worksheet["rows"][0]["counts"], "the decision keeps its worksheet as it stood"


def test_an_area_without_a_procedure_is_judged_by_the_act(sunita: User, ben: User) -> None:
    review = make_application(by=sunita, area="far-away")
    three(review, sunita)

    with pytest.raises(Refused, match="must decide"):
        decide_threshold(review, met=False, **REASONS, by=sunita, now=NOW)
    body = review.bodies.get()
    record_reply(body, answer=BodyAnswer.HOLDS, replied_at=NOW, by=sunita, now=NOW)
    assert decide_threshold(review, met=True, by=sunita, now=NOW).silent == []


def test_nothing_is_decided_on_a_draft(sunita: User) -> None:
    draft = make_application(by=sunita, consent=Consent.WAITING, victim_name="Jo Day")

    with pytest.raises(Refused, match="consent"):
        decide_threshold(draft, met=True, by=sunita, now=NOW)


def test_what_a_supervisor_rules_on_a_clock_stands_whatever_is_recorded_after_it(
    sunita: User, ben: User
) -> None:
    review, other = make_application(by=sunita, area=STOCKTON), make_application(by=sunita, area=STOCKTON)
    later = datetime(2026, 12, 20, tzinfo=UTC)
    extend(owed_on(review)["acr_threshold"], until=later, reason="Illness", by=ben, now=NOW + DAY)
    waive(owed_on(other)["acr_threshold"], reason="Agreed", by=ben, now=NOW + DAY)

    for each in (review, other):
        for body in each.bodies.all():
            at = NOW + 2 * DAY
            record_reply(body, answer=BodyAnswer.NOTHING, replied_at=at, by=sunita, now=at)

    assert owed_on(review)["acr_threshold"].due_at == later, (
        "a sooner date takes nothing from what was granted"
    )
    assert "acr_threshold" not in owed_on(other)
    assert differences(review, other) == []
    decide_threshold(other, met=True, **REASONS, by=sunita, now=NOW + 3 * DAY)
    assert differences(other) == []


def test_a_clock_that_was_shifted_or_deleted_behind_its_back_is_named(
    review: CaseReview, sunita: User
) -> None:
    make_application(by=sunita)
    Deadline.objects.filter(review=review, kind="acr_threshold").update(promised_for=NOW, due_at=NOW)
    Deadline.objects.filter(review=review, kind="acr_acknowledge").update(subject="x")

    found = {(each["kind"], each["type"], each["field"]) for each in differences(review)}

    assert ("acr_threshold", "differs", "due_at") in found
    assert ("acr_acknowledge", "differs", "subject") in found
