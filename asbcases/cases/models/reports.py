"""What somebody told us, word for word."""

from django.db import models

from asbcases.accounts.models import Agency, District
from asbcases.cases.choices import Channel
from asbcases.cases.models.shared import Happened, Recorded, happened_constraints
from asbcases.db.constraints import one_of


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
