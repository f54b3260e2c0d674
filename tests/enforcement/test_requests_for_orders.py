"""A request for a criminal behaviour order: what has to be on record, what the law blocks and warns of, and who is asked."""

from datetime import date, timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.enforcement.choices import Conviction, FileItem, MeasureState, Power, TermKind
from asbcases.enforcement.models import OrderRequest, RuleWeighed
from asbcases.enforcement.queries.orders import missing_of, request_of, shown_by
from asbcases.enforcement.transitions.drafting import add_term, drop_measure
from asbcases.enforcement.transitions.requests import (
    change_request,
    keep_file,
    note_youth_views,
    request_order,
    send_request,
    show_behaviour,
)
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.casework.casefile import shut
from tests.deadlines.checking import differences
from tests.enforcement.make_measures import approve, fresh, make_authority, make_entry
from tests.enforcement.make_orders import (
    BAN,
    DAY,
    REQUEST,
    draft_request,
    make_request,
    make_young,
    views,
)
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db
TODAY = london_day(NOW)
APPLIED_ON = TODAY + 14 * DAY


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - DAY)


def refusal(act: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **said)
    return refused.value.reason


def test_a_request_is_asked_of_the_prosecutor_once_all_is_on_record_and_approved(
    case: Case, amira: User
) -> None:
    authority = make_authority(amira, Power.CBO_REQUEST)
    measure = draft_request(case, by=amira)
    assert (measure.kind, measure.state, measure.reference[:4]) == ("cbo", MeasureState.DRAFT, "CBO-")
    send: dict[str, Any] = {"application_on": APPLIED_ON, "by": amira, "now": NOW}
    assert "not approved: send it for approval (inspector)" in refusal(send_request, measure, **send)

    approve(measure, by=amira, now=NOW)
    request = send_request(fresh(measure), **send)

    assert (request.sent_at, request.application_on) == (NOW, APPLIED_ON)
    assert fresh(measure).authority == authority
    event = AuditEvent.objects.get(verb=Verb.ORDER_REQUESTED)
    assert event.sentence == f"asked the prosecution for {measure.reference}"
    kept = {row.rule: row.decision for row in RuleWeighed.objects.filter(measure=measure)}
    assert kept == {rule: "allow" for rule in ("CBO-1", "CBO-5", "CBO-6", "CBO-7", "CBO-19", "FAIR-3")} | {
        "CBO-20": ""
    }
    assert "asked for" in refusal(send_request, fresh(measure), **send)
    assert differences() == []


def test_what_is_not_on_record_is_named_all_at_once(case: Case, amira: User) -> None:
    subject = make_young(case, by=amira, born_on=None)
    measure = request_order(case, subject=subject, by=amira, now=NOW)

    said = refusal(send_request, measure, application_on=APPLIED_ON, by=amira, now=NOW)

    for words in (
        *("who asks (CBO-2)", "who prosecutes (CBO-2)", "the offence", "(CBO-3)", "(CBO-4)", "(EVD-8)"),
        *("(FAIR-1)", "(FAIR-2)", "(FAIR-7)", "what shows the behaviour", "at least one term"),
        f"the date of birth of {subject.reference} (CBO-5)",
    ):
        assert words in said
    assert "Describe the behaviour first" in refusal(show_behaviour, measure, by=amira, now=NOW)


def test_the_file_is_asked_for_what_it_needs_and_passed_over_with_a_reason(case: Case, amira: User) -> None:
    measure = draft_request(case, by=amira)
    there = [FileItem.MG5, FileItem.STATEMENT, FileItem.PNC]
    keep_file(measure, there=there, not_needed=[FileItem.VICTIMS], by=amira, now=NOW)
    request = OrderRequest.objects.get(measure=measure)
    terms = list(measure.terms.all())
    assert missing_of(request, terms, young=False) == [FileItem.MAP.label, FileItem.TERMS.label]
    assert missing_of(request, [], young=True) == [FileItem.YOT.label, FileItem.TERMS.label]

    approve(measure, by=amira, now=NOW)
    send: dict[str, Any] = {"application_on": APPLIED_ON, "by": amira, "now": NOW}
    said = refusal(send_request, fresh(measure), **send, overlaps=["School on weekdays until 3pm", " "])
    assert "School on weekdays until 3pm" in said
    assert "CBO-6" in said
    assert "CBO-19" in said
    over = {"CBO-6": "Only on the days of the course.", "CBO-19": "The map follows today."}
    send_request(fresh(measure), **send, overlaps=["School on weekdays until 3pm"], over=over)
    kept = RuleWeighed.objects.filter(measure=measure, decision="warn")
    assert {row.rule: (row.reason, row.rank) for row in kept} == {
        rule: (reason, amira.rank) for rule, reason in over.items()
    }


