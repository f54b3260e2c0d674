"""Incidents: one event each, with its NSIR category, and the reports that told of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Desk
from asbcases.accounts.models import Agency, Council, District, Team
from asbcases.cases.choices import Category, Channel, ClassifiedAt, Grade, Handling, Source
from asbcases.cases.models.places import Premises
from asbcases.cases.models.reports import Report
from asbcases.cases.models.shared import Corrigible, Happened, Recorded, happened_constraints
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


@keep_history()
class Incident(Recorded, Happened, Corrigible):
    """One event; `category` is the newest classification, null only for a published copy."""

    reference = models.CharField(max_length=20, unique=True)
    source = models.CharField(max_length=12, choices=Source)
    source_key = models.CharField(  # noqa: DJ001
        max_length=80, null=True, blank=True, help_text="What tells one published row from another"
    )
    category = models.CharField(max_length=15, choices=Category, null=True, blank=True)  # noqa: DJ001
    summary = models.TextField(blank=True)
    place_text = models.TextField(blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    lsoa_code = models.CharField(
        max_length=9, blank=True, help_text="Lower-layer super output area, as published"
    )
    lsoa_name = models.TextField(blank=True)
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents", db_index=False
    )
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents", db_index=False
    )
    premises = models.ForeignKey(
        Premises, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents"
    )
    outside_area = models.BooleanField(default=False)
    subtype = models.CharField(
        default="", db_default="", max_length=40, blank=True, help_text="Of the newest classification"
    )
    call_type = models.CharField(
        default="", db_default="", max_length=40, blank=True, help_text="Of the newest classification"
    )
    # What follows stands in rows of its own as well (triages, attendances, closings): here for queues and guards.
    grade = models.CharField(
        default="", db_default="", max_length=10, choices=Grade, blank=True, help_text="Empty until triaged"
    )
    handling = models.CharField(default="", db_default="", max_length=15, choices=Handling, blank=True)
    graded_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(
        Agency,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The partner for whom it is held",
    )
    resourced_at = models.DateTimeField(null=True, blank=True, help_text="When somebody was first sent")
    closed_at = models.DateTimeField(null=True, blank=True)
    identifiable_victim = models.BooleanField(
        null=True, help_text="Asked before closing: somebody targeted or specially affected"
    )
    closing_override = models.TextField(
        default="",
        db_default="",
        blank=True,
        help_text="The supervisor's reason for closing against what the file says",
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("source", Source, name="incident_source"),
            models.CheckConstraint(
                condition=Q(category__in=Category.values)
                | (Q(category__isnull=True) & ~Q(source=Source.OWN)),
                name="incident_category_unless_published",
            ),
            models.CheckConstraint(
                condition=Q(source=Source.OWN, source_key__isnull=True)
                | (~Q(source=Source.OWN) & Q(source_key__isnull=False)),
                name="incident_source_key_if_published",
            ),
            models.UniqueConstraint(fields=["source", "source_key"], name="incident_published_once"),
            one_of("grade", Grade, name="incident_grade", blank=True),
            one_of("handling", Handling, name="incident_handling", blank=True),
            models.CheckConstraint(
                condition=Q(grade="", handling="", graded_at__isnull=True)
                | (~Q(grade="") & ~Q(handling="") & Q(graded_at__isnull=False)),
                name="incident_graded_whole",
            ),
            models.CheckConstraint(
                condition=~Q(handling=Handling.PARTNER) | Q(held_by__isnull=False),
                name="incident_held_by_somebody",
            ),
            # Whatever writes it, page, API, list or import: closed only with the question answered, and never a
            # victim closed as a nuisance without a supervisor's reason.
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(identifiable_victim__isnull=False),
                name="incident_closed_with_answer",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(identifiable_victim=False)
                | Q(category=Category.PERSONAL)
                | ~Q(closing_override=""),
                name="incident_victim_is_no_nuisance",
            ),
            *happened_constraints("incident"),
        ]
        indexes = [
            models.Index(
                fields=["district", "-happened_from", "-id"],
                name="incident_own_by_district",
                condition=Q(source=Source.OWN),
            ),
            models.Index(
                fields=["-happened_from", "-id"], name="incident_own_newest", condition=Q(source=Source.OWN)
            ),
            models.Index(
                fields=["-happened_from", "-id"],
                name="incident_published_newest",
                condition=~Q(source=Source.OWN),
            ),
            models.Index(
                fields=["district", "-happened_from", "-id"],
                name="incident_published_by_district",
                condition=~Q(source=Source.OWN),
            ),
            models.Index(
                fields=["district", "-happened_from", "-id"],
                name="incident_open_by_district",
                condition=Q(source=Source.OWN, closed_at__isnull=True),
            ),
            models.Index(
                fields=["-happened_from", "-id"],
                name="incident_open_newest",
                condition=Q(source=Source.OWN, closed_at__isnull=True),
            ),
            models.Index(
                fields=["graded_at", "id"],
                name="incident_unresourced",
                condition=Q(
                    handling=Handling.ATTEND,
                    resourced_at__isnull=True,
                    closed_at__isnull=True,
                    recorded_in_error_at__isnull=True,
                ),
            ),
            models.Index(
                fields=["graded_at", "id"],
                name="incident_held",
                condition=Q(
                    handling=Handling.PARTNER, closed_at__isnull=True, recorded_in_error_at__isnull=True
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Classification(Recorded):
    """One decision on the NSIR category of an incident, kept for ever with who, when and why."""

    append_only = True

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="classifications")
    at_stage = models.CharField(max_length=8, choices=ClassifiedAt)
    category = models.CharField(max_length=15, choices=Category)
    subtype = models.CharField(
        default="", db_default="", max_length=40, blank=True, help_text="A term of the list of sub-types"
    )
    call_type = models.CharField(
        default="", db_default="", max_length=40, blank=True, help_text="A term of the force's list"
    )
    qualifiers = ArrayField(
        models.CharField(max_length=40), default=list, db_default=[], help_text="Terms of the list"
    )
    reason = models.TextField(blank=True)
    channel = models.CharField(default="", db_default="", max_length=10, choices=Channel, blank=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    desk = models.CharField(
        default="",
        db_default="",
        max_length=20,
        choices=Desk,
        blank=True,
        help_text="Of whoever classified it",
    )

    class Meta:
        constraints = [
            one_of("channel", Channel, name="classification_channel", blank=True),
            one_of("desk", Desk, name="classification_desk", blank=True),
            one_of("at_stage", ClassifiedAt, name="classification_stage"),
            one_of("category", Category, name="classification_category"),
        ]

    def __str__(self) -> str:
        return f"{self.get_at_stage_display()}: {self.get_category_display()}"


class IncidentReport(Recorded):
    """A report tells of one incident; several reports may tell of the same."""

    append_only = True

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="told_by")
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="tells_of")

    def __str__(self) -> str:
        return f"{self.report_id} tells of {self.incident_id}"
