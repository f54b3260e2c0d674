"""What was recorded or issued by mistake stays on file, struck through, and counts no more; not while anything stands on it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.rebuild import check
from asbcases.enforcement.choices import AppealOutcome, MeasureKind, MeasureState
from asbcases.enforcement.models import Breach, Measure, RemedialWork
from asbcases.enforcement.queries.boards import live_measures
from asbcases.enforcement.queries.issuing import earlier_step
from asbcases.enforcement.queries.kerbside import bound_at
from asbcases.enforcement.queries.measures import kept_of, live, measures_of, warnings_for
from asbcases.enforcement.queries.powers import Asked, may_i
from asbcases.enforcement.rules.kerbside import Asked as Seen
from asbcases.enforcement.transitions.appeals import decide_appeal
from asbcases.enforcement.transitions.changing import ask_change
from asbcases.enforcement.transitions.drafting import drop_measure
from asbcases.enforcement.transitions.early import make_early
from asbcases.enforcement.transitions.struck import measure_in_error, part_in_error
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.sources import SOURCES
from partners import access
from tests.enforcement.make_breaches import AFTER, allege, appeal_against, penalised, propose
from tests.enforcement.make_measures import (
    LATER,
    draft_warning,
    fresh,
    make_authority,
    make_notice,
    make_subject,
    make_warning,
)
from tests.enforcement.make_orders import make_court_order
from tests.make import NOW, make_case

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "It names the brother: the notice was served on the wrong man."


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def struck(measure: Measure, *, by: User, now: object = AFTER + HOUR, reason: str = WHY) -> Measure:
    return measure_in_error(fresh(measure), reason=reason, by=by, now=now)  # type: ignore[arg-type]


def refused(measure: Measure, *, by: User, reason: str = WHY) -> str:
    with pytest.raises(Refused) as fault:
        struck(measure, by=by, reason=reason)
    return str(fault.value)


def differences(case: Case) -> list[object]:
    return list(check(set(SOURCES.values()), among={"case": [case.pk]}).differences)


def test_what_was_issued_by_mistake_stays_and_counts_no_more(case: Case, amira: User, ben: User) -> None:
    notice = make_notice(case, by=amira)
    wrong = struck(notice, by=ben)
    day, by_now = london_day(AFTER), AFTER + HOUR

    assert wrong.recorded_in_error_why == WHY
    assert fresh(notice).state == MeasureState.ISSUED
    assert not live(wrong, day)
    assert not live_measures(day).filter(pk=wrong.pk).exists()
    assert wrong not in measures_of(case)
    assert wrong in kept_of(case)
    among = access.scope(Measure.objects.all(), amira, path="case", now=by_now)
    assert notice.pk not in {
        one.measure.pk for one in bound_at(notice.subject, Seen(by_now), by=amira, among=among)
    }
    assert wrong not in may_i(Asked(case, notice.subject, None, amira, by_now)).measures
    assert not Deadline.objects.filter(OPEN, case=case, subject__startswith=notice.reference).exists()
    assert not differences(case)
    event = AuditEvent.objects.get(verb=Verb.MEASURE_WRONG)
    assert (event.data["measure"], event.reason) == (notice.reference, WHY)
    for act in (
        lambda: allege(notice, by=amira, now=by_now),
        lambda: ask_change(notice, kind="vary", asked_by="issuer", words="x", by=amira, now=by_now),  # type: ignore[arg-type]
    ):
        with pytest.raises(Refused):
            act()
    # The warning beneath it may now be built upon anew.
    assert warnings_for(case, notice.subject).filter(pk=notice.warning_id).exists()


def test_a_warning_and_an_early_step_recorded_by_mistake_open_no_way(
    case: Case, amira: User, ben: User
) -> None:
    warning = make_warning(case, by=amira)
    letter = make_early(
        case, kind=MeasureKind.ADVICE, subject=warning.subject, given_at=NOW, conduct="Shouting",
        by=amira, now=NOW,
    )  # fmt: skip
    assert earlier_step(warning)
    struck(warning, by=ben)
    struck(letter, by=ben)
    assert not warnings_for(case, warning.subject).exists()
    assert not earlier_step(warning)
    assert not differences(case)


def test_nothing_that_stands_on_a_measure_is_left_without_it(case: Case, amira: User, ben: User) -> None:
    notice = make_notice(case, by=amira)
    assert notice.warning
    assert notice.reference in refused(notice.warning, by=ben)
    assert "Say why" in refused(notice, by=ben, reason=" ")

    appeal = appeal_against(notice, by=amira)
    assert "An appeal against it is in progress" in refused(notice, by=ben)
    decide_appeal(
        appeal, outcome=AppealOutcome.DISMISSED, words="It stands.", decided_on=london_day(AFTER),
        by=amira, now=AFTER,
    )  # fmt: skip
    works = propose(notice, by=amira)
    assert "Works 1 stand on it" in refused(notice, by=ben)
    part_in_error(RemedialWork.objects.get(pk=works.pk), reason=WHY, by=ben, now=AFTER)
    penalty = penalised(notice, by=amira)
    assert "Breach 1 stands on it" in refused(notice, by=ben)
    with pytest.raises(Refused, match="fixed penalty stands"):
        part_in_error(Breach.objects.get(pk=penalty.breach_id), reason=WHY, by=ben, now=AFTER + HOUR)
    assert fresh(notice).recorded_in_error_at is None

    other = make_notice(make_case(by=amira), by=amira)
    struck(other, by=ben)
    assert "already" in refused(other, by=ben)
    assert other.warning
    assert struck(other.warning, by=ben).recorded_in_error_at


def test_a_draft_is_dropped_and_not_marked(case: Case, amira: User, ben: User) -> None:
    draft = draft_warning(case, by=amira)
    assert "drop the draft" in refused(draft, by=ben)
    drop_measure(draft, reason="Not needed", by=amira, now=NOW)
    assert "drop the draft" in refused(draft, by=ben)


def test_an_order_of_a_court_recorded_on_the_wrong_person_loses_its_clocks(
    case: Case, amira: User, ben: User
) -> None:
    order = make_court_order(case, by=amira)
    struck(order, by=ben, now=LATER + 400 * DAY)
    assert not Deadline.objects.filter(OPEN, case=case, subject__startswith=order.reference).exists()
    assert not differences(case)


def test_a_supervisor_marks_it_by_the_page_and_by_the_api_and_an_officer_does_not(
    client: Client, amira: User, ben: User
) -> None:
    case, now = make_case(by=amira), timezone.now()
    make_authority(amira)
    first, second = (
        make_warning(
            case,
            by=amira,
            subject=make_subject(case, by=amira, name=name),
            now=now - HOUR,
            comply_by=now + DAY,
        )
        for name in ("Kai Marsh", "Lee Marsh")
    )
    wrong = reverse("measure_wrong", args=[case.reference, first.reference])
    page = reverse("measure_page", args=[case.reference, first.reference])

    client.force_login(amira)
    assert client.get(wrong).status_code == 403
    assert "Recorded in error" not in client.get(page).content.decode()
    client.force_login(ben)
    assert "Recorded in error" in client.get(page).content.decode()
    assert client.post(wrong, {"reason": ""}).status_code == 400
    assert client.post(wrong, {"reason": WHY}).status_code == 302
    said = client.get(page).content.decode()
    assert WHY in said
    assert "<s>Community protection warning, Kai Marsh</s>" in said
    assert "Vary or discharge" not in said
    assert f"<s>{first.get_kind_display()}, Kai Marsh</s>" in client.get(case_page(case)).content.decode()
    assert client.post(wrong, {"reason": WHY}).status_code == 409

    address = reverse("api_measure_wrong", args=[case.reference, second.reference])
    tag = {"If-Match": f'"{second.pk}-{second.version}"', "Idempotency-Key": "wrong-1"}
    answer = client.post(address, {"reason": WHY}, content_type="application/json", headers=tag)
    assert answer.status_code == 200, answer.content
    assert answer.json()["recorded_in_error_why"] == WHY
    listed = client.get(reverse("api_measures", args=[case.reference])).json()["results"]
    assert all(one["recorded_in_error_at"] for one in listed)


def case_page(case: Case) -> str:
    return reverse("case_page", args=[case.reference])
