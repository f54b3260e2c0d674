"""Criminal behaviour orders by the API: requests, what courts do, and reviews."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Case, Person
from asbcases.cases.queries import locked
from asbcases.casework.api.parts import CasePartViewSet
from asbcases.enforcement.api import order_sent as sent
from asbcases.enforcement.api import statement_sent as also
from asbcases.enforcement.api.after_a_notice import MeasurePartViewSet
from asbcases.enforcement.api.evidence import incidents_seen, named_in
from asbcases.enforcement.api.measure_sent import WhatShowsIt
from asbcases.enforcement.api.order_shapes import OrderLineShape, OrderShape, PressWords
from asbcases.enforcement.choices import Applicant, FileItem, MeasureKind, Restriction
from asbcases.enforcement.models import Hearing, Measure, OrderApplication
from asbcases.enforcement.queries.measures import measures_of
from asbcases.enforcement.queries.orders import hearings_of
from asbcases.enforcement.transitions.court_orders import add_court_term, make_order, vary_order
from asbcases.enforcement.transitions.hearings import hold_hearing, set_hearing
from asbcases.enforcement.transitions.order_applications import decide_application, note_application
from asbcases.enforcement.transitions.order_ends import discharge_order, end_order, refuse_order
from asbcases.enforcement.transitions.order_notices import note_notice
from asbcases.enforcement.transitions.order_reviews import press_words, review_order, tell_supervisor
from asbcases.enforcement.transitions.orders_of_others import record_order
from asbcases.enforcement.transitions.requests import (
    change_request,
    keep_file,
    note_youth_views,
    request_order,
    send_request,
    show_behaviour,
)
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION
from partners.choices import Action

ACT: dict[str, Any] = {"responses": {200: OrderShape}, "parameters": [IF_MATCH, ETAG]}
ACTS = (
    *("change", "youth_views", "file", "send", "hearing", "made_by_court", "varied", "discharged", "refused"),
    *("review", "notice", "application", "evidence", "term", "over", "supervisor_told"),
)


def shown(measure: Measure) -> Response:
    """Return the answer that shows an order as it stands."""
    measure = measures_of(measure.case).get(pk=measure.pk)
    return Response(OrderShape(measure).data, headers={"ETag": etag_of(measure)})


class OrdersViewSet(CasePartViewSet):
    """The orders of a case and the requests for them; for police only."""

    needs: ClassVar = {
        "list": Action.SEE_ORDERS,
        "create": Action.ENFORCE,
        "record_other": Action.ENFORCE,
    }

    @extend_schema(
        summary="List the criminal behaviour orders of a case, the newest first",
        parameters=[Filter],
        responses=page_of(OrderLineShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """With the requests for them."""
        rows = measures_of(self.record).filter(kind=MeasureKind.CBO)
        return self.listed(rows, ("-recorded_at", "-id"), OrderLineShape(), wanted=self.asked())

    @extend_schema(
        summary="Begin a request for a criminal behaviour order",
        request=sent.NewRequest,
        responses={201: OrderShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request, reference: str) -> Response:
        """Against one of the people of the case."""
        people = Person.objects.filter(parts__case=self.record).distinct()
        said = self.sent(sent.NewRequest, among={"subject": people})
        measure = request_order(self.record, **said, by=self.person, now=self.now)
        address = reverse("api_order", args=[self.record.reference, measure.reference])
        return self.made(shown(measure), address)

    @extend_schema(
        summary="Record an order that another force, council or court gave",
        request=also.OrderOfAnother,
        responses={201: OrderShape},
        parameters=[LOCATION, ETAG],
    )
    def record_other(self, request: Request, reference: str) -> Response:
        """Whatever it says is kept, with a warning where it looks outside the law."""
        people = Person.objects.filter(parts__case=self.record).distinct()
        said = self.sent(also.OrderOfAnother, among={"subject": people})
        measure = _with_choices(record_order)(self.record, **said, by=self.person, now=self.now)
        assert isinstance(measure, Measure)  # noqa: S101 - what the transition returns
        address = reverse("api_order", args=[self.record.reference, measure.reference])
        return self.made(shown(measure), address)

    def read(self, **kwargs: Any) -> Response:
        """Return the order of an address, for who sends the same again."""
        self.find(**kwargs)
        return shown(get_object_or_404(measures_of(self.record), reference=kwargs["measure"]))


class OrderViewSet(MeasurePartViewSet):
    """One order, and each act about it."""

    needs: ClassVar = {
        "retrieve": Action.SEE_ORDERS,
        "press": Action.ENFORCE,
        "held": Action.ENFORCE,
        "decided": Action.ENFORCE,
        **dict.fromkeys(ACTS, Action.ENFORCE),
    }

    def find(self, **kwargs: Any) -> None:
        """Find the case and the order of the route; a warning or notice is none."""
        super().find(**kwargs)
        get_object_or_404(measures_of(self.record), pk=self.measure.pk, kind=MeasureKind.CBO)

    @extend_schema(
        summary="Read a criminal behaviour order", responses=OrderShape, parameters=[IF_NONE_MATCH, ETAG]
    )
    def retrieve(self, request: Request, reference: str, measure: str) -> Response:
        """With the request for it, its hearings, what the court did, and its reviews."""
        return unless_known(request, shown(self.measure))

    @extend_schema(summary="Change a request for an order", request=sent.RequestSaid, **ACT)
    def change(self, request: Request, reference: str, measure: str) -> Response:
        """Once the prosecutor has it, what it rests on stays."""
        return self._act(request, sent.RequestSaid, change_request)

    @extend_schema(summary="Note the views of the youth offending team", request=sent.YouthViews, **ACT)
    def youth_views(self, request: Request, reference: str, measure: str) -> Response:
        """Found out before the application where the offender is under 18 (CBO-5)."""
        return self._act(request, sent.YouthViews, note_youth_views)

    @extend_schema(summary="Say what of the prosecutor's file is there", request=sent.FileKept, **ACT)
    def file(self, request: Request, reference: str, measure: str) -> Response:
        """And what it need not hold (CBO-19)."""

        def act(order: Measure, *, there: Any, not_needed: Any, **by: Any) -> object:
            return keep_file(order, there=map(FileItem, there), not_needed=map(FileItem, not_needed), **by)

        return self._act(request, sent.FileKept, act)

    @extend_schema(summary="Ask the prosecutor to apply for an order", request=sent.RequestSent, **ACT)
    def send(self, request: Request, reference: str, measure: str) -> Response:
        """Refused for what the law blocks; what it warns of takes a reason in `over`."""
        return self._act(request, sent.RequestSent, send_request)

    @extend_schema(summary="Keep a hearing about an order", request=sent.HearingListed, **ACT)
    def hearing(self, request: Request, reference: str, measure: str) -> Response:
        """What is to come is in the diary."""
        return self._act(request, sent.HearingListed, set_hearing)

    @extend_schema(summary="Record what came of a hearing", request=sent.HearingOutcome, **ACT)
    def held(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Or that it was taken out of the list; the version is that of the order."""
        hearing = get_object_or_404(hearings_of(self.measure), number=number)

        def act(order: Measure, **said: Any) -> Hearing:
            hearing.measure = order
            return hold_hearing(hearing, **said)

        return self._act(request, sent.HearingOutcome, act)

    @extend_schema(summary="Record an order as the court made it", request=sent.OrderAsMade, **ACT)
    def made_by_court(self, request: Request, reference: str, measure: str) -> Response:
        """Whatever it says: what looks outside the law is kept with a warning."""
        return self._act(request, sent.OrderAsMade, _with_choices(make_order))

    @extend_schema(summary="Record an order as the court varied it", request=sent.OrderAsVaried, **ACT)
    def varied(self, request: Request, reference: str, measure: str) -> Response:
        """The periods of review begin anew (CBO-13)."""
        return self._act(request, sent.OrderAsVaried, _with_choices(vary_order))

    @extend_schema(summary="Record that the court discharged an order", request=sent.OrderDischarged, **ACT)
    def discharged(self, request: Request, reference: str, measure: str) -> Response:
        """Its clocks end."""
        return self._act(request, sent.OrderDischarged, _with_choices(discharge_order))

    @extend_schema(summary="Record that the court made no order", request=sent.OrderRefusal, **ACT)
    def refused(self, request: Request, reference: str, measure: str) -> Response:
        """An interim order ends with it."""
        return self._act(request, sent.OrderRefusal, refuse_order)

    @extend_schema(summary="Keep a review of an order", request=sent.OrderReviewed, **ACT)
    def review(self, request: Request, reference: str, measure: str) -> Response:
        """Refused without compliance, support and whether to apply (CBO-15)."""
        return self._act(request, sent.OrderReviewed, review_order)

    @extend_schema(
        summary="Keep on whom notice of the application was served", request=also.NoticeServed, **ACT
    )
    def notice(self, request: Request, reference: str, measure: str) -> Response:
        """Its clock is met by it (CBO-20)."""
        return self._act(request, also.NoticeServed, note_notice)

    @extend_schema(
        summary="Keep an application to vary or discharge an order", request=also.NewApplication, **ACT
    )
    def application(self, request: Request, reference: str, measure: str) -> Response:
        """After a dismissed one it has to be said whether there was consent or agreement (CBO-16)."""
        return self._act(request, also.NewApplication, note_application)

    @extend_schema(
        summary="Record that an application was dismissed or withdrawn",
        request=also.ApplicationDecided,
        **ACT,
    )
    def decided(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """The version is that of the order."""
        application = get_object_or_404(OrderApplication, measure=self.measure, number=number)

        def act(order: Measure, **said: Any) -> OrderApplication:
            application.measure = order
            return decide_application(application, **said)

        return self._act(request, also.ApplicationDecided, act)

    @extend_schema(summary="Link what shows the behaviour behind a request", request=WhatShowsIt, **ACT)
    def evidence(self, request: Request, reference: str, measure: str) -> Response:
        """One thing at a time (CBO-3); a link is taken back as that of a notice is."""

        def act(order: Measure, *, note: str, by: User, now: datetime, **named: Any) -> object:
            return show_behaviour(order, **named_in(self.record, named), note=note, by=by, now=now)

        incidents = incidents_seen(self.record, self.person, self.now)
        return self._act(request, WhatShowsIt, act, among={"incident": incidents})

    @extend_schema(summary="Add a term as the court made it", request=also.CourtTerm, **ACT)
    def term(self, request: Request, reference: str, measure: str) -> Response:
        """To an order in force; the terms of a draft are added as those of any other."""
        return self._act(request, also.CourtTerm, add_court_term)

    @extend_schema(summary="Note that the last day of an order is over", request=None, **ACT)
    def over(self, request: Request, reference: str, measure: str) -> Response:
        """Refused while it runs."""
        return self._act(request, Strict, end_order)

    @extend_schema(
        summary="Keep that a supervisor of a requirement was told", request=sent.SupervisorTold, **ACT
    )
    def supervisor_told(self, request: Request, reference: str, measure: str) -> Response:
        """What it asks of them (CBO-8)."""
        return self._act(request, sent.SupervisorTold, tell_supervisor)

    @extend_schema(summary="Read words for the press about an order", responses=PressWords)
    def press(self, request: Request, reference: str, measure: str) -> Response:
        """Refused while the court restricts reporting (CBO-18)."""
        words = press_words(self.measure, by=self.person, now=self.now)
        about = f"words for the press about {self.measure.reference}"
        record_access(Look.EXPORT, by=self.person, now=self.now, about=about, case=self.record)
        return Response({"words": words})

    def read(self, **kwargs: Any) -> Response:
        """Return the order of an address."""
        self.find(**kwargs)
        return shown(self.measure)

    def _act(
        self, request: Request, shape: type[Strict], act: Callable[..., object], **context: Any
    ) -> Response:
        """Do an act on the order as its reader knew it, locked after its case, and show the order."""
        locked(self.record)
        measure = locked_if_match(request, self.measure)
        measure.case = self.record
        act(measure, **self.sent(shape, **context), by=self.person, now=self.now)
        return self.changed(shown(measure), reverse("api_order", args=self.address()))


def _with_choices(act: Callable[..., object]) -> Callable[..., object]:
    """Return an act that takes words of the API for what they choose."""
    kinds = {"reporting": Restriction, "applicant": Applicant}

    def acted(about: Measure | Case, **said: Any) -> object:
        return act(about, **{name: kinds[name](one) if name in kinds else one for name, one in said.items()})

    return acted
