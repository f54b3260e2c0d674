"""What was recorded of a batch of applications, read once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from triggers.choices import Consent
from triggers.models import (
    AgreedDate,
    Application,
    BodyReply,
    ReviewClosing,
    ReviewLetter,
    ThresholdDecision,
)


@dataclass
class Rows:
    """The rows of a batch, by review."""

    applications: list[Application]
    drafts: set[int]
    settled: dict[int, datetime]
    by_review: dict[type, dict[int, list[Any]]] = field(default_factory=dict)

    @classmethod
    def of(cls, ids: Sequence[int]) -> "Rows":
        """Read what was recorded of these reviews."""
        found = Application.objects.filter(review__in=ids).select_related("review", "procedure")
        # Whatever became of it: an earlier state says that consent was missing.
        waited = Application.events.rel.related_model.objects.filter(  # type: ignore[attr-defined]
            review__in=ids, consent=Consent.WAITING
        )
        settled = AuditEvent.objects.filter(review__in=ids, verb=Verb.REVIEW_AREA_SETTLED)
        rows = cls(
            list(found.order_by("review")),
            set(waited.values_list("review", flat=True)),
            {review: at for review, at in settled.values_list("review", "recorded_at") if review},
        )
        for model in (BodyReply, AgreedDate, ThresholdDecision, ReviewLetter, ReviewClosing):
            rows.by_review[model] = defaultdict(list)
            for row in model._default_manager.filter(review__in=ids).order_by("pk"):
                rows.by_review[model][row.review_id].append(row)
        return rows

    def first(self, model: type, review: int, **like: Any) -> Any:
        """Return the first row of a review that is like this; None where there is none."""
        alike = (row for row in self.by_review[model][review] if _is(row, like))
        return next(alike, None)


def _is(row: Any, like: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in like.items())
