"""The record of looks by the API, for auditors: who looked at what, and what partners read; reading it is recorded too."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import Model
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.choices import Role
from asbcases.accounts.models import Agency, User
from asbcases.administration.api.findings import LookedAtShape
from asbcases.administration.forms.looks import ENDS_BEFORE, time_asked
from asbcases.administration.views.looks import ORDER, disclosures_asked, record_reading
from asbcases.audit.look_choices import Look, Operation
from asbcases.audit.models import Access
from asbcases.audit.queries.looks import Asked, Found, found_as, looks_asked, names_of, roots_of
from asbcases.audit.rules.operations import LOOKS
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.rules import reference_in
from asbcases.web.api.fields import Day, Named, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action, Item
from partners.models import Disclosure

UNKNOWN = "Nothing is known by that reference: give the whole of it."


class AskedFilter(Filter):
    """Which looks: at whom or what, by whom, for which agency, and when."""

    about = Text(
        required=False,
        max_length=40,
        help_text="Reference of a person or record: a name would stand in the address",
    )
    who = Named(slug_field="username", queryset=User.objects.all(), required=False, help_text="Who looked")
    agency = Named(
        slug_field="name", queryset=Agency.objects.all(), required=False, help_text="For which they looked"
    )
    since = Day(required=False, help_text="The first day")
    until = Day(required=False, help_text="The last day")

    def validate_about(self, typed: str) -> Found:
        """Return the record or person with this reference."""
        reference = reference_in(typed) or typed.upper()
        found = [one for one in found_as(reference, "") if one.reference == reference]
        if not found:
            raise serializers.ValidationError(UNKNOWN)
        return found[0]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a time that ends before it begins."""
        since, until = attrs.get("since"), attrs.get("until")
        if since and until and until < since:
            raise serializers.ValidationError({"until": [ENDS_BEFORE]})
        return attrs


class OfShape(serializers.ModelSerializer[Any]):
    """What an entry of the record is of, beside who made it."""

    number = serializers.IntegerField(source="pk", read_only=True)
    agency = Code("name", help_text="For which they looked")
    of: Any = serializers.SerializerMethodField(help_text="The records and people of it")

    @extend_schema_field(LookedAtShape(many=True))
    def get_of(self, row: Model) -> list[Any]:
        """Return the records and people."""
        names = self.context["names"]
        return [names[root]._asdict() for root in roots_of(row) if root in names]


class LookShape(OfShape):
    """One look of somebody at something."""

    user = Code("username")
    name = serializers.CharField(source="user.name", read_only=True)
    role = serializers.ChoiceField(Role.choices, read_only=True, help_text="As it was when they looked")
    what = choice(Look)
    operation = serializers.SerializerMethodField(help_text="Of the Data Protection Act 2018, section 62")

    class Meta:
        model = Access
        fields = ("number", "at", "user", "name", "role", "agency", "what", "operation", "about", "of")
        read_only_fields = fields

    def get_operation(self, look: Access) -> Operation:
        """Return which operation it was."""
        return Operation(LOOKS[Look(look.what)])


class DisclosureShape(OfShape):
    """One reading by a partner of what was shared with them."""

    reader = Code("username")
    name = serializers.CharField(source="reader.name", read_only=True)
    items = serializers.ListField(child=serializers.ChoiceField(Item.choices), read_only=True)

    class Meta:
        model = Disclosure
        fields = ("number", "at", "reader", "name", "agency", "items", "of")
        read_only_fields = fields


class LooksViewSet(ScopedViewSet):
    """Who looked at what, and what partners read."""

    needs: ClassVar = dict.fromkeys(("looks", "disclosures"), Action.READ_LOOKS)

    @extend_schema(
        operation_id="record_looks_list",
        summary="List who looked at what, the newest first",
        parameters=[AskedFilter],
        responses=page_of(LookShape),
    )
    def looks(self, request: Request) -> Response:
        """Of a person with every file in which they stand."""
        wanted, asked = self._asked()
        return self._page(looks_asked(asked), LookShape, wanted, "looks", asked)

    @extend_schema(
        operation_id="record_disclosures_list",
        summary="List what partners read of what was shared with them, the newest first",
        parameters=[AskedFilter],
        responses=page_of(DisclosureShape),
    )
    def disclosures(self, request: Request) -> Response:
        """Each of them is a disclosure."""
        wanted, asked = self._asked()
        return self._page(disclosures_asked(asked), DisclosureShape, wanted, "disclosures", asked)

    def _asked(self) -> tuple[dict[str, Any], Asked]:
        wanted = self.asked(AskedFilter)
        time = time_asked(wanted.get("since"), wanted.get("until"))
        chosen = {"user": wanted.get("who"), "agency": wanted.get("agency"), "about": wanted.get("about")}
        return wanted, Asked(**chosen, **time)

    def _page(
        self, rows: Any, shape: type[OfShape], wanted: dict[str, Any], name: str, asked: Asked
    ) -> Response:
        """Return a page, with the names of what it is of, and record that it was read."""
        record_reading(Look.LIST, self.person, self.now, name, asked)
        names: dict[Any, Any] = {}

        def named(found: Sequence[Model]) -> Iterable[Model]:
            names.update(names_of(found))
            return found

        return self.listed(rows, ORDER, shape(context={"names": names}), wanted=wanted, of_rows=named)
