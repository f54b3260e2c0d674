"""What a partner is asked: to take a matter on, or to answer a question part by part."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.models import Agency, User
from asbcases.cases.models import Case
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from partners.choices import Matter, ReferralStage
from partners.models.shares import Share


def somebody(help_text: str = "") -> "models.ForeignKey[User | None, User | None]":
    """Return a column that names whoever did something, or is meant by name; empty where nobody did or is."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text=help_text,
    )


class Asked(Recorded):
    """Something of one case that is asked of an agency, or of one of its officers by name, until somebody closes it."""

    number = models.PositiveIntegerField(help_text="Within the case")
    reference = models.CharField(
        max_length=20, unique=True, help_text="By which the agency knows it: it says nothing of the case"
    )
    named = somebody("Who of the agency is meant by name; empty where any of its officers may answer")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = somebody()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = somebody()
    closing_words = models.TextField(blank=True, help_text="For the police alone")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


@keep_history()
class Referral(Asked):
    """A matter that an agency is asked to take on; it stays with the police until the agency accepts it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="referrals", db_index=False)
    matter = models.CharField(max_length=12, choices=Matter)
    asks = models.TextField(help_text="What is asked, in words that are meant for the agency")
    high = models.BooleanField(
        default=False, help_text="It is to be acknowledged by the clock of a high risk"
    )
    respond_by = models.DateField(help_text="The day by the end of which the outcome is asked for")
    share = models.ForeignKey(
        Share, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals", db_index=False
    )
    acknowledge_by = models.DateTimeField(null=True, blank=True, help_text="By policy, when it was sent")
    accept_by = models.DateTimeField(null=True, blank=True, help_text="By policy, when it was sent")
    stage = models.CharField(max_length=12, choices=ReferralStage, default=ReferralStage.DRAFTED)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = somebody()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = somebody()
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = somebody()
    declined_why = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = somebody()
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("matter", Matter, name="referral_matter"),
            one_of("stage", ReferralStage, name="referral_stage"),
            models.UniqueConstraint(fields=["case", "number"], name="referral_number_once"),
            models.CheckConstraint(
                condition=Q(stage__in=[ReferralStage.DRAFTED, ReferralStage.CLOSED])
                | Q(sent_at__isnull=False),
                name="referral_sent_before_answered",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
                name="referral_accepted_or_declined",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | ~Q(declined_why=""),
                name="referral_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | (~Q(outcome="") & Q(accepted_at__isnull=False)),
                name="referral_outcome_of_whoever_accepted",
            ),
            models.CheckConstraint(
                condition=Q(
                    closed_at__isnull=True, stage__in=[s for s in ReferralStage if s != ReferralStage.CLOSED]
                )
                | Q(closed_at__isnull=False, stage=ReferralStage.CLOSED),
                name="referral_closed_once",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "sent_at", "id"], name="referral_of_agency"),
            models.Index(
                fields=["sent_at", "id"], condition=Q(closed_at__isnull=True), name="referral_under_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} of {self.case_id}"

    @property
    def by_telephone(self) -> "dict[str, TelephonedStep]":
        """Return the steps that the agency gave by telephone, by their stage."""
        return {step.stage: step for step in self.telephoned.all()}


class TelephonedStep(Recorded):
    """A step of a referral that the agency gave by telephone: who said it, and when; whoever recorded it entered it."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="telephoned")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    named = somebody()
    stage = models.CharField(max_length=12, choices=ReferralStage)
    said_by = models.TextField(help_text="Who of the agency said it")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("stage", ReferralStage, name="telephoned_stage"),
            models.UniqueConstraint(fields=["referral", "stage"], name="telephoned_once"),
            models.CheckConstraint(condition=~Q(said_by=""), name="telephoned_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} of {self.referral_id} by telephone"


@keep_history()
class Question(Asked):
    """What an agency is asked about a case by a day, answered part by part."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="questions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="questions", db_index=False)
    asks = models.TextField(help_text="What it is about, in words that are meant for the agency")
    due_on = models.DateField(help_text="The day by the end of which an answer is asked for")
    answered_at = models.DateTimeField(
        null=True, blank=True, help_text="When the last of its parts was answered first"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="question_to_agency_number_once"),
            models.CheckConstraint(condition=Q(sent_at__isnull=False), name="question_is_asked"),
        ]
        indexes = [
            models.Index(fields=["agency", "sent_at", "id"], name="question_of_agency"),
            models.Index(
                fields=["sent_at", "id"], condition=Q(closed_at__isnull=True), name="question_under_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} of {self.case_id}"


class QuestionPart(models.Model):
    """One thing that is asked; it holds whom it is asked of, so that it is seen as its question is."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="parts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    named = somebody()
    number = models.PositiveIntegerField(help_text="Within the question")
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_part_number_once")
        ]

    def __str__(self) -> str:
        return f"Part {self.number} of {self.question_id}"


class QuestionAnswer(models.Model):
    """What an agency answered to one part; a later answer is a new row, and the earlier one stays."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(QuestionPart, on_delete=models.PROTECT, related_name="answers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    named = somebody()
    words = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    said_by = models.TextField(
        blank=True, help_text="Who of the agency said it by telephone, where the police entered it"
    )
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(said_by="", said_at__isnull=True) | (~Q(said_by="") & Q(said_at__isnull=False)),
                name="question_answer_telephoned_whole",
            )
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk} to part {self.part_id}"
