"""People on file by the API: looked for, recorded, corrected, and whether two records are of one person."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import MatchRuling, Person
from asbcases.casework.api import person_shapes as shapes
from asbcases.casework.api.incident_sent import REASON, words
from asbcases.casework.api.who import EMAIL, NAME, PHONE, PersonSent, WhoSent, WrongSent, person_named
from asbcases.casework.forms.people import LEAST
from asbcases.casework.forms.words import LINE
from asbcases.casework.queries import people as queries
from asbcases.casework.transitions import correct_person, decide_match, record_in_error
from asbcases.web.api.etags import unless_known
from asbcases.web.api.fields import Flag, Named, Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, LOCATION, of_act, of_new
from asbcases.web.api.versioned import VersionedViewSet
from asbcases.web.api.views import RecordViewSet, ScopedViewSet
from asbcases.web.scoped import person_for
from partners import access
from partners.choices import Action

TOO_FEW = "Send at least three letters of the name, or a number or address."


class PersonSought(Strict):
    """What is known of somebody who is looked for."""

    name = words(NAME)
    phone = words(PHONE)
    email = words(EMAIL)
    address = words(LINE)

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        """Refuse a search for nearly everybody."""
        if all(len(value.strip()) < LEAST for value in attrs.values()):
            raise ValidationError({"name": [TOO_FEW]})
        return attrs


class MatchSent(Strict):
    """Whether another record is of the same person."""

    other = Named(slug_field="reference", queryset=Person.objects.none())
    same = Flag()
    note = words(REASON, "How you know")


class PersonSearchViewSet(ScopedViewSet):
    """Looks for people on file; by POST, so that no name stands in an address."""

    needs: ClassVar = {"search": Action.KEEP_PEOPLE}

    @extend_schema(
        summary="Look for somebody on file",
        request=PersonSought,
        responses={200: shapes.CandidatesShape},
    )
    def search(self, request: Request) -> Response:
        """Of those whom the person may know of, each with what speaks for it."""
        sought = queries.Sought(**self.sent(PersonSought))
        used = ", ".join(name for name, value in sought._asdict().items() if value)
        record_access(Look.LIST, by=self.person, now=self.now, about=f"people: by {used}")
        among = access.people_visible_to(self.person, now=self.now)
        found = queries.candidates(sought, among=among, alone=True)
        return Response(shapes.CandidatesShape({"results": found}).data)

    def _once(self, act: Callable[..., Response], request: Request, *args: Any, **kwargs: Any) -> Response:
        """Look again for a key that was used before: nothing is made by it."""
        return act(request, *args, **kwargs)


class PersonViewSet(VersionedViewSet[Person]):
    """The people, businesses, communities and groups on file; for police only."""

    needs: ClassVar = dict.fromkeys(
        ("create", "retrieve", "correct", "wrong", "near", "incidents", "cases"), Action.KEEP_PEOPLE
    )
    door = staticmethod(person_for)
    shape, route = shapes.PersonShape, "api_person"

    @extend_schema(
        summary="Record somebody, unless they turn out to be on file", **of_new(WhoSent, shapes.PersonShape)
    )
    def create(self, request: Request) -> Response:
        """Whoever on file is like them is named first; what is new of how to reach somebody on file is noted."""
        return self.created(person_named(self.sent(WhoSent), **self.by()))

    @extend_schema(
        summary="Read what is stated of somebody",
        responses=shapes.PersonShape,
        parameters=[IF_NONE_MATCH, ETAG],
    )
    def retrieve(self, request: Request, reference: str) -> Response:
        """How to reach them, where they live and with whom stand below this address."""
        return unless_known(request, self.shown(self.record))

    @extend_schema(summary="Put right what is stated of somebody", **of_act(PersonSent, shapes.PersonShape))
    def correct(self, request: Request, reference: str) -> Response:
        """All of it is stated anew; what was stated before is kept."""
        return self.acted(self.record, correct_person, PersonSent)

    @extend_schema(
        summary="Say that the whole record of somebody is wrong", **of_act(WrongSent, shapes.PersonShape)
    )
    def wrong(self, request: Request, reference: str) -> Response:
        """Refused while they take part in anything."""
        return self.acted(self.record, record_in_error, WrongSent)

    @extend_schema(summary="List who on file may be the same person", responses={200: shapes.CandidatesShape})
    def near(self, request: Request, reference: str) -> Response:
        """Without those of whom that was decided."""
        among = access.people_visible_to(self.person, now=self.now)
        found = [] if self.record.recorded_in_error_at else queries.near_matches(self.record, among=among)
        return Response(shapes.CandidatesShape({"results": found}).data)

    @extend_schema(
        summary="List the incidents in which somebody takes part, the one noted last first",
        parameters=[Filter],
        responses=page_of(shapes.IncidentPartShape),
    )
    def incidents(self, request: Request, reference: str) -> Response:
        """By whichever of their records; of those that the person may see."""
        visible = access.incidents_visible_to(self.person, now=self.now)
        rows = queries.incident_parts_of(self._records(), visible).select_related("incident__district")
        return self.listed(rows, ("-id",), shapes.IncidentPartShape(), wanted=self.asked())

    @extend_schema(
        summary="List the cases in which somebody takes part, the one noted last first",
        parameters=[Filter],
        responses=page_of(shapes.CasePartShape),
    )
    def cases(self, request: Request, reference: str) -> Response:
        """By whichever of their records; of those that the person may see."""
        visible = access.cases_visible_to(self.person, now=self.now)
        rows = queries.case_parts_of(self._records(), visible).select_related("case__district", "case__lead")
        return self.listed(rows, ("-id",), shapes.CasePartShape(), wanted=self.asked())

    def seen_with(self, record: Person) -> dict[str, Any]:
        """Return the other records of the person."""
        return {"also": queries.also_recorded_as(record)}

    def _records(self) -> list[Person]:
        return [self.record, *queries.also_recorded_as(self.record)]


class MatchRulingViewSet(RecordViewSet[Person]):
    """What was decided of whether two records are of one person; a decision never changes, the newest counts."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create"), Action.KEEP_PEOPLE)
    door = staticmethod(person_for)

    @extend_schema(
        summary="List what was decided of a record and others, the newest first",
        parameters=[Filter],
        responses=page_of(shapes.MatchRulingShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Of others whom the person may know of."""
        return self.listed(self._rulings(), ("-id",), shapes.MatchRulingShape(), wanted=self.asked())

    @extend_schema(summary="Read one decision", responses=shapes.MatchRulingShape)
    def retrieve(self, request: Request, reference: str, pk: int) -> Response:
        """With what was seen then."""
        return self._shown(pk)

    @extend_schema(
        summary="Decide whether two records are of one person",
        request=MatchSent,
        responses={201: shapes.MatchRulingShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """Nothing is merged: the later record points to the earlier, until it is decided otherwise."""
        said = self.sent(MatchSent, among={"other": self._people()})
        pair = (self.record, said.pop("other"))
        reasons = queries.reasons_for(*pair)
        made = decide_match(*pair, reasons=reasons, **said, by=self.person, now=self.now)
        address = reverse("api_match_ruling", args=[reference, made.pk])
        return self.made(self._shown(made.pk), address)

    def read(self, **kwargs: Any) -> Response:
        """Return the decision of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["pk"])

    def _people(self) -> QuerySet[Person]:
        return access.people_visible_to(self.person, now=self.now)

    def _rulings(self) -> QuerySet[MatchRuling]:
        known, one = self._people(), self.record
        of_one = Q(person=one, other__in=known) | Q(other=one, person__in=known)
        return MatchRuling.objects.filter(of_one).select_related("person", "other", "recorded_by")

    def _shown(self, pk: int) -> Response:
        return Response(shapes.MatchRulingShape(get_object_or_404(self._rulings(), pk=pk)).data)
