"""An application as it was made, the bodies that were told of it, and the days agreed where an area states no clock."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from asbcases.accounts.models import Agency
from asbcases.cases.models import CaseReview, Person
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from triggers.choices import BodyAnswer, BodyKind, Channel, Consent, Involvement, StepAgreed, VictimKind
from triggers.models.procedures import LocalProcedure


@keep_history()
class Application(Recorded):
    """What somebody who applies told us, for whom, how they are reached safely, and what they want."""

    review = models.OneToOneField(CaseReview, on_delete=models.PROTECT, related_name="application")
    procedure = models.ForeignKey(
        LocalProcedure,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="applications",
        db_index=False,
        help_text="The version that governs; empty where the area had none on the day of receipt",
    )
    channel = models.CharField(max_length=12, choices=Channel)
    applicant_name = models.TextField(blank=True)
    applicant_phone = models.TextField(blank=True)
    applicant_email = models.TextField(blank=True)
    applicant_address = models.TextField(blank=True)
    language = models.TextField(blank=True, help_text="The language of the applicant; empty for English")
    adjustments = models.TextField(blank=True, help_text="What the applicant needs in order to deal with us")
    victim_kind = models.CharField(max_length=10, choices=VictimKind)
    victim_name = models.TextField(blank=True, help_text="For whom; empty where the applicant is the victim")
    relation = models.TextField(blank=True, help_text="Who the applicant is to the victim")
    consent = models.CharField(max_length=10, choices=Consent)
    consent_at = models.DateTimeField(null=True, blank=True, help_text="When it was given or withdrawn")
    consent_words = models.TextField(blank=True, help_text="How it was given, or why it was withdrawn")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    contact_email = models.TextField(
        blank=True, help_text="An address that only they read; empty: do not write"
    )
    contact_phone = models.TextField(
        blank=True, help_text="A number that only they answer; empty: do not ring"
    )
    contact_note = models.TextField(blank=True, help_text="When and how not to reach them, in their words")
    from_hour = models.PositiveSmallIntegerField(default=0, help_text="Not before this hour in London")
    until_hour = models.PositiveSmallIntegerField(
        default=24, help_text="Not from this hour on; 24 is midnight"
    )
    discreet = models.BooleanField(default=True, help_text="Nothing may show who wrote, or about what")
    happened = models.TextField(help_text="What happened, word for word")
    place_text = models.TextField(blank=True, help_text="Where, as given")
    reported_to = models.TextField(blank=True, help_text="To whom it was reported and when, as given")
    wanted = models.TextField(blank=True, help_text="What the applicant hopes for")
    involvement = models.CharField(max_length=12, choices=Involvement, blank=True)
    involvement_words = models.TextField(blank=True)
    held_for = models.JSONField(
        default=list, help_text="The steps for which no clock is stated, so that a day has to be agreed"
    )
    clocks_from = models.DateTimeField(
        null=True, blank=True, help_text="From when its clocks run; empty while consent is missing"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    acknowledged_how = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("channel", Channel, name="application_channel"),
            one_of("victim_kind", VictimKind, name="application_victim_kind"),
            one_of("consent", Consent, name="application_consent"),
            one_of("involvement", Involvement, name="application_involvement", blank=True),
            models.CheckConstraint(
                condition=Q(consent=Consent.OWN) | ~Q(victim_name=""), name="application_names_the_victim"
            ),
            models.CheckConstraint(
                condition=Q(from_hour__lt=F("until_hour"), until_hour__lte=24), name="application_hours"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | ~Q(acknowledged_how=""),
                name="application_acknowledged_how",
            ),
        ]

    def __str__(self) -> str:
        return f"Application of {self.review_id}"

    @property
    def by_somebody_else(self) -> bool:
        """Return whether the applicant speaks for the victim."""
        return self.consent != Consent.OWN


@keep_history()
class BodyReply(Recorded):
    """A relevant body that was told of an application (ACR-5), and what it replied."""

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="bodies")
    number = models.PositiveSmallIntegerField()
    name = models.TextField()
    kind = models.CharField(max_length=10, choices=BodyKind)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    told_at = models.DateTimeField()
    told_how = models.TextField()
    answer = models.CharField(max_length=10, choices=BodyAnswer, blank=True)
    answer_words = models.TextField(blank=True, help_text="What it holds, or why it refused")
    replied_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, help_text="When the reply was noted here")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("kind", BodyKind, name="body_kind"),
            one_of("answer", BodyAnswer, name="body_answer", blank=True),
            models.UniqueConstraint(fields=["review", "number"], name="body_number_once"),
            models.UniqueConstraint(fields=["review", "name"], name="body_told_once"),
            models.CheckConstraint(
                condition=Q(answer="", replied_at__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(replied_at__isnull=False, answered_at__isnull=False)),
                name="body_replied_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer=BodyAnswer.REFUSED) | ~Q(answer_words=""), name="body_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgreedDate(Recorded):
    """A day that was agreed with the applicant for a step for which the area states no clock."""

    append_only = True

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="agreed")
    step = models.CharField(max_length=16, choices=StepAgreed)
    on = models.DateField(help_text="The last day in time")
    how = models.TextField(help_text="How it was agreed, or why it could not be")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("step", StepAgreed, name="agreed_step"),
            models.CheckConstraint(condition=~Q(how=""), name="agreed_how"),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} by {self.on}"


class PublicApplication(models.Model):
    """What came by the public form, or from staff of another area, before it is taken in as a review."""

    reference = models.CharField(max_length=20, unique=True, help_text="Random, shown to the sender")
    said = models.JSONField(help_text="What was typed")
    sent_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    review = models.OneToOneField(
        CaseReview, null=True, blank=True, on_delete=models.PROTECT, related_name="came_as"
    )
    trouble = models.TextField(blank=True, help_text="Why it could not be taken in")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, review__isnull=True)
                | Q(taken_at__isnull=False, review__isnull=False),
                name="public_application_whole",
            )
        ]
        indexes = [
            models.Index(
                fields=["sent_at", "id"],
                name="public_application_waiting",
                condition=Q(taken_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.reference


class StatusLink(models.Model):
    """A link by which an applicant sees stage and next date, once; only the hash of it is kept."""

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="status_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="status_link_in_order")
        ]

    def __str__(self) -> str:
        return f"Link of {self.review_id}"
