"""What a plan is about, what it wants to achieve, and whether it was taken on."""

from django.db import models
from django.db.models import F, Q

from asbcases.cases.models import Case, Incident, Person, Premises, ProblemPlan
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import Roots, one_of, roots
from asbcases.db.history import keep_history
from asbcases.sara.choices import Decision, ImpactType


@keep_history()
class PlanLink(Recorded, Corrigible):
    """A case, an incident, a person or premises on which a plan works; who may not know of it sees no link."""

    plan = models.ForeignKey(ProblemPlan, on_delete=models.PROTECT, related_name="links")
    number = models.PositiveSmallIntegerField()
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_links")
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_links"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_links"
    )
    premises = models.ForeignKey(
        Premises, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_links"
    )

    class Meta:
        constraints = [
            roots(Roots.EXACTLY_ONE, "case", "incident", "person", "premises", name="link_to_one_thing"),
            models.UniqueConstraint(fields=["plan", "number"], name="link_number_once"),
            *(
                models.UniqueConstraint(
                    fields=["plan", name],
                    condition=Q(recorded_in_error_at__isnull=True),
                    name=f"link_once_to_{name}",
                )
                for name in ("case", "incident", "person", "premises")
            ),
        ]

    def __str__(self) -> str:
        return f"Link {self.number}"


class Objective(Recorded):
    """What a plan wants to achieve and how that is measured, frozen; a change of measure is a new version."""

    append_only = True

    plan = models.ForeignKey(ProblemPlan, on_delete=models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField(help_text="The version")
    statement = models.TextField(help_text="What is to be achieved, in words")
    impact = models.CharField(max_length=12, choices=ImpactType)
    categories = models.JSONField(default=list, help_text="The categories of incident that count; empty: all")
    places = models.JSONField(default=list, help_text="The places that count, as they are named")
    baseline = models.PositiveIntegerField(help_text="What was counted in the baseline")
    baseline_from = models.DateField(help_text="The first day of the baseline")
    baseline_to = models.DateField(help_text="Its last day")
    target = models.PositiveIntegerField(help_text="Reached at this count or under it")
    target_on = models.DateField()
    comparisons = models.JSONField(
        default=list, help_text="Places or seasons named in advance, with which the plan is compared"
    )
    why_changed = models.TextField(blank=True, help_text="Why the measure changed; empty of the first")
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("impact", ImpactType, name="objective_impact"),
            models.UniqueConstraint(fields=["plan", "number"], name="objective_version_once"),
            models.CheckConstraint(
                condition=Q(baseline_to__gte=F("baseline_from")), name="objective_baseline_in_order"
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="objective_statement"),
            models.CheckConstraint(
                condition=Q(number=1, why_changed="") | (Q(number__gt=1) & ~Q(why_changed="")),
                name="objective_changed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Objective, version {self.number}"


class Scanning(Recorded):
    """The problem as it was scanned, by the five questions of CHEERS; the newest counts."""

    append_only = True

    plan = models.ForeignKey(ProblemPlan, on_delete=models.PROTECT, related_name="scans")
    number = models.PositiveSmallIntegerField()
    description = models.TextField()
    community = models.TextField(help_text="Which community is affected")
    harm = models.TextField(help_text="Which harm is done")
    expectation = models.TextField(help_text="What the community expects of the police")
    events = models.TextField(help_text="Which separate events recur")
    similarity = models.TextField(help_text="What the events have in common")
    harmed = models.TextField(help_text="Who is harmed")
    cost = models.TextField(blank=True, help_text="What it costs, and the demand")
    why_now = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="scanning_number_once")]

    def __str__(self) -> str:
        return f"Scanning {self.number}"


class Screening(Recorded):
    """Whether a plan was taken on after Scanning, by whom and why."""

    append_only = True

    plan = models.OneToOneField(ProblemPlan, on_delete=models.PROTECT, related_name="screening")
    decision = models.CharField(max_length=6, choices=Decision)
    reason = models.TextField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("decision", Decision, name="screening_decision"),
            models.CheckConstraint(condition=~Q(reason=""), name="screening_reason"),
        ]

    def __str__(self) -> str:
        return self.get_decision_display()
