"""Pages on which a warning or notice is drafted: one form for each concern."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.cases.models import Case, Incident, JournalEntry, Premises
from asbcases.casework.queries import cases as case_queries
from asbcases.enforcement.choices import NOTICE_LIMBS, MeasureKind
from asbcases.enforcement.forms.measures import (
    AboutForm,
    ConductForm,
    FairnessForm,
    NewMeasureForm,
    TimesForm,
    parts_of,
)
from asbcases.enforcement.forms.measures_grounds import InformedForm, LimbsForm, Thing
from asbcases.enforcement.forms.subjects import subjects_among, with_victims
from asbcases.enforcement.models import Limb, LimbEvidence, Measure, Statement
from asbcases.enforcement.queries.measures import STANDS, evidence_of, warnings_for
from asbcases.enforcement.transitions.drafting import change_draft, draft_measure
from asbcases.enforcement.transitions.evidence import link_evidence, note_informed, note_limb, unlink_evidence
from asbcases.enforcement.views.measures_shared import Asked, what_shows_it
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, require
from partners.choices import Action

SAVED = "The draft is saved."


@acts
@once
def measure_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin the draft of a warning or notice."""
    case = case_for(request, reference)
    user, now = require(request, Action.ENFORCE), timezone.now()
    begun = _asked_for(request, case)
    parties = case_queries.parties_of([case])
    subjects = subjects_among(parties, asked=request.GET, besides=begun["subject"])
    form = NewMeasureForm(typed(request), subjects=subjects, initial=begun)
    if form.is_bound and form.is_valid():

        def begin() -> Measure:
            kind, warning = MeasureKind(form.cleaned_data["kind"]), None
            if kind == MeasureKind.CPN:
                warning = warnings_for(case, form.person).first()
            return draft_measure(case, kind=kind, subject=form.person, warning=warning, by=user, now=now)

        if measure := tried(form, begin):
            messages.success(request, f"{measure.reference} is begun: say next what it is about.")
            return redirect("measure_page", reference, measure.reference)
    context = {"case": case, "title": "Draft a warning or notice", "button": "Begin the draft"}
    context["victims_url"] = with_victims(request.GET) if subjects.held_back else ""
    return form_page(request, "enforcement/measure_form.html", form, context)


