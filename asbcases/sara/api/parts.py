"""What hangs on a plan by the API, each part reached through the plan: read, added, and what is done with it."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import ProblemPlan
from asbcases.sara import transitions as verbs
from asbcases.sara.api import part_shapes as shapes
from asbcases.sara.api import sent
from asbcases.sara.api.describing import described, of_part
from asbcases.sara.api.measuring import measured
from asbcases.sara.choices import EntryKind
from asbcases.sara.models import (
    AnalysisEntry,
    Objective,
    PlanAssessment,
    PlanLink,
    PlanReview,
    Scanning,
    VictimContact,
)
from asbcases.sara.queries import victims_of
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import plan_for
from partners import access
from partners.choices import Action
from partners.plans.access import links_visible_to


class PlanPartViewSet(RecordViewSet[ProblemPlan]):
    """A part of the record of a plan."""

    door = staticmethod(plan_for)
    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create", "wrong"), Action.WORK_PLAN)
    route: ClassVar[str]
    shape: ClassVar[type[serializers.ModelSerializer[Any]]]
    model: ClassVar[type[Model]]
    key: ClassVar[str] = "number"

    def list(self, request: Request, reference: str) -> Response:
        """In the order in which it came."""
        return self.listed(self.rows(), (self.key,), self.shape(), wanted=self.asked())

    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """By its number on the plan."""
        return self.part(number)

    def read(self, **kwargs: Any) -> Response:
        """Return the part that these parts of an address name."""
        self.find(**kwargs)
        return self.part(kwargs["number"])

    def rows(self) -> QuerySet[Any]:
        """Return the rows of the plan that the person may know of."""
        rows: QuerySet[Any] = self.model._default_manager.filter(plan=self.record)
        return rows.select_related("recorded_by")

    def part(self, number: int) -> Response:
        """Return the answer that shows one part."""
        return Response(self.shape(get_object_or_404(self.rows(), **{self.key: number})).data)

    def act(self) -> dict[str, Any]:
        """Return who acts, and when."""
        return {"by": self.person, "now": self.now}

    def added(self, row: Any) -> Response:
        """Return the answer for a part that was added."""
        number = getattr(row, self.key)
        return self.made(self.part(number), self.address(number))

    def address(self, number: int) -> str:
        """Return the address of a part."""
        return reverse(self.route, args=[self.record.reference, number])


@described("version of the objective", "versions of the objective", shapes.PlanObjectiveShape)
class ObjectiveViewSet(PlanPartViewSet):
    """What a plan wants to achieve, and how that is measured."""

    route, shape, model = "api_plan_objective", shapes.PlanObjectiveShape, Objective

    @extend_schema(
        summary="Fix the objective of a plan, or change its measure",
        **of_part(sent.MeasureSaid, shapes.PlanObjectiveShape),
    )
    def create(self, request: Request, reference: str) -> Response:
        """The first is frozen; each after it is a new version with the reason, and the old one stays."""
        said = self.sent(sent.MeasureSaid)
        why = said.pop("why")
        measure = verbs.Measure(**said)
        if not self.rows().exists():
            return self.added(verbs.freeze_objective(self.record, measure, **self.act()))
        return self.added(verbs.change_measure(self.record, measure, why=why, **self.act()))


@described("scan", "scans", shapes.PlanScanShape)
class ScanViewSet(PlanPartViewSet):
    """The problem, by the five questions of CHEERS."""

    route, shape, model = "api_plan_scan", shapes.PlanScanShape, Scanning

    @extend_schema(summary="Describe the problem of a plan", **of_part(sent.ScanSaid, shapes.PlanScanShape))
    def create(self, request: Request, reference: str) -> Response:
        """An earlier scan stays beside it."""
        answers = verbs.Cheers(**self.sent(sent.ScanSaid))
        return self.added(verbs.scan_plan(self.record, answers, **self.act()))


@described("entry of the analysis", "entries of the analysis", shapes.AnalysisEntryShape)
class EntryViewSet(PlanPartViewSet):
    """The analysis of a problem."""

    route, shape, model = "api_plan_entry", shapes.AnalysisEntryShape, AnalysisEntry
    taken: ClassVar[dict[str, tuple[Callable[..., AnalysisEntry], dict[str, str]]]] = {
        EntryKind.CAUSE: (verbs.add_cause, {}),
        EntryKind.DATA_SOURCE: (verbs.add_source, {"result": "gaps"}),
        EntryKind.HYPOTHESIS: (verbs.add_hypothesis, {}),
        EntryKind.PREVIOUS: (verbs.add_previous, {"result": "result"}),
        EntryKind.PANEL: (verbs.add_panel, {"side": "side", "controller": "controller"}),
    }

    @extend_schema(
        summary="Add to the analysis of a plan", **of_part(sent.EntrySaid, shapes.AnalysisEntryShape)
    )
    def create(self, request: Request, reference: str) -> Response:
        """Of each kind what belongs to it is kept."""
        said = self.sent(sent.EntrySaid)
        add, more = self.taken[said["kind"]]
        named = {name: said[field] for field, name in more.items()}
        return self.added(add(self.record, words=said["words"], **named, **self.act()))

    @extend_schema(
        summary="Mark an entry as recorded in error",
        request=sent.PlanReason,
        responses=shapes.AnalysisEntryShape,
    )
    def wrong(self, request: Request, reference: str, number: int) -> Response:
        """It stays, and counts no more."""
        verbs.strike_entry(
            get_object_or_404(self.rows(), number=number), **self.sent(sent.PlanReason), **self.act()
        )
        return self.changed(self.part(number), self.address(number))


@described("review", "reviews", shapes.PlanReviewShape)
class PlanReviewViewSet(PlanPartViewSet):
    """How a supervisor looked at a plan."""

    route, shape, model = "api_plan_review", shapes.PlanReviewShape, PlanReview

    @extend_schema(summary="Review a plan", **of_part(sent.Reviewed, shapes.PlanReviewShape))
    def create(self, request: Request, reference: str) -> Response:
        """By a sergeant or above who does not own it; the clock of the next review starts."""
        return self.added(verbs.review_plan(self.record, **self.sent(sent.Reviewed), **self.act()))


@described("contact of a victim", "contacts of victims", shapes.PlanContactShape)
class ContactViewSet(PlanPartViewSet):
    """Which victims were told of a plan and asked, as far as the person may know of them."""

    route, shape, model, key = "api_plan_contact", shapes.PlanContactShape, VictimContact, "id"

    def rows(self) -> QuerySet[Any]:
        """Return the contacts of those whom the person may know of."""
        known = access.people_visible_to(self.person, now=self.now)
        return super().rows().filter(person__in=known).select_related("person")

    @extend_schema(
        summary="Note that a victim was contacted", **of_part(sent.Contacted, shapes.PlanContactShape)
    )
    def create(self, request: Request, reference: str) -> Response:
        """One of a case or incident to which the plan is linked."""
        said = self.sent(sent.Contacted, among={"person": victims_of(self.record)})
        return self.added(verbs.note_victim(self.record, said.pop("person"), **said, **self.act()))


@described("assessment", "assessments", shapes.PlanAssessmentShape)
class PlanAssessmentViewSet(PlanPartViewSet):
    """What came of a plan."""

    route, shape, model = "api_plan_assessment", shapes.PlanAssessmentShape, PlanAssessment

    def rows(self) -> QuerySet[Any]:
        """Return the assessments with the version that each measured."""
        return super().rows().select_related("objective")

    @extend_schema(summary="Assess a plan", **of_part(sent.Assessed, shapes.PlanAssessmentShape))
    def create(self, request: Request, reference: str) -> Response:
        """By the incidents on file where no counts are sent, else by those that come from elsewhere; what was assessed before stays."""
        said = self.sent(sent.Assessed)
        figures = measured(self.record, said, now=self.now)
        return self.added(verbs.assess_plan(self.record, figures, **said, **self.act()))


@described("link", "links", shapes.PlanLinkShape)
class LinkViewSet(PlanPartViewSet):
    """On what a plan works, as far as the person may know of it."""

    route, shape, model = "api_plan_link", shapes.PlanLinkShape, PlanLink

    def rows(self) -> QuerySet[Any]:
        """Return the links that lead to what the person may know of."""
        rows = super().rows().select_related("case", "incident", "person", "premises")
        return links_visible_to(rows, self.person, now=self.now)

    @extend_schema(summary="Link a plan to what it works on", **of_part(sent.LinkTo, shapes.PlanLinkShape))
    def create(self, request: Request, reference: str) -> Response:
        """A case, an incident, a person or premises."""
        among = {
            "case": access.cases_visible_to(self.person, now=self.now),
            "incident": access.incidents_visible_to(self.person, now=self.now),
            "person": access.people_visible_to(self.person, now=self.now),
            "premises": access.premises_visible_to(self.person, now=self.now),
        }
        [to] = self.sent(sent.LinkTo, among=among).values()
        return self.added(verbs.link(self.record, to=to, **self.act()))

    @extend_schema(summary="Take a link off a plan", request=sent.PlanReason, responses=shapes.PlanLinkShape)
    def wrong(self, request: Request, reference: str, number: int) -> Response:
        """The row stays."""
        verbs.unlink(
            get_object_or_404(self.rows(), number=number), **self.sent(sent.PlanReason), **self.act()
        )
        return self.changed(self.part(number), self.address(number))
