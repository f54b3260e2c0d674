"""What becomes of a draft and of what was issued, by the API: issue, service, met, varied, discharged, reviewed, ended."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Document
from asbcases.enforcement.api import measure_sent as sent
from asbcases.enforcement.api.evidence import NOBODY
from asbcases.enforcement.api.measures import ACT, MeasureViewSet
from asbcases.enforcement.models import Measure, MeasureChange
from asbcases.enforcement.queries.measures import STANDS
from asbcases.enforcement.queries.served import papers_to_serve
from asbcases.enforcement.transitions import changing, issuing, reviewing, serving, struck
from partners.choices import Action


class IssuedViewSet(MeasureViewSet):
    """The issue of a warning or notice, and what becomes of it."""

    needs: ClassVar = {
        **MeasureViewSet.needs,
        **dict.fromkeys(
            ("early", "issue", "serve", "met", "ask_change", "decide_change", "review", "end"), Action.ENFORCE
        ),
        "wrong": Action.STRIKE_MEASURES,
    }

    @extend_schema(summary="Say why less time than the warning gave was enough", request=sent.Why, **ACT)
    def early(self, request: Request, reference: str, measure: str) -> Response:
        """In writing, by an inspector or above (CPW-2)."""
        said = self.sent(sent.Why)
        return self._act(measure, lambda row: issuing.allow_early(row, **said, **self._who))

    @extend_schema(summary="Issue a warning or notice by its first service", request=sent.NewIssue, **ACT)
    def issue(self, request: Request, reference: str, measure: str) -> Response:
        """Every rule of law is weighed: what blocks refuses, what warns takes a reason in `over`."""
        said = self.sent(sent.NewIssue)
        return self._act(measure, lambda row: issuing.issue(row, **self._service(row, said), **self._who))

    @extend_schema(summary="Record a further service", request=sent.NewService, **ACT)
    def serve(self, request: Request, reference: str, measure: str) -> Response:
        """The day of issue stays that of the first."""
        said = self.sent(sent.NewService)
        return self._act(
            measure, lambda row: serving.serve_again(row, **self._service(row, said), **self._who)
        )

    @extend_schema(summary="Record that something that was to be done is done", request=sent.Met, **ACT)
    def met(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Of a requirement to do something, or to take steps."""
        said = self.sent(sent.Met)
        return self._act(measure, lambda row: serving.meet_term(self._term(row, number), **said, **self._who))

    @extend_schema(summary="Ask to vary or discharge", request=sent.NewChange, **ACT)
    def ask_change(self, request: Request, reference: str, measure: str) -> Response:
        """Answered in writing within a time (CPN-14)."""
        said = self.sent(sent.NewChange)
        if "proposal" in said:
            rows = said["proposal"]["terms"]
            for row in rows:
                row.pop("foreshadowed_by")
        return self._act(measure, lambda row: changing.ask_change(row, **said, **self._who))

    @extend_schema(summary="Grant or refuse a request", request=sent.ChangeDecision, **ACT)
    def decide_change(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Granting does what was asked."""
        said = self.sent(sent.ChangeDecision)

        def act(row: Measure) -> object:
            change = get_object_or_404(MeasureChange, measure=row, number=number)
            change.measure = row
            return changing.decide_change(change, **said, **self._who)

        return self._act(measure, act)

    @extend_schema(summary="Record a review", request=sent.NewMeasureReview, **ACT)
    def review(self, request: Request, reference: str, measure: str) -> Response:
        """It meets the review that was due."""
        said = self.sent(sent.NewMeasureReview)
        return self._act(measure, lambda row: reviewing.review_measure(row, **said, **self._who))

    @extend_schema(summary="Note that it ended", request=sent.Why, **ACT)
    def end(self, request: Request, reference: str, measure: str) -> Response:
        """A warning that has done its work, or a notice whose last day is over."""
        said = self.sent(sent.Why)
        return self._act(measure, lambda row: changing.end_measure(row, **said, **self._who))

    @extend_schema(summary="Mark a measure as recorded in error", request=sent.Why, **ACT)
    def wrong(self, request: Request, reference: str, measure: str) -> Response:
        """For a supervisor or ASB officer: it stays, and counts no more; not while anything stands on it."""
        said = self.sent(sent.Why)
        return self._act(measure, lambda row: struck.measure_in_error(row, **said, **self._who))

    def _service(self, row: Measure, said: dict[str, Any]) -> dict[str, Any]:
        """Return a service with its photograph, by the number of a file of the case, and with the paper of the measure."""
        paper = papers_to_serve(row).filter(number=said["paper"]).first() if said["paper"] else None
        if said["paper"] and paper is None:
            raise ValidationError({"paper": [NOBODY]})
        return {**said, "photo": self._photo(said["photo"]), "paper": paper}

    def _photo(self, number: int | None) -> Document | None:
        """Return a file of the case, or refuse the field that names it."""
        found = Document.objects.filter(STANDS, case=self.record, number=number).first() if number else None
        if number and found is None:
            raise ValidationError({"photo": [NOBODY]})
        return found
