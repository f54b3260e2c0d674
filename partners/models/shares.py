"""What was shared of a case with whom, why, until when, and who read it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from asbcases.accounts.models import Agency
from asbcases.cases.models import AccessGrant, Case, Person
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from partners.choices import Gateway, Purpose, ShareVerdict
from partners.models.agreements import Agreement


@keep_history()
class Share(Recorded):
    """What of one case is shared by one grant: why, by which gateway, under which agreement, and which parts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shares")
    number = models.PositiveIntegerField(help_text="Within the case")
    grant = models.OneToOneField(AccessGrant, on_delete=models.PROTECT, related_name="share")
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="shares"
    )
    purpose = models.CharField(max_length=12, choices=Purpose)
    gateway = models.CharField(max_length=12, choices=Gateway)
    items = ArrayField(models.CharField(max_length=12))
    proportionality = models.TextField(help_text="Why so much, and no more, is needed for the purpose")
    urgent_why = models.TextField(
        blank=True, help_text="Why it is shared without an agreement, where there is none"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Who decided to share it without an agreement",
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    verdict = models.CharField(max_length=10, choices=ShareVerdict, blank=True)
    review_words = models.TextField(blank=True)
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    recalled_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("purpose", Purpose, name="share_purpose"),
            one_of("gateway", Gateway, name="share_gateway"),
            one_of("verdict", ShareVerdict, name="share_verdict", blank=True),
            models.UniqueConstraint(fields=["case", "number"], name="share_number_once"),
            models.CheckConstraint(
                condition=Q(agreement__isnull=False) | (~Q(urgent_why="") & Q(decided_by__isnull=False)),
                name="share_by_agreement_or_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"Share {self.number} of {self.case_id}"


class Disclosure(models.Model):
    """One reading of what was shared: who of which agency read which parts about whom, and when (2018 Act s.62)."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures")
    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="disclosures")
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="disclosures",
        help_text="About whom; empty for what is about nobody in particular",
    )
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="disclosures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    items = ArrayField(models.CharField(max_length=12))
    at = models.DateTimeField()
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="disclosure_of_person"),
            models.Index(fields=["case", "-at", "-id"], name="disclosure_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} read of {self.case_id}"
