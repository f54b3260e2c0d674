"""What is done for one victim, on one page: needs, support, plans, the panel, and rights told."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.case_choices import Answer, Need, PlanKind, Right
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case, CaseParty
from asbcases.casework.forms.support import (
    AnswerForm,
    ExitForm,
    NeedsForm,
    OfferForm,
    PanelForm,
    PlanForm,
    RightsForm,
)
from asbcases.casework.queries import support as queries
from asbcases.casework.transitions import (
    agree_panel_exit,
    answer_support,
    assess_needs,
    decide_panel,
    make_plan,
    offer_support,
    tell_entitlement,
)
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action


class Asked(NamedTuple):
    """The victim of a route, who asks, and when."""

    case: Case
    party: CaseParty
    user: User
    now: datetime

    def does(self, act: Callable[..., object], form: forms.Form, **also: object) -> Callable[[], object]:
        """Return what keeps for this victim all that a form says."""
        return lambda: act(
            self.case, party=self.party, **also, **form.cleaned_data, by=self.user, now=self.now
        )


def _asked(request: HttpRequest, reference: str, number: int) -> Asked:
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    return Asked(case, get_object_or_404(queries.victims_on(case), number=number), user, now)


@require_safe
def victim_support(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show what is done for one victim."""
    asked = _asked(request, reference, number)
    case = asked.case
    context = {
        "case": case,
        "done": queries.done_for(asked.party),
        "crime": queries.crime_recorded(case),
        "needs": {need.value: need.label for need in Need},
        "may_work": case.stage != Stage.CLOSED and access.may(asked.user, Action.WORK_CASE),
        "now": asked.now,
    }
    return render(request, "casework/victim_support.html", context)


def _page(
    request: HttpRequest,
    asked: Asked,
    form: forms.Form,
    act: Callable[[], object],
    said: str,
    **context: Any,
) -> HttpResponse:
    """Answer one short form about a victim: kept, and back to the victim's page; or the form with its faults."""
    if form.is_bound and form.is_valid() and tried(form, act) is not None:
        messages.success(request, said)
        return redirect("victim_support", asked.case.reference, asked.party.number)
    words = {"case": asked.case, "party": asked.party, **context}
    return form_page(request, "casework/case_form.html", form, words)


@acts
@once
def victim_needs(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep what a victim needs."""
    asked = _asked(request, reference, number)
    form = NeedsForm(typed(request))
    return _page(
        request,
        asked,
        form,
        asked.does(assess_needs, form),
        "What they need is kept.",
        title=f"What {asked.party.person.name} needs",
        button="Keep the needs",
    )


@acts
@once
def victim_offer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep that support was offered."""
    asked = _asked(request, reference, number)
    form = OfferForm(typed(request))
    return _page(
        request,
        asked,
        form,
        asked.does(offer_support, form),
        "The offer is kept. Record the answer when it is known.",
        title=f"Offer {asked.party.person.name} support",
        button="Keep the offer",
    )


@acts
@once
def victim_answer(request: HttpRequest, reference: str, number: int, offer: int) -> HttpResponse:
    """Keep what a victim answered to an offer."""
    asked = _asked(request, reference, number)
    offered = get_object_or_404(asked.party.supportoffers, number=offer)
    form = AnswerForm(typed(request))
    if form.is_bound and (stale := stale_answer(request, offered, form, shown=("service", "answer"))):
        return stale
    return _page(
        request,
        asked,
        form,
        lambda: answer_support(
            offered,
            answer=Answer(form.cleaned_data["answer"]),
            words=form.cleaned_data["words"],
            by=asked.user,
            now=asked.now,
        ),
        "The answer is kept.",
        title=f"What {asked.party.person.name} answered",
        quoted=offered.service,
        record=offered,
        button="Keep the answer",
    )


@acts
@once
def victim_plan(request: HttpRequest, reference: str, number: int, kind: str) -> HttpResponse:
    """Make an action plan or a safety plan; the words of the last one are there to go on from."""
    if kind not in PlanKind.values:
        raise Http404(NOT_FOUND)
    asked, what = _asked(request, reference, number), PlanKind(kind)
    before = queries.plans_before(asked.party, what).first()
    form = PlanForm(typed(request), kind=what, newest=before.words if before else "")
    return _page(
        request,
        asked,
        form,
        asked.does(make_plan, form, kind=what),
        f"The {what.label.lower()} is kept.",
        title=f"{what.label} for {asked.party.person.name}",
        button="Keep the plan",
    )


@acts
@once
def victim_panel(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Decide whether the case goes to the multi-agency panel for this victim."""
    asked = _asked(request, reference, number)
    form = PanelForm(typed(request))
    return _page(
        request,
        asked,
        form,
        asked.does(decide_panel, form),
        "The decision is kept.",
        title=f"The multi-agency panel and {asked.party.person.name}",
        button="Keep the decision",
    )


@acts
@once
def victim_panel_exit(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep that the panel agreed to end its part."""
    asked = _asked(request, reference, number)
    decision = queries.panel_of(asked.party)
    if decision is None or not decision.referred:
        raise Http404(NOT_FOUND)
    form = ExitForm(typed(request))
    return _page(
        request,
        asked,
        form,
        lambda: agree_panel_exit(decision, words=form.cleaned_data["words"], by=asked.user, now=asked.now),
        "It is kept that the panel agreed.",
        title="The panel ends its part",
        quoted=f"{decision.panel}: {decision.reason}",
        button="Keep what was agreed",
    )


@acts
@once
def victim_rights(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep that a victim of a recorded crime was told of a right of the Victims' Code."""
    asked = _asked(request, reference, number)
    form = RightsForm(typed(request))
    return _page(
        request,
        asked,
        form,
        lambda: tell_entitlement(
            asked.case,
            party=asked.party,
            entitlement=Right(form.cleaned_data["entitlement"]),
            words=form.cleaned_data["words"],
            by=asked.user,
            now=asked.now,
        ),
        "It is kept that they were told.",
        title=f"Rights of {asked.party.person.name} under the Victims' Code",
        button="Keep it",
    )
