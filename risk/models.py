"""Risk instruments as versioned rows, and what was answered, scored and reviewed."""

from typing import cast

from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Rank
from asbcases.cases.models import Case, CaseParty, Incident, IncidentParty
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import Roots, one_of, roots
from risk.choices import Level, Scoring, VersionStatus

Victim = CaseParty | IncidentParty


class Instrument(models.Model):
    """A form by which risk is assessed."""

    code = models.SlugField(unique=True)
    title = models.TextField()
    source = models.TextField()

    def __str__(self) -> str:
        return self.title


class InstrumentVersion(models.Model):
    """One version of an instrument: its questions, options, bands and floors never change."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=20)
    status = models.CharField(max_length=15, choices=VersionStatus)
    scoring = models.CharField(max_length=10, choices=Scoring)
    require_all = models.BooleanField(default=True)
    max_score = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "version"], name="instrument_version_once"),
            one_of("status", VersionStatus, name="instrument_status"),
            one_of("scoring", Scoring, name="instrument_scoring"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.version}"


class Question(models.Model):
    """A question of one version, in its order."""

    append_only = True

    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField()
    text = models.TextField()
    help = models.TextField(blank=True)
    scored = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="question_number_once"),
            models.UniqueConstraint(fields=["version", "code"], name="question_code_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Option(models.Model):
    """An answer that may be given to a question, and its score."""

    append_only = True

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="options")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField()
    label = models.TextField()
    score = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "code"], name="option_code_once")]

    def __str__(self) -> str:
        return self.label


class Band(models.Model):
    """The level that a range of scores gives."""

    append_only = True

    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="bands")
    level = models.CharField(max_length=10, choices=Level)
    min_score = models.PositiveSmallIntegerField()
    max_score = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            one_of("level", Level, name="band_level"),
            models.UniqueConstraint(fields=["version", "level"], name="band_level_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.min_score} to {self.max_score}"


class Floor(models.Model):
    """A condition on the answers that raises the level, and never lowers it."""

    append_only = True

    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="floors")
    number = models.PositiveSmallIntegerField()
    condition = models.JSONField(help_text="Question code to the option codes that meet it; all must be met")
    level = models.CharField(max_length=10, choices=Level)
    reason = models.TextField()

    class Meta:
        constraints = [one_of("level", Level, name="floor_level")]

    def __str__(self) -> str:
        return self.reason


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
    score = models.PositiveSmallIntegerField()
    band_level = models.CharField(max_length=10, choices=Level)
    floor_level = models.CharField(max_length=10, choices=Level, blank=True)
    floor_reasons = models.JSONField(default=list)
    level = models.CharField(max_length=10, choices=Level)
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
            one_of("band_level", Level, name="assessment_band"),
            one_of("floor_level", Level, name="assessment_floor", blank=True),
            one_of("level", Level, name="assessment_level"),
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
        return f"{self.get_level_display()} ({self.score})"

    @property
    def victim(self) -> Victim:
        """Return whose risk it is, with their role on the case or the incident."""
        return cast(Victim, self.party or self.incident_party)


class Answer(models.Model):
    """The option chosen for one question of one assessment."""

    append_only = True

    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+", db_index=False)
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            roots(Roots.EXACTLY_ONE, "case", "incident", name="answer_one_root"),
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
