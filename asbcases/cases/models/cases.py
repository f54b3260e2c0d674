"""Cases: one problem each, with its people and incidents."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.models import District, Team
from asbcases.cases.choices import Outcome, PartyRole, Stage
from asbcases.cases.models.incidents import Incident
from asbcases.cases.models.people import Person
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


@keep_history()
class Case(Recorded, Corrigible):
    """One problem, worked by a lead until it is closed."""

    reference = models.CharField(max_length=20, unique=True)
    summary = models.TextField(help_text="The problem in one sentence")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="cases", db_index=False)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="led_cases", db_index=False
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="cases", db_index=False
    )
    spoc = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The single point of contact of the victims",
    )
    stage = models.CharField(max_length=10, choices=Stage)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    closing_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("stage", Stage, name="case_stage"),
            one_of("outcome", Outcome, name="case_outcome", blank=True),
            models.CheckConstraint(
                condition=(Q(stage=Stage.CLOSED, closed_at__isnull=False) & ~Q(outcome=""))
                | (~Q(stage=Stage.CLOSED) & Q(closed_at__isnull=True, outcome="")),
                name="case_closed_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "-opened_at", "-id"], name="case_by_district"),
            models.Index(fields=["-opened_at", "-id"], name="case_newest"),
            models.Index(
                fields=["district", "-opened_at", "-id"],
                name="case_open_by_district",
                condition=~Q(stage=Stage.CLOSED),
            ),
            models.Index(
                fields=["-opened_at", "-id"], name="case_open_newest", condition=~Q(stage=Stage.CLOSED)
            ),
            models.Index(fields=["lead", "-opened_at", "-id"], name="case_by_lead"),
        ]

    def __str__(self) -> str:
        return self.reference


@keep_history()
class CaseParty(Recorded, Corrigible):
    """A person's role in one case, numbered within it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parts")
    role = models.CharField(max_length=12, choices=PartyRole)

    class Meta:
        constraints = [
            one_of("role", PartyRole, name="party_role"),
            models.UniqueConstraint(fields=["case", "number"], name="party_number_once"),
            models.UniqueConstraint(fields=["case", "person", "role"], name="party_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.number}"


@keep_history()
class CaseIncident(Recorded, Corrigible):
    """An incident is part of a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="incident_links")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="case_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "incident"], name="case_incident_once")]

    def __str__(self) -> str:
        return f"{self.incident_id} in {self.case_id}"
