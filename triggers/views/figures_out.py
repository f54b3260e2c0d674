"""The figures of an area to take along: as CSV and as JSON."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.audit.look_choices import Look
from asbcases.law.periods import london_day
from asbcases.web.csv_answer import csv_answer
from triggers.forms.figures import PeriodForm
from triggers.queries.figures import Wanted, figures_of
from triggers.queries.figures_more import how_it_went
from triggers.rules.figures import Figure, Figures
from triggers.views.figures import area_for, asked_period
from triggers.views.figures_shown import said

HEAD = ("Area", "From", "To", "As at", "Part", "What", "Number", "Of")


@require_safe
def figures_csv(request: HttpRequest, area: str) -> HttpResponse:
    """Give out the figures of an area, and how its reviews went, as a table."""
    wanted = _wanted(request, area)
    about = (area, wanted.period.first, wanted.period.last, wanted.as_at.isoformat())
    lines = [*_of_the_act(figures_of(wanted)), *_how(how_it_went(wanted))]
    name = f"case-reviews-{area}-{wanted.period.first}-{wanted.period.last}"
    return csv_answer(name, HEAD, ((*about, *line) for line in lines))


@require_safe
def figures_json(request: HttpRequest, area: str) -> JsonResponse:
    """Give out the same as the command `case_reviews` tells, with how the reviews went beside it."""
    wanted = _wanted(request, area)
    numbers = {figure.value: number for figure, number in figures_of(wanted).numbers.items()}
    first, last = wanted.period.first, wanted.period.last
    return JsonResponse(
        {
            **{"area": area, "from": first, "to": last, **numbers, "as_at": wanted.as_at.isoformat()},
            "how_it_went": how_it_went(wanted),
        }
    )


def _wanted(request: HttpRequest, area: str) -> Wanted:
    area_for(request, area, look=Look.EXPORT)
    now = timezone.now()
    form = PeriodForm(request.GET or asked_period(area, london_day(now)))
    if not form.is_valid():
        raise BadRequest("Give first and last as days, the first before the last, for example 2026-04-01.")
    return Wanted(area, form.period, now)


def _of_the_act(figures: Figures) -> Iterator[tuple[str, str, str, object]]:
    for figure in Figure:
        yield "Figures of section 104(9)", figure.says, said(figures.numbers[figure]), None


def _how(how: dict[str, Any]) -> Iterator[tuple[str, str, object, object]]:
    for step in how["days_per_step"]:
        yield "Days per step, median", step["step"], step["median"], step["of"]
        yield "Days per step, longest", step["step"], step["longest"], step["of"]
    for clock in how["on_time"]:
        yield "Done in time", clock["kind"], clock["in_time"], clock["of"]
    for body in how["bodies"]:
        yield "Did not answer", body["body"], body["silent"], body["told"]
        yield "Refused", body["body"], body["refused"], body["told"]
    for outcome in how["outcomes"]:
        yield "Outcomes", outcome["outcome"], outcome["times"], None
