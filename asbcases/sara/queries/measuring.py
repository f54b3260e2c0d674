"""What the records say of a plan: the windows that the rules propose, and the figures of an assessment."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from asbcases.cases.choices import Category
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanSource
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies.queries import limit_on
from asbcases.sara.models import Objective, PlanLink, PlanResponse
from asbcases.sara.queries import STANDS, newest_assessment, newest_objective
from asbcases.sara.queries.daily import Recorded, links_of, on_file
from asbcases.sara.rules.counting import series, within
from asbcases.sara.rules.effect import effect_of
from asbcases.sara.rules.effect_data import as_data
from asbcases.sara.rules.effect_shapes import Known
from asbcases.sara.rules.measured import Measured
from asbcases.sara.rules.refusals import refused_words
from asbcases.sara.rules.window_shapes import WEEK, Comparison, Days, Facts, Response, Terms, Windows
from asbcases.sara.rules.windows import windows_of
from asbcases.sara.rules.worked import SECOND_LOCKDOWN

# Whoever raised it so had looked for the highest, and the highest falls back by itself.
CHOSEN_FOR_BEING_HIGH = (PlanSource.ANALYST, PlanSource.REPEAT_RULE)


def terms_on(day: date) -> Terms:
    """Return what policy asks of an assessment on a day."""
    weeks = int(limit_on("plan.window", "", day).value) // WEEK
    return Terms(weeks=weeks, few=int(limit_on("plan.few", "", day).value))


def proposed(
    plan: ProblemPlan, *, now: datetime, after_days: int | None = None, short_reason: str = ""
) -> Windows:
    """Return the windows of an assessment as the rules propose them, and why they would be refused or are too early."""
    objective = newest_objective(plan)
    return _windows(plan, objective, on_file(plan, objective, now=now), after_days, short_reason, now)


def measure(plan: ProblemPlan, windows: Windows, *, now: datetime, short_reason: str = "") -> Measured:
    """Return the figures of a plan over its windows from the incidents on file; Refused where nothing can be measured."""
    words, after = refused_words(windows), windows.after
    if words or after is None:
        raise Refused(words)
    objective = newest_objective(plan)
    filed = on_file(plan, objective, now=now)
    known = _known(plan, objective, filed, windows, after)
    effect = effect_of(known, terms_on(london_day(now)))
    place = filed.sorted.place
    return Measured(
        *windows.before,
        *after,
        before=effect.before,
        after=effect.after,
        figures={**as_data(effect), **_beside(known, filed, windows)},
        counted=[*within(place, windows.before), *within(place, after)],
        short_reason=short_reason,
    )


def _windows(
    plan: ProblemPlan,
    objective: Objective,
    filed: Recorded,
    after_days: int | None,
    short_reason: str,
    now: datetime,
) -> Windows:
    last = newest_assessment(plan)
    terms = terms_on(london_day(now))
    facts = Facts(
        today=london_day(now),
        records_from=filed.days.first_on,
        baseline=_baseline(objective),
        response=response_of(plan),
        after_days=terms.weeks * WEEK if after_days is None else after_days,
        measure=frozenset(objective.categories or Category.values),
        short_reason=short_reason,
        occurrences=[each.occurrence for each in filed.sorted.place],
        frozen_before=objective.baseline,
        last_counts=(last.before, last.after) if last and not last.counted_from else None,
        highest_over=_highest_over(plan, objective),
        comparisons=_comparisons(plan, filed),
        other_plans=other_responses(plan, objective),
    )
    return windows_of(facts, terms)


def _baseline(objective: Objective) -> Days:
    return Days(objective.baseline_from, objective.baseline_to)


def _highest_over(plan: ProblemPlan, objective: Objective) -> Days | None:
    """Return the days of the baseline over which a place was seen to be the highest, where it was taken up for that."""
    until = min(london_day(plan.raised_at), objective.baseline_to)
    if plan.source not in CHOSEN_FOR_BEING_HIGH or until < objective.baseline_from:
        return None
    return Days(objective.baseline_from, until)


def _comparisons(plan: ProblemPlan, filed: Recorded) -> list[Comparison]:
    """Return the places of which something is on file that were named to compare with, and when each first was."""
    named_on: dict[str, date] = {}
    for objective in Objective.objects.filter(plan=plan).order_by("number"):
        for name in objective.comparisons:
            named_on.setdefault(name, london_day(objective.frozen_at))
    sorted_ = filed.sorted
    return [
        Comparison(name, named_on[name], sorted_.inside_ring(name))
        for name, seen in sorted_.comparisons.items()
        if seen
    ]


def response_of(plan: ProblemPlan) -> Response | None:
    """Return the days of what was done on a plan, by its quick fixes where there was nothing else."""
    begun = list(PlanResponse.objects.filter(plan=plan, begun_at__isnull=False).order_by("begun_at", "pk"))
    return _response([each for each in begun if not each.immediate] or begun)


def _response(begun: Iterable[PlanResponse]) -> Response | None:
    """Return the days from the first beginning to the last end; no last day while one goes on."""
    spans = [(each.begun_at, each.done_at or each.dropped_at) for each in begun if each.begun_at]
    if not spans:
        return None
    ends = [end for _, end in spans if end]
    last = london_day(max(ends)) if len(ends) == len(spans) else None
    return Response(min(london_day(start) for start, _ in spans), last)


def other_responses(plan: ProblemPlan, objective: Objective) -> list[Response]:
    """Return what was done meanwhile by other plans of the district that are about the same things or places."""
    others = about_the_same(plan, objective)
    begun: dict[int, list[PlanResponse]] = {}
    found = PlanResponse.objects.filter(plan__in=others, begun_at__isnull=False) if others else ()
    for response in found:
        begun.setdefault(response.plan_id, []).append(response)
    return [days for each in begun.values() if (days := _response(each))]


def about_the_same(plan: ProblemPlan, objective: Objective) -> set[int]:
    """Return the keys of the other plans of the district that are about the same things or places."""
    return {*_of_the_same_places(plan, objective), *_of_the_same_links(plan)} - {plan.pk}


def _of_the_same_places(plan: ProblemPlan, objective: Objective) -> set[int]:
    names = {name.casefold() for name in (*objective.places, *objective.comparisons)}
    newest = Objective.objects.filter(plan__district=plan.district_id).exclude(plan=plan)
    rows = newest.order_by("plan", "-number").distinct("plan").values_list("plan", "places")
    return {pk for pk, places in rows if names & {place.casefold() for place in places}}


def _of_the_same_links(plan: ProblemPlan) -> set[int]:
    shared = Q()
    for link in links_of(plan):
        for name in ("case", "incident", "person", "premises"):
            if key := getattr(link, f"{name}_id"):
                shared |= Q(**{name: key})
    if not shared:
        return set()
    return set(
        PlanLink.objects.filter(STANDS, shared, plan__district=plan.district_id).values_list(
            "plan", flat=True
        )
    )


def _known(plan: ProblemPlan, objective: Objective, filed: Recorded, windows: Windows, after: Days) -> Known:
    """Return the series of a plan as the rules of effect take them."""
    both, found = (windows.before, after), filed.sorted
    named = {name: seen for name, seen in found.comparisons.items() if name in windows.comparisons}
    return Known(
        records_from=filed.days.first_on,
        before=windows.before,
        after=after,
        place=series(found.place, filed.days, both),
        comparisons={name: series(seen, filed.days, both) for name, seen in named.items()},
        ring=None if found.ring is None else series(found.ring, filed.days, both),
        highest_over=_highest_over(plan, objective),
        cautions=windows.warnings,
        happenings=(SECOND_LOCKDOWN,),
    )


def _beside(known: Known, filed: Recorded, windows: Windows) -> Mapping[str, Any]:
    """Return what stands beside the figures: each place compared with, what was left out and why, and the weeks."""
    span = Days(known.before.first_on, known.after.last_on)
    counted = {"place": known.place, **known.comparisons}
    return {
        "records_from": known.records_from.isoformat(),
        "places": [
            {"name": name, "before": known.total(each, known.before), "after": known.total(each, known.after)}
            for name, each in known.comparisons.items()
        ],
        "left_out": {name: str(why) for name, why in windows.left_out.items()},
        "not_found": list(filed.sorted.not_found),
        "frozen_before": windows.frozen_before,
        "weeks_from": (span.last_on - timedelta(days=span.weeks * WEEK - 1)).isoformat(),
        "weeks": {name: known.by_week(each, span) for name, each in counted.items()},
        "weeks_of_ring": None if known.ring is None else known.by_week(known.ring, span),
    }
