"""Reads of problem-solving plans."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from asbcases.cases.choices import PartyRole
from asbcases.cases.models import (
    CaseIncident,
    CaseParty,
    Classification,
    Incident,
    IncidentParty,
    Person,
    ProblemPlan,
)
from asbcases.law.periods import london_day
from asbcases.sara.choices import EntryKind
from asbcases.sara.models import (
    AnalysisEntry,
    Objective,
    PlanAssessment,
    PlanLink,
    PlanResponse,
    VictimContact,
)

STANDS = Q(recorded_in_error_at__isnull=True)


def found(plan: ProblemPlan, kind: EntryKind) -> list[str]:
    """Return what the analysis says of one kind, without what was marked as wrong."""
    entries = AnalysisEntry.objects.filter(STANDS, plan=plan, kind=kind).order_by("number")
    return list(entries.values_list("words", flat=True))


def first_objective(plan: ProblemPlan) -> Objective | None:
    """Return the objective as it was first frozen, or None while nobody fixed it."""
    return Objective.objects.filter(plan=plan).order_by("number").first()


def newest_objective(plan: ProblemPlan) -> Objective:
    """Return the version of the objective that holds; a plan past its first stage has one."""
    return Objective.objects.filter(plan=plan).latest("number")


def newest_assessment(plan: ProblemPlan) -> PlanAssessment | None:
    """Return the newest assessment of a plan, or None while there is none."""
    return PlanAssessment.objects.filter(plan=plan).order_by("-number").first()


def response_began_on(plan: ProblemPlan) -> date | None:
    """Return the day on which the response of a plan began, or None while it has not; a quick fix is none."""
    begun = PlanResponse.objects.filter(plan=plan, immediate=False, begun_at__isnull=False)
    first = begun.order_by("begun_at").values_list("begun_at", flat=True).first()
    return london_day(first) if first else None


def victims_of(plan: ProblemPlan) -> QuerySet[Person]:
    """Return the victims of the cases and incidents that a plan is linked to, as far as whoever asks may know of them."""
    links = PlanLink.objects.filter(STANDS, plan=plan)
    roles = {"person": OuterRef("pk"), "role": PartyRole.VICTIM}
    in_case = CaseParty.objects.filter(STANDS, case__in=links.values("case"), **roles)
    in_incident = IncidentParty.objects.filter(STANDS, incident__in=links.values("incident"), **roles)
    return Person.objects.filter(Exists(in_case) | Exists(in_incident)).order_by("pk")


def victims_to_contact(plan: ProblemPlan) -> QuerySet[Person]:
    """Return the victims of a plan whom nobody has contacted about it."""
    contacted = VictimContact.objects.filter(plan=plan, person=OuterRef("pk"))
    return victims_of(plan).filter(~Exists(contacted))


def reclassified_since(assessment: PlanAssessment) -> QuerySet[Incident]:
    """Return the incidents by which the figures of an assessment would come out differently today.

    They were counted and are so no more, having another category or being recorded in error; or they are linked to the
    plan, by themselves or by a case, happened in one of its windows, and were classified since so that they count.
    """
    measured = Q(category__in=assessment.objective.categories) if assessment.objective.categories else Q()
    counted = Q(pk__in=assessment.counted)
    since = Classification.objects.filter(incident=OuterRef("pk"), recorded_at__gt=assessment.assessed_at)
    links = PlanLink.objects.filter(STANDS, plan=assessment.plan)
    of_cases = CaseIncident.objects.filter(STANDS, case__in=links.values("case"))
    linked = Q(pk__in=links.values("incident")) | Q(pk__in=of_cases.values("incident"))
    gone = counted & ~(measured & STANDS)
    come = ~counted & linked & measured & STANDS & _in_windows(assessment) & Exists(since)
    return Incident.objects.filter(gone | come).order_by("pk")


def _in_windows(assessment: PlanAssessment) -> Q:
    before = (assessment.before_from, assessment.before_to)
    after = (assessment.after_from, assessment.after_to)
    return Q(happened_from__date__range=before) | Q(happened_from__date__range=after)


def figures_stale(plan: ProblemPlan) -> bool:
    """Return whether incidents were classified anew since the newest assessment: its figures stay, and are run again."""
    newest = newest_assessment(plan)
    return newest is not None and reclassified_since(newest).exists()
