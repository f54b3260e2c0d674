"""What the applicant was told and asked, the appeal, and the end of a review."""

from django.db import models
from django.db.models import Q

from asbcases.cases.models import CaseReview
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from triggers.choices import AppealAgainst, AppealOutcome, Ending, LetterKind


@keep_history()
class DraftPlan(Recorded):
    """An action plan, put to the victim before it is final (ACG-4)."""

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    put_at = models.DateTimeField(null=True, blank=True, help_text="When it was put to the victim")
    put_how = models.TextField(blank=True)
    not_put_why = models.TextField(blank=True, help_text="Why it became final without the victim being asked")
    comments = models.TextField(blank=True, help_text="What the victim said to it, or that nothing came")
    commented_at = models.DateTimeField(null=True, blank=True)
    final_words = models.TextField(blank=True)
    final_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="plan_number_once_per_review"),
            models.CheckConstraint(
                condition=Q(put_at__isnull=True) | ~Q(put_how=""), name="draft_plan_put_how"
            ),
            models.CheckConstraint(
                condition=Q(final_at__isnull=True, final_words="")
                | (
                    (Q(put_at__isnull=False) & ~Q(comments="") | ~Q(not_put_why=""))
                    & Q(final_at__isnull=False)
                    & ~Q(final_words="")
                ),
                name="draft_plan_put_before_final",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan {self.number}"


class ReviewLetter(Recorded):
    """A letter as it was sent, or words as they were said to the applicant; never changed."""

    append_only = True

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="letters")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=LetterKind)
    words = models.TextField()
    appeal_words = models.TextField(blank=True, help_text="What it says of being dissatisfied (ACR-19)")
    how = models.TextField(help_text="How it was sent or said")
    sent_at = models.DateTimeField()
    pdf = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            one_of("kind", LetterKind, name="letter_kind"),
            models.UniqueConstraint(fields=["review", "number"], name="letter_number_once"),
            models.CheckConstraint(condition=~Q(how=""), name="letter_how"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@keep_history()
class ReviewAppeal(Recorded):
    """An applicant who is dissatisfied, and how the local body for appeals decided (ACR-19)."""

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="appeals")
    number = models.PositiveSmallIntegerField()
    against = models.CharField(max_length=10, choices=AppealAgainst)
    words = models.TextField(help_text="Why, in their words")
    asked_at = models.DateTimeField()
    in_time = models.BooleanField(null=True, blank=True, help_text="Empty where the area states no window")
    body = models.TextField(blank=True, help_text="Who hears it")
    lpb_told_at = models.DateTimeField(null=True, blank=True)
    hears_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=AppealOutcome, blank=True)
    outcome_words = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("against", AppealAgainst, name="review_appeal_against"),
            one_of("outcome", AppealOutcome, name="review_appeal_outcome", blank=True),
            models.UniqueConstraint(fields=["review", "number"], name="review_appeal_number_once"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | (~Q(outcome="") & ~Q(outcome_words="") & Q(decided_at__isnull=False)),
                name="review_appeal_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Appeal {self.number}"


class ReviewClosing(Recorded):
    """Why and when a review was closed, and how the victim was told (ACG-2)."""

    append_only = True

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="closings")
    ending = models.CharField(max_length=12, choices=Ending)
    reason = models.TextField()
    told_how = models.TextField(help_text="How the applicant was told, or why not")
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("ending", Ending, name="review_ending"),
            models.CheckConstraint(condition=~Q(reason=""), name="review_closing_reason"),
        ]

    def __str__(self) -> str:
        return self.get_ending_display()
