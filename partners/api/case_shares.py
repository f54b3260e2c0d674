"""With whom a case is shared, by the API of the police: shared, changed, extended, recalled and reviewed; and who has read what."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import Agency, Team, User
from asbcases.cases.choices import Tier
from asbcases.cases.models import Case
from asbcases.cases.queries import locked
from asbcases.casework.api.shapes import Code, choice
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Day, Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act, of_new
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import case_for
from partners.api.share_requests import decided_by_field, items_field, urgent_why_field
from partners.choices import Action, Gateway, Item, Purpose, ShareVerdict
from partners.forms.sharing import WORDS, deciders, end_of, receivers_of
from partners.models import Disclosure, Share
from partners.queries.offering import partners_at_work, until
from partners.queries.readings import ORDER, read_of
from partners.queries.sharing import is_running, name_of, receiver_of, shares_of
from partners.rules import least_tier
from partners.transitions.changing import change_share, extend_share, recall_share, review_share
from partners.transitions.sharing import share_case
from partners.transitions.standing import let_agreements_stand

NOBODY = "This is nobody of that agency to whom the case may be shown."
ONE = "Name a team or a person, not both."


class CaseShareShape(serializers.ModelSerializer[Share]):
    """What of a case is or was shared with whom: why, by which gateway, under which agreement, and until when."""

    receiver = serializers.SerializerMethodField(help_text="Its name; of a team or person with its agency")
    tier = choice(Tier, source="grant.tier")
    starts_at = serializers.DateTimeField(source="grant.starts_at", read_only=True)
    ends_at = serializers.DateTimeField(source="grant.ends_at", allow_null=True, read_only=True)
    recalled_at = serializers.DateTimeField(source="grant.revoked_at", allow_null=True, read_only=True)
    runs = serializers.SerializerMethodField(help_text="Whether it is neither recalled nor over")
    agreement = serializers.CharField(
        source="agreement.reference", default="", help_text="Empty without one", read_only=True
    )
    purpose = choice(Purpose)
    gateway = choice(Gateway)
    items = serializers.ListField(child=choice(Item), read_only=True)
    verdict = choice(ShareVerdict, allow_blank=True, help_text="Of the review of an urgent share")
    decided_by = Code("username", allow_null=True)
    reviewed_by = Code("username", allow_null=True)
    recalled_by = Code("username", allow_null=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Share
        fields = (
            *("number", "receiver", "tier", "items", "purpose", "gateway", "agreement", "proportionality"),
            *("starts_at", "ends_at", "runs", "urgent_why", "decided_by", "reviewed_at", "reviewed_by"),
            *("verdict", "review_words", "recalled_at", "recalled_by", "recalled_why", "recorded_at"),
            *("recorded_by", "version"),
        )
        read_only_fields = fields

    def get_receiver(self, share: Share) -> str:
        """Return whom it lets in."""
        return name_of(receiver_of(share.grant))

    def get_runs(self, share: Share) -> bool:
        """Return whether it still lets anybody in, or will."""
        return is_running(share, self.context["now"])


class ReadingShape(serializers.ModelSerializer[Disclosure]):
    """One reading of what was shared of a case: who of which agency read which parts, about whom."""

    share = serializers.IntegerField(source="share.number", read_only=True, help_text="Of the case")
    person = Code("reference", allow_null=True, help_text="About whom; null for what is about nobody")
    reader = Code("name")
    agency = Code("name")
    items = serializers.ListField(child=choice(Item), read_only=True)

    class Meta:
        model = Disclosure
        fields = ("at", "reader", "agency", "share", "person", "items")
        read_only_fields = fields


class SharedWith(Strict):
    """With whom, what, for what, by which gateway, why so much, and until when."""

    agency = Named(slug_field="name", queryset=Agency.objects.none(), help_text="Its name")
    team = Text(
        max_length=WORDS, required=False, default="", help_text="Its name: a team of the agency alone"
    )
    person = Text(
        max_length=WORDS, required=False, default="", help_text="Sign-in name: one person of the agency alone"
    )
    items = items_field("The parts that they see: what is needed, and no more")
    purpose = Choice(choices=Purpose.choices)
    gateway = Choice(choices=Gateway.choices)
    proportionality = Text(max_length=WORDS, help_text="One sentence: why so much, and no more")
    ends_on = Day(help_text="The last day on which they see it")
    urgent_why = urgent_why_field()
    decided_by = decided_by_field()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent as the verb takes it."""
        agency, team, person = (attrs.pop(name) for name in ("agency", "team", "person"))
        if team and person:
            raise serializers.ValidationError({"person": [ONE]})
        receiver = next((one for one in _receivers(agency) if _is_meant(one, agency, team, person)), None)
        if receiver is None:
            raise serializers.ValidationError({"person" if person else "team": [NOBODY]})
        ends_at = until(attrs.pop("ends_on"))
        return {**attrs, "receiver": receiver, "tier": least_tier(attrs["items"]), "ends_at": ends_at}


def _receivers(agency: Agency) -> list[Any]:
    return [receiver for _, receiver in receivers_of(agency, restricted=False).values()]


def _is_meant(receiver: Any, agency: Agency, team: str, person: str) -> bool:
    if person:
        return isinstance(receiver, User) and receiver.username == person
    return isinstance(receiver, Team) and receiver.name == team if team else receiver == agency


