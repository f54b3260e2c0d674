"""What a partner's agency tells the police, through the API: the same as its pages, one report at a time."""

from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import District
from asbcases.cases.choices import Precision, Progress
from asbcases.cases.models import Report
from asbcases.cases.rules.keys import reference_key
from asbcases.casework.api.sent import NewReport
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.rules import measure_in, reference_in
from asbcases.casework.transitions.from_agencies import Telling, report_for_agency
from asbcases.casework.transitions.intake import Caller
from asbcases.casework.transitions.safe_contact import Way
from asbcases.web.api.fields import Choice, Flag, Text
from asbcases.web.api.paging import page_of
from asbcases.web.api.schema import LOCATION
from asbcases.web.api.views import RecordViewSet
from partners.choices import Action
from partners.forms.own_reports import HATE, NO_DIGIT, NOT_YOURS, OURS, UNKNOWN
from partners.queries.own_reports import own_report_named, own_reports
from partners.views.own_reports import own_report_for

OF_CALLER = tuple(Caller.__annotations__)
NOT_NAMED = "Whoever told you does not want to be named: leave this empty."


def _words(most: int, help_text: str) -> Text:
    return Text(max_length=most, required=False, allow_blank=True, default="", help_text=help_text)


class OwnReportLine(serializers.ModelSerializer[Report]):
    """A report of your agency as lists show it: without what was said, and by whom."""

    own_reference = serializers.CharField(
        allow_null=True, read_only=True, help_text="The reference that your agency gave it"
    )
    progress = choice(Progress, help_text="How far it got; nothing of any case")
    happened_precision = choice(Precision)
    district = Code("code", allow_null=True)

    class Meta:
        model = Report
        fields: tuple[str, ...] = (
            *("reference", "own_reference", "progress", "place_text", "district"),
            *("happened_from", "happened_until", "happened_precision", "received_at"),
        )
        read_only_fields = fields


class OwnReportShape(OwnReportLine):
    """A report of your agency as it was given."""

    class Meta(OwnReportLine.Meta):
        fields = (*OwnReportLine.Meta.fields, "narrative", *OF_CALLER)
        read_only_fields = fields


class NewOwnReport(NewReport):
    """What your agency tells the police: received now, by the channel of partners."""

    channel = None  # type: ignore[assignment]
    received_at = None  # type: ignore[assignment]
    own_reference = _words(60, "Your own reference, with a digit; each is taken once")
    earlier = _words(60, "Your earlier report about the same: its RPT reference, or yours")
    hate = Choice(choices=HATE, required=False, default=UNKNOWN, help_text="Whether they think it was hate")
    safe_email = _words(254, "E-mail that only they read; empty: we do not write")
    safe_phone = _words(60, "Number that only they answer; empty: we do not ring")
    safe_note = _words(500, "When or how not to reach them")
    safe_plain = Flag(required=False, default=False, help_text="It may show that the police wrote")

    def validate_own_reference(self, written: str) -> str:
        """Return the agency's reference; one of the police is nobody else's."""
        if reference_in(written) or measure_in(written):
            raise serializers.ValidationError(OURS)
        if written and not reference_key(written):
            raise serializers.ValidationError(NO_DIGIT)
        return written

    def validate_earlier(self, written: str) -> str:
        """Return the reference of a report of the same agency; any other is like none."""
        if not written:
            return ""
        found = own_report_named(self.context["by"], written, reference_in(written), now=self.context["now"])
        if found is None:
            raise serializers.ValidationError(NOT_YOURS)
        return found.reference

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent; who is not to be named is not."""
        named = ("caller_name", "caller_phone", "caller_email", "caller_address", "caller_contact")
        told = [name for name in named if attrs[name]] if attrs["caller_anonymous"] else []
        if told:
            raise serializers.ValidationError({name: [NOT_NAMED] for name in told})
        return super().validate(attrs)


class OwnReportViewSet(RecordViewSet[Report]):
    """What your agency told the police, and nobody else's."""

    needs: ClassVar = {
        "list": Action.SEE_SHARED,
        "retrieve": Action.SEE_SHARED,
        "create": Action.REPORT_FOR_AGENCY,
    }
    door = staticmethod(own_report_for)

    def find(self, **kwargs: Any) -> None:
        """Find the report of the route; another method finds nothing, and is told so whoever asks."""
        if self.action:
            super().find(**kwargs)

    @extend_schema(
        summary="List the reports of your agency, the newest first", responses=page_of(OwnReportLine)
    )
    def list(self, request: Request) -> Response:
        """Without what was said, and by whom: that is read one report at a time, and each reading is recorded."""
        rows, order = own_reports(self.person, now=self.now), ("-received_at", "-id")
        return self.listed(rows, order, OwnReportLine(), wanted=self.asked(), about="Our reports")

    @extend_schema(summary="Read a report of your agency", responses=OwnReportShape)
    def retrieve(self, request: Request, reference: str) -> Response:
        """A report never changes; only how far it got."""
        return self.shown(self.record)

    @extend_schema(
        summary="Tell the police of something for your agency",
        request=NewOwnReport,
        responses={201: OwnReportShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request) -> Response:
        """The words are kept as they are sent, and can never be changed; a second report under one reference is refused."""
        districts = {"among": {"district": District.objects.all()}, "district_needed": False}
        said = self.sent(NewOwnReport, **districts, by=self.person, now=self.now)
        report = report_for_agency(_telling(said), by=self.person, now=self.now)
        kept = own_reports(self.person, now=self.now).get(pk=report.pk)
        return self.made(self.shown(kept), reverse("api_own_report", args=[kept.reference]))

    def shown(self, record: Report) -> Response:
        """Return the answer that shows a report."""
        return Response(OwnReportShape(record).data)


def _telling(said: dict[str, Any]) -> Telling:
    hate, way = said.pop("hate"), _way(said)
    caller: Any = {name: said.pop(name) for name in OF_CALLER}
    return Telling(**said, caller=caller, hate="" if hate == UNKNOWN else dict(HATE)[hate], way=way)


def _way(said: dict[str, Any]) -> Way | None:
    """Return how the caller may be reached, at any hour; None where nothing was said of it."""
    email, phone, note, plain = (said.pop(f"safe_{part}") for part in ("email", "phone", "note", "plain"))
    if not (email or phone or note):
        return None
    return Way(email=email, phone=phone, note=note, from_hour=0, until_hour=24, discreet=not plain)
