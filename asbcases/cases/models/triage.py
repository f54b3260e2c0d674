"""THRIVE: the versioned questions, and each triage of an incident, kept as it was."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Desk
from asbcases.accounts.models import Agency
from asbcases.cases.choices import Category, Channel, Grade, Handling, RiskLevel, Told, Trigger
from asbcases.cases.models.incidents import Incident
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of


class TriageTemplate(models.Model):
    """One version of the questions; it never changes, so that an old triage can always be read."""

    append_only = True

    code = models.SlugField()
    version = models.CharField(max_length=20)
    content = models.JSONField(help_text="Letters, their questions and options (thrive-1.toml)")
    valid_from = models.DateField()
    source = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="triage_template_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Triage(Recorded):
    """One triage of an incident: what was said, what the handler thinks, which grade was proposed and which chosen."""

    append_only = True

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="triages")
    number = models.PositiveSmallIntegerField()
    template = models.ForeignKey(TriageTemplate, on_delete=models.PROTECT, related_name="triages")
    trigger = models.CharField(max_length=15, choices=Trigger)
    answers = models.JSONField(help_text="Letter to its state and answers")
    reported_facts = models.TextField(help_text="What was said, apart from what the handler thinks of it")
    view = models.TextField(blank=True, help_text="What the handler thinks of it")
    history_checked_at = models.DateTimeField(null=True, blank=True)
    history_hits = models.JSONField(default=list, help_text="What the history showed at that time, in words")
    repeat_rule = models.CharField(max_length=4, blank=True, help_text="The first repeat rule that was met")
    interim_level = models.CharField(max_length=10, choices=RiskLevel)
    interim_risk = models.TextField(blank=True, help_text="What may happen before somebody comes")
    interim_measures = ArrayField(models.CharField(max_length=40), default=list)
    proposed_grade = models.CharField(max_length=10, choices=Grade)
    proposed_facts = ArrayField(models.CharField(max_length=40), default=list)
    proposed_why = models.TextField()
    grade = models.CharField(max_length=10, choices=Grade)
    grade_reason = models.TextField(blank=True, help_text="Why another grade than the proposed one")
    bars = ArrayField(
        models.CharField(max_length=40), default=list, help_text="What asks for somebody to attend"
    )
    supervisor_reason = models.TextField(blank=True, help_text="Why nobody attends although something asks")
    handling = models.CharField(max_length=15, choices=Handling)
    partner = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    suggested_category = models.CharField(max_length=15, choices=Category)
    review_told = models.CharField(max_length=10, choices=Told)
    review_told_how = models.TextField(blank=True)
    expectations = models.TextField(blank=True, help_text="What the caller was told would happen")
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    desk = models.CharField(max_length=20, choices=Desk, blank=True, help_text="Of whoever triaged it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "number"], name="triage_number_once"),
            one_of("trigger", Trigger, name="triage_trigger"),
            one_of("interim_level", RiskLevel, name="triage_interim_level"),
            one_of("proposed_grade", Grade, name="triage_proposed_grade"),
            one_of("grade", Grade, name="triage_grade"),
            one_of("handling", Handling, name="triage_handling"),
            one_of("suggested_category", Category, name="triage_category"),
            one_of("review_told", Told, name="triage_told"),
            one_of("channel", Channel, name="triage_channel", blank=True),
            one_of("desk", Desk, name="triage_desk", blank=True),
            models.CheckConstraint(
                condition=Q(grade=models.F("proposed_grade")) | ~Q(grade_reason=""),
                name="triage_difference_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(handling=Handling.PARTNER) | Q(partner__isnull=False),
                name="triage_partner_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"Triage {self.number}: {self.get_grade_display()}"
