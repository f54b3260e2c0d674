"""The figures of areas: what is on record for a period, the reviews behind each number, and what was published."""

from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.law.periods import london_day, months_before
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, require
from partners import access
from partners.choices import Action
from triggers.forms.figures import PeriodForm
from triggers.models import PublishedFigures
from triggers.queries.areas import Listed, areas_listed, name_of, reporting_on
from triggers.queries.figures import Wanted, as_published, figures_of, published_for
from triggers.queries.figures_more import how_it_went
from triggers.rules.figures import DAY, Period, changes, period_before
from triggers.transitions.publishing import publish_figures
from triggers.views.figures_shown import changes_shown, figures_shown

# As many months as the Act allows a reporting period to last (s.105(4)).
MONTHS = 12


@require_safe
def figures_list(request: HttpRequest) -> HttpResponse:
    """List the areas whose figures one sees, with the period to publish and what was published last."""
    user, now = require(request, Action.SEE_FIGURES), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="figures of case reviews")
    areas: list[Listed] = [one for one in areas_listed(now) if access.sees_figures_of(user, one.area)]
    return render(request, "triggers/figures_list.html", {"areas": areas})


@require_safe
def figures_page(request: HttpRequest, area: str) -> HttpResponse:
    """Show the figures of an area as they are on record now, with the reviews behind each."""
    user, now = area_for(request, area), timezone.now()
    shown = asked_period(area, london_day(now))
    form = PeriodForm(request.GET if "first" in request.GET or "first_day" in request.GET else shown)
    context = {"area": area, "name": name_of(area), "form": form, "published": published_for(area)[:12]}
    if not form.is_valid():
        return render(request, "triggers/figures_page.html", context, status=400)
    wanted = Wanted(area, form.period, now)
    context |= {
        "period": form.period,
        "lines": figures_shown(figures_of(wanted), user, now),
        "how": how_it_went(wanted),
        "as_at": now,
        "may_publish": access.may(user, Action.PUBLISH_FIGURES) and form.period.last < london_day(now),
    }
    return render(request, "triggers/figures_page.html", context)


def area_for(request: HttpRequest, area: str, *, look: Look = Look.PAGE) -> User:
    """Return who asks for the figures of an area, or 404 where they are not theirs to see or nobody knows the area."""
    user = require(request, Action.SEE_FIGURES)
    if not (access.sees_figures_of(user, area) and name_of(area)):
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=timezone.now(), about=f"figures of case reviews: {area}")
    return user


def asked_period(area: str, today: date) -> dict[str, date]:
    """Return the last reporting period of an area, else the twelve months before this one, as a form takes it."""
    reporting, month = reporting_on(area, today), today.replace(day=1)
    last = period_before(reporting, today) if reporting else Period(months_before(month, MONTHS), month - DAY)
    return {"first": last.first, "last": last.last}


@acts
@once
def figures_publish(request: HttpRequest, area: str) -> HttpResponse:
    """Freeze the figures of an area for a period."""
    user, now = area_for(request, area), timezone.now()
    require(request, Action.PUBLISH_FIGURES)
    asked = {name: request.GET[name] for name in ("first", "last") if name in request.GET}
    form = PeriodForm(typed(request), initial=asked or asked_period(area, london_day(now)))
    if form.is_valid() and (done := tried(form, lambda: _published(form, area, user, now))):
        messages.success(request, "The figures are published, and kept as they are on record now.")
        return redirect("figures_published", area, done.pk)
    return form_page(request, "triggers/figures_publish.html", form, {"area": area, "name": name_of(area)})


def _published(form: PeriodForm, area: str, by: User, now: datetime) -> PublishedFigures:
    period = form.period
    return publish_figures(area=area, first=period.first, last=period.last, by=by, now=now)


@require_safe
def figures_published(request: HttpRequest, area: str, pk: int) -> HttpResponse:
    """Show figures as they were published, and what a run now counts otherwise."""
    user, now = area_for(request, area), timezone.now()
    published = get_object_or_404(published_for(area), pk=pk)
    period = Period(published.period_from, published.period_until)
    frozen = as_published(published)
    since = changes(frozen, figures_of(Wanted(area, period, now)))
    context = {
        "area": area,
        "name": name_of(area),
        "published": published,
        "period": period,
        "lines": figures_shown(frozen, user, now),
        "how": published.figures,
        "changes": changes_shown(since, user, now),
    }
    return render(request, "triggers/figures_published.html", context)