def _asked_for(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Return what the address fills in: which kind, and about whom a warning was."""
    warning = Measure.objects.filter(case=case, reference=request.GET.get("on", "")).first()
    return {"kind": request.GET.get("kind", ""), "subject": str(warning.subject_id) if warning else ""}


@acts
@once
def measure_about(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Say to whom it goes, as what they answer, and on which warning it builds."""
    asked = Asked(request, reference, measure)
    row = asked.measure
    premises = Premises.objects.filter(case_links__in=asked.case.premises_links.filter(STANDS)).distinct()
    form = AboutForm(
        typed(request),
        warnings=warnings_for(asked.case, row.subject),
        premises=premises,
        notice=row.kind == MeasureKind.CPN,
        initial=AboutForm.initial_of(row),
    )
    return _draft(asked, form, "About whom it is", lambda: form.cleaned_data)


@acts
@once
def measure_conduct(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Say what was done or not done, and what it does to whom."""
    asked = Asked(request, reference, measure)
    names = ("conduct", "effect", "contact", "says_notice_follows", "skipped_why")
    initial = {name: getattr(asked.measure, name) for name in names}
    form = ConductForm(typed(request), notice=asked.measure.kind == MeasureKind.CPN, initial=initial)
    return _draft(asked, form, "The conduct and its effect", lambda: form.cleaned_data)


@acts
@once
def measure_times(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Say by when the conduct must stop, and until when it holds."""
    asked = Asked(request, reference, measure)
    row = asked.measure
    initial = {"ends_on": row.ends_on, **parts_of(row.comply_by, "comply_day", "comply_time")}
    form = TimesForm(typed(request), notice=row.kind == MeasureKind.CPN, initial=initial)
    return _draft(asked, form, "Times", lambda: form.said)


@acts
@once
def measure_fairness(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Say what was considered of equality, rights and ability."""
    asked = Asked(request, reference, measure)
    initial = {name: getattr(asked.measure, name) for name in ("equality", "rights", "poverty", "ability")}
    form = FairnessForm(typed(request), initial=initial)
    return _draft(asked, form, "Equality, rights and ability", lambda: form.cleaned_data)


def _draft(asked: Asked, form: Form, title: str, said: Any) -> HttpResponse:
    done = asked.acted(
        form,
        lambda: change_draft(asked.measure, **said(), by=asked.user, now=asked.now),
        SAVED,
        shown=tuple(
            name for name in form.fields if hasattr(asked.measure, name) and name not in ("premises",)
        ),
    )
    return done or asked.page(form, title, "Save the draft", record=asked.measure)


# --- Limbs and whom was told --------------------------------------------------------------------
@acts
@once
def measure_limbs(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Say why each limb of the test is met, and link what shows it."""
    asked = Asked(request, reference, measure)
    if asked.measure.kind != MeasureKind.CPN:
        raise Http404(NOT_FOUND)
    linked = list(evidence_of(asked.measure))
    reasons = {limb.limb: limb for limb in Limb.objects.filter(measure=asked.measure)}
    form = LimbsForm(typed(request), **what_shows_it(asked), initial=_stated(linked, reasons))
    act = lambda: _say_limbs(asked, form, linked, reasons)  # noqa: E731
    done = asked.acted(form, act, "The limbs are saved.", shown=("version",))
    return done or asked.page(form, "The test, and what shows it", "Save", record=asked.measure)


def _stated(linked: list[LimbEvidence], reasons: dict[str, Limb]) -> dict[str, Any]:
    said: dict[str, Any] = {f"{limb}_reason": row.reason for limb, row in reasons.items()}
    for one in linked:
        said.setdefault(f"{one.limb.limb}_shown", []).append(_key(one))
    return said


def _key(one: LimbEvidence) -> str:
    if one.incident_id:
        return f"incident-{one.incident_id}"
    if one.statement_id:
        return f"statement-{one.statement_id}"
    return f"entry-{one.entry_id}" if one.entry_id else f"document-{one.document_id}"


def _say_limbs(
    asked: Asked, form: LimbsForm, linked: list[LimbEvidence], reasons: dict[str, Limb]
) -> Measure:
    """Write what differs: reasons, then links that came, then links that went."""
    said: dict[str, Any] = form.cleaned_data
    act: dict[str, Any] = {"by": asked.user, "now": asked.now}
    for limb in NOTICE_LIMBS:
        reason, row = said.get(f"{limb}_reason", ""), reasons.get(limb)
        if f"{limb}_reason" not in said:
            continue
        if reason and (row is None or row.reason != reason):
            row = note_limb(asked.measure, limb=limb, reason=reason, **act)
        had = {_key(one): one for one in linked if one.limb.limb == limb}
        wanted = set(said[f"{limb}_shown"])
        for key in sorted(wanted - set(had)):
            row = row or note_limb(asked.measure, limb=limb, reason=reason, **act)
            link_evidence(row, **_named(form.things[key]), **act)
        for key in sorted(set(had) - wanted):
            if key in form.things:
                unlink_evidence(had[key], why="Taken back while it was drafted", **act)
    return asked.measure


def _named(thing: Thing) -> dict[str, Any]:
    if isinstance(thing, Incident | Statement):
        return {"incident" if isinstance(thing, Incident) else "statement": thing}
    return {"entry": thing} if isinstance(thing, JournalEntry) else {"document": thing}


@acts
@once
def measure_informed(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Note who was informed of it, or why nobody was."""
    asked = Asked(request, reference, measure)
    form = InformedForm(typed(request))

    def act() -> object:
        return note_informed(asked.measure, **form.said, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "It is noted who was informed.")
    return done or asked.page(form, "Who was informed", "Note it")
