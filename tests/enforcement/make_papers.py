"""What each kind of paper is made of, as the file has it; what other transitions would do is written down directly."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.choices import (
    AskedBy,
    BreachDecision,
    BreachState,
    ChangeKind,
    Conviction,
    MeasureKind,
    MeasureState,
    PaperKind,
    TermKind,
    Verdict,
)
from asbcases.enforcement.models import (
    Breach,
    BreachTerm,
    FixedPenalty,
    Measure,
    MeasureChange,
    OrderRequest,
    Paper,
)
from asbcases.enforcement.papers.compiler import texts_of
from asbcases.enforcement.transitions.drafting import add_term, draft_measure
from asbcases.enforcement.transitions.issuing import issue
from asbcases.enforcement.transitions.papers import make_paper
from asbcases.errors import Refused
from tests.enforcement.make_measures import (
    LATER,
    STOP,
    WARNING,
    approve,
    draft_notice,
    draft_warning,
    fresh,
    make_subject,
    make_warning,
    served_as,
)
from tests.make import NOW, make_case, make_incident, make_report, make_triage
from tests.tools.quickly import quickly

HOSTILE = 'Mr K. <Marsh> & "Co" #let x'


@quickly
def draft_early(case: Case, kind: MeasureKind, *, by: User, **said: Any) -> Measure:
    """Draft a letter or a contract."""
    subject = make_subject(case, by=by, name=said.pop("name", "Kai Marsh"))
    measure = draft_measure(case, kind=kind, subject=subject, by=by, now=NOW, **{**WARNING, **said})
    add_term(measure, **STOP, by=by, now=NOW)
    return fresh(measure)


@quickly
def draft_request(
    case: Case, *, by: User, supervisor: str = "Essex Probation, Colchester", **said: Any
) -> Measure:
    """Write a request for an order that an inspector approved."""
    subject = make_subject(case, by=by, name="Kai Marsh")
    measure = draft_measure(case, kind=MeasureKind.CBO, subject=subject, by=by, now=NOW)
    add_term(measure, kind=TermKind.PROHIBITION, words="Not to enter the Hythe.", by=by, now=NOW)
    meet = "To meet a support worker each week."
    add_term(measure, kind=TermKind.REQUIREMENT, words=meet, supervisor=supervisor, by=by, now=NOW)
    stated: dict[str, Any] = {
        "requester": "Essex Police",
        "prosecutor": "Crown Prosecution Service, East of England",
        "offence": "Criminal damage",
        "conviction": Conviction.CHARGED,
        "charged_on": date(2026, 11, 2),
        "court": "Colchester Magistrates' Court",
        "behaviour": "Jade Taylor of 14 Mersea Road was shouted at on nine evenings.",
        "helps": "He keeps away from where it happens.",
        "yot_views": "They would support it.",
        "yot_who": "Essex youth offending team",
        "yot_views_on": date(2026, 11, 10),
        "file": {"mg5": "there", "pnc": "not needed", "other": "there"},
        "special_measures": "A screen.",
        **said,
    }
    OrderRequest.objects.create(case=case, measure=measure, recorded_at=NOW, recorded_by=by, **stated)
    Measure.objects.filter(pk=measure.pk).update(state=MeasureState.APPROVED)
    return fresh(measure)


@quickly
def make_penalty(notice: Measure, *, by: User, **said: Any) -> FixedPenalty:
    """Write down that a fixed penalty was offered for a breach of a notice."""
    kept: dict[str, Any] = {"case": notice.case, "recorded_at": LATER, "recorded_by": by}
    breach = Breach.objects.create(
        measure=notice, number=1, state=BreachState.DECIDED, happened_at=LATER + timedelta(days=2),
        place="22 Mersea Road", words="Music.", decision=BreachDecision.PENALTY, decided_at=LATER, **kept,
    )  # fmt: skip
    BreachTerm.objects.create(breach=breach, term=notice.terms.get(number=1), **kept)
    stated: dict[str, Any] = {
        "fpn_on": date(2026, 12, 5),
        "amount": Decimal(100),
        "early_amount": Decimal("75.50"),
        "early_days": 10,
        "particulars": "Music that could be heard on the stairs at 1am on 3 December 2026.",
        "payable_to": "Colchester City Council, 33 Sheepen Road, Colchester CO3 3WG",
        "methods": "By card on the council's pages, or at its counter",
        **said,
    }
    return FixedPenalty.objects.create(breach=breach, reference="FPN-2026-000001", **stated, **kept)


@quickly
def change(measure: Measure, kind: ChangeKind, *, by: User, at: datetime = LATER) -> MeasureChange:
    """Write down that a change was asked for and granted."""
    return MeasureChange.objects.create(
        case=measure.case, measure=measure, number=measure.changes.count() + 1, kind=kind,
        asked_by=AskedBy.SUBJECT, asked_at=at, words="I work nights.", verdict=Verdict.GRANTED, decided_at=at,
        decided_by=by, decision="His shifts have changed.", recorded_at=at, recorded_by=by,
    )  # fmt: skip


@quickly
def every_kind(*, by: User) -> dict[PaperKind, Paper]:
    """Make a paper of each kind."""
    early = {PaperKind.WARNING_LETTER: MeasureKind.WARNING_LETTER, PaperKind.ABC: MeasureKind.ABC}
    case = make_case(by=by)
    made = {kind: paper_of(draft_early(case, one, by=by), kind, by) for kind, one in early.items()}
    made[PaperKind.CPW] = paper_of(draft_warning(case, by=by), PaperKind.CPW, by)
    made[PaperKind.CBO_REQUEST] = paper_of(draft_request(case, by=by), PaperKind.CBO_REQUEST, by)
    notice = approve(draft_notice(case, make_warning(case, by=by), by=by), by=by)
    made[PaperKind.CPN] = paper_of(notice, PaperKind.CPN, by)
    notice = fresh(issue(notice, **served_as(LATER), by=by, now=LATER))
    made[PaperKind.FPN] = paper_of(notice, PaperKind.FPN, by, penalty=make_penalty(notice, by=by))
    change(notice, ChangeKind.VARY, by=by)
    made[PaperKind.VARIATION] = paper_of(notice, PaperKind.VARIATION, by)
    change(notice, ChangeKind.DISCHARGE, by=by)
    Measure.objects.filter(pk=notice.pk).update(state=MeasureState.DISCHARGED, ended_at=LATER)
    made[PaperKind.DISCHARGE] = paper_of(fresh(notice), PaperKind.DISCHARGE, by)
    return made


def paper_of(measure: Measure, kind: PaperKind, by: User, **more: Any) -> Paper:
    """Make a paper of a measure some days after the notice."""
    return make_paper(measure, kind=kind, by=by, now=LATER + timedelta(days=4), **more)


@quickly
def case_of(by: User, **told: object) -> Case:
    """Open a case on one report, with whatever else was said in it."""
    report = make_report(by=by, place_text="22 Mersea Road", **told)
    incident = make_incident(by=by, report=report)
    make_triage(incident, by=by, handling="no_attendance")
    return make_case(by=by, incidents=[incident])


def said_in(paper: Paper) -> str:
    return "\n".join(texts_of(paper.data))


def refused(measure: Measure, kind: PaperKind, by: User, **more: object) -> str:
    with pytest.raises(Refused) as found:
        paper_of(fresh(measure), kind, by, **more)
    return found.value.reason
