"""Breaches, and what follows: fixed penalties, prosecutions, works in default, and what is seized."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from asbcases.accounts.choices import Rank
from asbcases.cases.models import Case, Incident
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from asbcases.enforcement.choices import BreachDecision, BreachState
from asbcases.enforcement.models.measures import Measure, MeasureTerm


@keep_history()
class Breach(Recorded, Corrigible):
    """That somebody is said not to have complied, rung by rung to its outcome (law: alleged until proved)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="breaches")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="breaches")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=BreachState, default=BreachState.ALLEGED)
    happened_at = models.DateTimeField()
    place = models.TextField()
    words = models.TextField()
    excuse = models.TextField(blank=True, help_text="The explanation offered, or that none was (s.48(3))")
    explained_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=12, choices=BreachDecision, blank=True)
    proof = models.TextField(blank=True, help_text="How it is proved to the criminal standard (EVD-1)")
    public_interest = models.TextField(blank=True, help_text="Public interest and proportionality")
    equality = models.TextField(blank=True)
    yot_consulted = models.TextField(
        blank=True, help_text="Of a child: who was consulted, when, what they said"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    decided_rank = models.CharField(max_length=20, choices=Rank, blank=True)
    subject_told_at = models.DateTimeField(null=True, blank=True)
    subject_told_how = models.TextField(blank=True)
    victim_told_at = models.DateTimeField(null=True, blank=True)
    victim_told_how = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True, help_text="When the file went to the prosecutor")
    proceedings_on = models.DateField(null=True, blank=True, help_text="The day on which proceedings began")
    remedial_on = models.DateField(null=True, blank=True, help_text="When the court ordered action (s.49)")
    remedial_words = models.TextField(blank=True)
    forfeiture_on = models.DateField(
        null=True, blank=True, help_text="When the court ordered forfeiture (s.50)"
    )
    forfeiture_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("state", BreachState, name="breach_state"),
            one_of("decision", BreachDecision, name="breach_decision", blank=True),
            models.UniqueConstraint(fields=["measure", "number"], name="breach_number_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="breach_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Breach {self.number}"


@keep_history()
class BreachTerm(Recorded):
    """The exact term that a breach is of, with its evidence."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="breach_terms")
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="terms")
    term = models.ForeignKey(MeasureTerm, on_delete=models.PROTECT, related_name="breaches")
    evidence = models.TextField(blank=True)
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="breach_terms"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["breach", "term"], name="breach_term_once")]

    def __str__(self) -> str:
        return f"Term {self.term_id} in breach {self.breach_id}"


@keep_history()
class FixedPenalty(Recorded, Corrigible):
    """A fixed penalty offered for a breach (2014 Act s.52), with both amounts and what became of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="fixed_penalties")
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="penalties")
    reference = models.CharField(max_length=20, unique=True)
    fpn_on = models.DateField()
    amount = models.DecimalField(max_digits=7, decimal_places=2, help_text="Pounds")
    early_amount = models.DecimalField(
        max_digits=7, decimal_places=2, null=True, blank=True, help_text="Pounds"
    )
    early_days = models.PositiveSmallIntegerField(null=True, blank=True)
    particulars = models.TextField(help_text="Of the offence")
    payable_to = models.TextField(help_text="Name and address of the council")
    methods = models.TextField(help_text="How it may be paid")
    paid_on = models.DateField(null=True, blank=True)
    paid_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="fixed_penalty_amount"),
            models.CheckConstraint(
                condition=Q(early_amount__isnull=True, early_days__isnull=True)
                | Q(early_amount__isnull=False, early_days__isnull=False, early_amount__lt=F("amount")),
                name="fixed_penalty_early_whole",
            ),
            models.UniqueConstraint(
                fields=["breach"], condition=Q(cancelled_at__isnull=True), name="fixed_penalty_one_open"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


@keep_history()
class RemedialWork(Recorded, Corrigible):
    """Works that a council does where a notice was not complied with (2014 Act s.47), with consents and bill."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="remedial_works")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="works")
    number = models.PositiveSmallIntegerField()
    work = models.TextField()
    open_land = models.BooleanField(help_text="On land that is open to the air")
    estimate = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    invited_on = models.DateField(null=True, blank=True, help_text="When consent was asked for in a notice")
    defaulter_consented_on = models.DateField(null=True, blank=True)
    owner_consented_on = models.DateField(null=True, blank=True)
    owner_efforts = models.TextField(blank=True, help_text="What was tried to reach the owner in vain")
    done_on = models.DateField(null=True, blank=True)
    bill = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    billed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="remedial_work_number_once")
        ]

    def __str__(self) -> str:
        return f"Works {self.number}"


@keep_history()
class Seizure(Recorded, Corrigible):
    """A warrant to seize an item used in failing to comply, and what became of the item (2014 Act s.51)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="seizures")
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="seizures")
    number = models.PositiveSmallIntegerField()
    item = models.TextField()
    warrant_on = models.DateField()
    seized_on = models.DateField(null=True, blank=True)
    kept_at = models.TextField(blank=True)
    returned_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["breach", "number"], name="seizure_number_once")]

    def __str__(self) -> str:
        return f"Seizure {self.number}"
