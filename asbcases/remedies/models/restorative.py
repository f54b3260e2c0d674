"""Restorative justice between a harmed person and a respondent of one case (law reference CRM-9)."""

from django.db import models
from django.db.models import Q

from asbcases.cases.models import Case, CaseParty
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from asbcases.remedies.choices import (
    RestorativeOutcome,
    RestorativeState,
    Satisfaction,
    Side,
    SideAnswer,
    Step,
)


@keep_history()
class Restorative(Recorded):
    """One referral to the restorative service: free to both, prepared, safe, met, and how it ended."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restoratives")
    number = models.PositiveSmallIntegerField()
    service = models.TextField(help_text="Who prepares and holds it")
    words = models.TextField(help_text="What it is to put right")
    prepared_at = models.DateTimeField(null=True, blank=True)
    prepared_words = models.TextField(blank=True)
    safe = models.BooleanField(null=True, blank=True)
    safe_at = models.DateTimeField(null=True, blank=True)
    safe_words = models.TextField(blank=True)
    met_on = models.DateField(null=True, blank=True)
    met_words = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=RestorativeOutcome, blank=True)
    outcome_words = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("outcome", RestorativeOutcome, name="restorative_outcome", blank=True),
            models.UniqueConstraint(fields=["case", "number"], name="restorative_number_once"),
            models.CheckConstraint(condition=~Q(service="") & ~Q(words=""), name="restorative_has_words"),
            models.CheckConstraint(
                condition=Q(safe__isnull=True, safe_at__isnull=True)
                | (Q(safe__isnull=False, safe_at__isnull=False, prepared_at__isnull=False)),
                name="restorative_safe_after_prepared",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(safe=True), name="restorative_met_safely"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at__isnull=True)
                | (~Q(outcome="") & ~Q(outcome_words="") & Q(ended_at__isnull=False)),
                name="restorative_ended_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Restorative justice {self.number}"

    @property
    def taken(self) -> list[Step]:
        """Return the steps that were taken, in order."""
        safe = {True: [Step.SAFE], False: [Step.UNSAFE], None: []}[self.safe]
        return [*([Step.PREPARED] if self.prepared_at else []), *safe, *([Step.MET] if self.met_on else [])]

    @property
    def state(self) -> RestorativeState:
        """Return how far it got; who has withdrawn has declined."""
        if self.outcome:
            return RestorativeState.ENDED
        if self.met_on:
            return RestorativeState.MET
        answers = [side.answer for side in self.sides.all()]
        if SideAnswer.DECLINED in answers:
            return RestorativeState.DECLINED
        if self.taken:
            return RestorativeState(self.taken[-1].value)
        both = answers == [SideAnswer.ACCEPTED] * len(Side)
        return RestorativeState.ACCEPTED if both else RestorativeState.OFFERED


@keep_history()
class RestorativeSide(Recorded):
    """One of the two: when it was offered to them, what they answered, and how content they were."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restorative_sides")
    restorative = models.ForeignKey(Restorative, on_delete=models.PROTECT, related_name="sides")
    side = models.CharField(max_length=10, choices=Side)
    party = models.ForeignKey(CaseParty, on_delete=models.PROTECT, related_name="restorative_sides")
    offered_at = models.DateTimeField(null=True, blank=True, help_text="Empty: not offered to them yet")
    answer = models.CharField(max_length=8, choices=SideAnswer, blank=True)
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    satisfaction = models.CharField(max_length=12, choices=Satisfaction, blank=True)
    satisfaction_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("side", Side, name="restorative_side"),
            one_of("answer", SideAnswer, name="restorative_answer", blank=True),
            one_of("satisfaction", Satisfaction, name="restorative_satisfaction", blank=True),
            models.UniqueConstraint(fields=["restorative", "side"], name="restorative_side_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, offered_at__isnull=False)),
                name="restorative_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.party}"
