"""What somebody told us, word for word, and who they turned out to be."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from asbcases.accounts.models import Agency, District
from asbcases.cases.choices import Channel
from asbcases.cases.models.people import Person
from asbcases.cases.models.shared import Corrigible, Happened, Recorded, happened_constraints
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


class Report(Recorded, Happened):
    """One person's words about behaviour; never edited, corrected only by a later record.

    The keys are what was said, brought into one form (`asbcases.cases.rules.keys`), so that it can be found again.
    """

    append_only = True

    reference = models.CharField(max_length=20, unique=True)
    channel = models.CharField(max_length=10, choices=Channel)
    narrative = models.TextField(help_text="What was said, word for word")
    caller_name = models.TextField(blank=True, help_text="Empty when the caller gave no name")
    caller_phone = models.TextField(
        default="", db_default="", blank=True, help_text="Telephone number, as given"
    )
    caller_email = models.TextField(
        default="", db_default="", blank=True, help_text="E-mail address, as given"
    )
    caller_contact = models.TextField(blank=True, help_text="Any other way to reach the caller, as given")
    caller_address = models.TextField(
        default="", db_default="", blank=True, help_text="Where the caller lives, as given"
    )
    caller_anonymous = models.BooleanField(
        default=False, db_default=False, help_text="The caller asked not to be named"
    )
    on_behalf_of = models.TextField(
        default="", db_default="", blank=True, help_text="The person for whom the caller speaks"
    )
    language = models.TextField(
        default="", db_default="", blank=True, help_text="The language of the caller; empty for English"
    )
    adjustments = models.TextField(
        default="", db_default="", blank=True, help_text="What the caller needs in order to deal with us"
    )
    place_text = models.TextField(help_text="Where it happened, as given")
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="reports", db_index=False
    )
    agency = models.ForeignKey(
        Agency,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports",
        help_text="The partner that passed it on",
    )
    received_at = models.DateTimeField(help_text="When we were told")
    public_reference = models.CharField(
        default="",
        db_default="",
        max_length=20,
        blank=True,
        help_text="What the public form answered with; random",
    )
    phone_key = models.TextField(default="", db_default="", blank=True)
    email_key = models.TextField(default="", db_default="", blank=True)
    address_key = models.TextField(default="", db_default="", blank=True)
    place_key = models.TextField(default="", db_default="", blank=True)
    name_key = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [
            one_of("channel", Channel, name="report_channel"),
            models.UniqueConstraint(
                fields=["public_reference"], condition=~Q(public_reference=""), name="report_public_once"
            ),
            *happened_constraints("report"),
        ]
        indexes = [
            models.Index(fields=["district", "-received_at", "-id"], name="report_by_district"),
            models.Index(fields=["-received_at", "-id"], name="report_newest"),
            *(
                models.Index(fields=[key, "-received_at"], name=f"report_by_{key}", condition=~Q(**{key: ""}))
                for key in ("phone_key", "email_key")
            ),
            *(
                # By its beginning too, while somebody types.
                models.Index(
                    OpClass(F(key), name="text_pattern_ops"),
                    name=f"report_by_{key}",
                    condition=~Q(**{key: ""}),
                )
                for key in ("address_key", "place_key")
            ),
            # The very same name; like ones are found among those that are known.
            models.Index(fields=["name_key"], name="report_by_same_name", condition=~Q(name_key="")),
        ]

    def __str__(self) -> str:
        return self.reference


@keep_history()
class Recognition(Recorded, Corrigible):
    """Somebody accepted that the caller of a report, or who suffers by it, is a person on file, and saw why."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="recognition")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recognised_in")
    reasons = models.JSONField(default=list, help_text="What matched, in the words shown")

    def __str__(self) -> str:
        return f"{self.report_id} by {self.person_id}"
