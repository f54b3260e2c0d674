"""Risk instruments as versioned rows, and the drafts that become them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.db.constraints import one_of
from risk.choices import DraftState, Level, Scoring, VersionStatus


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
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    authority = models.TextField(
        blank=True, help_text="Who in the force approved it, and where that is written"
    )

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
    help_by_phone = models.TextField(blank=True, help_text="How to ask it over the telephone")
    sensitive = models.BooleanField(default=False)
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
    condition = models.JSONField(help_text="Question code to the option codes that meet it")
    at_least = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many of them must be met; empty: all"
    )
    level = models.CharField(max_length=10, choices=Level)
    reason = models.TextField()

    class Meta:
        constraints = [one_of("level", Level, name="floor_level")]

    def __str__(self) -> str:
        return self.reason


class InstrumentDraft(models.Model):
    """A version of an instrument that somebody writes, and somebody else approves or returns."""

    code = models.SlugField()
    title = models.TextField()
    source = models.TextField(help_text="Whose form it is, and where it is written")
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    content = models.JSONField(help_text="Scoring, questions, options, bands and floors")
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    decision = models.TextField(blank=True)
    became = models.OneToOneField(
        InstrumentVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("state", DraftState, name="draft_state"),
            models.CheckConstraint(
                condition=(Q(state=DraftState.APPROVED) & Q(became__isnull=False))
                | (~Q(state=DraftState.APPROVED) & Q(became__isnull=True)),
                name="draft_approved_becomes_a_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"
