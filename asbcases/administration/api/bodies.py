"""Agencies and teams by the API, for administrators: the same as their pages."""

from typing import Any, ClassVar

from django.db.models import Count, Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.choices import AgencyKind, Desk
from asbcases.accounts.models import Agency, Council, District, Team
from asbcases.administration.api.kept import KeptViewSet
from asbcases.administration.transitions import save_agency, save_team
from asbcases.casework.api.shapes import Code, choice
from asbcases.web.api.etags import locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Flag, Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act, of_new
from partners.choices import Action

NAME, SOUGHT = 200, 80
WORKING = Count("people", filter=Q(people__is_active=True))
DESKS = [pair for pair in Desk.choices if pair[0]]


class AgencyFilter(Filter):
    """Which agencies."""

    q = Text(required=False, allow_blank=True, default="", max_length=SOUGHT, help_text="A part of the name")


class TeamFilter(AgencyFilter):
    """Which teams."""

    q = Text(
        required=False, allow_blank=True, default="", max_length=SOUGHT,
        help_text="A part of the name, or of the agency's",
    )  # fmt: skip
    desk = Choice(choices=DESKS, required=False)


class AgencyShape(serializers.ModelSerializer[Agency]):
    """An agency, and how many of its people can sign in."""

    number = serializers.IntegerField(source="pk", read_only=True)
    kind = choice(AgencyKind)
    council = Code("code", allow_null=True, help_text="Null: no single council area")
    people = serializers.IntegerField(source="people_count", read_only=True, help_text="With an open account")

    class Meta:
        model = Agency
        fields = ("number", "name", "kind", "council", "active", "people", "version")
        read_only_fields = fields


class TeamShape(serializers.ModelSerializer[Team]):
    """A team, and how many of its people can sign in."""

    number = serializers.IntegerField(source="pk", read_only=True)
    agency = Code("name")
    district = Code("code", allow_null=True)
    desk = choice(Desk, allow_blank=True)
    people = serializers.IntegerField(source="people_count", read_only=True, help_text="With an open account")

    class Meta:
        model = Team
        fields = ("number", "name", "agency", "district", "force_wide", "desk", "active", "people", "version")
        read_only_fields = fields


class NewAgency(Strict):
    """What is stated about an agency."""

    name = Text(max_length=NAME)
    kind = Choice(choices=AgencyKind.choices)
    council = Named(
        slug_field="code", queryset=Council.objects.all(), required=False, allow_null=True, default=None,
        help_text="Code of the council in whose area alone it works",
    )  # fmt: skip


class AgencyChanged(NewAgency):
    """All that is stated about an agency; a closed one stays on the record, and nobody can join it."""

    active = Flag()


class StatedOfTeam(Strict):
    """What is stated about a team beside its agency."""

    name = Text(max_length=NAME)
    district = Named(
        slug_field="code", queryset=District.objects.all(), required=False, allow_null=True, default=None
    )
    force_wide = Flag(
        required=False,
        default=False,
        help_text="Its police officers see the records of every district",
    )
    desk = Choice(choices=Desk.choices, required=False, default="", allow_blank=True)


class NewTeam(StatedOfTeam):
    """What is stated about a team of an open agency."""

    agency = Named(slug_field="name", queryset=Agency.objects.filter(active=True))


class TeamChanged(StatedOfTeam):
    """All that is stated about a team; it stays with its agency, and a closed one on the record."""

    active = Flag()


class AgencyViewSet(KeptViewSet[Agency]):
    """The agencies."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create", "change"), Action.ADMINISTER)
    shape, route = AgencyShape, "api_agency"

    def rows(self) -> QuerySet[Agency]:
        """Return every agency."""
        return Agency.objects.select_related("council").annotate(people_count=WORKING)

    @extend_schema(
        summary="List the agencies, by name", parameters=[AgencyFilter], responses=page_of(AgencyShape)
    )
    def list(self, request: Request) -> Response:
        """Closed ones too."""
        wanted = self.asked(AgencyFilter)
        rows = self.rows().filter(name__icontains=wanted["q"])
        return self.listed(rows, ("name", "id"), AgencyShape(), wanted=wanted)

    @extend_schema(summary="Read an agency", responses=AgencyShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, pk: int) -> Response:
        """With the version that a change answers to."""
        return unless_known(request, self.shown(self.row))

    @extend_schema(summary="Make an agency", **of_new(NewAgency, AgencyShape))
    def create(self, request: Request) -> Response:
        """Then its people can be given accounts."""
        return self.created(save_agency(None, **_of_agency(self.sent(NewAgency)), **self.by()))

    @extend_schema(summary="Change or close an agency", **of_act(AgencyChanged, AgencyShape))
    def change(self, request: Request, pk: int) -> Response:
        """All of it is stated anew."""
        agency = locked_if_match(request, self.row)
        stated = _of_agency(self.sent(AgencyChanged))
        return self.done(save_agency(agency, **stated, version=agency.version, **self.by()))


def _of_agency(said: dict[str, Any]) -> dict[str, Any]:
    return {**said, "kind": AgencyKind(said["kind"])}


class TeamViewSet(KeptViewSet[Team]):
    """The teams of every agency."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create", "change"), Action.ADMINISTER)
    shape, route = TeamShape, "api_team"

    def rows(self) -> QuerySet[Team]:
        """Return every team."""
        return Team.objects.select_related("agency", "district").annotate(people_count=WORKING)

    @extend_schema(summary="List the teams, by name", parameters=[TeamFilter], responses=page_of(TeamShape))
    def list(self, request: Request) -> Response:
        """Closed ones too."""
        wanted = self.asked(TeamFilter)
        named = Q(name__icontains=wanted["q"]) | Q(agency__name__icontains=wanted["q"])
        rows = self.rows().filter(named, Q(desk=wanted["desk"]) if "desk" in wanted else Q())
        return self.listed(rows, ("name", "id"), TeamShape(), wanted=wanted)

    @extend_schema(summary="Read a team", responses=TeamShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, pk: int) -> Response:
        """With the version that a change answers to."""
        return unless_known(request, self.shown(self.row))

    @extend_schema(summary="Make a team of an agency", **of_new(NewTeam, TeamShape))
    def create(self, request: Request) -> Response:
        """Then people can be put into it."""
        return self.created(save_team(None, **_of_team(self.sent(NewTeam)), **self.by()))

    @extend_schema(summary="Change or close a team", **of_act(TeamChanged, TeamShape))
    def change(self, request: Request, pk: int) -> Response:
        """All of it is stated anew; a team stays with its agency."""
        team = locked_if_match(request, self.row)
        stated = {**_of_team(self.sent(TeamChanged)), "agency": team.agency, "version": team.version}
        return self.done(save_team(team, **stated, **self.by()))


def _of_team(said: dict[str, Any]) -> dict[str, Any]:
    return {**said, "desk": Desk(said["desk"])}
