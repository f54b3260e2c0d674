"""Statements of witnesses: by whom they were taken, whether they are signed and declared true, and whose name is withheld."""

from django.db import models
from django.db.models import Q

from asbcases.cases.models import Case, Document
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from asbcases.enforcement.choices import StatementKind, StatementOf
from asbcases.enforcement.models.exhibits import Exhibit


@keep_history()
class Statement(Recorded, Corrigible):
    """One written statement (EVD-6); its signed original goes from hand to hand as an exhibit does (EVD-7)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=StatementOf)
    kind = models.CharField(max_length=10, choices=StatementKind)
    witness = models.TextField(help_text="Name of whoever makes it")
    taken_by = models.TextField()
    taken_at = models.DateTimeField()
    taken_where = models.TextField()
    pages = models.PositiveSmallIntegerField()
    signed_on = models.DateField(null=True, blank=True)
    declared = models.BooleanField(default=False, help_text="It bears the declaration that it is true")
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    exhibit = models.OneToOneField(
        Exhibit, on_delete=models.PROTECT, related_name="statement", help_text="The signed original"
    )
    name_withheld = models.BooleanField(default=False)
    withheld_asked = models.TextField(blank=True, help_text="Who asked that the name be withheld, and when")
    withheld_risk = models.TextField(blank=True, help_text="What was found when the risk was assessed")
    redacted = models.ForeignKey(
        Document,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="redacted_statements",
        help_text="The copy without name and address, kept apart",
    )
    hearsay = models.BooleanField(default=False, help_text="It tells what others said")
    hearsay_notice_on = models.DateField(null=True, blank=True)
    hearsay_notice_to = models.TextField(blank=True)
    hearsay_notice_how = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("role", StatementOf, name="statement_role"),
            one_of("kind", StatementKind, name="statement_kind"),
            models.UniqueConstraint(fields=["case", "number"], name="statement_number_once"),
            models.CheckConstraint(
                condition=Q(name_withheld=False)
                | (~Q(withheld_asked="") & ~Q(withheld_risk="") & Q(redacted__isnull=False)),
                name="statement_withheld_whole",
            ),
            models.CheckConstraint(condition=Q(pages__gte=1), name="statement_has_pages"),
        ]

    def __str__(self) -> str:
        """Name it without the witness, as it may stand in every list and paper."""
        return f"Statement {self.number}"

    @property
    def by(self) -> str:
        """Return whose it is, as it may be read by whoever the case is shown to."""
        return "name withheld" if self.name_withheld else self.witness

    @property
    def sound(self) -> bool:
        """Return whether it is signed, dated and declared true."""
        return self.signed_on is not None and self.declared