def test_views_on_a_child_are_noted_with_who_and_when(case: Case, amira: User) -> None:
    measure = draft_request(case, by=amira, subject=make_young(case, by=amira))
    views(measure, by=amira)

    request = request_of(measure)
    assert request
    assert (request.yot_who, request.yot_views_on) == ("Jo Field, youth justice service", TODAY)
    assert AuditEvent.objects.get(verb=Verb.YOT_VIEWS_NOTED).data["measure"] == measure.reference
    blank: dict[str, Any] = {"who": "Jo", "views": " ", "views_on": TODAY}
    assert "Say who" in refusal(note_youth_views, measure, **blank, by=amira, now=NOW)
    later = {**blank, "views": "Yes", "views_on": TODAY + DAY}
    assert "still to come" in refusal(note_youth_views, measure, **later, by=amira, now=NOW)


def test_a_request_that_was_sent_keeps_its_ground_and_takes_what_the_court_does(
    case: Case, amira: User
) -> None:
    measure = make_request(case, by=amira, subject=make_young(case, by=amira))

    act: dict[str, Any] = {"by": amira, "now": NOW + DAY}
    assert "stays as it was sent" in refusal(change_request, measure, behaviour="Something else", **act)
    change_request(measure, **REQUEST | {"conviction": Conviction.CONVICTED, "convicted_on": TODAY}, **act)
    changed = change_request(measure, notice_given_on=TODAY, special_measures="Screens", **act)

    assert (changed.conviction, changed.convicted_on, changed.notice_given_on) == ("convicted", TODAY, TODAY)
    assert "CBO-1" in refusal(change_request, measure, absolute_discharge=True, **act)
    early = {"application_on": TODAY - DAY}
    assert "CBO-5" in refusal(change_request, measure, **early, **act)
    assert OrderRequest.objects.get(measure=measure).absolute_discharge is False
    assert differences() == []


def test_days_that_cannot_be_are_refused(case: Case, amira: User) -> None:
    measure = draft_request(case, by=amira)
    act: dict[str, Any] = {"by": amira, "now": NOW}

    assert "still to come" in refusal(change_request, measure, charged_on=TODAY + DAY, **act)
    conviction = {"charged_on": TODAY, "convicted_on": TODAY - DAY}
    assert "before the charge" in refusal(change_request, measure, **conviction, **act)
    assert "Shorten offence" in refusal(change_request, measure, offence="x" * 9_000, **act)
    approve(measure, by=amira, now=NOW)
    gone = refusal(send_request, fresh(measure), application_on=TODAY - DAY, **act)
    assert "has passed" in gone


def test_on_a_closed_case_nobody_asks_and_a_dropped_request_takes_nothing(case: Case, amira: User) -> None:
    measure = draft_request(case, by=amira)
    subject = measure.subject
    dropped = drop_measure(draft_request(case, by=amira), reason="Charged no more", by=amira, now=NOW)
    act: dict[str, Any] = {"by": amira, "now": NOW}

    assert "no request any more" in refusal(change_request, dropped, offence="Theft", **act)
    approve(measure, by=amira, now=NOW)
    shut(case)
    assert "closed" in refusal(request_order, case, subject=subject, **act)
    assert "closed" in refusal(send_request, fresh(measure), application_on=APPLIED_ON, **act)


def test_what_shows_the_behaviour_is_of_the_case_and_linked_once(case: Case, amira: User) -> None:
    measure = draft_request(case, by=amira)
    act: dict[str, Any] = {"by": amira, "now": NOW}
    entry = make_entry(case, by=amira, happened_at=NOW - timedelta(hours=1), now=NOW)
    show_behaviour(measure, entry=entry, note="Seen on camera 4", **act)

    assert [one.entry_id for one in shown_by(measure)][-1] == entry.pk
    assert "linked to this limb already" in refusal(show_behaviour, measure, entry=entry, **act)
    add_term(measure, **{**BAN, "kind": TermKind.PROHIBITION}, **act)
    assert fresh(measure).state == MeasureState.DRAFT


def test_somebody_who_is_18_on_the_day_of_the_application_needs_no_views(case: Case, amira: User) -> None:
    born = date(2008, 12, 7)
    measure = draft_request(case, by=amira, subject=make_young(case, by=amira, born_on=born))
    approve(measure, by=amira, now=NOW)

    send_request(fresh(measure), application_on=APPLIED_ON, by=amira, now=NOW)

    weighed = RuleWeighed.objects.get(measure=measure, rule="CBO-5")
    assert (weighed.decision, weighed.answer["yot_required"]) == ("allow", False)
