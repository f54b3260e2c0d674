"""What may hang on a report, an incident or a case alike: references of other systems, and files."""

from django.db import models
from django.db.models import Q

from asbcases.accounts.models import Agency
from asbcases.cases.choices import Scan
from asbcases.cases.files.pictures import is_opened
from asbcases.cases.models.cases import Case
from asbcases.cases.models.incidents import Incident
from asbcases.cases.models.people import Person
from asbcases.cases.models.reports import Report
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import Roots, one_of, roots
from asbcases.db.history import keep_history


class OnOneRecord(Recorded, Corrigible):
    """A row that hangs on exactly one report, incident or case."""

    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


@keep_history()
class ExternalReference(OnOneRecord):
    """The reference of a record in another system, found again however it is written."""

    system = models.TextField(help_text="For example STORM, Athena, or the landlord's name")
    written = models.TextField(help_text="As given")
    key = models.TextField(db_index=True)
    issued_on = models.DateField(null=True, blank=True)
    agency = models.ForeignKey(
        Agency,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The partner that gave it to a report of its own: each of its references once",
    )

    class Meta:
        constraints = [
            roots(Roots.EXACTLY_ONE, "report", "incident", "case", name="external_reference_one_root"),
            models.UniqueConstraint(
                fields=["agency", "key"],
                condition=Q(agency__isnull=False, recorded_in_error_at__isnull=True),
                name="external_reference_once_per_agency",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(report__isnull=False),
                name="external_reference_of_agency_on_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.written}"


@keep_history()
class Document(OnOneRecord):
    """A file as it was given to us, kept under the hash of its bytes."""

    number = models.PositiveSmallIntegerField()
    name = models.TextField(help_text="As the sender named it")
    media_type = models.CharField(max_length=100, help_text="As its bytes say, whatever it was called")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    scan = models.CharField(max_length=12, choices=Scan, default=Scan.NOT_SCANNED)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            roots(Roots.EXACTLY_ONE, "report", "incident", "case", name="document_one_root"),
            one_of("scan", Scan, name="document_scan"),
            *(
                models.UniqueConstraint(
                    fields=[root, "number"],
                    condition=Q(**{f"{root}__isnull": False}),
                    name=f"document_number_once_per_{root}",
                )
                for root in ("report", "incident", "case")
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="document_not_scanned", condition=Q(scan=Scan.NOT_SCANNED))
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Return whether we make a copy of it that tells neither place nor day."""
        return is_opened(self.media_type)


class PublicReport(models.Model):
    """What came by the public form, before it is taken in as a report; the sender could read nothing."""

    reference = models.CharField(max_length=20, unique=True, help_text="Random, shown to the sender")
    said = models.JSONField(help_text="What was typed")
    files = models.JSONField(default=list, help_text="Name, type, hash and size of each file")
    sent_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    report = models.OneToOneField(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="came_as"
    )
    trouble = models.TextField(blank=True, help_text="Why it could not be taken in")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, report__isnull=True)
                | Q(taken_at__isnull=False, report__isnull=False),
                name="public_report_taken_whole",
            )
        ]
        indexes = [
            models.Index(
                fields=["sent_at", "id"], name="public_report_waiting", condition=Q(taken_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.reference


@keep_history()
class Restriction(Recorded):
    """A case, and what hangs together with it, that only the people named on it may know of."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restrictions")
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="restrictions"
    )
    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="restrictions"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="restrictions"
    )
    reason = models.TextField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # None of them: the case itself.
            roots(Roots.AT_MOST_ONE, "incident", "report", "person", name="restriction_of_one")
        ]
        indexes = [
            models.Index(fields=["case"], name="restriction_in_force", condition=Q(lifted_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"Restriction of {self.case_id}"
