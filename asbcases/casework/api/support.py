"""What is done for one victim of a case, by the API as on the pages: needs, support, plans, the panel, and rights told."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.case_choices import Answer, PlanKind, Right
from asbcases.cases.models import CaseParty, SupportOffer
from asbcases.cases.queries import locked
from asbcases.casework.api.parts import CasePartViewSet
from asbcases.casework.api.support_shapes import (
    NeedsSent,
    OfferAnswered,
    OfferSent,
    PanelExitAgreed,
    RightTold,
    SupportOfferShape,
    VictimPanelSent,
    VictimPlanSent,
    VictimSupportShape,
)
from asbcases.casework.queries import support as queries
from asbcases.casework.transitions import (
    agree_panel_exit,
    answer_support,
    assess_needs,
    decide_panel,
    make_plan,
    offer_support,
    tell_entitlement,
)
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act, of_new
from partners.choices import Action


class VictimPartViewSet(CasePartViewSet):
    """What hangs on one victim of a case."""

    party: CaseParty

    def find(self, **kwargs: Any) -> None:
        """Find the case of the route, and the victim on it."""
        super().find(**kwargs)
        if "number" in kwargs:
            self.party = get_object_or_404(queries.victims_on(self.record), number=kwargs["number"])

    def by(self) -> dict[str, Any]:
        """Return who acts, and when."""
        return {"by": self.person, "now": self.now}


class SupportViewSet(VictimPartViewSet):
    """What is done for one victim; each act answers with all of it."""

    needs: ClassVar = dict.fromkeys(
        ("retrieve", "assess", "plan", "panel", "panel_exit", "tell"), Action.WORK_CASE
    )

    @extend_schema(summary="Read what is done for a victim", responses=VictimSupportShape)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """For police only; a partner reads what is shared."""
        return self._shown()

    @extend_schema(summary="Keep what a victim needs", request=NeedsSent, responses={200: VictimSupportShape})
    def assess(self, request: Request, reference: str, number: int) -> Response:
        """The newest holds (Code of Practice for Victims, right 4)."""
        return self._kept(assess_needs, NeedsSent)

    @extend_schema(
        summary="Make an action plan or a safety plan for a victim",
        request=VictimPlanSent,
        responses={200: VictimSupportShape},
    )
    def plan(self, request: Request, reference: str, number: int) -> Response:
        """The newest of its kind holds."""
        return self._kept(make_plan, VictimPlanSent, kind=PlanKind)

    @extend_schema(
        summary="Decide whether a victim's case goes to the multi-agency panel",
        request=VictimPanelSent,
        responses={200: VictimSupportShape},
    )
    def panel(self, request: Request, reference: str, number: int) -> Response:
        """With the reason."""
        return self._kept(decide_panel, VictimPanelSent)

    @extend_schema(
        summary="Keep that the panel agreed to end its part",
        request=PanelExitAgreed,
        responses={200: VictimSupportShape},
    )
    def panel_exit(self, request: Request, reference: str, number: int) -> Response:
        """A case of high risk closes after it."""
        decision = queries.panel_of(self.party)
        if decision is None or not decision.referred:
            raise Http404
        agree_panel_exit(decision, **self.sent(PanelExitAgreed), **self.by())
        return self._done()

    @extend_schema(
        summary="Keep that a victim was told of a right of the Victims' Code",
        request=RightTold,
        responses={200: VictimSupportShape},
    )
    def tell(self, request: Request, reference: str, number: int) -> Response:
        """Refused while no crime is recorded on an incident of the case."""
        return self._kept(tell_entitlement, RightTold, entitlement=Right)

    def read(self, **kwargs: Any) -> Response:
        """Return what is done for the victim of an address."""
        self.find(**kwargs)
        return self._shown()

    def _kept(self, verb: Callable[..., Any], shape: type[Strict], **words: Any) -> Response:
        """Do what was sent for the victim; `words` says of which choices a field is one."""
        said = self.sent(shape)
        said |= {name: kind(said[name]) for name, kind in words.items()}
        verb(self.record, party=self.party, **said, **self.by())
        return self._done()

    def _done(self) -> Response:
        at = [self.record.reference, self.party.number]
        return self.changed(self._shown(), reverse("api_victim_support", args=at))

    def _shown(self) -> Response:
        done, crime = queries.done_for(self.party), queries.crime_recorded(self.record)
        told = {
            **{"party": done.party, "crime_recorded": crime, "needs": done.needs, "offers": done.offers},
            **{"plans": list(done.plans.values()), "panel": done.panel, "rights": list(done.rights.values())},
        }
        return Response(VictimSupportShape(told).data)


class SupportOfferViewSet(VictimPartViewSet):
    """Support that one victim was offered."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create", "answer"), Action.WORK_CASE)

    @extend_schema(
        summary="List the support that a victim was offered, the newest first",
        parameters=[Filter],
        responses=page_of(SupportOfferShape),
    )
    def list(self, request: Request, reference: str, number: int) -> Response:
        """With what they answered."""
        return self.listed(self._rows(), ("-number", "-id"), SupportOfferShape(), wanted=self.asked())

    @extend_schema(
        summary="Read an offer of support", responses=SupportOfferShape, parameters=[IF_NONE_MATCH, ETAG]
    )
    def retrieve(self, request: Request, reference: str, number: int, offer: int) -> Response:
        """With the version that the answer is given to."""
        return unless_known(request, self._shown(offer))

    @extend_schema(summary="Keep that a victim was offered support", **of_new(OfferSent, SupportOfferShape))
    def create(self, request: Request, reference: str, number: int) -> Response:
        """The answer may come later."""
        made = offer_support(self.record, party=self.party, **self.sent(OfferSent), **self.by())
        return self.made(self._shown(made.number), self._address(made.number))

    @extend_schema(
        summary="Keep what a victim answered to an offer", **of_act(OfferAnswered, SupportOfferShape)
    )
    def answer(self, request: Request, reference: str, number: int, offer: int) -> Response:
        """Who wanted to think about it may answer again."""
        # Whatever is done on a case locks it before what hangs on it.
        locked(self.record)
        row = locked_if_match(request, get_object_or_404(self._rows(), number=offer))
        said = self.sent(OfferAnswered)
        said["answer"] = Answer(said["answer"])
        answer_support(row, **said, **self.by())
        return self.changed(self._shown(offer), self._address(offer))

    def read(self, **kwargs: Any) -> Response:
        """Return the offer of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["offer"])

    def _rows(self) -> QuerySet[SupportOffer]:
        rows = SupportOffer.objects.filter(case=self.record, party=self.party)
        return rows.select_related("case", "party", "recorded_by")

    def _address(self, offer: int) -> str:
        return reverse("api_victim_offer", args=[self.record.reference, self.party.number, offer])

    def _shown(self, offer: int) -> Response:
        row = get_object_or_404(self._rows(), number=offer)
        return Response(SupportOfferShape(row).data, headers={"ETag": etag_of(row)})
