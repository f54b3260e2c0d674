"""What the radar found, by the API: the reports whose victims are entitled to a case review, or are one report from it."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.web.api.fields import Choice
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.views import ScopedViewSet
from partners import access
from partners.choices import Action
from triggers.queries.explaining import AMONG, Entitlement, entitled_among, standing_in
from triggers.rules.entitled import SAYS

STANDINGS = [(one.value, SAYS[one]) for one in AMONG]


class EntitledShape(serializers.Serializer[Any]):
    """What a report comes to, in the words of its page; of other people's reports no more than that there are some."""

    report = serializers.CharField(read_only=True, help_text="Its reference")
    standing = serializers.ChoiceField(choices=STANDINGS, read_only=True)
    says = serializers.CharField(read_only=True, help_text="What it comes to, in words")
    next = serializers.CharField(read_only=True, help_text="What is to be done next")
    told_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="When the case review was last explained to its victim"
    )


class EntitledFilter(Filter):
    """Which of them: where the threshold is met, met with what others reported of the place, or one report is missing."""

    standing = Choice(choices=STANDINGS, required=False)


class RadarViewSet(ScopedViewSet):
    """What the radar found of the reports that the person may read."""

    needs: ClassVar = {"list": Action.RECEIVE_REPORT}

    @extend_schema(
        operation_id="case_reviews_radar",
        summary="List the reports that meet the threshold of a case review or are one report from it, the newest first",
        parameters=[EntitledFilter],
        responses=page_of(EntitledShape),
    )
    def list(self, request: Request) -> Response:
        """As the page of each report says it; of a report, what was found last."""
        wanted = self.asked(EntitledFilter)
        seen = access.reports_visible_to(self.person, now=self.now)
        rows = entitled_among(seen, wanted.get("standing", ""))
        said: dict[str, Any] = {"about": "radar of case reviews", "of_rows": _entitled}
        return self.listed(rows, ("-id",), EntitledShape(), wanted=wanted, **said)


def _entitled(findings: Iterable[Any]) -> Iterator[Entitlement]:
    for one in findings:
        if standing := standing_in(one):
            yield Entitlement(one.report.reference, standing, one.explained_at)
