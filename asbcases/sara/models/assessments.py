"""What came of a plan: its assessments, who was asked, its end, and the look at it afterwards."""

from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Rank
from asbcases.cases.models import Person, ProblemPlan
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.sara.choices import ClosingReason, Verdict
from asbcases.sara.models.plans import Objective


class PlanAssessment(Recorded):
    """One assessment, kept whole: its windows and figures as they were computed, and what a person says of them."""

    append_only = True

    plan = models.ForeignKey(ProblemPlan, on_delete=models.PROTECT, related_name="assessments")
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, related_name="assessments", help_text="The version measured"
    )
    number = models.PositiveSmallIntegerField()
    before_from = models.DateField()
    before_to = models.DateField()
    after_from = models.DateField()
    after_to = models.DateField()
    before = models.PositiveIntegerField(help_text="What was counted before")
    after = models.PositiveIntegerField(help_text="What was counted after")
    short_reason = models.TextField(blank=True, help_text="Why nobody waits for eight weeks")
    counted_from = models.TextField(blank=True, help_text="The source, where the counts were entered by hand")
    counted = models.JSONField(default=list, help_text="Which incidents were counted, by their keys")
    figures = models.JSONField(
        help_text="All that was computed: interval, comparison, displacement, method, warnings"
    )
    verdict = models.CharField(max_length=9, choices=Verdict)
    verdict_words = models.TextField(help_text="Why, in words")
    effect = models.TextField(blank=True)
    mechanism = models.TextField(blank=True)
    moderators = models.TextField(blank=True)
    implementation = models.TextField(blank=True)
    economy = models.TextField(blank=True, help_text="What it cost, and what it saved")
    victims_view = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    shareable = models.BooleanField(default=False)
    assessed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("verdict", Verdict, name="assessment_verdict"),
            models.UniqueConstraint(fields=["plan", "number"], name="plan_assessment_number_once"),
            models.CheckConstraint(condition=~Q(verdict_words=""), name="assessment_verdict_words"),
            models.CheckConstraint(
                condition=Q(before_to__gte=models.F("before_from"), after_to__gte=models.F("after_from")),
                name="assessment_windows_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"Assessment {self.number}"


class VictimContact(Recorded):
    """A victim of the problem who was told of the plan and asked how it is now."""

    append_only = True

    plan = models.ForeignKey(ProblemPlan, on_delete=models.PROTECT, related_name="victim_contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(help_text="How they were reached, and what they said")
    contacted_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="victim_contact_words")]

    def __str__(self) -> str:
        return f"Contact of {self.plan_id}"


class PlanClosure(Recorded):
    """Why a plan was closed, who signed it off, and what risk is left."""

    append_only = True

    plan = models.OneToOneField(ProblemPlan, on_delete=models.PROTECT, related_name="closure")
    reason = models.CharField(max_length=22, choices=ClosingReason)
    words = models.TextField()
    residual_risk = models.TextField()
    criteria = models.JSONField(help_text="What was looked at before it closed, as it was")
    success_claimed = models.BooleanField()
    transferred_to = models.TextField(blank=True)
    transfer_accepted = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        ProblemPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    short_reason = models.TextField(blank=True)
    rank = models.CharField(max_length=20, choices=Rank, help_text="The rank that signed it off")
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("reason", ClosingReason, name="plan_closing_reason"),
            one_of("rank", Rank, name="plan_closing_rank"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(residual_risk=""), name="plan_closing_words"),
            models.CheckConstraint(
                condition=Q(success_claimed=False) | Q(reason=ClosingReason.OBJECTIVE_MET),
                name="plan_closing_claims_what_it_met",
            ),
            models.CheckConstraint(
                condition=~Q(reason=ClosingReason.TRANSFERRED)
                | (Q(transfer_accepted=True) & ~Q(transferred_to="")),
                name="plan_closing_transferred",
            ),
            models.CheckConstraint(
                condition=~Q(reason=ClosingReason.MERGED) | Q(merged_into__isnull=False),
                name="plan_closing_merged",
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()


class AftercareCheck(Recorded):
    """The look at a closed plan some months on: whether what it achieved holds."""

    append_only = True

    plan = models.OneToOneField(ProblemPlan, on_delete=models.PROTECT, related_name="aftercare")
    holds = models.BooleanField()
    words = models.TextField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="aftercare_words")]

    def __str__(self) -> str:
        return f"Aftercare of {self.plan_id}"
