"""What holds of a person from one day to another, by the API: noted with its source, ended, and marked as wrong."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Membership, Person, PersonVehicle
from asbcases.casework.api import person_shapes as shapes
from asbcases.casework.api.places import VehicleSent
from asbcases.casework.api.rows import RowsViewSet, described
from asbcases.casework.api.who import EMAIL, AssociationSent, MemberSent, Since, WrongSent, to_one
from asbcases.casework.forms.words import LINE
from asbcases.casework.transitions import (
    detail_in_error,
    end_detail,
    note_address,
    note_association,
    note_contact,
    note_member,
    note_vehicle,
)
from asbcases.casework.transitions.places import premises_at, vehicle_with
from asbcases.web.api.fields import Day, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import described_by
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import person_for
from partners import access
from partners.choices import Action

View = TypeVar("View", bound=type[Any])


class ContactSent(Since):
    """A way to reach somebody."""

    value = Text(max_length=EMAIL, help_text="Telephone number or e-mail address")


class AddressSent(Since):
    """Where somebody lives, works or meets."""

    address = Text(max_length=LINE, help_text="Premises on file are found however it is written")


class KeptVehicleSent(VehicleSent, Since):
    """A vehicle that somebody keeps or uses."""


class LastDay(Strict):
    """Until when something held."""

    until_on = Day()


def _described(one: str, many: str, shape: Any, sent: Any) -> Callable[[View], View]:
    """Return how the view set of one kind of detail is described."""
    summary = f"Say until when {one} held of somebody"
    ended = described_by({"end": extend_schema(summary=summary, request=LastDay, responses={200: shape})})
    part = described(one, many, "somebody", shape, sent)
    return lambda view: ended(part(view))


class DetailViewSet(RowsViewSet[Person]):
    """One kind of what is noted of people; what turns out wrong stays, struck out."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create", "end", "wrong"), Action.KEEP_PEOPLE)
    door = staticmethod(person_for)
    takes: ClassVar[type[Strict]]

    def note(self, **said: Any) -> Any:
        """Note what was sent, and return it."""
        raise NotImplementedError

    def list(self, request: Request, reference: str) -> Response:
        """With what was struck out, which says so."""
        return self.answered()

    def retrieve(self, request: Request, reference: str, pk: int) -> Response:
        """With its days, and who said so."""
        return self.one(pk)

    def create(self, request: Request, reference: str) -> Response:
        """With its source; who or what is not on file yet is recorded."""
        return self.added(self.note(**self.sent(self.takes), by=self.person, now=self.now))

    def end(self, request: Request, reference: str, pk: int) -> Response:
        """The last day on which it held."""
        return self._done(pk, end_detail, LastDay)

    def wrong(self, request: Request, reference: str, pk: int) -> Response:
        """With the reason."""
        return self._done(pk, detail_in_error, WrongSent)

    def read(self, **kwargs: Any) -> Response:
        """Return the detail of an address."""
        self.find(**kwargs)
        return self.one(kwargs["pk"])

    def _done(self, pk: int, verb: Callable[..., Any], shape: type[Strict]) -> Response:
        verb(get_object_or_404(self.rows(), pk=pk), **self.sent(shape), by=self.person, now=self.now)
        return self.changed(self.one(pk), self.address(pk))

    def known(self) -> QuerySet[Person]:
        """Return the people whom the person may know of."""
        return access.people_visible_to(self.person, now=self.now)


@_described("a contact", "contacts", shapes.ContactShape, ContactSent)
class ContactViewSet(DetailViewSet):
    """Telephone numbers and e-mail addresses."""

    page, shape, takes = "api_person_contact", shapes.ContactShape, ContactSent

    def rows(self) -> QuerySet[Any]:
        """Return the contacts."""
        return self.record.contacts.select_related("recorded_by")

    def note(self, **said: Any) -> Any:
        """Note a contact."""
        return note_contact(self.record, **said)


@_described("an address", "addresses", shapes.AddressShape, AddressSent)
class AddressViewSet(DetailViewSet):
    """Premises at which people live, work or meet."""

    page, shape, takes = "api_person_address", shapes.AddressShape, AddressSent

    def rows(self) -> QuerySet[Any]:
        """Return the addresses."""
        return self.record.addresses.select_related("premises", "recorded_by")

    def note(self, **said: Any) -> Any:
        """Note an address."""
        who: Any = {"district": self.person.district, "by": self.person, "now": self.now}
        premises = premises_at(said.pop("address"), **who)
        return note_address(self.record, premises, **said)


@_described("a vehicle", "vehicles", shapes.PersonVehicleShape, KeptVehicleSent)
class PersonVehicleViewSet(DetailViewSet):
    """Vehicles that people keep or use."""

    page, shape, takes = "api_person_vehicle", shapes.PersonVehicleShape, KeptVehicleSent

    def rows(self) -> QuerySet[Any]:
        """Return the vehicles."""
        return PersonVehicle.objects.filter(person=self.record).select_related("vehicle", "recorded_by")

    def note(self, **said: Any) -> Any:
        """Note a vehicle."""
        named = (said.pop("registration"), said.pop("description"))
        return note_vehicle(self.record, vehicle_with(*named, by=self.person, now=self.now), **said)


@_described("a member", "members", shapes.MemberShape, MemberSent)
class MemberViewSet(DetailViewSet):
    """Who belongs to a group, business or community."""

    page, shape, takes = "api_person_member", shapes.MemberShape, MemberSent

    def rows(self) -> QuerySet[Any]:
        """Return the members."""
        return self.record.members.filter(person__in=self.known()).select_related("person", "recorded_by")

    def note(self, **said: Any) -> Any:
        """Note a member."""
        return to_one(note_member)(self.record, **said)


@_described("an association", "associations", shapes.AssociationShape, AssociationSent)
class AssociationViewSet(DetailViewSet):
    """With whom people belong together."""

    page, shape, takes = "api_person_association", shapes.AssociationShape, AssociationSent

    def rows(self) -> QuerySet[Any]:
        """Return the associations on the record of this person."""
        rows = self.record.associations.filter(other__in=self.known())
        return rows.select_related("person", "other", "recorded_by")

    def note(self, **said: Any) -> Any:
        """Note how they belong together with another."""
        return to_one(note_association)(self.record, **said)


class NamedElsewhereViewSet(RecordViewSet[Person]):
    """What stands of a person on the records of others."""

    needs: ClassVar = dict.fromkeys(("groups", "associated_by"), Action.KEEP_PEOPLE)
    door = staticmethod(person_for)

    @extend_schema(
        summary="List the groups to which somebody belongs, the one noted last first",
        parameters=[Filter],
        responses=page_of(shapes.GroupShape),
    )
    def groups(self, request: Request, reference: str) -> Response:
        """Each membership is kept on the record of the group."""
        known = access.people_visible_to(self.person, now=self.now)
        rows = Membership.objects.filter(person=self.record, group__in=known)
        shape = shapes.GroupShape()
        return self.listed(rows.select_related("group", "recorded_by"), ("-id",), shape, wanted=self.asked())

    @extend_schema(
        summary="List who is said to belong together with somebody, the one noted last first",
        parameters=[Filter],
        responses=page_of(shapes.AssociationShape),
    )
    def associated_by(self, request: Request, reference: str) -> Response:
        """Each association is kept on the record of the other."""
        known = access.people_visible_to(self.person, now=self.now)
        rows = self.record.associated_by.filter(person__in=known).select_related(
            "person", "other", "recorded_by"
        )
        return self.listed(rows, ("-id",), shapes.AssociationShape(), wanted=self.asked())
