"""How the case review was explained to the victim of a report, and the letter that does it, by the API as on the pages."""

from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Report
from asbcases.casework.api.shapes import Code
from asbcases.casework.forms.words import LINE
from asbcases.web.api.fields import Choice, Moment, Number, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import report_for
from partners.choices import Action
from triggers.forms.explaining_letter import LONGEST, WAYS
from triggers.models import ReviewExplanation
from triggers.queries.explaining import draft_of, letter_of
from triggers.transitions.explaining import explain_review, leave_unexplained
from triggers.transitions.explaining_letters import keep_letter, send_letter

SEEN = 30_000


class ReviewExplanationShape(serializers.ModelSerializer[ReviewExplanation]):
    """When and how the case review was explained to a victim, or why it was not."""

    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = ReviewExplanation
        fields = ("told_at", "how", "why_not", "recorded_at", "recorded_by")
        read_only_fields = fields


class ExplainingLetterShape(serializers.Serializer[Any]):
    """The letter that explains the case review to the victim of a report, as it stands."""

    number = serializers.IntegerField(read_only=True, help_text="0 while it is a draft that nobody has kept")
    words = serializers.CharField(read_only=True)
    sent_at = serializers.DateTimeField(read_only=True, allow_null=True)
    how = serializers.CharField(read_only=True, allow_blank=True, help_text="How it was sent")


class ReviewExplained(Strict):
    """When and how the case review was explained."""

    told_at = Moment()
    how = Text(max_length=LINE, help_text="For example by telephone, or at a visit")


class ReviewUnexplained(Strict):
    """Why it was not explained."""

    why = Text(max_length=LINE)


class _Seen(Strict):
    """Which text was read, so that no change of another is lost."""

    seen = Number(min_value=0, max_value=SEEN, help_text="The `number` of the letter that you read")


class LetterKept(_Seen):
    """The words of the letter."""

    words: Any = Text(max_length=LONGEST)


class LetterSent(_Seen):
    """How and when the letter was sent as it was kept."""

    how = Choice(choices=[(way, way.capitalize()) for way in WAYS])
    sent_at = Moment()


class ExplainingViewSet(RecordViewSet[Report]):
    """How the case review was explained to the victim of a report."""

    needs: ClassVar = dict.fromkeys(("list", "explain", "leave"), Action.RECEIVE_REPORT)
    door = staticmethod(report_for)

    @extend_schema(
        summary="List how the case review was explained to the victim of a report, the latest first",
        parameters=[Filter],
        responses=page_of(ReviewExplanationShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """And why it was not."""
        return self.read(reference=reference)

    @extend_schema(
        summary="Say that the case review was explained to the victim of a report",
        request=ReviewExplained,
        responses={200: page_of(ReviewExplanationShape)},
    )
    def explain(self, request: Request, reference: str) -> Response:
        """What is owed for other reports of the same victim is met with it."""
        explain_review(self.record, **self.sent(ReviewExplained), by=self.person, now=self.now)
        return self._done()

    @extend_schema(
        summary="Say why the case review was not explained to the victim of a report",
        request=ReviewUnexplained,
        responses={200: page_of(ReviewExplanationShape)},
    )
    def leave(self, request: Request, reference: str) -> Response:
        """It is owed no more then."""
        leave_unexplained(self.record, **self.sent(ReviewUnexplained), by=self.person, now=self.now)
        return self._done()

    def read(self, **kwargs: Any) -> Response:
        """Return what was said of the report of an address."""
        self.find(**kwargs)
        rows = ReviewExplanation.objects.filter(report=self.record).select_related("recorded_by")
        wanted = self.asked()
        return self.listed(rows, ("-recorded_at", "-id"), ReviewExplanationShape(), wanted=wanted)

    def _done(self) -> Response:
        reference = self.record.reference
        return self.changed(self.read(reference=reference), reverse("api_explained", args=[reference]))


class ExplainingLetterViewSet(RecordViewSet[Report]):
    """The letter that explains the case review to the victim of a report; nothing sends it by itself."""

    needs: ClassVar = dict.fromkeys(("retrieve", "keep", "send"), Action.RECEIVE_REPORT)
    door = staticmethod(report_for)

    @extend_schema(summary="Read the letter that explains the case review", responses=ExplainingLetterShape)
    def retrieve(self, request: Request, reference: str) -> Response:
        """A draft, until somebody keeps it."""
        return self.shown(self.record)

    @extend_schema(
        summary="Keep the words of that letter", request=LetterKept, responses={200: ExplainingLetterShape}
    )
    def keep(self, request: Request, reference: str) -> Response:
        """Refused where somebody changed it meanwhile."""
        keep_letter(self.record, **self.sent(LetterKept), by=self.person, now=self.now)
        return self._done()

    @extend_schema(
        summary="Say that the letter was sent", request=LetterSent, responses={200: ExplainingLetterShape}
    )
    def send(self, request: Request, reference: str) -> Response:
        """As it was kept; the case review is explained by it."""
        send_letter(self.record, **self.sent(LetterSent), by=self.person, now=self.now)
        return self._done()

    def shown(self, record: Report) -> Response:
        """Return the answer that shows the letter as it stands."""
        letter = letter_of(record)
        draft = None if letter else draft_of(record, by=self.person, now=self.now)
        return Response(
            {
                "number": letter.number if letter else 0,
                "words": letter.words if letter else draft,
                "sent_at": letter.sent_at if letter else None,
                "how": letter.how if letter else "",
            }
        )

    def _done(self) -> Response:
        reference = self.record.reference
        return self.changed(self.shown(self.record), reverse("api_explaining_letter", args=[reference]))
