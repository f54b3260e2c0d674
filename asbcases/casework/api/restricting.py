"""Restricting a case to the people named on it, lifting that, and opening a restricted one, by the API as on the pages."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.case_choices import GlassVerdict
from asbcases.cases.models import Case, GlassBreak, Report
from asbcases.casework.api.restricting_shapes import (
    GlassReviewed,
    GlassShape,
    GlassTryShape,
    Lifted,
    Opened,
    OpenedByReference,
    OpeningShape,
    Restricted,
    RestrictionShape,
)
from asbcases.casework.queries.glass import all_tries, hours_of, own_glass, told_glass, tries_left
from asbcases.casework.queries.restricted import named_on, restriction_of
from asbcases.casework.transitions import lift_restriction, restrict_case
from asbcases.casework.transitions.glass import break_glass, end_glass, review_glass, review_told_glass
from asbcases.errors import Refused
from asbcases.web.api.fields import Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.views import RecordViewSet, ScopedViewSet
from asbcases.web.scoped import case_for, report_for, sees_case
from partners.choices import Action

NOT_OPEN = "It has ended already: load the page again."


class RestrictionViewSet(RecordViewSet[Case]):
    """Whether a case is restricted to the people named on it."""

    needs: ClassVar = {
        "retrieve": Action.WORK_CASE,
        **dict.fromkeys(("restrict", "lift"), Action.RESTRICT_CASE),
    }
    door = staticmethod(case_for)

    @extend_schema(summary="Read whether a case is restricted, and to whom", responses=RestrictionShape)
    def retrieve(self, request: Request, reference: str) -> Response:
        """Whoever is not named on a restricted case finds neither."""
        return self.shown(self.record)

    @extend_schema(
        summary="Restrict a case to named people", request=Restricted, responses={200: RestrictionShape}
    )
    def restrict(self, request: Request, reference: str) -> Response:
        """With what hangs on it; the lead and you stay named."""
        said = self.sent(Restricted)
        restrict_case(self.record, **said, by=self.person, now=self.now)
        return self._done()

    @extend_schema(
        summary="Lift the restriction of a case", request=Lifted, responses={200: RestrictionShape}
    )
    def lift(self, request: Request, reference: str) -> Response:
        """Whoever was named stays let in."""
        lift_restriction(self.record, **self.sent(Lifted), by=self.person, now=self.now)
        return self._done()

    def shown(self, record: Case) -> Response:
        """Return the answer that shows the restriction in force, or that there is none."""
        found = restriction_of(record)
        by = found.recorded_by if found else None
        return Response(
            {
                "restricted": found is not None,
                "reason": found.reason if found else "",
                "recorded_at": found.recorded_at if found else None,
                "recorded_by": by.username if by else None,
                "named": [one.username for one in named_on(record)] if found else [],
            }
        )

    def _done(self) -> Response:
        return self.changed(
            self.shown(self.record), reverse("api_case_restriction", args=[self.record.reference])
        )


class OpeningViewSet(ScopedViewSet):
    """Opening a restricted case for some hours, of which one was told or beside a report; and closing it again."""

    needs: ClassVar = {
        **dict.fromkeys(("retrieve", "open", "open_beside", "end"), Action.BREAK_GLASS),
        "tries": Action.REVIEW_GLASS,
    }
    beside: Report | None = None
    case: Case

    def find(self, **kwargs: Any) -> None:
        """Find the report or case of the route, where it names one."""
        request = self.request._request
        if self.action == "open_beside":
            self.beside = report_for(request, kwargs["reference"], look=Look.API)
        if self.action == "end":
            self.case = case_for(request, kwargs["reference"], look=Look.API)

    @extend_schema(summary="Read for how long a restricted case may be opened", responses=OpeningShape)
    def retrieve(self, request: Request) -> Response:
        """And how often you may still ask."""
        return self.read()

    @extend_schema(
        summary="Open a restricted case of which you were told",
        request=OpenedByReference,
        responses={200: OpeningShape},
    )
    def open(self, request: Request) -> Response:
        """The answer is the same whether there is one; if there is, it is among the cases for that time."""
        said = self.sent(OpenedByReference)
        return self._asked(said.pop("reference"), said)

    @extend_schema(
        summary="Open the restricted cases of which the notice beside a report speaks",
        request=Opened,
        responses={200: OpeningShape},
    )
    def open_beside(self, request: Request, reference: str) -> Response:
        """The answer is the same whether there is one."""
        return self._asked(reference, self.sent(Opened))

    @extend_schema(
        summary="Close a case again that you opened yourself", request=None, responses={200: OpeningShape}
    )
    def end(self, request: Request, reference: str) -> Response:
        """From the next request on it does not exist for you."""
        self.sent(Strict)
        glass = own_glass(self.case, self.person, self.now)
        if glass is None:
            raise Refused(NOT_OPEN)
        end_glass(glass, by=self.person, now=self.now)
        return self.changed(self.read(), reverse("api_glass_break"))

    @extend_schema(
        summary="List who asked for a restricted case, the newest first",
        parameters=[Filter],
        responses=page_of(GlassTryShape),
    )
    def tries(self, request: Request) -> Response:
        """Whether there was one is not said."""
        about = "restricted cases asked for"
        return self.listed(all_tries(), ("-at", "-id"), GlassTryShape(), wanted=self.asked(), about=about)

    def read(self, **kwargs: Any) -> Response:
        """Return for how long, and how often still."""
        usual, most = hours_of(self.now)
        left = max(0, tries_left(self.person, self.now))
        return Response({"usual_hours": usual, "most_hours": most, "tries_left": left})

    def _asked(self, sought: str, said: dict[str, Any]) -> Response:
        break_glass(sought, **said, beside=self.beside, by=self.person, now=self.now)
        return self.changed(self.read(), reverse("api_glass_break"))


class GlassViewSet(ScopedViewSet):
    """Who opened a restricted case; whoever was told of it reads as much of a case that is hidden from them."""

    needs: ClassVar = {
        "retrieve": Action.BREAK_GLASS,
        "review": Action.REVIEW_GLASS,
    }
    glass: GlassBreak
    review_it: Callable[..., GlassBreak] = staticmethod(review_glass)

    def find(self, **kwargs: Any) -> None:
        """Find the broken glass of the route; another method finds nothing."""
        if self.action and "number" in kwargs:
            self._find(kwargs["reference"], kwargs["number"])

    def _find(self, reference: str, number: int) -> None:
        request = self.request._request
        told = told_glass(reference, number, self.person)
        if told and not sees_case(request, reference):
            record_access(Look.API, by=self.person, now=self.now, about=f"broken glass of {reference}")
            self.glass, self.review_it = told, review_told_glass
            return
        case = case_for(request, reference, look=Look.API)
        rows = case.glass_breaks.select_related("case", "broken_by", "reviewed_by")
        self.glass = get_object_or_404(rows, number=number)

    @extend_schema(summary="Read who opened a restricted case, and why", responses=GlassShape)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """With what a supervisor made of it."""
        return self._shown()

    @extend_schema(
        summary="Review that somebody opened a restricted case",
        request=GlassReviewed,
        responses={200: GlassShape},
    )
    def review(self, request: Request, reference: str, number: int) -> Response:
        """Where it was not right, it ends with that."""
        said = self.sent(GlassReviewed)
        said["verdict"] = GlassVerdict(said["verdict"])
        self.review_it(self.glass, **said, by=self.person, now=self.now)
        self._find(reference, number)
        return self.changed(self._shown(), reverse("api_glass", args=[reference, number]))

    def read(self, **kwargs: Any) -> Response:
        """Return the broken glass of an address."""
        self._find(kwargs["reference"], kwargs["number"])
        return self._shown()

    def _shown(self) -> Response:
        return Response(GlassShape(self.glass).data)
