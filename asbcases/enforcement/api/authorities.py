"""Who may issue what, by the API: the register, one more, a whole team's by office, and the end of one."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import Agency, District, Team, User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.casework.api.incident_sent import words
from asbcases.casework.api.shapes import Code, choice
from asbcases.enforcement.api.breach_sent import day
from asbcases.enforcement.api.evidence import NOBODY
from asbcases.enforcement.choices import AuthorityBasis, Power
from asbcases.enforcement.forms.authorities import LINE, STATES
from asbcases.enforcement.models import Authority
from asbcases.enforcement.queries.authorities import (
    ORDER,
    authorities_kept_by,
    chosen,
    holders_kept_by,
    teams_kept_by,
)
from asbcases.enforcement.transitions.authorities import end_authority, give_authority, give_by_office
from asbcases.law.periods import london_day
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Day, Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act, of_new
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action

REASON = 1000


class AuthorityShape(serializers.ModelSerializer[Authority]):
    """One power that one officer holds between two days."""

    holder = Code("username")
    power = choice(Power)
    basis = choice(AuthorityBasis)
    agency = Code("name", help_text="For which body they issue")
    district = Code("code", allow_null=True, help_text="Where it holds; null: the whole force area")

    class Meta:
        model = Authority
        fields = (
            *("id", "holder", "power", "basis", "agency", "district", "designated_by", "paper"),
            *("starts_on", "ends_on", "ended_why", "recorded_at", "version"),
        )
        read_only_fields = fields


class AuthorityFilter(Filter):
    """Of whom, for what, and whether they hold."""

    person = Named(slug_field="username", queryset=User.objects.none(), required=False)
    power = Choice(choices=Power.choices, required=False)
    state = Choice(choices=STATES, required=False, default="current")


class NewAuthority(Strict):
    """One power of one officer: by whom given, and for which days."""

    holder = Named(
        slug_field="username",
        queryset=User.objects.none(),
        help_text="An officer whose authorities you keep, by the name under which they sign in",
    )
    power = Choice(choices=Power.choices)
    basis = Choice(choices=AuthorityBasis.choices)
    agency = Named(
        slug_field="name",
        queryset=Agency.objects.filter(active=True),
        required=False,
        allow_null=True,
        default=None,
        help_text="For which body they issue; left out: their own",
    )
    district = Named(
        slug_field="code",
        queryset=District.objects.all(),
        required=False,
        allow_null=True,
        default=None,
        help_text="Where it holds; left out: the whole force area",
    )
    designated_by = Text(max_length=LINE, help_text="Who, and in what paper; of a constable: by office")
    paper = words(LINE, "Reference of the paper")
    starts_on = Day()
    ends_on = day("The last day; left out while it holds")


class TeamByOffice(Strict):
    """The power that all constables of a team hold by office."""

    agency = Named(slug_field="name", queryset=Agency.objects.filter(active=True), help_text="Of the team")
    team = Text(max_length=LINE, help_text="Its name")
    power = Choice(choices=Power.choices)
    starts_on = Day()


class AuthorityEnded(Strict):
    """The last day of an authority, and why it ends."""

    ends_on = Day()
    why = Text(max_length=REASON)


class AuthorityViewSet(ScopedViewSet):
    """The authorities that the person keeps; a supervisor those of their district. No token acts on them."""

    needs: ClassVar = dict.fromkeys(
        ("list", "retrieve", "create", "by_office", "end"), Action.KEEP_AUTHORITIES
    )

    @extend_schema(
        summary="List who may issue what, holder by holder",
        parameters=[AuthorityFilter],
        responses=page_of(AuthorityShape),
    )
    def list(self, request: Request) -> Response:
        """Those that hold now or later, unless `state` asks for others."""
        wanted = self.asked(AuthorityFilter, among={"person": holders_kept_by(self.person)})
        asked = {name: wanted.get(name) for name in ("person", "power", "state")}
        rows = chosen(authorities_kept_by(self.person), **asked, today=london_day(self.now))
        return self.listed(rows, ORDER, AuthorityShape(), wanted=wanted, about="authorities")

    @extend_schema(summary="Read an authority", responses=AuthorityShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, pk: int) -> Response:
        """Also one that has ended."""
        return unless_known(request, self.read(pk=pk))

    @extend_schema(summary="Enter what somebody may issue", **of_new(NewAuthority, AuthorityShape))
    def create(self, request: Request) -> Response:
        """Nobody enters their own."""
        said = self.sent(NewAuthority, among={"holder": holders_kept_by(self.person)})
        said |= {"power": Power(said["power"]), "basis": AuthorityBasis(said["basis"])}
        made = give_authority(**said, by=self.person, now=self.now)
        return self.made(self._shown(made.pk), reverse("api_authority", args=[made.pk]))

    @extend_schema(
        summary="Enter what all constables of a team may issue by office",
        request=TeamByOffice,
        responses={200: page_of(AuthorityShape)},
    )
    def by_office(self, request: Request) -> Response:
        """Where it is not on record yet; returns what was entered."""
        said = self.sent(TeamByOffice)
        team, power = self._team(said), Power(said["power"])
        made = give_by_office(team, power=power, starts_on=said["starts_on"], by=self.person, now=self.now)
        return self.changed(self._page(pk__in=[row.pk for row in made]), reverse("api_authorities"))

    @extend_schema(
        summary="Say on which day an authority ends, and why", **of_act(AuthorityEnded, AuthorityShape)
    )
    def end(self, request: Request, pk: int) -> Response:
        """What was issued under it stands."""
        row = locked_if_match(request, get_object_or_404(authorities_kept_by(self.person), pk=pk))
        end_authority(row, **self.sent(AuthorityEnded), by=self.person, now=self.now)
        return self.changed(self._shown(pk), reverse("api_authority", args=[pk]))

    def read(self, **kwargs: Any) -> Response:
        """Return the authority of an address, or the register."""
        record_access(Look.API, by=self.person, now=self.now, about="authorities")
        return self._shown(kwargs["pk"]) if kwargs else self._page()

    def _shown(self, pk: int) -> Response:
        row = get_object_or_404(authorities_kept_by(self.person), pk=pk)
        return Response(AuthorityShape(row).data, headers={"ETag": etag_of(row)})

    def _page(self, **which: object) -> Response:
        rows = authorities_kept_by(self.person).filter(**which)
        return self.listed(rows, ORDER, AuthorityShape(), wanted=self.asked())

    def _team(self, said: dict[str, Any]) -> Team:
        found = teams_kept_by(self.person).filter(agency=said["agency"], name=said["team"]).first()
        if found is None:
            raise ValidationError({"team": [NOBODY]})
        return found
