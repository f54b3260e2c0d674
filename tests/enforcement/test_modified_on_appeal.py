"""An appeal that ended with a modified notice: its terms are entered as the court made them, and their clocks run anew."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement.choices import AppealOutcome, AskedBy, MeasureKind, ServiceMethod, TermKind, Verdict
from asbcases.enforcement.models import Appeal, Measure
from asbcases.enforcement.queries.breaches import afterwards
from asbcases.enforcement.queries.measures import terms_of
from asbcases.enforcement.transitions.appeals import decide_appeal
from asbcases.enforcement.transitions.issuing import record_of_another
from asbcases.enforcement.transitions.modifying import vary_by_court
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.deadlines.checking import differences
from tests.enforcement.make_breaches import AFTER, DAY, appeal_against
from tests.enforcement.make_measures import fresh, make_notice, make_subject, make_warning
from tests.make import make_case, make_closed

pytestmark = pytest.mark.django_db
LATE = AFTER + DAY
CARPET = {"kind": TermKind.DO, "words": "You must lay a carpet.", "do_by": LATE + 20 * DAY}


def modified(measure: Measure, *, by: User, outcome: AppealOutcome = AppealOutcome.MODIFIED) -> Appeal:
    said = {"words": "Term 2 goes; a carpet is laid.", "decided_on": london_day(LATE)}
    return decide_appeal(appeal_against(measure, by=by), outcome=outcome, **said, by=by, now=LATE)  # type: ignore[arg-type]


def due(measure: Measure) -> list[str]:
    rows = Deadline.objects.filter(OPEN, kind=Kind.TERM_DUE, subject__startswith=measure.reference)
    return [row.subject.partition(" ")[2] for row in rows.order_by("pk")]


def test_the_terms_stand_as_the_court_modified_them_and_their_clocks_run(amira: User) -> None:
    notice = make_notice(make_case(by=amira), by=amira)
    appeal = modified(notice, by=amira)
    assert due(notice) == ["term 2"]
    assert afterwards(notice)["after"].modified == appeal

    change = vary_by_court(
        appeal, take_out=[2], terms=[CARPET], ends_on=date(2027, 5, 1), by=amira, now=LATE  # type: ignore[list-item]
    )  # fmt: skip

    assert (change.asked_by, change.verdict, change.appeal) == (AskedBy.COURT, Verdict.GRANTED, appeal)
    assert [term.number for term in terms_of(notice)] == [1, 3]
    assert due(notice) == ["term 3"]
    assert fresh(notice).ends_on == date(2027, 5, 1)
    assert not Deadline.objects.filter(kind=Kind.CHANGE_REPLY).exists()
    assert AuditEvent.objects.filter(verb=Verb.ORDER_VARIED, data__measure=notice.reference).count() == 1
    assert afterwards(notice)["after"].modified is None
    assert differences() == []
    # What was forgotten is entered beside, at the very same instant too.
    vary_by_court(appeal, terms=[CARPET], by=amira, now=LATE)  # type: ignore[list-item]
    assert due(notice) == ["term 3", "term 4"]
    assert differences() == []


def test_only_what_a_court_modified_is_entered_and_a_closed_case_is_no_bar(amira: User) -> None:
    notice, other = (make_notice(make_case(by=amira), by=amira) for _ in range(2))
    dismissed = modified(notice, by=amira, outcome=AppealOutcome.DISMISSED)
    with pytest.raises(Refused, match="modified nothing"):
        vary_by_court(dismissed, take_out=[1], by=amira, now=LATE)
    appeal = modified(other, by=amira)
    with pytest.raises(Refused, match="what would change"):
        vary_by_court(appeal, by=amira, now=LATE)
    make_closed(other.case, by=amira, now=LATE)
    vary_by_court(appeal, take_out=[2], by=amira, now=LATE + DAY)
    assert [term.number for term in terms_of(other)] == [1]
    assert differences() == []
    Measure.objects.filter(pk=other.pk).update(state="ended")
    with pytest.raises(Refused, match="not in force any more"):
        vary_by_court(appeal, take_out=[1], by=amira, now=LATE + DAY)


def test_the_notice_of_another_body_is_modified_without_clocks_of_ours(amira: User) -> None:
    case = make_case(by=amira)
    subject = make_subject(case, by=amira)
    theirs = record_of_another(
        case, kind=MeasureKind.CPN, subject=subject, body="The city council", method=ServiceMethod.HAND,
        served_at=AFTER - DAY, by=amira, now=AFTER - DAY,
    )  # fmt: skip
    vary_by_court(
        modified(theirs, by=amira), terms=[CARPET], ends_on=date(2027, 5, 1), by=amira, now=LATE  # type: ignore[list-item]
    )  # fmt: skip
    assert len(terms_of(theirs)) == 1
    assert not Deadline.objects.filter(OPEN, subject__startswith=theirs.reference).exists()
    assert differences() == []


def test_the_pages_lead_from_the_appeal_to_the_terms(client: Client, amira: User) -> None:
    now = timezone.now()
    case = make_case(by=amira)
    hour = timedelta(hours=1)
    warned = make_warning(case, by=amira, now=now - 3 * hour, comply_by=now - 2 * hour)
    notice = make_notice(
        case, warned, by=amira, now=now - hour, ends_on=(now + 300 * DAY).date()
    )  # fmt: skip
    appeal = appeal_against(notice, by=amira, now=now)
    client.force_login(amira)
    end = reverse("appeal_decide", args=[case.reference, notice.reference, appeal.pk])
    terms = reverse("appeal_terms", args=[case.reference, notice.reference, appeal.pk])
    page = reverse("measure_page", args=[case.reference, notice.reference])

    said = {
        "outcome": "modified",
        "decided_on": london_day(now).isoformat(),
        "words": "A carpet.",
        "version": 1,
    }
    assert client.post(end, said)["Location"] == terms
    assert "Enter the terms as the court modified them" in client.get(page).content.decode()
    assert "A carpet." in client.get(terms).content.decode()
    half = client.post(terms, {"words_1": "You must lay a carpet.", "kind_2": "stop"})
    assert (half.status_code, "Choose what kind" in half.content.decode()) == (400, True)
    notice.refresh_from_db(fields=["version"])
    seen = {"version": notice.version}
    nothing = client.post(terms, seen)
    assert (nothing.status_code, "Changed since" in nothing.content.decode()) == (409, False)
    whole = {"take_out": "2", "words_1": "You must lay a carpet.", "kind_1": "do", **seen}
    assert client.post(terms, whole).status_code == 302
    # A colleague who had the same page open.
    again = client.post(terms, {key: said for key, said in whole.items() if key != "take_out"})
    assert (again.status_code, "Changed since you opened it" in again.content.decode()) == (409, True)
    after = client.get(page).content.decode()
    assert after.count("You must lay a carpet.") == 1
    assert "Enter more of the terms" in after
    assert (
        "The court, on appeal"
        not in client.get(reverse("measure_change", args=[case.reference, notice.reference])).content.decode()
    )

    address = reverse("api_appeal_terms", args=[case.reference, notice.reference, appeal.pk])
    row = Appeal.objects.get(pk=appeal.pk)
    tag = {"If-Match": f'"{row.pk}-{row.version}"', "Idempotency-Key": "terms-1"}
    body = {"terms": [{"kind": "stop", "words": "You must not drum."}]}
    assert client.post(address, body, content_type="application/json", headers=tag).status_code == 200
    tag["Idempotency-Key"] = "terms-2"
    assert client.post(address, body, content_type="application/json", headers=tag).status_code == 412
    assert len(terms_of(notice)) == 3
