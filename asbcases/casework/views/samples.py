"""Dip samples: drawn by a supervisor, reviewed case by case, with what was found and how it went."""

from datetime import datetime

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.case_choices import SampleVerdict
from asbcases.cases.models import Case, DipSample, SampledCase
from asbcases.casework.forms.support import SampledForm, SampleForm
from asbcases.casework.queries import samples as queries
from asbcases.casework.transitions import draw_sample, review_sampled
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action


@require_safe
def sample_list(request: HttpRequest) -> HttpResponse:
    """List the newest samples, with how many points were met in each."""
    user, now = require(request, Action.SAMPLE_CASES), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="dip samples")
    newest = list(queries.samples_for(user)[: queries.SHOWN])
    return render(request, "casework/sample_list.html", {"trend": queries.trend_of(newest)})


@acts
@once
def sample_new(request: HttpRequest) -> HttpResponse:
    """Draw a sample of the live cases of one's district, or of the county."""
    user, now = require(request, Action.SAMPLE_CASES), timezone.now()
    form = SampleForm(typed(request))
    if form.is_valid() and (sample := tried(form, lambda: _drawn(form, user, now))):
        messages.success(request, f"{sample.size} of {sample.frame} live cases are drawn.")
        return redirect("sample_page", sample.number)
    return form_page(request, "casework/sample_new.html", form, {"district": queries.district_for(user)})


def _drawn(form: SampleForm, by: User, now: datetime) -> DipSample:
    return draw_sample(
        _cases(by, now), district=queries.district_for(by), **form.cleaned_data, by=by, now=now
    )


def _cases(user: User, now: datetime) -> QuerySet[Case]:
    return access.cases_visible_to(user, now=now)


@require_safe
def sample_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show a sample: the cases that were drawn, and what was found so far."""
    user, now = require(request, Action.SAMPLE_CASES), timezone.now()
    sample = get_object_or_404(queries.samples_for(user), number=number)
    record_access(Look.LIST, by=user, now=now, about=f"dip sample {number}")
    context = {
        "sample": sample,
        "drawn": list(queries.drawn_in(sample, _cases(user, now))),
        "findings": queries.findings_of(sample),
    }
    return render(request, "casework/sample_page.html", context)


@acts
@once
def sampled_case(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Review one case of a sample point by point, or show what was found."""
    user, now = require(request, Action.SAMPLE_CASES), timezone.now()
    sample = get_object_or_404(queries.samples_for(user), number=number)
    sampled = get_object_or_404(queries.drawn_in(sample, _cases(user, now)), place=place)
    record_access(Look.PAGE, by=user, now=now, case=sampled.case)
    points = sample.rubric.content["points"]
    form = SampledForm(typed(request), points=points, verdicts=SampleVerdict.choices)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, sampled, form, shown=("reviewed_by", "note")):
            return stale
        if tried(form, lambda: _reviewed(form, sampled, user, now)):
            messages.success(request, f"The review of {sampled.case.reference} is kept.")
            return redirect("sample_page", number)
    context = {"sample": sample, "sampled": sampled, "found": _found(sampled, points)}
    return form_page(request, "casework/sampled_case.html", form, context)


def _reviewed(form: SampledForm, sampled: SampledCase, by: User, now: datetime) -> SampledCase:
    return review_sampled(sampled, verdicts=form.verdicts, note=form.cleaned_data["note"], by=by, now=now)


def _found(sampled: SampledCase, points: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Return each point with the verdict on it, where the case was reviewed."""
    labels = dict(SampleVerdict.choices)
    if not sampled.reviewed_at:
        return []
    return [(point["question"], labels[sampled.verdicts[point["code"]]]) for point in points]
