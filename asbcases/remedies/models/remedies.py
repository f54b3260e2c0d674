"""Community remedies on a case: considered, the victims asked, decided, and what came of them (2014 Act ss.102 to 103)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from asbcases.cases.models import Case, CaseParty
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from asbcases.remedies.choices import Capacity, Decision, Heard, RemedyOutcome, Use
from asbcases.remedies.models.menus import Menu, MenuAction


@keep_history()
class Remedy(Recorded):
    """One person, one behaviour, and the menu that was in force where and when it happened."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="remedies")
    number = models.PositiveSmallIntegerField()
    party = models.ForeignKey(CaseParty, on_delete=models.PROTECT, related_name="remedies")
    use = models.CharField(max_length=15, choices=Use)
    happened_on = models.DateField()
    behaviour = models.TextField()
    menu = models.ForeignKey(Menu, on_delete=models.PROTECT, related_name="remedies")
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    capacity = models.CharField(max_length=25, choices=Capacity, blank=True)
    met = ArrayField(models.CharField(max_length=20), default=list, help_text="Conditions of s.102(1)")
    shown = models.TextField(blank=True, help_text="What shows that the conditions are met")
    action = models.ForeignKey(
        MenuAction, null=True, blank=True, on_delete=models.PROTECT, related_name="remedies"
    )
    due_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why not what a victim chose, or why it is not used")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    outcome = models.CharField(max_length=8, choices=RemedyOutcome, blank=True)
    outcome_words = models.TextField(blank=True)
    what_then = models.TextField(blank=True, help_text="What happens next where it was not carried out whole")
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("use", Use, name="remedy_use"),
            one_of("decision", Decision, name="remedy_decision", blank=True),
            one_of("capacity", Capacity, name="remedy_capacity", blank=True),
            one_of("outcome", RemedyOutcome, name="remedy_outcome", blank=True),
            models.UniqueConstraint(fields=["case", "number"], name="remedy_number_once"),
            models.CheckConstraint(condition=~Q(behaviour=""), name="remedy_behaviour"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="remedy_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.USED)
                | (~Q(capacity="") & Q(action__isnull=False, due_on__isnull=False)),
                name="remedy_used_with_an_action",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.NOT_USED) | (~Q(reason="") & Q(action__isnull=True)),
                name="remedy_not_used_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at__isnull=True)
                | (~Q(outcome="") & Q(decision=Decision.USED, ended_at__isnull=False)),
                name="remedy_ended_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", RemedyOutcome.DONE]) | ~Q(what_then=""),
                name="remedy_not_done_and_then",
            ),
        ]

    def __str__(self) -> str:
        return f"Community remedy {self.number}"

    @property
    def state(self) -> str:
        """Return in words how far it got."""
        if self.outcome:
            return str(self.get_outcome_display())
        if not self.decision:
            return "Considered"
        return "Under way" if self.decision == Decision.USED else "Not used"


class RemedyNote(Recorded):
    """What a victim said of a remedy and which action they chose, or how somebody tried to ask them."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="remedy_notes")
    remedy = models.ForeignKey(Remedy, on_delete=models.PROTECT, related_name="notes")
    number = models.PositiveSmallIntegerField()
    victim = models.ForeignKey(
        CaseParty,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="remedy_notes",
        help_text="Empty where no victim is known",
    )
    heard = models.CharField(max_length=11, choices=Heard)
    words = models.TextField()
    choice = models.ForeignKey(
        MenuAction, null=True, blank=True, on_delete=models.PROTECT, related_name="chosen_in"
    )

    class Meta:
        constraints = [
            one_of("heard", Heard, name="remedy_note_heard"),
            models.UniqueConstraint(fields=["remedy", "number"], name="remedy_note_number_once"),
            models.CheckConstraint(condition=~Q(words=""), name="remedy_note_words"),
            models.CheckConstraint(
                condition=Q(choice__isnull=True) | Q(heard=Heard.VIEWS), name="remedy_choice_with_views"
            ),
            models.CheckConstraint(
                condition=Q(heard=Heard.EFFORT) | Q(victim__isnull=False), name="remedy_note_of_a_victim"
            ),
        ]

    def __str__(self) -> str:
        return f"Note {self.number}"
