"""Papers made from the file, kept as bytes: the stored paper is the evidence, and is never made again."""

from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Rank
from asbcases.cases.models import Case
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.models.breaches import FixedPenalty
from asbcases.enforcement.models.measures import Measure


class Paper(Recorded):
    """One paper as it was made: its bytes and their hash, the data and the template that it was made from."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="papers")
    penalty = models.ForeignKey(
        FixedPenalty, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=PaperKind)
    large = models.BooleanField(default=False, help_text="In 18 point")
    template_version = models.CharField(max_length=20)
    data = models.JSONField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", PaperKind, name="paper_kind"),
            models.UniqueConstraint(fields=["measure", "number"], name="paper_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class NamingReason(Recorded):
    """Why words of a reporter may stand in a paper to the respondent: their consent, or a supervisor's reason."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="naming_reasons")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="naming_reasons")
    found = models.JSONField(help_text="What was found, by kind")
    consent = models.BooleanField(help_text="The reporter agreed; no: a supervisor decided")
    reason = models.TextField()
    rank = models.CharField(max_length=20, choices=Rank, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="naming_reason_given")]

    def __str__(self) -> str:
        return "Consent" if self.consent else "Reason"
