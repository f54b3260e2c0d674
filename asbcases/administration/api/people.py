"""Accounts by the API, for administrators: who there is, and until when somebody is on leave."""

from typing import ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.administration.api.kept import KeptViewSet
from asbcases.administration.transitions import set_leave
from asbcases.casework.api.shapes import Code, choice
from asbcases.web.api.etags import locked_if_match, unless_known
from asbcases.web.api.fields import Day, Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act
from partners.choices import Action


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
        fields = (
            *("number", "username", "name", "email", "collar_number", "role", "rank", "agency", "team"),
            *("district", "keeps_accounts", "is_program", "is_active", "on_leave_until", "version"),
        )
        read_only_fields = fields


class Leave(Strict):
    """Until when somebody is on leave."""

    until = Day(allow_null=True, help_text="The last day; null: not on leave")


class AccountViewSet(KeptViewSet[User]):
    """The accounts of everybody."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "leave"), Action.ADMINISTER)
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
