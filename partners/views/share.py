"""One share of a case: its page, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.cases.models import Case
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action
from partners.forms.sharing import ChangeForm, ExtendForm, RecallForm, ReviewForm
from partners.models import Share
from partners.queries.readings import readings_in
from partners.queries.sharing import labels, name_of, receiver_of, shares_of, shown
from partners.transitions.changing import change_share, extend_share, recall_share, review_share

SHOWN = ("items", "verdict", "recalled_why")


def _share_of(case: Case, number: int) -> Share:
    share = get_object_or_404(shares_of(case), number=number)
    share.case = case
    return share


@require_safe
def case_share(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show one share: what of the case, with whom, why, by what, until when, and who has read it."""
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    share = _share_of(case, number)
    read = share.disclosures.select_related("case", "share", "person", "reader", "agency").order_by(
        "-at", "-pk"
    )[:50]
    context = {
        "case": case,
        **shown(share, now),
        "read": readings_in(read),
        "may_share": access.may(user, Action.SHARE_CASE),
        "may_review": access.may(user, Action.REVIEW_SHARE),
    }
    return render(request, "partners/case_share.html", context)


@acts
@once
def case_share_change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Share other parts from now on, or until an earlier day."""
    case = case_for(request, reference)
    require(request, Action.SHARE_CASE)
    share = _share_of(case, number)
    form = ChangeForm(typed(request), share=share)
    words = {"title": f"Change share {number}", "button": "Save the change", "done": "The share is changed."}
    return _acted(request, share, form, change_share, words)


@acts
@once
def case_share_extend(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Let a share run until a later day."""
    case = case_for(request, reference)
    require(request, Action.SHARE_CASE)
    share = _share_of(case, number)
    form = ExtendForm(typed(request))
    words = {"title": f"Extend share {number}", "button": "Extend it", "done": "The share runs for longer."}
    return _acted(request, share, form, extend_share, words)


@acts
@once
def case_share_recall(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """End a share at once."""
    case = case_for(request, reference)
    require(request, Action.SHARE_CASE)
    share = _share_of(case, number)
    form = RecallForm(typed(request))
    words = {
        "title": f"Recall share {number}",
        "button": "Recall it now",
        "done": "Recalled: the next request finds nothing.",
        "warning": "yes",
    }
    return _acted(request, share, form, recall_share, words)


@acts
@once
def case_share_review(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say whether an urgent share was right."""
    case = case_for(request, reference)
    require(request, Action.REVIEW_SHARE)
    share = _share_of(case, number)
    form = ReviewForm(typed(request), share=share)
    words = {
        "title": f"Review share {number}",
        "button": "Save the review",
        "done": "The review is kept.",
        "quoted": share.urgent_why,
    }
    return _acted(request, share, form, review_share, words)


def _acted(
    request: HttpRequest, share: Share, form: Any, act: Callable[..., Share], words: dict[str, str]
) -> HttpResponse:
    """Return the answer to a form about a share: done, or the page again with what was typed."""
    user, now = request.user, timezone.now()
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, share, form, shown=SHOWN):
            return stale
        if tried(form, lambda: act(share, **form.stated(), by=user, now=now)):
            messages.success(request, words["done"])
            return redirect("case_share", share.case.reference, share.number)
    context = {"case": share.case, "share": share, "items": labels(share.items), **words}
    context["receiver"] = name_of(receiver_of(share.grant))
    return form_page(request, "partners/case_share_form.html", form, context)
