"""Criminal behaviour orders (Sentencing Code ss.330 to 343): the request, its hearings, and the orders as made."""

from django.db import models
from django.db.models import F, Q

from asbcases.cases.models import Case
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from asbcases.enforcement.choices import (
    Applicant,
    ApplicationOutcome,
    ChangeKind,
    Conviction,
    HearingKind,
    Leave,
    Restriction,
)
from asbcases.enforcement.models.measures import Measure


@keep_history()
class OrderRequest(Recorded):
    """What the prosecution is asked for, on which conviction, with the file that goes with it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="order_requests")
    measure = models.OneToOneField(Measure, on_delete=models.PROTECT, related_name="order_request")
    requester = models.TextField(help_text="Who asks, for the police or a council")
    prosecutor = models.TextField(help_text="Who prosecutes: CPS, or a council that does so itself")
    offence = models.TextField()
    conviction = models.CharField(max_length=10, choices=Conviction)
    court = models.TextField(blank=True)
    convicted_on = models.DateField(null=True, blank=True)
    charged_on = models.DateField(null=True, blank=True)
    absolute_discharge = models.BooleanField(default=False)
    sentence_deferred = models.BooleanField(default=False)
    behaviour = models.TextField(blank=True, help_text="s.331(2)(a): harassment, alarm or distress")
    helps = models.TextField(blank=True, help_text="s.331(2)(b): how the order will help prevent it")
    sent_at = models.DateTimeField(null=True, blank=True, help_text="When the prosecutor was asked")
    application_on = models.DateField(null=True, blank=True)
    yot_who = models.TextField(blank=True)
    yot_views = models.TextField(blank=True)
    yot_views_on = models.DateField(null=True, blank=True)
    file = models.JSONField(default=dict, help_text="What of the file is there, by item (CBO-19)")
    notice_given_on = models.DateField(null=True, blank=True, help_text="Notice of intention to apply")
    notice_to = models.TextField(blank=True, help_text="On whom the notice was served")
    notice_how = models.TextField(blank=True)
    special_measures = models.TextField(blank=True)
    refused_on = models.DateField(null=True, blank=True)
    refused_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [one_of("conviction", Conviction, name="order_request_conviction")]

    def __str__(self) -> str:
        return f"Request {self.pk}"


@keep_history()
class Hearing(Recorded):
    """A hearing of a court about a measure: when, what for, and what came of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="hearings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=HearingKind)
    court = models.TextField()
    at = models.DateTimeField()
    outcome = models.TextField(blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    appeal = models.ForeignKey(
        "enforcement.Appeal",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hearings",
        db_index=False,
        help_text="Of a notice: the appeal that is heard",
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("kind", HearingKind, name="hearing_kind"),
            models.UniqueConstraint(fields=["measure", "number"], name="hearing_number_once"),
        ]

    def __str__(self) -> str:
        return f"Hearing {self.number}"


class OrderMade(Recorded):
    """An order as the court made, varied or discharged it: recorded as given, whatever it says."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="orders_made")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="orders")
    number = models.PositiveSmallIntegerField()
    interim = models.BooleanField(default=False)
    variation = models.BooleanField(default=False)
    applicant = models.CharField(
        max_length=12, choices=Applicant, blank=True, help_text="Who applied for a variation (s.336)"
    )
    court = models.TextField()
    made_on = models.DateField()
    effect_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day")
    indefinite = models.BooleanField(default=False)
    reporting = models.CharField(max_length=10, choices=Restriction, blank=True)
    reporting_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("reporting", Restriction, name="order_made_reporting", blank=True),
            one_of("applicant", Applicant, name="order_made_applicant", blank=True),
            models.UniqueConstraint(fields=["measure", "number"], name="order_made_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("effect_on")),
                name="order_made_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"Order {self.number}"


@keep_history()
class OrderApplication(Recorded):
    """An application to the court to vary or discharge an order, and what the court made of it (Sentencing Code s.336)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="order_applications")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="applications")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ChangeKind)
    applicant = models.CharField(max_length=12, choices=Applicant)
    court = models.TextField()
    made_on = models.DateField()
    words = models.TextField(help_text="What is asked, and why")
    leave = models.CharField(max_length=10, choices=Leave, blank=True)
    leave_words = models.TextField(blank=True, help_text="Who consented or agreed, and when")
    outcome = models.CharField(max_length=10, choices=ApplicationOutcome, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    outcome_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("kind", ChangeKind, name="order_application_kind"),
            one_of("applicant", Applicant, name="order_application_applicant"),
            one_of("leave", Leave, name="order_application_leave", blank=True),
            one_of("outcome", ApplicationOutcome, name="order_application_outcome", blank=True),
            models.UniqueConstraint(fields=["measure", "number"], name="order_application_number_once"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True)
                | (~Q(outcome="") & Q(decided_on__isnull=False)),
                name="order_application_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Application {self.number}"
