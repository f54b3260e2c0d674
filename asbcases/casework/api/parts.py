"""What hangs on a case, each reached through it: its people and incidents; its risk is in `risk`."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Case, CaseParty, Person
from asbcases.casework.api.shapes import IncidentLineShape, PartyShape
from asbcases.casework.api.who import PartSent, WrongSent, to_one
from asbcases.casework.queries import cases as queries
from asbcases.casework.transitions import mark_party_wrong
from asbcases.casework.transitions.case_parties import join_party
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import case_for
from partners import access
from partners.choices import Action


class CasePartViewSet(RecordViewSet[Case]):
    """A part of the record of a case: a partner reads what is shared of it at `shared-cases/`, and nothing here."""

    door = staticmethod(case_for)


def party_numbered(case: Case, number: int) -> CaseParty:
    """Return who has a number in a case, or refuse it as nobody's."""
    party = queries.parties_of([case]).filter(number=number).first()
    if party is None:
        raise ValidationError({"party": ["Nobody has this number in the case."]})
    return party


class PartyViewSet(CasePartViewSet):
    """The people of a case."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve")),
        **{"create": Action.OPEN_CASE, "wrong": Action.WORK_CASE},
    }

    @extend_schema(
        summary="List the people of a case, by number", parameters=[Filter], responses=page_of(PartyShape)
    )
    def list(self, request: Request, reference: str) -> Response:
        """With what each is to the case; for police only."""
        rows = queries.parties_of([self.record])
        return self.listed(rows, ("number", "id"), PartyShape(), wanted=self.asked())

    @extend_schema(summary="Read what somebody is to a case", responses=PartyShape)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """Also where they were put on it by mistake, which says so."""
        return self._shown(number)

    @extend_schema(
        summary="Say who takes part in a case, and in which role",
        request=PartSent,
        responses={201: PartyShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """Somebody on file, or somebody new; a victim is owed an assessment."""
        said = self.sent(PartSent)
        made = to_one(_joined)(self.record, **said, by=self.person, now=self.now)
        return self.made(self._shown(made.number), self._address(made.number))

    @extend_schema(
        summary="Say that somebody was put on a case by mistake",
        request=WrongSent,
        responses={200: PartyShape},
    )
    def wrong(self, request: Request, reference: str, number: int) -> Response:
        """They stay on file, and whatever is owed about them on this case ends."""
        party = get_object_or_404(self._parties(), number=number)
        mark_party_wrong(party, why=self.sent(WrongSent)["reason"], by=self.person, now=self.now)
        return self.changed(self._shown(number), self._address(number))

    def read(self, **kwargs: Any) -> Response:
        """Return the part of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"])

    def _parties(self) -> QuerySet[CaseParty]:
        return self.record.parties.select_related("person", "case")

    def _address(self, number: int) -> str:
        return reverse("api_party", args=[self.record.reference, number])

    def _shown(self, number: int) -> Response:
        return Response(PartyShape(get_object_or_404(self._parties(), number=number)).data)


def _joined(case: Case, person: Person, *, source: str, **said: Any) -> CaseParty:
    """Have somebody join a case; who or what says so stands with how they are reached."""
    return join_party(case, person, **said)


class CaseIncidentViewSet(CasePartViewSet):
    """The incidents of a case."""

    needs: ClassVar = {"list": None}

    @extend_schema(
        summary="List the incidents of a case, the latest event first",
        parameters=[Filter],
        responses=page_of(IncidentLineShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Of those that the person may see."""
        visible = access.incidents_visible_to(self.person, now=self.now)
        rows = queries.incidents_of(self.record, visible).select_related("district")
        return self.listed(rows, ("-happened_from", "-id"), IncidentLineShape(), wanted=self.asked())
