"""What was agreed with a caller: when we ring back, how we may reach them, and the reply that we owe."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.cases.models.reports import Report
from asbcases.cases.models.shared import Recorded
from asbcases.db.history import keep_history


@keep_history()
class CallBack(Recorded):
    """A promise made to a caller to ring back, and what came of it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="call_backs")
    number = models.PositiveSmallIntegerField()
    promised_at = models.DateTimeField()
    call_by = models.DateTimeField(help_text="The instant by which the caller was promised to hear from us")
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    note = models.TextField(blank=True, help_text="What came of the call")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="call_back_number_once"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, made_by__isnull=True)
                | (Q(made_at__isnull=False, made_by__isnull=False) & ~Q(note="")),
                name="call_back_made_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Call-back {self.number}"


@keep_history()
class SafeContact(Recorded):
    """How the caller of a report may be reached without danger; where there is no row, we do not write."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="safe_contact")
    email = models.EmailField(
        blank=True, help_text="An address that only the caller reads; empty: do not write"
    )
    from_hour = models.PositiveSmallIntegerField(default=0, help_text="Not before this hour in London")
    until_hour = models.PositiveSmallIntegerField(
        default=24, help_text="Not from this hour on; 24 is midnight"
    )
    phone = models.TextField(
        blank=True, help_text="A number that only the caller answers; empty: do not ring"
    )
    note = models.TextField(blank=True, help_text="When and how not to reach them, in their words")
    discreet = models.BooleanField(default=True, help_text="Nothing may show that the police wrote")
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="From then on we do not write at all"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_hour__lt=models.F("until_hour"), until_hour__lte=24),
                name="safe_contact_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"Safe contact of {self.report_id}"


class Reply(Recorded):
    """What we answered to a report that is owed a reply, and when."""

    append_only = True

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="reply")
    sent_at = models.DateTimeField()
    words = models.TextField(help_text="What we replied, in short")

    def __str__(self) -> str:
        return f"Reply to {self.report_id}"
