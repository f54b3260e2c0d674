"""Agreements on sharing: the list, one of them, and what is entered about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.law.periods import london_day
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action, Gateway, Purpose
from partners.forms.agreements import (
    AgreementForm,
    ChangeAgreementForm,
    EndForm,
    LeaveForm,
    PartyForm,
    SignForm,
)
from partners.models import Agreement, AgreementParty
from partners.queries.agreements import listed
from partners.queries.sharing import labels
from partners.transitions.agreements import (
    add_party,
    change_agreement,
    end_agreement,
    enter_agreement,
    leave_agreement,
    sign_agreement,
)

SHOWN = ("title", "expires_on", "review_on", "ended_on")
ORDER = ("-expires_on", "-id")


@require_safe
def agreement_list(request: HttpRequest) -> HttpResponse:
    """List the agreements, with who signed and what is shared under each."""
    user, now = require(request, Action.READ_AGREEMENTS), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="agreements on sharing")
    context = {
        "page": page_of(request, listed(user, now=now), ORDER),
        "today": london_day(now),
        "may_keep": access.may(user, Action.KEEP_AGREEMENTS),
        "of_police": user.role not in (Role.PARTNER, Role.COORDINATOR),
    }
    return render(request, "partners/agreement_list.html", context)


@require_safe
def agreement_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one agreement: what it covers, who signed it, and its days."""
    user, now = require(request, Action.READ_AGREEMENTS), timezone.now()
    agreement = _agreement(user, pk)
    record_access(Look.PAGE, by=user, now=now, about=f"agreement {agreement.reference}")
    context = {
        "agreement": agreement,
        "parties": agreement.parties.select_related("agency").order_by("agency__name", "pk"),
        "purposes": [one.label for one in Purpose if one in agreement.purposes],
        "gateways": [one.label for one in Gateway if one in agreement.gateways],
        "items": labels(agreement.items),
        "today": london_day(now),
        "may_keep": access.may(user, Action.KEEP_AGREEMENTS) and agreement.ended_on is None,
    }
    return render(request, "partners/agreement_page.html", context)


@acts
@once
def agreement_new(request: HttpRequest) -> HttpResponse:
    """Enter an agreement as it was written."""
    by = require(request, Action.KEEP_AGREEMENTS)
    form = AgreementForm(typed(request))
    if form.is_valid() and (
        made := tried(form, lambda: enter_agreement(**form.stated(), by=by, now=timezone.now()))
    ):
        messages.success(request, f"{made.reference} is entered. Add its parties, and who signed.")
        return redirect("agreement_page", made.pk)
    context = {"title": "Enter an agreement", "button": "Save the agreement"}
    return form_page(request, "partners/agreement_form.html", form, context)


@acts
@once
def agreement_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is written in an agreement."""
    agreement = _kept(request, pk)
    form = ChangeAgreementForm(typed(request), agreement=agreement)
    words = {"title": f"Change {agreement.reference}", "button": "Save the change"}
    return _acted(request, agreement, form, change_agreement, agreement, words)


@acts
@once
def agreement_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an agreement with a day before it expires."""
    agreement = _kept(request, pk)
    words = {"title": f"End {agreement.reference}", "button": "End the agreement", "warning": "yes"}
    return _acted(request, agreement, EndForm(typed(request)), end_agreement, agreement, words)


@acts
@once
def agreement_party_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an agency party to an agreement."""
    agreement = _kept(request, pk)
    form = PartyForm(typed(request), agreement=agreement)
    words = {"title": f"Add a party to {agreement.reference}", "button": "Add the party"}
    return _acted(request, agreement, form, add_party, agreement, words)


@acts
@once
def agreement_sign(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """Note who signed for a party."""
    agreement = _kept(request, pk)
    part = _party(agreement, party)
    words = {"title": f"{part.agency.name} signs {agreement.reference}", "button": "Save the signature"}
    return _acted(request, agreement, SignForm(typed(request)), sign_agreement, part, words)


@acts
@once
def agreement_leave(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """Note the last day of a party."""
    agreement = _kept(request, pk)
    part = _party(agreement, party)
    title = f"{part.agency.name} leaves {agreement.reference}"
    words = {"title": title, "button": "Save the last day", "warning": "yes"}
    return _acted(request, agreement, LeaveForm(typed(request)), leave_agreement, part, words)


def _agreement(user: User, pk: int) -> Agreement:
    return get_object_or_404(access.agreements_visible_to(user, now=timezone.now()), pk=pk)


def _kept(request: HttpRequest, pk: int) -> Agreement:
    return _agreement(require(request, Action.KEEP_AGREEMENTS), pk)


def _party(agreement: Agreement, pk: int) -> AgreementParty:
    return get_object_or_404(agreement.parties.select_related("agency", "agreement"), pk=pk)


def _acted(
    request: HttpRequest,
    agreement: Agreement,
    form: Any,
    act: Callable[..., object],
    on: Agreement | AgreementParty,
    words: dict[str, str],
) -> HttpResponse:
    """Return the answer to a form about an agreement: done, or the page again with what was typed."""
    by, now = request.user, timezone.now()
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, agreement, form, shown=SHOWN):
            return stale
        said = form.stated()
        agency = [said.pop("agency")] if "agency" in said else []
        if tried(form, lambda: act(on, *agency, **said, by=by, now=now)):
            messages.success(request, "Saved.")
            return redirect("agreement_page", agreement.pk)
    context = {"agreement": agreement, **words}
    return form_page(request, "partners/agreement_form.html", form, context)
