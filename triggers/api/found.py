"""What was found in the records for the worksheet of a review, by the API: added, tied by a person, or set aside."""

from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.casework.api.shapes import choice
from asbcases.policies.queries import limits_in_force
from asbcases.web.api.fields import Choice, Number, Strict, Text
from partners.choices import Action
from triggers.api.sent import CaseReviewReason
from triggers.api.shared import OfReviewViewSet
from triggers.choices import BodyKind, Link
from triggers.forms.found import LINKS
from triggers.queries.found import Found, found_for, references_seen
from triggers.transitions.found import add_found, add_near, set_aside

LARGEST, MOST, SHORT = 2_147_483_647, 50, 1_000


class CaseReviewFoundShape(serializers.Serializer[Any]):
    """A report in the records that is not on the worksheet: without names or words, as far as one may not read it."""

    report = serializers.IntegerField(read_only=True, help_text="By which the acts name it")
    reference = serializers.CharField(
        read_only=True, allow_blank=True, help_text="Where you may read the report; else empty"
    )
    agency = choice(BodyKind, source="proposal.complaint.agency")
    agency_name = serializers.CharField(read_only=True, allow_blank=True, allow_null=True)
    complaint_on = serializers.DateField(source="proposal.complaint.complaint_on", read_only=True)
    link = choice(Link, source="proposal.complaint.link")
    counts = serializers.BooleanField(source="proposal.row.counts", read_only=True)
    why = serializers.CharField(source="proposal.row.sentence", read_only=True)
    near = serializers.ListField(
        source="proposal.near",
        child=serializers.CharField(),
        read_only=True,
        help_text="What is alike, where it is only near: a person says how it is tied",
    )
    set_aside = serializers.CharField(
        source="aside", read_only=True, allow_blank=True, help_text="Why it was; empty where it was not"
    )


class CaseReviewFoundAll(serializers.Serializer[Any]):
    """All that was found."""

    found: Any = CaseReviewFoundShape(many=True, read_only=True)


class FoundAdded(Strict):
    """Which of what was found for certain goes on the worksheet."""

    reports = serializers.ListField(
        child=Number(min_value=1, max_value=LARGEST), min_length=1, max_length=MOST
    )


class FoundTied(Strict):
    """How a report that is only near is tied to the application, and how that is known."""

    link = Choice(choices=LINKS)
    reason = Text(max_length=SHORT)


class CaseReviewFoundViewSet(OfReviewViewSet):
    """What the records hold for a review and its worksheet does not."""

    needs: ClassVar = {
        "retrieve": Action.SEE_REVIEWS,
        **dict.fromkeys(("add", "tie", "aside"), Action.WORK_REVIEW),
    }

    @extend_schema(
        summary="Read what was found in the records for a case review", responses=CaseReviewFoundAll
    )
    def retrieve(self, request: Request, reference: str) -> Response:
        """What counts first; what was set aside says why."""
        return self._shown()

    @extend_schema(
        summary="Put what was found on the worksheet", request=FoundAdded, responses={200: CaseReviewFoundAll}
    )
    def add(self, request: Request, reference: str) -> Response:
        """What was found for certain alone; it is found no more then."""
        add_found(self.record, **self.sent(FoundAdded), **self.act())
        return self._done()

    @extend_schema(
        summary="Put a report that is only near on the worksheet",
        request=FoundTied,
        responses={200: CaseReviewFoundAll},
    )
    def tie(self, request: Request, reference: str, report: int) -> Response:
        """Tied as a person decides."""
        said = self.sent(FoundTied)
        said["link"] = Link(said["link"])
        add_near(self.record, report=self._one(report), **said, **self.act())
        return self._done()

    @extend_schema(
        summary="Set a report that was found aside",
        request=CaseReviewReason,
        responses={200: CaseReviewFoundAll},
    )
    def aside(self, request: Request, reference: str, report: int) -> Response:
        """It is not proposed again."""
        set_aside(self.record, report=self._one(report), **self.sent(CaseReviewReason), **self.act())
        return self._done()

    def read(self, **kwargs: Any) -> Response:
        """Return what was found for the review of an address."""
        self.find(**kwargs)
        return self._shown()

    def _one(self, report: int) -> int:
        if report not in {one.report for one in self._found()}:
            raise Http404
        return report

    def _found(self) -> list[Found]:
        return found_for(self.record, limits_in_force(self.now))

    def _shown(self) -> Response:
        found = self._found()
        seen = references_seen(found, self.person, self.now)
        rows = [
            {
                **{"report": one.report, "reference": seen.get(one.report, ""), "proposal": one.proposal},
                "agency_name": one.agency_name,
                "aside": one.set_aside.reason if one.set_aside else "",
            }
            for one in found
        ]
        return Response(CaseReviewFoundAll({"found": rows}).data)

    def _done(self) -> Response:
        at = reverse("api_case_review_found", args=[self.record.reference])
        return self.changed(self._shown(), at)