class ShareChanged(Strict):
    """Which parts are shared from now on, and until when at most."""

    items = items_field("All parts that they see from now on")
    ends_on = Day(help_text="The same last day or an earlier one; for a later one, extend it")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent as the verb takes it."""
        items, ends_at = attrs["items"], end_of(self.context["share"], attrs["ends_on"])
        return {"items": items, "tier": least_tier(items), "ends_at": ends_at}


class ShareExtended(Strict):
    """Until when a share runs from now on, and why."""

    ends_on = Day(help_text="The last day on which they see it")
    reason = Text(max_length=WORDS)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent as the verb takes it."""
        return {"ends_at": until(attrs["ends_on"]), "reason": attrs["reason"]}


class ShareRecalled(Strict):
    """Why a share is recalled."""

    reason = Text(max_length=WORDS, help_text="Kept here: the partner is told only that it was recalled")


class ShareReviewed(Strict):
    """Whether an urgent share was right, and what stays of it."""

    verdict = Choice(choices=ShareVerdict.choices)
    words = Text(max_length=WORDS, help_text="Why")
    items = serializers.ListField(
        child=Choice(choices=Item.choices),
        required=False,
        default=list,
        max_length=len(Item),
        help_text="What stays shared, where less does",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent as the verb takes it."""
        if attrs["verdict"] != ShareVerdict.NARROWED:
            return {"verdict": attrs["verdict"], "words": attrs["words"]}
        return {**attrs, "tier": least_tier(attrs["items"])}


class CaseShareViewSet(RecordViewSet[Case]):
    """With whom a case is or was shared, for police only."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve", "readings"), Action.WORK_CASE),
        **dict.fromkeys(("create", "change", "extend", "recall"), Action.SHARE_CASE),
        "review": Action.REVIEW_SHARE,
    }
    door = staticmethod(case_for)

    @extend_schema(
        summary="List with whom a case is or was shared, the newest first",
        parameters=[Filter],
        responses=page_of(CaseShareShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """What has ended stands in it too."""
        shape = CaseShareShape(context={"now": self.now})
        return self.listed(shares_of(self.record), ("-number", "-id"), shape, wanted=self.asked())

    @extend_schema(
        summary="Read one share of a case", responses=CaseShareShape, parameters=[IF_NONE_MATCH, ETAG]
    )
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """With the version that every act on it answers to."""
        return unless_known(request, self._shown(number))

    @extend_schema(
        summary="List who has read what of a case that was shared, the newest first",
        parameters=[Filter],
        responses=page_of(ReadingShape),
    )
    def readings(self, request: Request, reference: str) -> Response:
        """Each reading has a row for each share and person."""
        return self.listed(read_of(self.record), ORDER, ReadingShape(), wanted=self.asked())

    @extend_schema(summary="Share a case with a partner", **of_new(SharedWith, CaseShareShape))
    def create(self, request: Request, reference: str) -> Response:
        """Under the agreement that covers it; where none does, with a reason and the supervisor who decided."""
        said = self.sent(SharedWith, among={"agency": partners_at_work(), "decided_by": deciders()})
        made = share_case(self.record, said.pop("receiver"), **said, by=self.person, now=self.now)
        return self.made(self._shown(made.number), self._address(made.number))

    @extend_schema(summary="Share other parts, or for less long", **of_act(ShareChanged, CaseShareShape))
    def change(self, request: Request, reference: str, number: int) -> Response:
        """More than before only where an agreement covers it."""
        return self._acted(number, change_share, ShareChanged)

    @extend_schema(summary="Let a share run for longer", **of_act(ShareExtended, CaseShareShape))
    def extend(self, request: Request, reference: str, number: int) -> Response:
        """Beyond its agreement by an inspector, for a victim at high risk only."""
        return self._acted(number, extend_share, ShareExtended)

    @extend_schema(summary="Recall a share", **of_act(ShareRecalled, CaseShareShape))
    def recall(self, request: Request, reference: str, number: int) -> Response:
        """At once: the next request of the partner finds nothing."""
        return self._acted(number, recall_share, ShareRecalled)

    @extend_schema(summary="Review an urgent share", **of_act(ShareReviewed, CaseShareShape))
    def review(self, request: Request, reference: str, number: int) -> Response:
        """By another supervisor than the one who decided it."""
        return self._acted(number, review_share, ShareReviewed)

    def read(self, **kwargs: Any) -> Response:
        """Return the share of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"])

    def _acted(self, number: int, verb: Callable[..., Share], shape: type[Strict]) -> Response:
        share = self._one(number)
        # In the order of all who share: agreements, the case, then what hangs on it.
        let_agreements_stand()
        locked(self.record)
        locked_if_match(self.request, share)
        verb(share, **self.sent(shape, share=share), by=self.person, now=self.now)
        return self.changed(self._shown(number), self._address(number))

    def _one(self, number: int) -> Share:
        share = get_object_or_404(shares_of(self.record), number=number)
        share.case = self.record
        return share

    def _shown(self, number: int) -> Response:
        share = self._one(number)
        return Response(
            CaseShareShape(share, context={"now": self.now}).data, headers={"ETag": etag_of(share)}
        )

    def _address(self, number: int) -> str:
        return reverse("api_case_share", args=[self.record.reference, number])
