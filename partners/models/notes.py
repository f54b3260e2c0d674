"""What a partner's officer notes on a case that is shared with them: for their agency alone, or for the police too."""

from django.db import models
from django.db.models import Q

from asbcases.accounts.models import Agency
from asbcases.cases.models import Case
from asbcases.cases.models.shared import Recorded
from partners.models.referrals import somebody


class PartnerNote(Recorded):
    """A note of an agency, kept word for word: when no share lets its writer in any more, the row stays and they read it no longer."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="partner_notes")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    named = somebody(
        "Who alone of the agency knows of the case; empty where any officer let in may read this"
    )
    number = models.PositiveIntegerField(
        help_text="Within the case, of one agency: no number tells of the notes of another"
    )
    shown_to_police = models.BooleanField(help_text="Police who see the case read it too")
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "agency", "number"], name="partner_note_number_once"),
            models.CheckConstraint(condition=~Q(words=""), name="partner_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"Note {self.number} on {self.case_id}"
