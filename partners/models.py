"""Agreements on sharing, and what was shared of a case with whom, why, until when, and who read it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from asbcases.accounts.models import Agency
from asbcases.cases.models import AccessGrant, Case, Person
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from partners.choices import Gateway, Purpose, Regime, ShareVerdict


@keep_history()
class Agreement(Recorded):
    """An information sharing agreement: who may share what, for what and by which gateway, between two days."""

    reference = models.CharField(max_length=20, unique=True)
    title = models.TextField()
    purposes = ArrayField(models.CharField(max_length=12))
    gateways = ArrayField(models.CharField(max_length=12))
    regime = models.CharField(max_length=16, choices=Regime)
    items = ArrayField(models.CharField(max_length=12), help_text="The parts of a case that it covers")
    subjects = models.TextField(blank=True, help_text="About whom: victims, respondents, their families")
    special_categories = models.TextField(blank=True)
    frequency = models.TextField(blank=True)
    method = models.TextField(blank=True)
    retention = models.TextField(blank=True)
    security = models.TextField(blank=True)
    access_lead = models.TextField(blank=True, help_text="Who answers subject access requests")
    impact_assessment = models.TextField(
        blank=True, help_text="Reference of the data protection impact assessment"
    )
    breach_contact = models.TextField(help_text="Whom to tell of a breach, at any hour")
    starts_on = models.DateField()
    review_on = models.DateField()
    expires_on = models.DateField(help_text="The last day")
    ended_on = models.DateField(null=True, blank=True, help_text="The last day, where it was ended before")
    ended_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("regime", Regime, name="agreement_regime"),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("starts_on"), review_on__gte=F("starts_on")),
                name="agreement_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


@keep_history()
class AgreementParty(Recorded):
    """An agency that is party to an agreement: who signed for it, when, and until when it takes part."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="agreements")
    signatory = models.TextField(blank=True, help_text="Empty until it is signed")
    signatory_role = models.TextField(blank=True)
    signed_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True, help_text="The last day on which it takes part")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "agency"], condition=Q(left_on__isnull=True), name="agreement_party_once"
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | ~Q(signatory=""), name="agreement_signed_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} in {self.agreement_id}"


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
