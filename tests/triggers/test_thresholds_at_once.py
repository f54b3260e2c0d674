"""Two who act on one application at the same moment: one of them does it, the other is told so by a page that says what to do."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.law.periods import london_day
from tests.casework.pages import signed_in, text_of
from tests.deadlines.checking import differences
from tests.make import make_user
from tests.triggers.make import (
    CASTLE_POINT,
    COLCHESTER,
    make_application,
    make_co_ordinator,
    make_complaint,
    version_of,
)
from tests.triggers.make_reviews import clock
from tests.triggers.test_reviews_at_once import together
from triggers.choices import Channel, Consent
from triggers.models import Application, ReviewClosing, ThresholdDecision
from triggers.queries.procedures import procedure_of
from triggers.transitions import decide_threshold, receive_application
from triggers.transitions.procedures import add_procedure

pytestmark = pytest.mark.django_db(transaction=True)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FACTORS = {"persistence": "Each week", "harm": "She cannot sleep", "adequacy": "Nobody came"}
Sent = tuple[str, str, Mapping[str, Any]]


@pytest.fixture(autouse=True)
def _people() -> None:
    with acting("system:test"), transaction.atomic():
        make_co_ordinator(CASTLE_POINT)
        make_co_ordinator(CASTLE_POINT, "tom")
        make_user("ben", Role.SUPERVISOR, district_code="castle-point-rochford")


def sent_together(*sent: Sent) -> list[tuple[int, str]]:
    """Have people send a form each at the same moment, and return the answers by their status: who did it first."""
    with acting("system:test"), transaction.atomic():
        clients = [signed_in(Client(), User.objects.get(username=who)) for who, _, _ in sent]
    ready = Barrier(len(sent))

    def send(number: int) -> tuple[int, str]:
        ready.wait(10)
        try:
            answer = clients[number].post(sent[number][1], sent[number][2])
            return answer.status_code, text_of(answer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(sent)) as pool:
        return sorted(pool.map(send, range(len(sent))))


def applied(**said: Any) -> str:
    with acting("system:test"), transaction.atomic():
        who, now = User.objects.get(username="sunita"), timezone.now() - DAY
        review = make_application(by=who, area=CASTLE_POINT, now=now, **said)
        return f"/reviews/{review.reference}/"


def test_of_two_co_ordinators_who_decide_the_threshold_at_once_one_does_and_the_other_is_told() -> None:
    page = f"{applied()}threshold/"

    first, second = sent_together(
        ("sunita", page, {"verdict": "met", **FACTORS}), ("tom", page, {"verdict": "not_met", **FACTORS})
    )

    assert (first[0], second[0]) == (302, 409)
    assert "The threshold was decided already: load the page again." in second[1]
    assert "She cannot sleep" in second[1], "what was typed is not lost"
    with acting("system:test"), transaction.atomic():
        [decision], review = ThresholdDecision.objects.all(), CaseReview.objects.get()
        assert review.stage == (ReviewStage.REVIEW if decision.met else ReviewStage.NOT_MET)
        assert AuditEvent.objects.filter(verb=Verb.THRESHOLD_DECIDED).count() == 1
        assert Deadline.objects.filter(kind="acr_threshold", met_at__isnull=False).count() == 1
    assert differences() == []


def test_the_complaint_that_reaches_the_threshold_comes_before_the_decision_or_after_it() -> None:
    """Whichever is first: a decision of not met never stands beside a worksheet on which it was reached by then."""
    page = applied()
    with acting("system:test"), transaction.atomic():
        review, sunita = CaseReview.objects.get(), User.objects.get(username="sunita")
        for week in (1, 2):
            on = london_day(review.received_at) - week * 7 * DAY
            make_complaint(review, by=sunita, now=timezone.now(), behaviour_from=on, complaint_on=on)
        third = {"agency": "police", "link": "victim", "complaint_on": str(london_day(review.received_at))}
        third["behaviour_from"] = third["complaint_on"]

    answers = sent_together(
        ("sunita", f"{page}threshold/", {"verdict": "not_met", **FACTORS}),
        ("tom", f"{page}worksheet/add/", third),
    )

    with acting("system:test"), transaction.atomic():
        decisions = list(ThresholdDecision.objects.all())
        statuses = [status for status, _ in answers]
        if decisions:
            [decision] = decisions
            assert (statuses, decision.met, len(decision.worksheet["rows"])) == ([302, 302], False, 2)
        else:
            assert statuses == [302, 409]
            assert "must decide that the threshold is met" in answers[1][1]
        assert review.complaints.count() == 3


def test_consent_that_is_given_and_withdrawn_at_once_leaves_one_whole_state() -> None:
    page = applied(consent=Consent.WAITING, victim_name="Jo Day")
    withdrawn = {"ending": "no_consent", "reason": "She does not want it", "told_how": "By phone"}

    answers = sent_together(
        ("sunita", f"{page}consent/", {"how": "She rang"}), ("tom", f"{page}withdraw/", withdrawn)
    )

    with acting("system:test"), transaction.atomic():
        assert CaseReview.objects.get().stage == ReviewStage.WITHDRAWN
        assert Application.objects.get().consent == Consent.WITHDRAWN
        assert ReviewClosing.objects.count() == 1
        assert not Deadline.objects.filter(review__isnull=False, met_at=None, cancelled_at=None).exists()
    # Consent given first may be withdrawn; once it was withdrawn none is recorded.
    assert [status for status, _ in answers] in ([302, 302], [302, 409])
    assert all("This review has ended" in words for status, words in answers if status == 409)
    assert differences() == []


def test_a_procedure_that_is_replaced_in_mid_review_changes_nothing_in_it() -> None:
    now = timezone.now()
    today = london_day(now)
    stated = {
        "area": COLCHESTER,
        "name": "Colchester",
        "version": "2",
        "source": "Minutes of the council",
        "in_force_from": str(today),
        "min_complaints": 2,
        "clocks": [clock("threshold", 3, "receipt"), clock("panel", 4, "threshold_decision")],
    }
    signed = {"signed_off_by": "Ruth Blake, Head of Community", "signed_off_on": today}
    with acting("system:test"), transaction.atomic():
        sunita, ada = make_co_ordinator(COLCHESTER, "asha"), make_user("ada", Role.ADMINISTRATOR)
        review = make_application(by=sunita, area=COLCHESTER, now=now - 10 * DAY)
        for week in (1, 2):
            on = london_day(review.received_at) - week * 7 * DAY
            make_complaint(review, by=sunita, now=now, behaviour_from=on, complaint_on=on)
        before = review.application.procedure

    def replace(by: User) -> object:
        return add_procedure(stated, **signed, by=by, now=now)

    def decide(by: User) -> object:
        return decide_threshold(CaseReview.objects.get(pk=review.pk), met=False, **FACTORS, by=by, now=now)

    assert together((replace, ada.pk), (decide, sunita.pk)) == ["", ""]

    with acting("system:test"), transaction.atomic():
        review = CaseReview.objects.get(pk=review.pk)
        procedure = procedure_of(review.application)
        assert (review.application.procedure, procedure and procedure.min_complaints) == (before, 3)
        [decision] = ThresholdDecision.objects.all()
        assert (decision.reached, decision.met) == (False, False), (
            "two are not enough by the version of receipt"
        )
        after = make_application(by=sunita, area=COLCHESTER, now=timezone.now())
        assert after.application.procedure == version_of()
        assert Deadline.objects.filter(review=after, kind="acr_threshold").exists()
    assert differences() == []


def test_an_application_of_the_day_on_which_a_version_begins_has_one_version_whoever_is_first() -> None:
    now = timezone.now()
    stated = {"area": COLCHESTER, "name": "Colchester", "version": "3", "source": "Minutes"}
    stated["in_force_from"] = str(london_day(now))
    signed = {"signed_off_by": "Ruth Blake", "signed_off_on": london_day(now)}
    with acting("system:test"), transaction.atomic():
        sunita, ada = make_co_ordinator(COLCHESTER, "asha"), make_user("ada", Role.ADMINISTRATOR)

    def replace(by: User) -> object:
        return add_procedure(stated, **signed, by=by, now=now)

    def apply(by: User) -> object:
        said: dict[str, Any] = {"channel": Channel.PHONE, "happened": "Stones"}
        return receive_application(area=COLCHESTER, received_at=now, **said, by=by, now=now)

    refused = [words for words in together((replace, ada.pk), (apply, sunita.pk)) if words]

    with acting("system:test"), transaction.atomic():
        governs = CaseReview.objects.get().application.procedure
        assert governs == version_of()
        assert governs.version == ("2" if refused else "3")
        assert all("keeps the version of that day" in words for words in refused)
    assert differences() == []
