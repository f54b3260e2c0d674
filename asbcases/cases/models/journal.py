"""What is done on a case day by day: the journal, what was agreed about contact, and actions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.cases.case_choices import EntryKind, Reached, Way
from asbcases.cases.models.cases import Case, CaseParty
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


@keep_history()
class JournalEntry(Recorded, Corrigible):
    """A contact, visit, decision or note, with when it happened and who says so; its words are never edited."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="journal")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=EntryKind)
    happened_at = models.DateTimeField()
    said_by = models.TextField(help_text="Who says so: the officer, the victim, a named partner")
    agency = models.TextField(blank=True, help_text="Of whoever says so")
    words = models.TextField()
    is_view = models.BooleanField(
        default=False, help_text="A view and not a fact (Data Protection Act 2018 s.38)"
    )
    party = models.ForeignKey(
        CaseParty,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="journal",
        db_index=False,
        help_text="Whom the contact or visit was with, or the note is about",
    )
    way = models.CharField(max_length=10, choices=Way, blank=True)
    reached = models.CharField(max_length=12, choices=Reached, blank=True)
    new_harm = models.TextField(blank=True, help_text="What has happened since, where something has")

    class Meta:
        constraints = [
            one_of("kind", EntryKind, name="entry_kind"),
            one_of("way", Way, name="entry_way", blank=True),
            one_of("reached", Reached, name="entry_reached", blank=True),
            models.UniqueConstraint(fields=["case", "number"], name="entry_number_once"),
            models.CheckConstraint(condition=~Q(words=""), name="entry_has_words"),
            models.CheckConstraint(
                condition=~Q(kind__in=[EntryKind.CONTACT, EntryKind.VISIT])
                | (Q(party__isnull=False) & ~Q(reached="")),
                name="entry_contact_says_with_whom",
            ),
        ]
        indexes = [models.Index(fields=["party", "-happened_at", "-id"], name="entry_of_party")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class ContactPlan(Recorded):
    """What was agreed with a victim about staying in contact; the newest holds."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contact_plans")
    party = models.ForeignKey(CaseParty, on_delete=models.PROTECT, related_name="contact_plans")
    every_days = models.PositiveSmallIntegerField(help_text="Days between contacts")
    way = models.CharField(max_length=10, choices=Way)
    times = models.TextField(blank=True, help_text="When it is good and safe, and when not")
    words = models.TextField(blank=True, help_text="What else was agreed")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("way", Way, name="contact_plan_way"),
            models.CheckConstraint(
                condition=Q(every_days__gte=1, every_days__lte=366), name="contact_plan_days"
            ),
        ]

    def __str__(self) -> str:
        return f"Every {self.every_days} days"


@keep_history()
class CaseAction(Recorded, Corrigible):
    """Something that somebody undertook to do by a day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    doer = models.TextField(blank=True, help_text="Who does it, where that is somebody of another agency")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(blank=True, help_text="What came of it, or why it was dropped")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="action_number_once"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, dropped_at__isnull=True)
                | (Q(done_at__isnull=False, dropped_at__isnull=True) & ~Q(result=""))
                | (Q(done_at__isnull=True, dropped_at__isnull=False) & ~Q(result="")),
                name="action_ends_once_with_result",
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.number}"
