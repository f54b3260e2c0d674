"""Agreements on sharing and who is party to them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from asbcases.accounts.models import Agency
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from partners.choices import Regime


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
