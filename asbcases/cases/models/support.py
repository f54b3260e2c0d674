"""What is done for a victim: needs, support and its answer, plans, the multi-agency panel, and rights told."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from asbcases.cases.case_choices import Answer, Need, PlanKind, Right
from asbcases.cases.models.cases import Case, CaseParty
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


class OfVictim(Recorded):
    """A row about one victim of one case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")
    party = models.ForeignKey(CaseParty, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class NeedsAssessment(OfVictim):
    """What a victim said they need; the newest holds (Code of Practice for Victims, right 4)."""

    append_only = True

    needs = ArrayField(models.CharField(max_length=15, choices=Need), default=list)
    words = models.TextField(blank=True)
    with_victim = models.BooleanField(help_text="Asked with the victim, not about them")
    assessed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Needs of {self.party_id}"


@keep_history()
class SupportOffer(OfVictim):
    """Support that a victim was offered, and what they answered."""

    number = models.PositiveSmallIntegerField()
    service = models.TextField(help_text="Who would help")
    words = models.TextField(blank=True, help_text="With what")
    offered_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("answer", Answer, name="support_answer", blank=True),
            models.UniqueConstraint(fields=["case", "number"], name="support_number_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="support_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.service


class VictimPlan(OfVictim):
    """An action plan or a safety plan for one victim; the newest of a kind holds."""

    append_only = True

    kind = models.CharField(max_length=10, choices=PlanKind)
    words = models.TextField()
    shared_with_victim = models.BooleanField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", PlanKind, name="victim_plan_kind"),
            models.CheckConstraint(condition=~Q(words=""), name="victim_plan_has_words"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


@keep_history()
class PanelDecision(OfVictim):
    """Whether a victim's case goes to the multi-agency panel, with the reason; and that the panel agreed its end."""

    panel = models.TextField(blank=True, help_text="The name of the panel, where it is referred")
    referred = models.BooleanField()
    reason = models.TextField()
    decided_at = models.DateTimeField()
    exit_agreed_at = models.DateTimeField(null=True, blank=True)
    exit_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(referred=False) | ~Q(panel=""), name="panel_decision_names_the_panel"
            ),
            models.CheckConstraint(
                condition=Q(exit_agreed_at__isnull=True) | Q(referred=True), name="panel_exit_of_referred"
            ),
        ]

    def __str__(self) -> str:
        return self.panel or "Not referred"


class EntitlementTold(OfVictim):
    """That a victim of a recorded crime was told of one right of the Victims' Code."""

    append_only = True

    entitlement = models.CharField(max_length=20, choices=Right)
    words = models.TextField(blank=True)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("entitlement", Right, name="entitlement_right")]

    def __str__(self) -> str:
        return str(self.get_entitlement_display())
