"""What the radar found when reports were recorded, and what victims were told of the case review."""

from django.db import models
from django.db.models import Q

from asbcases.cases.models import Report
from asbcases.cases.models.shared import Recorded


class RadarFinding(Recorded):
    """What a report came to, beside all others of the victim and place: another row whenever it comes to something else.

    Of the other reports it keeps numbers and ids, never a word: who may not know of one does not see it.
    """

    append_only = True

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="radar_findings")
    number = models.PositiveSmallIntegerField()
    explain = models.BooleanField(help_text="The second report of this victim in six months")
    first = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    not_owed = models.BooleanField(
        default=False, help_text="It was taken for a second report, and is none: what was owed of it ended"
    )
    met = models.BooleanField(help_text="The threshold is met by what is on record")
    by_place = models.BooleanField(help_text="It is met only with what others reported of the place")
    route = models.CharField(max_length=12, blank=True, help_text="By which route it is met")
    one_short = models.JSONField(default=list, help_text="The routes that one more report would complete")
    routes = models.JSONField(default=list, help_text="How far each route is, in words")
    ask = models.JSONField(
        default=list, help_text="Ids of the reports that may be of the same victim: a person looks"
    )
    area = models.CharField(max_length=40, blank=True, help_text="Whose threshold it is; empty: the Act's")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="radar_finding_number_once"),
            models.CheckConstraint(
                condition=Q(met=True) | Q(route="", by_place=False), name="radar_route_only_where_met"
            ),
        ]

    def __str__(self) -> str:
        return f"Finding {self.number} of {self.report_id}"


class ReviewExplanation(Recorded):
    """The case review was explained to the victim of a report, when and how; or why it was not (ACG-1)."""

    append_only = True

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="explanations")
    told_at = models.DateTimeField(null=True, blank=True, help_text="Empty where it was not explained")
    how = models.TextField(blank=True)
    why_not = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(told_at__isnull=False, why_not="") & ~Q(how=""))
                | (Q(told_at__isnull=True, how="") & ~Q(why_not="")),
                name="explanation_how_or_why_not",
            )
        ]
        indexes = [models.Index(fields=["report", "told_at"], name="explanation_by_report")]

    def __str__(self) -> str:
        return f"Explanation to {self.report_id}"


class ExplainingLetter(Recorded):
    """A letter that explains the case review to the victim of a report: each text that was kept, and the one that was sent.

    The newest row is the letter; once it was sent, how and when.
    """

    append_only = True

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="explaining_letters")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    sent_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty until somebody says that it was sent"
    )
    how = models.TextField(blank=True, help_text="How it was sent")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="explaining_letter_number_once"),
            models.CheckConstraint(condition=~Q(words=""), name="explaining_letter_has_words"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, how="") | (Q(sent_at__isnull=False) & ~Q(how="")),
                name="explaining_letter_sent_how",
            ),
        ]

    def __str__(self) -> str:
        return f"Letter {self.number} to {self.report_id}"
