"""All that stands on the page of one plan, each part read whole and once, in the order in which it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from asbcases.cases.models import ProblemPlan
from asbcases.sara.choices import EntryKind, PatSide
from asbcases.sara.models import (
    AftercareCheck,
    AnalysisEntry,
    Objective,
    PlanAssessment,
    PlanClosure,
    PlanResponse,
    PlanReview,
    Scanning,
    Screening,
    VictimContact,
    YouthSupport,
)
from asbcases.sara.queries import reclassified_since


@dataclass(frozen=True)
class OnFile:
    """What is on file of a plan; each part is asked for once."""

    plan: ProblemPlan

    @cached_property
    def objectives(self) -> Sequence[Objective]:
        """Return the versions of the objective, the one that holds first."""
        rows = Objective.objects.filter(plan=self.plan).select_related("recorded_by")
        return list(rows.order_by("-number"))

    @cached_property
    def scans(self) -> Sequence[Scanning]:
        """Return the problem as it was scanned, the newest first."""
        return list(Scanning.objects.filter(plan=self.plan).select_related("recorded_by").order_by("-number"))

    @cached_property
    def screening(self) -> Screening | None:
        """Return whether it was taken on, or None while nobody decided."""
        return Screening.objects.filter(plan=self.plan).select_related("recorded_by").first()

    @cached_property
    def entries(self) -> Sequence[AnalysisEntry]:
        """Return the entries of the analysis, with those that were marked as wrong."""
        rows = AnalysisEntry.objects.filter(plan=self.plan).select_related("recorded_by")
        return list(rows.order_by("number"))

    def of_kind(self, kind: EntryKind) -> list[AnalysisEntry]:
        """Return the entries of one kind."""
        return [entry for entry in self.entries if entry.kind == kind]

    @property
    def groups(self) -> list[tuple[str, list[AnalysisEntry]]]:
        """Return the entries by kind, each with its heading; the sides of the triangle stand by themselves."""
        headings = {
            EntryKind.CAUSE: "Causes",
            EntryKind.DATA_SOURCE: "Data sources and what they lack",
            EntryKind.HYPOTHESIS: "Hypotheses",
            EntryKind.PREVIOUS: "What was tried before",
        }
        return [(words, self.of_kind(kind)) for kind, words in headings.items()]

    @property
    def triangle(self) -> list[tuple[PatSide, list[AnalysisEntry]]]:
        """Return each side of the problem analysis triangle with what is known of it."""
        panels = self.of_kind(EntryKind.PANEL)
        return [(side, [one for one in panels if one.side == side]) for side in PatSide]

    @cached_property
    def responses(self) -> Sequence[PlanResponse]:
        """Return what is done about the problem."""
        rows = PlanResponse.objects.filter(plan=self.plan).select_related("owner", "agency")
        return list(rows.order_by("number"))

    @cached_property
    def reviews(self) -> Sequence[PlanReview]:
        """Return the reviews, the newest first."""
        rows = PlanReview.objects.filter(plan=self.plan).select_related("recorded_by")
        return list(rows.order_by("-number"))

    @cached_property
    def assessments(self) -> Sequence[PlanAssessment]:
        """Return the assessments, the newest first."""
        rows = PlanAssessment.objects.filter(plan=self.plan).select_related("objective", "recorded_by")
        return list(rows.order_by("-number"))

    @cached_property
    def stale(self) -> bool:
        """Return whether incidents were classified anew since the newest assessment."""
        return bool(self.assessments) and reclassified_since(self.assessments[0]).exists()

    @cached_property
    def contacts(self) -> Sequence[VictimContact]:
        """Return when victims were contacted about the plan, and what they said."""
        rows = VictimContact.objects.filter(plan=self.plan).select_related("person", "recorded_by")
        return list(rows.order_by("contacted_at", "pk"))

    @cached_property
    def youth_support(self) -> Sequence[YouthSupport]:
        """Return what was said of youth justice support for children whose behaviour the plan is about."""
        rows = YouthSupport.objects.filter(plan=self.plan).select_related("person", "recorded_by")
        return list(rows.order_by("considered_at", "pk"))

    @cached_property
    def closure(self) -> PlanClosure | None:
        """Return how it was closed, or None while it goes on."""
        rows = PlanClosure.objects.filter(plan=self.plan).select_related("merged_into", "recorded_by")
        return rows.first()

    @cached_property
    def aftercare(self) -> AftercareCheck | None:
        """Return the look at the closed plan, or None while nobody looked."""
        return AftercareCheck.objects.filter(plan=self.plan).select_related("recorded_by").first()
