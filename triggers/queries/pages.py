"""All that stands on the page of one review, read whole: what is on file, in the order in which it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from asbcases.cases.models import CaseReview
from triggers.choices import LetterKind
from triggers.models import (
    AgreedDate,
    BodyReply,
    DraftPlan,
    InformationShared,
    Panel,
    PanelAttendee,
    Recommendation,
    ReviewAppeal,
    ReviewClosing,
    ReviewLetter,
    ThresholdDecision,
)

OF_THE_THRESHOLD = (LetterKind.THRESHOLD_MET, LetterKind.THRESHOLD_NOT_MET)


@dataclass(frozen=True)
class OnFile:
    """What is on file of a review; each part is asked for once."""

    review: CaseReview

    @cached_property
    def bodies(self) -> Sequence[BodyReply]:
        """Return the bodies that were told."""
        return list(BodyReply.objects.filter(review=self.review).order_by("number"))

    @cached_property
    def agreed(self) -> Sequence[AgreedDate]:
        """Return the days that were agreed."""
        return list(AgreedDate.objects.filter(review=self.review).order_by("pk"))

    @cached_property
    def decision(self) -> ThresholdDecision | None:
        """Return the last decision on the threshold."""
        rows = ThresholdDecision.objects.filter(review=self.review).select_related("recorded_by")
        return rows.order_by("number").last()

    @cached_property
    def letters(self) -> Sequence[ReviewLetter]:
        """Return the letters, without their files."""
        return list(ReviewLetter.objects.filter(review=self.review).defer("pdf").order_by("number"))

    @property
    def told_of_decision(self) -> bool:
        """Return whether the applicant was told the last decision on the threshold."""
        since = self.decision.recorded_at if self.decision else None
        return any(
            since and one.kind in OF_THE_THRESHOLD and one.recorded_at >= since for one in self.letters
        )

    @cached_property
    def panels(self) -> Sequence[Panel]:
        """Return the panels, each with who sits on it as `named`."""
        panels = list(
            Panel.objects.filter(review=self.review).select_related("chair_agency").order_by("number")
        )
        seats = PanelAttendee.objects.filter(review=self.review, recorded_in_error_at=None)
        rows = list(seats.select_related("agency", "grant").order_by("number"))
        for panel in panels:
            panel.named = [row for row in rows if row.panel_id == panel.pk]  # type: ignore[attr-defined]
        return panels

    @cached_property
    def shared(self) -> Sequence[InformationShared]:
        """Return what was shared and asked for, a request with its reply as `answered`."""
        rows = list(InformationShared.objects.filter(review=self.review).order_by("shared_at", "pk"))
        replies = {row.answers_id: row for row in rows if row.answers_id}
        for row in rows:
            row.answered = replies.get(row.pk)  # type: ignore[attr-defined]
        return [row for row in rows if row.answers_id is None]

    @cached_property
    def recommendations(self) -> Sequence[Recommendation]:
        """Return the recommendations that stand."""
        rows = Recommendation.objects.filter(review=self.review, recorded_in_error_at=None)
        return list(rows.order_by("number"))

    @cached_property
    def plans(self) -> Sequence[DraftPlan]:
        """Return the plans."""
        return list(DraftPlan.objects.filter(review=self.review).order_by("number"))

    @cached_property
    def appeals(self) -> Sequence[ReviewAppeal]:
        """Return the appeals."""
        return list(ReviewAppeal.objects.filter(review=self.review).order_by("number"))

    @cached_property
    def closings(self) -> Sequence[ReviewClosing]:
        """Return every closing, the last first."""
        return list(ReviewClosing.objects.filter(review=self.review).order_by("-pk"))

    @cached_property
    def coming(self) -> Panel | None:
        """Return the panel that is set and has not decided."""
        still = [one for one in self.panels if not one.decided_at and not one.cancelled_at]
        return still[-1] if still else None

    @cached_property
    def untold(self) -> Panel | None:
        """Return the panel whose decision the applicant was not told yet."""
        told = [one.recorded_at for one in self.letters if one.kind == LetterKind.OUTCOME]
        last = max(told, default=None)
        since = [one for one in self.panels if one.decided_at and (last is None or one.decided_at > last)]
        return since[0] if since else None
