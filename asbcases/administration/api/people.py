"""Accounts by the API, for administrators: the same as the pages; to make or change one takes a session, never a token."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import Agency, District, Team, User
from asbcases.administration.api.colleagues import SIGN_IN, ColleagueSaid, WithReason
from asbcases.administration.api.kept import KeptViewSet
from asbcases.administration.links import sign_in_path
from asbcases.administration.transitions import (
    Particulars,
    change_user,
    enrol_user,
    renew_sign_in,
    restore_user,
    set_leave,
    suspend_user,
)
from asbcases.casework.api.shapes import Code, choice
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Day, Flag, Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act, of_new
from partners.choices import Action

COLLAR, NAME = 12, 200
ACTS = ("list", "retrieve", "leave", "create", "change", "link", "suspend", "restore")


class AccountShape(serializers.ModelSerializer[User]):
    """The account of a person or a program."""

    number = serializers.IntegerField(source="pk", read_only=True)
    email = serializers.CharField(read_only=True, help_text="Empty if there is none")
    role = choice(Role)
    rank = choice(Rank, allow_blank=True)
    agency = Code("name")
    team = Code("name", allow_null=True)
    district = Code("code", allow_null=True)
    keeps_accounts = serializers.BooleanField(
        source="administers_agency", read_only=True, help_text="Of the agency"
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = (
            *("number", "username", "name", "email", "collar_number", "role", "rank", "agency", "team"),
            *("district", "keeps_accounts", "is_program", "is_active", "on_leave_until", "version"),
        )
        read_only_fields = fields


class AccountLink(AccountShape):
    """An account, and the link by which its person chooses a password; the next link ends this one."""

    link = serializers.CharField(read_only=True, help_text="Given once, in this answer alone")

    class Meta(AccountShape.Meta):
        fields = (*AccountShape.Meta.fields, "link")
        read_only_fields = fields


class Leave(Strict):
    """Until when somebody is on leave."""

    until = Day(allow_null=True, help_text="The last day; null: not on leave")


class AccountSaid(ColleagueSaid):
    """What is stated about a person, or about a program."""

    collar_number = Text(required=False, allow_blank=True, default="", max_length=COLLAR)
    role = Choice(choices=Role.choices)
    rank = Choice(choices=Rank.choices, required=False, default="", allow_blank=True)
    agency = Named(slug_field="name", queryset=Agency.objects.all())
    team: Any = Text(
        required=False, allow_null=True, default=None, max_length=NAME, help_text="A team of the agency"
    )
    district = Named(
        slug_field="code", queryset=District.objects.all(), required=False, allow_null=True, default=None
    )
    keeps_accounts = Flag(
        source="administers_agency", required=False, default=False, help_text="Of the agency"
    )

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        """Return what was stated, with the team of this name in the agency: two agencies may have one each."""
        agency, name = said["agency"], said["team"]
        team = Team.objects.filter(agency=agency, name=name).first()
        if name is not None and team is None:
            fault = f"{agency} has no team called {name}: name one of its teams, or none."
            raise serializers.ValidationError({"team": fault})
        return {**said, "team": team}


class NewAccount(AccountSaid):
    """What is stated about a person or a program that gets an account."""

    username = Text(max_length=SIGN_IN, help_text="The name to sign in with; it cannot be changed later")
    is_program = Flag(required=False, default=False, help_text="Nobody signs in as it")


class AccountViewSet(KeptViewSet[User]):
    """The accounts of everybody."""

    needs: ClassVar = dict.fromkeys(ACTS, Action.ADMINISTER)
    shape, route = AccountShape, "api_account"

    def rows(self) -> QuerySet[User]:
        """Return every account."""
        return User.objects.select_related("agency", "team", "district")

    @extend_schema(
        summary="List the accounts, the newest first", parameters=[Filter], responses=page_of(AccountShape)
    )
    def list(self, request: Request) -> Response:
        """Suspended ones too."""
        return self.listed(self.rows(), ("-id",), AccountShape(), wanted=self.asked())

    @extend_schema(summary="Read an account", responses=AccountShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, pk: int) -> Response:
        """With the version that a change answers to."""
        return unless_known(request, self.shown(self.row))

    @extend_schema(summary="Say until when somebody is on leave", **of_act(Leave, AccountShape))
    def leave(self, request: Request, pk: int) -> Response:
        """What falls due meanwhile goes to somebody else."""
        who = locked_if_match(request, self.row)
        return self.done(set_leave(who, **self.sent(Leave), version=who.version, **self.by()))

    @extend_schema(summary="Make an account of a person or a program", **of_new(NewAccount, AccountShape))
    def create(self, request: Request) -> Response:
        """Without a password: the link by which a person chooses one is made apart, a program's tokens on the page."""
        said = self.sent(NewAccount)
        names = {name: said.pop(name) for name in ("username", "is_program")}
        return self.created(enrol_user(**names, particulars=_particulars(said), **self.by()))

    @extend_schema(
        summary="Change what is stated about a person or a program", **of_act(AccountSaid, AccountShape)
    )
    def change(self, request: Request, pk: int) -> Response:
        """All of it is stated anew; a new role counts at once."""
        who = locked_if_match(request, self.row)
        stated = _particulars(self.sent(AccountSaid))
        return self.done(change_user(who, particulars=stated, version=who.version, **self.by()))

    @extend_schema(
        summary="Make a link by which a person chooses a password",
        request=None,
        responses={200: AccountLink},
    )
    def link(self, request: Request, pk: int) -> Response:
        """Ends the password, the sessions and earlier links; sent again with its key it answers without the link."""
        who = renew_sign_in(self.row, **self.by())
        said = {"link": request.build_absolute_uri(sign_in_path(who)), **AccountShape(who).data}
        return self.changed(Response(said, headers={"ETag": etag_of(who)}), self.address(who))

    @extend_schema(summary="Suspend an account", **of_act(WithReason, AccountShape))
    def suspend(self, request: Request, pk: int) -> Response:
        """Its sessions end at once, its password and its tokens with them."""
        return self._with_reason(suspend_user)

    @extend_schema(summary="Restore an account", **of_act(WithReason, AccountShape))
    def restore(self, request: Request, pk: int) -> Response:
        """The person needs a new link."""
        return self._with_reason(restore_user)

    def _with_reason(self, act: Callable[..., User]) -> Response:
        who = locked_if_match(self.request, self.row)
        return self.done(act(who, **self.sent(WithReason), version=who.version, **self.by()))


def _particulars(said: dict[str, Any]) -> Particulars:
    return Particulars(**{**said, "role": Role(said["role"]), "rank": Rank(said["rank"])})
