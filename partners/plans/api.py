"""Plans that are shared with an agency, by the API: the same as the pages, and nothing else of a plan."""

from typing import Any, ClassVar

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.audit.look_choices import Look
from asbcases.cases.models import AccessGrant
from asbcases.cases.plan_choices import PlanStage
from asbcases.web.api.fields import Choice, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.views import ScopedViewSet
from asbcases.web.scoped import NOT_FOUND
from partners.choices import Action, Progress
from partners.models import PlanProgress
from partners.plans.forms import WORDS
from partners.plans.queries import SharedPlan, plan_lines, progress_of
from partners.plans.transitions import note_progress
from partners.plans.views import given_of


class SharedPlanLine(serializers.ModelSerializer[AccessGrant]):
    """A plan that your agency may see."""

    reference = serializers.CharField(source="line.reference", read_only=True)
    title = serializers.CharField(source="line.title", read_only=True)
    stage = serializers.ChoiceField(source="line.stage", choices=PlanStage.choices, read_only=True)

    class Meta:
        model = AccessGrant
        fields = ("reference", "title", "stage", "ends_at")
        read_only_fields = fields


class OwnNote(serializers.ModelSerializer[PlanProgress]):
    """What your agency noted of a response."""

    how_far = serializers.ChoiceField(source="progress", choices=Progress.choices, read_only=True)
    noted_by = serializers.CharField(source="recorded_by.name", default="", read_only=True)

    class Meta:
        model = PlanProgress
        fields = ("response", "how_far", "words", "noted_by", "noted_at")
        read_only_fields = fields


class OwnResponseShape(serializers.Serializer[Any]):
    """A response that your agency owns."""

    number = serializers.IntegerField(read_only=True)
    action = serializers.CharField(read_only=True)
    starts_on = serializers.DateField(read_only=True)
    due_on = serializers.DateField(read_only=True)
    state = serializers.CharField(read_only=True)


class SharedPlanShape(serializers.Serializer[Any]):
    """What your agency is shown of a plan."""

    reference = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    stage = serializers.CharField(read_only=True, help_text="In words")
    objective = serializers.CharField(source="statement", read_only=True, help_text="Empty until it is fixed")
    responses = OwnResponseShape(many=True, read_only=True)
    notes = OwnNote(many=True, read_only=True, help_text="Of your agency, the newest first")


class HowFar(Strict):
    """How far a response of your agency is."""

    how_far = Choice(choices=Progress.choices)
    words = Text(max_length=WORDS, help_text="What was done")


class SharedPlanViewSet(ScopedViewSet):
    """The problem-solving plans that your agency may see."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.SEE_SHARED),
        "note": Action.NOTE_FOR_AGENCY,
    }
    given: SharedPlan

    def find(self, **kwargs: Any) -> None:
        """Find what is shared of the plan of the route, and keep that it was read; another method reads nothing."""
        if self.action in ("retrieve", "note"):
            self.given = given_of(self.request._request, kwargs["reference"], look=Look.API)

    @extend_schema(
        summary="List the plans that your agency may see, the share that began last first",
        parameters=[Filter],
        responses=page_of(SharedPlanLine),
    )
    def list(self, request: Request) -> Response:
        """Those that are shared with it now."""
        rows = plan_lines(self.person, now=self.now)
        order = ("-starts_at", "-id")
        return self.listed(rows, order, SharedPlanLine(), wanted=self.asked(), about="Plans shared with us")

    @extend_schema(summary="Read what is shared of a plan", responses=SharedPlanShape)
    def retrieve(self, request: Request, reference: str) -> Response:
        """Title, objective, stage, and the responses that your agency owns, with what it noted of them."""
        return self._shown()

    @extend_schema(
        summary="Note how far a response of your agency is",
        request=HowFar,
        responses={200: SharedPlanShape},
    )
    def note(self, request: Request, reference: str, number: int) -> Response:
        """It changes no response: the police who work on the plan read it."""
        if not any(one.number == number for one in self.given.responses):
            raise Http404(NOT_FOUND)
        said = self.sent(HowFar)
        progress = Progress(said.pop("how_far"))
        note_progress(self.given, number, progress=progress, **said, by=self.person, now=self.now)
        return self._shown()

    def read(self, **kwargs: Any) -> Response:
        """Return what is shared of the plan of an address."""
        self.given = given_of(self.request._request, kwargs["reference"], look=Look.API)
        return self._shown()

    def _shown(self) -> Response:
        notes = progress_of(self.given.pk, self.person.agency)
        return Response(SharedPlanShape({**vars(self.given), "notes": notes}).data)
