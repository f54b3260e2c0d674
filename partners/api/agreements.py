"""Agreements on sharing by the API: entered as they were written, changed, signed by their parties, left and ended."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import Agency, User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.casework.api.incident_sent import words
from asbcases.casework.api.shapes import Code, choice
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Day, Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION, of_act, of_new
from asbcases.web.api.versioned import VersionedViewSet
from asbcases.web.api.views import ScopedViewSet
from partners import access
from partners.api.share_requests import items_field
from partners.choices import Action, Gateway, Item, Purpose, Regime
from partners.forms.agreements import LINE, WORDS
from partners.models import Agreement, AgreementParty
from partners.queries.agreements import listed
from partners.queries.offering import partners_at_work
from partners.transitions.agreements import (
    add_party,
    change_agreement,
    end_agreement,
    enter_agreement,
    leave_agreement,
    sign_agreement,
)
from partners.views.agreements import ORDER

READ = dict.fromkeys(("list", "retrieve"), Action.READ_AGREEMENTS)


class AgreementLineShape(serializers.ModelSerializer[Agreement]):
    """An agreement as the list shows it, with how many signed, how many did not, and what is shared under it now."""

    signed = serializers.IntegerField(read_only=True)
    unsigned = serializers.IntegerField(read_only=True)
    live = serializers.IntegerField(
        read_only=True, help_text="Shares in force under it, of those that you may see"
    )

    class Meta:
        model = Agreement
        fields = (
            *("id", "reference", "title", "starts_on", "review_on", "expires_on", "ended_on"),
            *("signed", "unsigned", "live"),
        )
        read_only_fields = fields


class AgreementShape(serializers.ModelSerializer[Agreement]):
    """What is written in an agreement; its parties stand below this address."""

    purposes = serializers.ListField(child=choice(Purpose), read_only=True)
    gateways = serializers.ListField(child=choice(Gateway), read_only=True)
    regime = choice(Regime)
    items = serializers.ListField(child=choice(Item), read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Agreement
        fields = (
            *("id", "reference", "title", "purposes", "gateways", "regime", "items", "subjects"),
            *("special_categories", "frequency", "method", "retention", "security", "access_lead"),
            *("impact_assessment", "breach_contact", "starts_on", "review_on", "expires_on", "ended_on"),
            *("ended_why", "recorded_at", "recorded_by", "version"),
        )
        read_only_fields = fields


class AgreementPartyShape(serializers.ModelSerializer[AgreementParty]):
    """An agency that is party to an agreement: who signed for it, when, and until when it takes part."""

    agency = Code("name")

    class Meta:
        model = AgreementParty
        fields = ("id", "agency", "signatory", "signatory_role", "signed_on", "left_on", "recorded_at")
        read_only_fields = fields


def _some(choices: Any, help_text: str) -> serializers.ListField:
    child = Choice(choices=choices.choices)
    return serializers.ListField(child=child, allow_empty=False, max_length=len(choices), help_text=help_text)


class AgreementSent(Strict):
    """All that is written in an agreement."""

    title = Text(max_length=LINE)
    purposes = _some(Purpose, "For what it lets things be shared")
    gateways = _some(Gateway, "By which gateways of the law")
    regime = Choice(choices=Regime.choices, help_text="How the partners process it")
    items = items_field("Which parts of a case it covers")
    subjects = words(WORDS, "About whom")
    special_categories = words(WORDS)
    frequency = words(LINE, "How often")
    method = words(LINE, "In which way")
    retention = words(LINE, "How long it is kept")
    security = words(WORDS, "How it is secured")
    access_lead = words(LINE, "Who answers subject access requests")
    impact_assessment = words(LINE, "Reference of the data protection impact assessment")
    breach_contact = Text(max_length=LINE, help_text="Whom to tell of a breach, at any hour")
    starts_on = Day(help_text="First day")
    review_on = Day(help_text="To be reviewed by")
    expires_on = Day(help_text="Last day")


class AgreementChanged(AgreementSent):
    """All that is written in an agreement from now on, and why it is changed."""

    reason = Text(max_length=WORDS)


class AgreementEnded(Strict):
    """The last day of an agreement, and why it ends."""

    ended_on = Day(help_text="What is shared under it ends that day")
    why = Text(max_length=WORDS)


class PartyAdded(Strict):
    """Which agency becomes party to an agreement."""

    agency = Named(slug_field="name", queryset=Agency.objects.none(), help_text="Its name")


class PartySigned(Strict):
    """Who signed for a party, as what, and when."""

    signatory = Text(max_length=LINE)
    signatory_role = Text(max_length=LINE)
    signed_on = Day()


class PartyLeft(Strict):
    """The last day of a party, and why it leaves."""

    left_on = Day(help_text="What is shared with it under the agreement ends that day")
    reason = Text(max_length=WORDS)


def agreement_for(person: User, pk: int, *, now: datetime) -> Agreement:
    """Return an agreement that somebody may read; otherwise 404."""
    seen = access.agreements_visible_to(person, now=now).select_related("recorded_by")
    return get_object_or_404(seen, pk=pk)


class AgreementViewSet(VersionedViewSet[Agreement]):
    """The agreements on sharing; a partner reads those to which their agency is party."""

    needs: ClassVar = {**READ, **dict.fromkeys(("create", "change", "end"), Action.KEEP_AGREEMENTS)}
    shape, route, named = AgreementShape, "api_agreement", "pk"

    @extend_schema(
        summary="List the agreements on sharing, the one that lasts longest first",
        parameters=[Filter],
        responses=page_of(AgreementLineShape),
    )
    def list(self, request: Request) -> Response:
        """With who signed, and how much is shared under each."""
        rows, about = listed(self.person, now=self.now), "agreements on sharing"
        return self.listed(rows, ORDER, AgreementLineShape(), wanted=self.asked(), about=about)

    @extend_schema(summary="Read an agreement", responses=AgreementShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, pk: int) -> Response:
        """With the version that every act on it answers to."""
        return unless_known(request, self.read(pk=pk))

    @extend_schema(summary="Enter an agreement as it was written", **of_new(AgreementSent, AgreementShape))
    def create(self, request: Request) -> Response:
        """Nothing is shared under it before its parties sign."""
        said: Any = self.sent(AgreementSent)
        return self.created(enter_agreement(**said, **self.by()))

    @extend_schema(
        summary="Change what is written in an agreement", **of_act(AgreementChanged, AgreementShape)
    )
    def change(self, request: Request, pk: int) -> Response:
        """All of it is stated anew; what is shared under it already stays as it was shared."""
        return self.acted(self.agreement(pk), change_agreement, AgreementChanged)

    @extend_schema(summary="End an agreement before it expires", **of_act(AgreementEnded, AgreementShape))
    def end(self, request: Request, pk: int) -> Response:
        """With what is shared under it, but for what protects a victim at high risk."""
        return self.acted(self.agreement(pk), end_agreement, AgreementEnded)

    def read(self, **kwargs: Any) -> Response:
        """Return the agreement of an address."""
        agreement = self.agreement(kwargs["pk"])
        record_access(Look.API, by=self.person, now=self.now, about=f"agreement {agreement.reference}")
        return self.shown(agreement)

    def agreement(self, pk: int) -> Agreement:
        """Return an agreement that the person may read."""
        return agreement_for(self.person, pk, now=self.now)


class AgreementPartyViewSet(ScopedViewSet):
    """Who is party to an agreement; every act answers to the version of the agreement."""

    needs: ClassVar = {**READ, **dict.fromkeys(("create", "sign", "leave"), Action.KEEP_AGREEMENTS)}

    @extend_schema(
        summary="List the parties of an agreement, the one added last first",
        parameters=[Filter],
        responses=page_of(AgreementPartyShape),
    )
    def list(self, request: Request, pk: int) -> Response:
        """With who signed, and who left."""
        rows = self._parties(agreement_for(self.person, pk, now=self.now))
        return self.listed(rows, ("-id",), AgreementPartyShape(), wanted=self.asked())

    @extend_schema(summary="Read one party of an agreement", responses=AgreementPartyShape)
    def retrieve(self, request: Request, pk: int, party: int) -> Response:
        """With who signed for it."""
        return self.read(pk=pk, party=party)

    @extend_schema(
        summary="Make an agency party to an agreement",
        request=PartyAdded,
        responses={201: AgreementPartyShape},
        parameters=[IF_MATCH, ETAG, LOCATION],
    )
    def create(self, request: Request, pk: int) -> Response:
        """Until it signs, nothing is shared with it under it."""
        agreement = locked_if_match(request, agreement_for(self.person, pk, now=self.now))
        agency = self.sent(PartyAdded, among={"agency": partners_at_work()})["agency"]
        made = add_party(agreement, agency, by=self.person, now=self.now)
        return self.made(self.read(pk=pk, party=made.pk), self._party_address(made))

    @extend_schema(summary="Note who signed for a party", **of_act(PartySigned, AgreementPartyShape))
    def sign(self, request: Request, pk: int, party: int) -> Response:
        """Once."""
        return self._done(pk, party, sign_agreement, PartySigned)

    @extend_schema(summary="Note the last day of a party", **of_act(PartyLeft, AgreementPartyShape))
    def leave(self, request: Request, pk: int, party: int) -> Response:
        """What is shared with it under the agreement ends that day."""
        return self._done(pk, party, leave_agreement, PartyLeft)

    def read(self, **kwargs: Any) -> Response:
        """Return the party of an address, with the version of the agreement."""
        agreement = agreement_for(self.person, kwargs["pk"], now=self.now)
        party = get_object_or_404(self._parties(agreement), pk=kwargs["party"])
        return Response(AgreementPartyShape(party).data, headers={"ETag": etag_of(agreement)})

    def _done(self, pk: int, party: int, verb: Callable[..., Any], shape: type[Strict]) -> Response:
        agreement = agreement_for(self.person, pk, now=self.now)
        row = get_object_or_404(self._parties(agreement), pk=party)
        locked_if_match(self.request, agreement)
        verb(row, **self.sent(shape), by=self.person, now=self.now)
        return self.changed(self.read(pk=pk, party=party), self._party_address(row))

    def _parties(self, agreement: Agreement) -> QuerySet[AgreementParty]:
        return agreement.parties.select_related("agency", "agreement")

    def _party_address(self, party: AgreementParty) -> str:
        return reverse("api_agreement_party", args=[party.agreement_id, party.pk])
