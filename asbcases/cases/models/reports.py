"""What somebody told us, word for word."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.models import Agency, District
from asbcases.cases.choices import Channel
from asbcases.cases.models.shared import Happened, Recorded, happened_constraints
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


class Report(Recorded, Happened):
    """One person's words about behaviour; never edited, corrected only by a later record."""

    append_only = True

    reference = models.CharField(max_length=20, unique=True)
    channel = models.CharField(max_length=10, choices=Channel)
    narrative = models.TextField(help_text="What was said, word for word")
    caller_name = models.TextField(blank=True, help_text="Empty when the caller gave no name")
    caller_contact = models.TextField(blank=True)
    place_text = models.TextField(help_text="Where it happened, as given")
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="reports", db_index=False
    )
    agency = models.ForeignKey(
        Agency,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports",
        help_text="The partner that passed it on",
    )
    received_at = models.DateTimeField(help_text="When we were told")

    class Meta:
        constraints = [one_of("channel", Channel, name="report_channel"), *happened_constraints("report")]
        indexes = [
            models.Index(fields=["district", "-received_at", "-id"], name="report_by_district"),
            models.Index(fields=["-received_at", "-id"], name="report_newest"),
        ]

    def __str__(self) -> str:
        return self.reference


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
