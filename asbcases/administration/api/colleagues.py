"""The accounts of one's own agency through the API, for the officer who keeps them: the same as the pages."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import Team, User
from asbcases.administration.forms.colleagues import particulars_of
from asbcases.administration.links import sign_in_path
from asbcases.administration.transitions import (
    change_user,
    enrol_user,
    renew_sign_in,
    restore_user,
    suspend_user,
)
from asbcases.administration.views.colleagues import colleagues_of, keeper
from asbcases.web.api.etags import etag_of, locked_if_match
from asbcases.web.api.fields import Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, LOCATION
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action

NAME, REASON, SIGN_IN = 200, 500, 60


class ColleagueShape(serializers.ModelSerializer[User]):
    """The account of an officer of your agency."""

    number = serializers.IntegerField(
        source="pk", read_only=True, help_text="By which the account is addressed"
    )
    email = serializers.CharField(read_only=True, help_text="Empty if there is none")
    team = serializers.CharField(source="team.name", default="", read_only=True)
    keeps_accounts = serializers.BooleanField(source="administers_agency", read_only=True)

    class Meta:
        model = User
        fields: tuple[str, ...] = (
            "number",
            "username",
            "name",
            "email",
            "team",
            "keeps_accounts",
            "is_active",
        )
        read_only_fields = fields


class ColleagueLink(ColleagueShape):
    """An account, and the link by which its person chooses a password; the next link ends this one."""

    link = serializers.CharField(read_only=True, help_text="Given once, in this answer alone")

    class Meta(ColleagueShape.Meta):
        fields = (*ColleagueShape.Meta.fields, "link")
        read_only_fields = fields


class ColleagueSaid(Strict):
    """What is stated about a colleague; agency and role are what they are."""

    name = Text(max_length=NAME)
    email = Text(required=False, allow_blank=True, default="", max_length=254)
    team = Named(
        slug_field="name", queryset=Team.objects.none(), required=False, allow_null=True, default=None
    )

    def validate_email(self, written: str) -> str:
        """Return the address, if it can be one."""
        return serializers.EmailField().run_validation(written) if written else ""


class NewColleague(ColleagueSaid):
    """What is stated about a colleague who gets an account."""

    username = Text(max_length=SIGN_IN, help_text="The name to sign in with")


class WithReason(Strict):
    """Why it is done: the reason is kept."""

    reason = Text(max_length=REASON)


class ColleagueViewSet(ScopedViewSet):
    """The accounts of the partner officers of your agency."""

    needs: ClassVar = dict.fromkeys(
        ("list", "retrieve", "create", "change", "link", "suspend", "restore"), Action.KEEP_COLLEAGUES
    )
    who: User

    def find(self, **kwargs: Any) -> None:
        """Find the account of the route, for who keeps the accounts of the agency; another method finds nothing."""
        if self.action:
            by = keeper(self.request._request)
            if "pk" in kwargs:
                self.who = get_object_or_404(colleagues_of(by), pk=kwargs["pk"])

    @extend_schema(
        summary="List the accounts of your agency, the newest first",
        parameters=[Filter],
        responses=page_of(ColleagueShape),
    )
    def list(self, request: Request) -> Response:
        """Those of its partner officers; its co-ordinators are for the police to keep."""
        return self.listed(colleagues_of(self.person), ("-id",), ColleagueShape(), wanted=self.asked())

    @extend_schema(summary="Read the account of a colleague", responses=ColleagueShape, parameters=[ETAG])
    def retrieve(self, request: Request, pk: int) -> Response:
        """With the version that a change answers to."""
        return self._shown(self.who)

    @extend_schema(
        summary="Make an account for a colleague",
        request=NewColleague,
        responses={201: ColleagueShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request) -> Response:
        """Without a password: the link to choose one is made apart."""
        said = self._sent(NewColleague)
        username = said.pop("username")
        made = enrol_user(
            username=username,
            particulars=particulars_of(said, self.person, None),
            by=self.person,
            now=self.now,
        )
        return self.made(self._shown(made), self._address(made))

    @extend_schema(
        summary="Change the name, e-mail or team of a colleague",
        request=ColleagueSaid,
        responses={200: ColleagueShape},
        parameters=[IF_MATCH, ETAG],
    )
    def change(self, request: Request, pk: int) -> Response:
        """All of it is stated anew."""
        who = locked_if_match(request, self.who)
        stated = particulars_of(self._sent(ColleagueSaid), self.person, who)
        return self._done(
            change_user(who, particulars=stated, version=who.version, by=self.person, now=self.now)
        )

    @extend_schema(
        summary="Make a link by which a colleague chooses a password",
        request=None,
        responses={200: ColleagueLink},
    )
    def link(self, request: Request, pk: int) -> Response:
        """Ends the password, the sessions and earlier links; sent again with its key it answers without the link."""
        who = renew_sign_in(self.who, by=self.person, now=self.now)
        link = request.build_absolute_uri(sign_in_path(who))
        shown = Response({**ColleagueShape(who).data, "link": link}, headers={"ETag": etag_of(who)})
        return self.changed(shown, self._address(who))

    @extend_schema(
        summary="Suspend the account of a colleague",
        request=WithReason,
        responses={200: ColleagueShape},
        parameters=[IF_MATCH, ETAG],
    )
    def suspend(self, request: Request, pk: int) -> Response:
        """Its sessions end at once, and its password with them."""
        return self._with_reason(suspend_user)

    @extend_schema(
        summary="Restore the account of a colleague",
        request=WithReason,
        responses={200: ColleagueShape},
        parameters=[IF_MATCH, ETAG],
    )
    def restore(self, request: Request, pk: int) -> Response:
        """They need a new link."""
        return self._with_reason(restore_user)

    def read(self, **kwargs: Any) -> Response:
        """Return the account of an address."""
        return self._shown(get_object_or_404(colleagues_of(self.person), pk=kwargs["pk"]))

    def _with_reason(self, act: Any) -> Response:
        who = locked_if_match(self.request, self.who)
        said = self.sent(WithReason)
        return self._done(act(who, **said, version=who.version, by=self.person, now=self.now))

    def _sent(self, shape: type[Strict]) -> dict[str, Any]:
        teams = Team.objects.filter(agency=self.person.agency_id, active=True)
        return self.sent(shape, among={"team": teams})

    def _done(self, who: User) -> Response:
        return self.changed(self._shown(who), self._address(who))

    def _address(self, who: User) -> str:
        return reverse("api_colleague", args=[who.pk])

    def _shown(self, who: User) -> Response:
        return Response(ColleagueShape(who).data, headers={"ETag": etag_of(who)})
