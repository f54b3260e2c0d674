"""What hangs on one incident: people, vehicles, who attended, whether it is a crime, and how it was closed."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from asbcases.accounts.choices import Desk
from asbcases.accounts.models import Agency, District, Team
from asbcases.cases.choices import (
    Category,
    Channel,
    GatheringKind,
    Licence,
    NoneAttended,
    PartyRole,
)
from asbcases.cases.models.incidents import Incident
from asbcases.cases.models.people import Person
from asbcases.cases.models.places import Vehicle
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


@keep_history()
class IncidentParty(Recorded, Corrigible):
    """A person's role in one incident, numbered within it; a case that is opened takes the roles over."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="parties")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="incident_parts")
    role = models.CharField(max_length=12, choices=PartyRole)

    class Meta:
        constraints = [
            one_of("role", PartyRole, name="incident_party_role"),
            models.UniqueConstraint(fields=["incident", "number"], name="incident_party_number_once"),
            models.UniqueConstraint(fields=["incident", "person", "role"], name="incident_party_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.number}"


@keep_history()
class IncidentVehicle(Recorded, Corrigible):
    """A vehicle seen at an incident."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="vehicles")
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="incidents")
    how = models.TextField(blank=True, help_text="What it had to do with it")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "vehicle"], name="incident_vehicle_once")]

    def __str__(self) -> str:
        return f"{self.vehicle_id} at {self.incident_id}"


@keep_history()
class Attendance(Recorded, Corrigible):
    """Somebody was sent, came and found something; or nobody came, with the reason."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="attendances")
    number = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.TextField(blank=True, help_text="Call sign or team, as said")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(blank=True, help_text="What was found and done")
    none_attended = models.CharField(max_length=20, choices=NoneAttended, blank=True)
    none_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "number"], name="attendance_number_once"),
            one_of("none_attended", NoneAttended, name="attendance_none", blank=True),
            models.CheckConstraint(
                condition=(Q(none_attended="") & Q(agency__isnull=False))
                | (~Q(none_attended="") & ~Q(none_reason="") & Q(arrived_at__isnull=True)),
                name="attendance_somebody_or_why_nobody",
            ),
            models.CheckConstraint(
                condition=Q(arrived_at__isnull=True) | ~Q(result=""), name="attendance_has_result"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
                name="attendance_in_order",
            ),
        ]
        indexes = [
            models.Index(
                fields=["officer", "sent_at", "id"],
                name="attendance_to_come",
                condition=Q(arrived_at__isnull=True, none_attended="", recorded_in_error_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"Attendance {self.number}"


class CrimeDecision(Recorded):
    """Whether an incident discloses a crime that is recorded (National Crime Recording Standard)."""

    append_only = True

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="crime_decisions")
    crime = models.BooleanField(help_text="Whether a crime is recorded")
    crime_reference = models.TextField(blank=True)
    offences = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="Why it is no crime")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(crime=True) & ~Q(crime_reference="")) | (Q(crime=False) & ~Q(reason="")),
                name="crime_reference_or_reason",
            )
        ]

    def __str__(self) -> str:
        return f"Crime decision on {self.incident_id}"


class HateHandover(Recorded):
    """The lead for hate crime took over what an incident says of hate."""

    append_only = True

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="hate_handover")
    note = models.TextField()

    def __str__(self) -> str:
        return f"Hand-over of {self.incident_id}"


class Closing(Recorded):
    """One closing of an incident: the question that is asked before it, and what spoke against the answer."""

    append_only = True

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="closings")
    identifiable_victim = models.BooleanField()
    signals = ArrayField(
        models.CharField(max_length=40), default=list, help_text="What says that somebody is a victim"
    )
    category = models.CharField(max_length=15, choices=Category)
    result = models.TextField(help_text="What came of it")
    supervisor_reason = models.TextField(blank=True)
    no_assessment_reason = models.TextField(
        blank=True, help_text="A sergeant's reason where the victim's risk was not assessed"
    )
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    desk = models.CharField(max_length=20, choices=Desk, blank=True)

    class Meta:
        constraints = [
            one_of("category", Category, name="closing_category"),
            one_of("channel", Channel, name="closing_channel", blank=True),
            one_of("desk", Desk, name="closing_desk", blank=True),
        ]

    def __str__(self) -> str:
        return f"Closing of {self.incident_id}"


@keep_history()
class Operation(Recorded, Corrigible):
    """A named operation, from one day to another."""

    name = models.TextField()
    purpose = models.TextField()
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="operation_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name


@keep_history()
class IncidentOperation(Recorded, Corrigible):
    """An incident belongs to a named operation."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="operations")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="incidents")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "operation"], name="incident_operation_once")
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} in {self.operation_id}"


@keep_history()
class Gathering(Recorded, Corrigible):
    """What is known of a gathering or an unlicensed music event."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="gathering")
    kind = models.CharField(max_length=20, choices=GatheringKind)
    organiser = models.TextField(blank=True, help_text="Who is said to have called it, and who says so")
    numbers = models.PositiveIntegerField(null=True, blank=True, help_text="How many people, at most")
    licence = models.CharField(max_length=10, choices=Licence)
    licence_reference = models.TextField(blank=True)
    tools = ArrayField(models.CharField(max_length=60), default=list, help_text="Powers and tools used")
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("kind", GatheringKind, name="gathering_kind"),
            one_of("licence", Licence, name="gathering_licence"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.incident_id}"
