"""Plans by the API: begun, read, screened, given to somebody else, signed off and closed."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from asbcases.accounts.models import District
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.models import ProblemPlan
from asbcases.sara import transitions as verbs
from asbcases.sara.api import sent
from asbcases.sara.api.shapes import PlanLineShape, PlanShape
from asbcases.sara.queries import boards
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.paging import page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import plan_for
from partners.choices import Action
from partners.plans.access import plans_visible_to

REVIEW_FIRST, NEWEST = ("next_review", "id"), ("-recorded_at", "-id")
NARROWED = ("stage", "district", "owner", "supervisor")
ACT: dict[str, Any] = {"responses": {200: PlanShape}, "parameters": [IF_MATCH, ETAG]}
ACTS = ("screen", "give", "people", "complete_analysis", "close", "aftercare")


class PlanViewSet(RecordViewSet[ProblemPlan]):
    """The problem-solving plans that the person sees; a partner finds none."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create", *ACTS), Action.WORK_PLAN)
    door = staticmethod(plan_for)

    @extend_schema(
        summary="List plans, the one that is reviewed next first",
        parameters=[sent.PlanFilter],
        responses=page_of(PlanLineShape),
    )
    def list(self, request: Request) -> Response:
        """Those that go on, the stuck ones among them, or the closed ones with the newest first."""
        wanted = self.asked(sent.PlanFilter)
        chosen = {name: wanted[name] for name in NARROWED if name in wanted}
        seen = plans_visible_to(self.person, now=self.now).filter(**chosen)
        rows, order = self._shown_of(seen.select_related("district", "owner", "supervisor"), wanted["show"])
        return self.listed(rows, order, PlanLineShape(), wanted=wanted, about="plans")

    @extend_schema(summary="Read a plan", responses=PlanShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str) -> Response:
        """With how it was screened and closed; the rest of it is read below this address."""
        return unless_known(request, self.shown(self.record))

    @extend_schema(
        summary="Start a plan",
        request=sent.NewPlan,
        responses={201: PlanShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request) -> Response:
        """It has no objective yet; the clocks of its reviews run."""
        said = {"owner": self.person, **self.sent(sent.NewPlan, among={"district": self._districts()})}
        plan = verbs.start_plan(**said, by=self.person, now=self.now)
        return self.made(self.shown(plan), reverse("api_plan", args=[plan.reference]))

    @extend_schema(summary="Decide whether a scanned plan is taken on", request=sent.Screened, **ACT)
    def screen(self, request: Request, reference: str) -> Response:
        """By a sergeant or above who does not own it; one that is rejected ends here."""
        return self._act(sent.Screened, verbs.screen_plan)

    @extend_schema(summary="Give a plan to another owner", request=sent.Given, **ACT)
    def give(self, request: Request, reference: str) -> Response:
        """With what the former one owes on it; the dates stay."""
        return self._act(sent.Given, verbs.transfer_plan)

    @extend_schema(
        summary="Change who supervises a plan, and the contact of those harmed",
        request=sent.PeopleNamed,
        **ACT,
    )
    def people(self, request: Request, reference: str) -> Response:
        """The reviews that are owed are owed by the supervisor whose rank they are; the dates stay."""
        return self._act(sent.PeopleNamed, _named)

    @extend_schema(summary="Sign the analysis of a plan off", request=None, **ACT)
    def complete_analysis(self, request: Request, reference: str) -> Response:
        """Which needs a cause and a data source."""
        return self._act(None, verbs.complete_analysis)

    @extend_schema(summary="Close a plan", request=sent.Closed, **ACT)
    def close(self, request: Request, reference: str) -> Response:
        """Signed off by a sergeant or above who does not own it; everything that is wanting is said at once."""
        return self._act(sent.Closed, _closed)

    @extend_schema(summary="Say whether what a closed plan achieved holds", request=sent.LookedAgain, **ACT)
    def aftercare(self, request: Request, reference: str) -> Response:
        """Some months on, once."""
        return self._act(sent.LookedAgain, verbs.check_aftercare)

    def shown(self, record: ProblemPlan) -> Response:
        """Return the answer that shows a plan, with its version."""
        return Response(PlanShape(record).data, headers={"ETag": etag_of(record)})

    def _districts(self) -> QuerySet[District]:
        """Return where the person may start a plan: it must be theirs to see."""
        districts = District.objects.all()
        own = districts.filter(pk__in=districts_of(self.person))
        return districts if works_for_county(self.person) else own

    def _shown_of(
        self, seen: QuerySet[ProblemPlan], show: str
    ) -> tuple[QuerySet[ProblemPlan], tuple[str, ...]]:
        """Return those of the plans that are asked for, and their order."""
        if show == sent.PlanFilter.CLOSED:
            return seen.filter(closed_at__isnull=False), NEWEST
        still = boards.still_open(seen, now=self.now)
        return boards.stuck(still) if show == sent.PlanFilter.STUCK else still, REVIEW_FIRST

    def _act(self, shape: type[Serializer[Any]] | None, act: Callable[..., object]) -> Response:
        """Do an act on the plan as its reader knew it, and show the plan as it stands then."""
        plan = locked_if_match(self.request, self.record)
        among = {"merged_into": plans_visible_to(self.person, now=self.now)}
        said = self.sent(shape, among=among) if shape else {}
        act(plan, **said, by=self.person, now=self.now)
        plan = ProblemPlan.objects.get(pk=plan.pk)
        return self.changed(self.shown(plan), reverse("api_plan", args=[plan.reference]))


def _named(plan: ProblemPlan, *, by: Any, now: Any, **said: Any) -> object:
    stated = {"supervisor": plan.supervisor, "spoc": plan.spoc, **said}
    return verbs.name_people(plan, **stated, by=by, now=now)


def _closed(plan: ProblemPlan, *, by: Any, now: Any, **said: Any) -> object:
    return verbs.close_plan(plan, verbs.Closing(**said), by=by, now=now)
