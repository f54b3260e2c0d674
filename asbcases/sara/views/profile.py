"""The profile of a problem: what is known of it on paper, as a page to print and as a tagged PDF."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.cases.choices import Category
from asbcases.cases.models import ProblemPlan
from asbcases.enforcement.papers.blocks import Block, Part, clean, facts, items, paragraphs, part, table
from asbcases.enforcement.papers.compiler import CannotBePrintedError, printed
from asbcases.enforcement.views.papers import SANDBOX, on_page
from asbcases.errors import Refused
from asbcases.law.words import day_words
from asbcases.sara.choices import EntryKind
from asbcases.sara.models import AnalysisEntry, Objective, PlanAssessment, PlanResponse, Scanning
from asbcases.sara.queries import STANDS
from asbcases.sara.queries.worked import Earlier
from asbcases.sara.rules.evidence import WORDS, effect_words, evidence_of
from asbcases.sara.views.patterns import BLOCKS, told
from asbcases.web.scoped import plan_for, require
from partners.choices import Action

HEADINGS = {
    EntryKind.CAUSE: "Causes",
    EntryKind.DATA_SOURCE: "Data sources and what they lack",
    EntryKind.HYPOTHESIS: "Hypotheses",
    EntryKind.PREVIOUS: "What was tried before",
    EntryKind.PANEL: "Problem analysis triangle",
}
NOT_PRINTABLE = "The PDF has no letter for “{}”: print the page instead."


@require_safe
def plan_profile(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the profile of a problem as it is printed."""
    plan = plan_for(request, reference)
    user, now = require(request, Action.WORK_PLAN), timezone.now()
    context = {"plan": plan, "here": "Problem profile", **on_page(profile_of(plan, user, now))}
    return render(request, "sara/profile.html", context)


@require_safe
def plan_profile_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand out the same words as a PDF that everybody can read; the export is recorded."""
    plan = plan_for(request, reference, look=Look.EXPORT)
    user, now = require(request, Action.WORK_PLAN), timezone.now()
    try:
        pdf = printed(profile_of(plan, user, now), made_at=now)
    except CannotBePrintedError as error:
        raise Refused(NOT_PRINTABLE.format(error)) from error
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{plan.reference}-profile.pdf")
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def profile_of(plan: ProblemPlan, user: User, now: datetime) -> dict[str, Any]:
    """Return the words of a profile, as far as this person may know them."""
    objective = Objective.objects.filter(plan=plan).order_by("-number").first()
    return {
        "title": "Problem profile",
        "reference": plan.reference,
        "organisation": clean(user.agency.name),
        "about": "What is known of a problem, and what is done about it",
        "large": False,
        "parts": [
            _problem(plan, now),
            *(_measured(plan, objective, user, now) if objective else ()),
            *_work(plan),
        ],
    }


def _problem(plan: ProblemPlan, now: datetime) -> Part:
    about = facts(
        ("Plan", plan.reference),
        ("About", plan.get_type_display()),
        ("District", plan.district.name),
        ("Beat or ward", plan.area),
        ("Stage", plan.get_stage_display()),
        ("Owner", plan.owner.name),
        ("Supervisor", plan.supervisor.name),
        ("As it stood on", day_words(now)),
    )
    return part(clean(plan.title), about, *_scanned(plan))


def _scanned(plan: ProblemPlan) -> Iterator[Block]:
    scan = Scanning.objects.filter(plan=plan).order_by("-number").first()
    if scan:
        yield from paragraphs(scan.description)
        yield facts(
            ("Community", scan.community),
            ("Harm", scan.harm),
            ("Expectation", scan.expectation),
            ("Events", scan.events),
            ("What they have in common", scan.similarity),
            ("Who is harmed", scan.harmed),
            ("Cost and demand", scan.cost),
            ("Why now", scan.why_now),
        )


def _measured(plan: ProblemPlan, objective: Objective, user: User, now: datetime) -> Iterator[Part]:
    seen = told(plan, objective, user, now)
    patterns = seen["patterns"]
    days = patterns.days
    yield part(
        "Objective",
        *paragraphs(objective.statement),
        facts(
            (
                "Counted",
                ", ".join(Category(one).label for one in objective.categories if one in Category.values),
            ),
            ("Places", ", ".join(objective.places)),
            ("Compared with", ", ".join(objective.comparisons)),
            (
                "Baseline",
                f"{objective.baseline}, {day_words(objective.baseline_from)} to {day_words(objective.baseline_to)}",
            ),
            ("Target", f"{objective.target} by {day_words(objective.target_on)}"),
        ),
    )
    yield part(
        "When it comes",
        *paragraphs(
            f"{patterns.total} incidents, {day_words(days.first_on)} to {day_words(days.last_on)}. {seen['peak']}."
        ),
        *([_by_hours(seen)] if patterns.timed else []),
        table(("Month", "Incidents"), seen["month_lines"], widths=(1, 1)),
    )
    if patterns.places:
        rows = [(place.words, place.times, day_words(place.last_on)) for place in patterns.places]
        yield part("Where", table(("Place", "Incidents", "Last"), rows, widths=(3, 1, 1)))
    again = [(row.reference, str(row), count) for row, count in (*patterns.people, *patterns.premises)]
    if again:
        yield part(
            "Who and what comes again", table(("Reference", "Name", "Incidents"), again, widths=(1, 2, 1))
        )
    if seen["earlier"]:
        yield part(
            "Tried before",
            table(("Plan", "Problem", "What came of it"), map(_earlier, seen["earlier"]), widths=(1, 2, 2)),
        )


def _by_hours(seen: Mapping[str, Any]) -> Block:
    rows = [(day, *counts) for day, counts, _ in seen["clock"]]
    return table(("Day", *BLOCKS), rows, widths=(0, *(1 for _ in BLOCKS)))


def _earlier(earlier: Earlier) -> tuple[str, str, str]:
    assessment = earlier.assessment
    return (
        earlier.plan.reference,
        earlier.plan.title,
        assessment.get_verdict_display() if assessment else "Not assessed",
    )


def _work(plan: ProblemPlan) -> Iterator[Part]:
    entries = list(AnalysisEntry.objects.filter(STANDS, plan=plan).order_by("number"))
    for kind, heading in HEADINGS.items():
        if found := [each for each in entries if each.kind == kind]:
            yield part(heading, items(_entry(each) for each in found))
    if responses := list(PlanResponse.objects.filter(plan=plan).select_related("owner").order_by("number")):
        rows = [
            (
                one.action,
                one.get_four_p_display(),
                one.owner.name,
                day_words(one.due_on),
                one.get_state_display(),
            )
            for one in responses
        ]
        yield part("Responses", table(("What", "4P", "Who", "By", "State"), rows, widths=(3, 1, 1, 1, 1)))
    if newest := PlanAssessment.objects.filter(plan=plan).order_by("-number").first():
        evidence = WORDS[evidence_of(newest.figures)]
        effect = effect_words(newest.figures, newest.before, newest.after)
        yield part(
            "Assessment",
            facts(
                ("Verdict", newest.get_verdict_display()),
                ("Effect", effect),
                ("Evidence", evidence),
                ("Learned", newest.learning),
            ),
            *paragraphs(newest.verdict_words),
        )


def _entry(entry: AnalysisEntry) -> str:
    side = f"{entry.get_side_display()}: " if entry.side else ""
    more = [words for words in (entry.result, entry.controller) if words]
    return side + "; ".join([entry.words, *more])
