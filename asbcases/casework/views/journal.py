"""The journal of a case: writing in it, one entry, marking one wrong; and what is agreed about contact."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseParty, ContactPlan, JournalEntry
from asbcases.casework.forms.case_parts import WhyForm
from asbcases.casework.forms.journal import ContactPlanForm, EntryForm
from asbcases.casework.queries import cases as queries
from asbcases.casework.queries.journal import contact_plan_of, entries_of
from asbcases.casework.transitions import agree_contact, mark_entry_wrong, write_entry
from asbcases.casework.transitions.contact_plans import rhythm_words
from asbcases.casework.views.contacts import rhythm_of
from asbcases.casework.views.drafting import drafted, keep
from asbcases.web.drafts import filled, throw_away
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from asbcases.web.templatetags.moments import due_words
from partners import access
from partners.choices import Action

DRAFT = "journal"


@acts
@once
def case_journal_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a contact, a visit, a decision or a note in the journal of a case; or keep a draft of it."""
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    if "draft" in request.POST and (answer := keep(request, user, DRAFT, reference, now=now)):
        return answer
    parties = list(queries.parties_of([case]))
    sent = None if "draft" in request.POST else typed(request)
    form = EntryForm(sent, case=case, parties=parties, by=user, now=now, **_asked_for(request))
    if form.is_valid() and (entry := tried(form, lambda: _written(form, case, user, now))):
        throw_away(user, DRAFT, reference)
        messages.success(request, _said_of(entry, now))
        return redirect("case_page", reference)
    draft = _fill(form, request, user, reference, now) if sent is None else None
    context = {**_beside(case, parties, form, now), "draft": draft}
    return form_page(request, "casework/journal_new.html", form, context)


def _asked_for(request: HttpRequest) -> dict[str, str]:
    """Return what the address fills in: which kind of entry, and about whom."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "party")}
    return {name: value for name, value in asked.items() if value}


def _fill(form: EntryForm, request: HttpRequest, user: User, reference: str, now: datetime) -> Any:
    written, draft = drafted(user, DRAFT, reference, now=now)
    if request.method == "POST":
        written, draft = request.POST, None
    if written:
        filled(form, written)
    return draft


def _beside(case: Case, parties: Sequence[CaseParty], form: EntryForm, now: datetime) -> dict[str, Any]:
    """Return what stands beside the boxes: when each victim hears from us next, and how."""
    victims = [party for party in parties if party.role == PartyRole.VICTIM]
    return {
        "case": case,
        "now": now,
        "rhythms": [rhythm_of(victim, now) for victim in victims],
        "draft_form": DRAFT,
        "draft_about": case.reference,
    }


def _written(form: EntryForm, case: Case, by: User, now: datetime) -> JournalEntry:
    return write_entry(case, **form.entry(), by=by, now=now)


def _said_of(entry: JournalEntry, now: datetime) -> str:
    """Return what is said once it is kept: when they hear from us next, and that new harm asks for more."""
    said = [f"{EntryKind(entry.kind).label} {entry.number} is in the journal."]
    if entry.party and entry.party.role == PartyRole.VICTIM and entry.reached:
        owed = rhythm_of(entry.party, now).owed
        said += [f"Next contact by {due_words(owed.due_at)}."] if owed else []
    said += ["There is new harm: assess the risk again."] if entry.new_harm else []
    return " ".join(said)


@require_safe
def case_journal_entry(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show one entry, with when it happened, when it was written, and who says so."""
    case = case_for(request, reference)
    user = require(request, Action.RECORD_INCIDENT)
    entry = get_object_or_404(entries_of(case), number=number)
    context = {"case": case, "entry": entry, "may_work": access.may(user, Action.WORK_CASE)}
    return render(request, "casework/journal_entry.html", context)


@acts
@once
def case_journal_wrong(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Mark an entry as recorded in error; it stays, struck through, with the reason."""
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    entry = get_object_or_404(entries_of(case), number=number)
    form = WhyForm(typed(request))

    def act() -> JournalEntry:
        return mark_entry_wrong(entry, why=form.cleaned_data["why"], by=user, now=now)

    if form.is_valid() and tried(form, act) is not None:
        messages.success(request, f"Entry {number} is marked as recorded in error. It can still be read.")
        return redirect("case_page", reference)
    context = {
        **{"case": case, "title": f"Mark journal entry {number} as recorded in error", "warning": True},
        **{"button": "Mark as recorded in error", "quoted": entry.words},
    }
    return form_page(request, "casework/case_form.html", form, context)


@acts
@once
def case_contact_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep what was agreed with a victim about staying in contact."""
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    victims = [party for party in queries.parties_of([case]) if party.role == PartyRole.VICTIM]
    chosen = next((v for v in victims if str(v.number) == request.GET.get("party")), (*victims, None)[0])
    plan = contact_plan_of(chosen) if chosen else None
    rhythms = [rhythm_of(victim, now) for victim in victims]
    usual = next((rhythm.days for rhythm in rhythms if rhythm.party == chosen), None)
    initial = {"party": str(chosen.number), "every_days": usual} if chosen else {}
    form = ContactPlanForm(typed(request), victims=victims, plan=plan, now=now, **initial)
    if form.is_valid() and (made := tried(form, lambda: _agreed(form, case, user, now))):
        messages.success(request, f"It is agreed: {rhythm_words(made)}.")
        return redirect("case_page", reference)
    context = {"case": case, "now": now, "rhythms": rhythms}
    return form_page(request, "casework/contact_plan.html", form, context)


def _agreed(form: ContactPlanForm, case: Case, by: User, now: datetime) -> ContactPlan:
    return agree_contact(case, **form.plan(), by=by, now=now)
