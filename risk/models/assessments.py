"""What was asked and answered about the risk to one victim, and what people decided about its level."""

from typing import cast

from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Rank
from asbcases.cases.models import Approval, Case, CaseParty, Incident, IncidentParty
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import Roots, one_of, roots
from risk.choices import Level, Result, RulingKind, Unanswered
from risk.models.instruments import InstrumentVersion, Option, Question

Victim = CaseParty | IncidentParty


class Assessment(Recorded):
    """One completed assessment of the risk to one victim, on a case or before there is one; the next is a new row.

    A case that takes an incident over keeps a row of its own of what was assessed there: what hangs on a case is seen
    with the case.
    """

    append_only = True

    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    party = models.ForeignKey(
        CaseParty, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    incident_party = models.ForeignKey(
        IncidentParty, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="assessments")
    with_victim = models.BooleanField(help_text="Asked with the victim, not about them")
    result = models.CharField(
        max_length=12, choices=Result, default=Result.ASSESSED, db_default=Result.ASSESSED.value
    )
    result_reason = models.TextField(
        blank=True, default="", db_default="", help_text="Why there is no level, where there is none"
    )
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    band_level = models.CharField(max_length=10, choices=Level, blank=True)
    floor_level = models.CharField(max_length=10, choices=Level, blank=True)
    floor_reasons = models.JSONField(default=list)
    could_be = models.CharField(
        max_length=10,
        choices=Level,
        blank=True,
        help_text="The level if all that is not known were the worst",
    )
    victim_view = models.CharField(
        max_length=10,
        choices=Level,
        blank=True,
        default="",
        db_default="",
        help_text="How great the victim sees the risk",
    )
    raised_to = models.CharField(max_length=10, choices=Level, blank=True, default="", db_default="")
    raise_reason = models.TextField(blank=True, default="", db_default="")
    level = models.CharField(
        max_length=10, choices=Level, blank=True, help_text="The highest of all these; empty: not assessed"
    )
    completed_at = models.DateTimeField()
    taken_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="taken_over_as",
        db_index=False,
        help_text="The assessment on an incident that the case took over",
    )

    class Meta:
        constraints = [
            roots(Roots.EXACTLY_ONE, "case", "incident", name="assessment_one_root"),
            models.CheckConstraint(
                condition=Q(
                    case__isnull=False,
                    party__isnull=False,
                    incident__isnull=True,
                    incident_party__isnull=True,
                )
                | Q(
                    case__isnull=True,
                    party__isnull=True,
                    incident__isnull=False,
                    incident_party__isnull=False,
                ),
                name="assessment_of_one_victim",
            ),
            one_of("result", Result, name="assessment_result"),
            one_of("band_level", Level, name="assessment_band", blank=True),
            one_of("floor_level", Level, name="assessment_floor", blank=True),
            one_of("could_be", Level, name="assessment_could_be", blank=True),
            one_of("victim_view", Level, name="assessment_victim_view", blank=True),
            one_of("raised_to", Level, name="assessment_raised", blank=True),
            one_of("level", Level, name="assessment_level", blank=True),
            models.CheckConstraint(
                condition=(Q(result=Result.ASSESSED, score__isnull=False) & ~Q(level="") & ~Q(band_level=""))
                | (~Q(result=Result.ASSESSED) & Q(score__isnull=True, level="", band_level="")),
                name="assessment_level_only_when_assessed",
            ),
            models.CheckConstraint(
                condition=Q(raised_to="") | ~Q(raise_reason=""), name="assessment_raised_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["party", "-completed_at", "-id"], name="assessment_newest"),
            models.Index(
                fields=["incident_party", "-completed_at", "-id"],
                name="assessment_newest_on_incident",
                condition=Q(incident_party__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} ({self.score})" if self.level else str(self.get_result_display())

    @property
    def victim(self) -> Victim:
        """Return whose risk it is, with their role on the case or the incident."""
        return cast(Victim, self.party or self.incident_party)


class Answer(models.Model):
    """The option chosen for one question of one assessment, or why there is none: not to know is not "no"."""

    append_only = True

    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+", db_index=False)
    option = models.ForeignKey(
        Option, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unanswered = models.CharField(max_length=10, choices=Unanswered, blank=True, default="", db_default="")
    note = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = [
            roots(Roots.EXACTLY_ONE, "case", "incident", name="answer_one_root"),
            one_of("unanswered", Unanswered, name="answer_unanswered", blank=True),
            models.CheckConstraint(
                condition=(Q(option__isnull=False, unanswered=""))
                | (Q(option__isnull=True) & ~Q(unanswered="")),
                name="answer_or_why_none",
            ),
            models.UniqueConstraint(fields=["assessment", "question"], name="answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.option_id}"


class Review(Recorded):
    """A supervisor's review of the risk to one victim."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="risk_reviews")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="reviews")
    rank = models.CharField(max_length=20, choices=Rank)
    note = models.TextField()
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("rank", Rank, name="review_rank"),
            models.CheckConstraint(condition=~Q(note=""), name="review_has_note"),
        ]

    def __str__(self) -> str:
        return f"Review of {self.assessment_id}"


class SignOff(Recorded):
    """A supervisor read an assessment and agreed with it, or returned it."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sign_offs")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="sign_offs")
    agreed = models.BooleanField()
    note = models.TextField(blank=True, help_text="What has to be asked again, where it is returned")
    rank = models.CharField(max_length=20, choices=Rank)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("rank", Rank, name="sign_off_rank"),
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(note=""), name="sign_off_returned_with_note"
            ),
        ]

    def __str__(self) -> str:
        return "Agreed" if self.agreed else "Returned"


class LevelRuling(Recorded):
    """Somebody's judgement that another level stands than the one assessed; the newest holds until it is assessed again."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="level_rulings")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="level_rulings")
    kind = models.CharField(max_length=12, choices=RulingKind)
    before = models.CharField(max_length=10, choices=Level)
    level = models.CharField(max_length=10, choices=Level)
    below_floor = models.BooleanField(default=False)
    reason = models.TextField()
    rank = models.CharField(max_length=20, choices=Rank, blank=True)
    approval = models.ForeignKey(
        Approval, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ruled_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", RulingKind, name="level_ruling_kind"),
            one_of("before", Level, name="level_ruling_before"),
            one_of("level", Level, name="level_ruling_level"),
            one_of("rank", Rank, name="level_ruling_rank", blank=True),
            models.CheckConstraint(condition=~Q(reason=""), name="level_ruling_has_reason"),
        ]
        indexes = [models.Index(fields=["assessment", "-ruled_at", "-id"], name="level_ruling_newest")]

    def __str__(self) -> str:
        return f"{self.get_before_display()} to {self.get_level_display()}"
