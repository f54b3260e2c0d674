"""What a partner asks to be given: of a report that its agency made, or more of a case that is shared with it already."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from asbcases.accounts.models import Agency
from asbcases.cases.models import Case, Report
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import Roots, one_of, roots
from asbcases.db.history import keep_history
from partners.choices import Gateway, Purpose, ShareAnswer
from partners.models.referrals import somebody
from partners.models.shares import Share

OPEN = Q(answered_at__isnull=True, withdrawn_at__isnull=True)


def _shared(name: str, help_text: str) -> "models.ForeignKey[Share | None, Share | None]":
    return models.ForeignKey(
        Share,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name=name,
        db_index=False,
        help_text=help_text,
    )


@keep_history()
class ShareRequest(Recorded):
    """What an agency asks the police to share, for what and why; it holds what it names, so that it is read alone."""

    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="share_requests"
    )
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="share_requests"
    )
    about = models.CharField(
        max_length=20, help_text="The reference of the report or case, by which the agency knows it"
    )
    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    named = somebody(
        "Who alone of the agency knows of the case; empty where any of its officers may read this"
    )
    known_by = _shared("asked_for_more", "By which share the agency knows the case; empty for a report")
    items = ArrayField(models.CharField(max_length=12))
    purpose = models.CharField(max_length=12, choices=Purpose)
    gateway = models.CharField(max_length=12, choices=Gateway)
    why = models.TextField(help_text="Why it is needed, in the words of the agency")
    urgent = models.BooleanField(default=False)
    needed_on = models.DateField(null=True, blank=True, help_text="By when it is needed")
    until_on = models.DateField(null=True, blank=True, help_text="Until when it is needed")
    answer_by = models.DateTimeField(
        help_text="The first instant at which the answer is late, as it was asked"
    )
    answer = models.CharField(max_length=10, choices=ShareAnswer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = somebody()
    words = models.TextField(blank=True, help_text="What the agency reads of the answer")
    share = _shared("answers", "What was shared by the answer")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = somebody()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            roots(Roots.EXACTLY_ONE, "report", "case", name="share_request_one_root"),
            one_of("purpose", Purpose, name="share_request_purpose"),
            one_of("gateway", Gateway, name="share_request_gateway"),
            one_of("answer", ShareAnswer, name="share_request_answer", blank=True),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="share_request_answered_with_something",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="share_request_answered_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=False, answer__in=[ShareAnswer.SHARED, ShareAnswer.PART])
                | (Q(share__isnull=True) & ~Q(answer__in=[ShareAnswer.SHARED, ShareAnswer.PART])),
                name="share_request_shared_by_a_share",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", ShareAnswer.SHARED]) | ~Q(words=""),
                name="share_request_less_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=True) | Q(known_by__isnull=False),
                name="share_request_of_a_case_that_is_shared",
            ),
            # Who alone of an agency knows of a case asks for themselves: a colleague must not learn of it by this.
            models.UniqueConstraint(
                fields=["agency", "about", "named"],
                condition=OPEN,
                nulls_distinct=False,
                name="share_request_waits_once",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "recorded_at", "id"], name="share_request_of_agency"),
            models.Index(fields=["recorded_at", "id"], condition=OPEN, name="share_request_waits"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def waits(self) -> bool:
        """Return whether it was neither answered nor withdrawn."""
        return self.answered_at is None and self.withdrawn_at is None

    @property
    def state(self) -> str:
        """Return how it stands, in words."""
        if self.withdrawn_at:
            return "Withdrawn"
        return self.get_answer_display() if self.answer else "Waits for the police"

    @property
    def root(self) -> dict[str, Any]:
        """Return the record that it hangs on by its key, as the record and the outbox take it."""
        return {"report_id": self.report_id} if self.report_id else {"case_id": self.case_id}
