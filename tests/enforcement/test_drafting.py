"""A draft is changed until it is issued; what must be recorded is asked for by rule and section, what warns by a reason."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import Verdict
from asbcases.cases.choices import PersonKind
from asbcases.cases.models import Approval
from asbcases.casework.transitions import place_case, record_premises
from asbcases.casework.transitions.documents import add_document
from asbcases.casework.transitions.matching import decide_match
from asbcases.deadlines.transitions import withdraw_approval
from asbcases.enforcement.choices import Capacity, MeasureKind, MeasureState, ServiceMethod, TermKind
from asbcases.enforcement.models import Measure, MeasureService, MeasureTerm, RuleWeighed
from asbcases.enforcement.transitions.approving import decide_measure, submit_measure
from asbcases.enforcement.transitions.drafting import (
    LONGEST_TERM,
    add_term,
    change_draft,
    change_term,
    drop_measure,
    take_out_term,
)
from asbcases.enforcement.transitions.evidence import note_informed
from asbcases.enforcement.transitions.issuing import allow_early, issue, record_of_another
from asbcases.enforcement.transitions.serving import serve_again
from asbcases.errors import Refused
from tests.enforcement.make_measures import (
    DAY,
    LATER,
    NOW,
    STOP,
    WEEK,
    approve,
    draft_notice,
    draft_warning,
    fresh,
    inspector,
    make_notice,
    make_subject,
    make_warning,
    served_as,
)
from tests.make import make_case, make_closed, make_user

pytestmark = pytest.mark.django_db


def issue_now(draft: Measure, by: User, **more: Any) -> Measure:
    return issue(draft, **{**served_as(LATER), **more}, by=by, now=LATER)


def test_a_draft_is_changed_sent_returned_and_changed_again(amira: User) -> None:
    draft = draft_notice(make_case(by=amira), None, by=amira)
    assert draft.warning is None
    act: dict[str, Any] = {"by": amira, "now": LATER}
    approval = submit_measure(draft, reason="It goes on.", **act)
    with pytest.raises(Refused, match="waits for approval"):
        change_draft(fresh(draft), conduct="Otherwise", **act)
    with pytest.raises(Refused, match="yourself"):
        decide_measure(approval, verdict=Verdict.GRANTED, decision="Yes", **act)
    officer = make_user("asb", Role.ASB_OFFICER, Rank.NONE, district_code="colchester")
    decide_measure(approval, verdict=Verdict.RETURNED, decision="Say when", by=officer, now=LATER)
    assert fresh(draft).state == MeasureState.DRAFT

    approve(fresh(draft), by=amira)
    assert change_draft(fresh(draft), conduct="Since May", **act).state == MeasureState.DRAFT

    waiting = submit_measure(fresh(draft), reason="Again", **act)
    withdraw_approval(waiting, reason="A mistake", **act)
    assert fresh(draft).state == MeasureState.DRAFT
    submit_measure(fresh(draft), reason="Again", **act)
    drop_measure(fresh(draft), reason="He moved.", **act)
    assert fresh(draft).state == MeasureState.DROPPED
    assert not Approval.objects.filter(verdict="").exists()
    with pytest.raises(Refused, match="no draft"):
        change_draft(fresh(draft), conduct="x", **act)


def test_a_row_of_a_draft_is_one_act_that_can_be_read(amira: User) -> None:
    draft = draft_warning(make_case(by=amira), by=amira)
    act: dict[str, Any] = {"by": amira, "now": NOW}
    stop: dict[str, Any] = {"kind": TermKind.STOP}
    for words, why in (("", "Say what is asked"), ("x" * (LONGEST_TERM + 1), "Shorten")):
        with pytest.raises(Refused, match=why):
            add_term(draft, **stop, words=words, **act)
    days = {"from_on": NOW.date(), "until_on": (NOW - DAY).date()}
    with pytest.raises(Refused, match="ends before it begins"):
        add_term(draft, **stop, words="Quiet", **days, **act)
    with pytest.raises(Refused, match="Shorten conduct"):
        change_draft(fresh(draft), conduct="x" * 20_000, **act)
    term = MeasureTerm.objects.get(measure=draft, number=1)
    assert change_term(term, **stop, words="No <b>music</b>.", **act).words == "No <b>music</b>."
    take_out_term(term, **act)
    with pytest.raises(Refused, match="taken out already"):
        take_out_term(term, **act)
    assert add_term(fresh(draft), **STOP, **act).number == 3


RECORDED: dict[str, tuple[dict[str, Any], str]] = {
    "CPN-16 equality": ({"equality": ""}, r"Equality Act 2010 s\.149, CPN-16"),
    "CPN-16 rights": ({"rights": ""}, "Human Rights Act 1998, CPN-16"),
    "FAIR-3": ({"poverty": ""}, "what part poverty or rough sleeping has"),
    "FAIR-7": ({"ability": ""}, "FAIR-7"),
}


@pytest.mark.parametrize("rule", RECORDED)
def test_what_must_be_recorded_is_asked_for_by_rule_and_section(rule: str, amira: User) -> None:
    said, why = RECORDED[rule]
    warning = make_warning(make_case(by=amira), by=amira)
    draft = approve(draft_notice(warning.case, warning, by=amira, **said), by=amira)
    with pytest.raises(Refused, match=why):
        issue_now(draft, amira)


def test_a_notice_about_premises_says_as_what_and_may_be_posted_there(amira: User) -> None:
    case = make_case(by=amira)
    yard = record_premises(address="The yard, 3 Mill Lane", district=case.district, by=amira, now=NOW)
    warning = make_warning(case, by=amira)
    with pytest.raises(Refused, match="none of the case"):
        draft_notice(case, warning, by=amira, premises=yard)
    place_case(case, yard, by=amira, now=NOW)
    draft = approve(draft_notice(case, warning, by=amira, premises=yard), by=amira)
    posted: dict[str, Any] = {"method": ServiceMethod.PREMISES}
    with pytest.raises(Refused, match=r"s\.44, CPN-10.*s\.45\(1\), CPN-11.*photograph"):
        issue_now(draft, amira, **posted)

    answers = {"capacity": Capacity.OWNS, "capacity_reason": "The gate is his."}
    approve(change_draft(fresh(draft), **answers, by=amira, now=LATER), by=amira)
    photo = add_document(case, file=ContentFile(b"A photograph"), name="gate.txt", by=amira, now=LATER)
    posted |= {"enquiries": "Three visits; the register names nobody.", "photo": photo}
    notice = issue_now(fresh(draft), amira, **posted)
    assert (notice.issued_on, notice.state) == (LATER.date(), MeasureState.ISSUED)


def test_a_body_needs_its_office_and_an_unknown_age_its_basis(amira: User) -> None:
    case = make_case(by=amira)
    firm = make_subject(case, by=amira, name="Marsh Yards Ltd", kind=PersonKind.BUSINESS)
    with pytest.raises(Refused, match=r"office of the body \(2014 Act s\.55\(4\)-\(6\), CPN-12\)"):
        make_warning(case, by=amira, subject=firm, proper_address="")
    assert (
        make_notice(case, make_warning(case, by=amira, subject=firm), by=amira).state == MeasureState.ISSUED
    )

    kai = make_subject(case, by=amira, born_on=None)
    warning = make_warning(case, by=amira, subject=kai)
    with pytest.raises(Refused, match="CPN-1"):
        make_notice(case, warning, by=amira)
    with pytest.raises(Refused, match=r"Give a reason.*CPN-1"):
        make_notice(case, warning, by=amira, age_basis="He has a driving licence.")
    over = {"CPN-1": "The licence was seen."}
    notice = make_notice(case, warning, by=amira, age_basis="He has a driving licence.", over=over)
    kept = RuleWeighed.objects.get(measure=notice, rule="CPN-1")
    assert (kept.decision, kept.reason) == ("warn", "The licence was seen.")


def test_two_records_of_one_person_are_the_same_person(amira: User) -> None:
    case = make_case(by=amira)
    kai, kay = make_subject(case, by=amira), make_subject(case, by=amira, name="Kay Marsh")
    warning = make_warning(case, by=amira, subject=kai)
    with pytest.raises(Refused, match="CPW-1"):
        make_notice(case, warning, by=amira, subject=kay)
    decide_match(kay, kai, same=True, reasons=["Name"], by=amira, now=LATER)
    kay.refresh_from_db()
    assert make_notice(case, warning, by=amira, subject=kay).state == MeasureState.ISSUED


def test_e_mail_alone_is_only_warned_of_with_a_warning_and_post_counts_from_its_arrival(amira: User) -> None:
    sent: dict[str, Any] = {"method": ServiceMethod.EMAIL}
    with pytest.raises(Refused, match=r"Give a reason.*CPN-12"):
        make_warning(make_case(by=amira), by=amira, served=sent)
    over = {"over": {"CPN-12": "He answers nothing else."}}
    warning = make_warning(make_case(by=amira), by=amira, served={**sent, **over})
    assert MeasureService.objects.get(measure=warning).deemed_on is None
    again = serve_again(warning, method=ServiceMethod.POST, served_at=NOW + DAY, by=amira, now=NOW + DAY)
    # A Tuesday: the second working day after it.
    assert f"{again.deemed_on}" == "2026-11-26"
    for when, why in ((NOW - DAY, "before the paper was issued"), (NOW + WEEK, "still to come")):
        with pytest.raises(Refused, match=why):
            serve_again(warning, method=ServiceMethod.HAND, served_at=when, by=amira, now=NOW + DAY)


def test_an_inspector_says_in_writing_why_less_time_was_enough(amira: User) -> None:
    warning = make_warning(make_case(by=amira), by=amira, comply_by=LATER + WEEK)
    draft = approve(draft_notice(warning.case, warning, by=amira), by=amira)
    with pytest.raises(Refused, match="CPW-2"):
        allow_early(draft, reason="The music never stopped.", by=amira, now=LATER)
    allow_early(draft, reason="The music never stopped.", by=inspector(), now=LATER)
    notice = issue_now(fresh(draft), amira)
    kept = RuleWeighed.objects.filter(measure=notice, rule="CPW-2").latest("pk")
    assert (kept.decision, kept.reason) == ("warn", "The music never stopped.")
    assert kept.facts["override_by_rank"] == "inspector"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda: {"served_at": LATER + DAY}, "still to come"),
        (lambda: {"served_at": NOW + DAY}, "before it was approved"),
    ],
)
def test_a_notice_is_served_after_its_approval_and_not_in_times_to_come(
    change: Callable[[], dict[str, Any]], why: str, amira: User
) -> None:
    warning = make_warning(make_case(by=amira), by=amira)
    draft = approve(draft_notice(warning.case, warning, by=amira), by=amira)
    with pytest.raises(Refused, match=why):
        issue_now(draft, amira, **change())


def test_of_two_notices_on_one_warning_the_second_is_told_of_the_first(amira: User) -> None:
    warning = make_warning(make_case(by=amira), by=amira)
    first, second = (approve(draft_notice(warning.case, warning, by=amira), by=amira) for _ in range(2))
    issue_now(first, amira)
    with pytest.raises(Refused, match=f"{first.reference} was issued on this warning already by Amira Osei"):
        issue_now(second, amira)
    with pytest.raises(Refused, match="already by Amira Osei"):
        issue_now(first, amira)


def test_what_another_body_issued_is_recorded_as_it_was_given(amira: User) -> None:
    case = make_case(by=amira)
    child = make_subject(case, by=amira, born_on=(NOW - timedelta(days=14 * 365)).date())
    said: dict[str, Any] = {"body": "The city council", "method": ServiceMethod.HAND, "served_at": NOW}
    kept = record_of_another(case, kind=MeasureKind.CPN, subject=child, **said, by=amira, now=NOW)
    assert (kept.state, kept.ours) == (MeasureState.ISSUED, False)
    weighed = RuleWeighed.objects.get(measure=kept, rule="CPN-1")
    assert (weighed.decision, weighed.reason) == ("warn", "Recorded as it was given.")


def test_on_a_closed_case_nothing_is_drafted_or_noted(amira: User) -> None:
    draft = draft_warning(make_case(by=amira), by=amira)
    make_closed(draft.case, by=amira)
    act: dict[str, Any] = {"by": amira, "now": NOW + DAY}
    for act_on in (
        lambda: change_draft(fresh(draft), conduct="x", **act),
        lambda: note_informed(fresh(draft), body="The landlord", **act),
        lambda: issue(fresh(draft), **served_as(NOW), **act),
    ):
        with pytest.raises(Refused, match="is closed"):
            act_on()
