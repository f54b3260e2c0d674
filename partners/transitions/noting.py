"""An officer of a partner writes a note on a case that is shared with them; the record says for whom, and never what."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.transitions import enqueue
from partners.models import PartnerNote, Share
from partners.queries.notes import next_note_number, only_reader

SERVICE = "system:partner-notes"
FOR = {True: "for the police too", False: "for ourselves"}


@transaction.atomic
def note_for_agency(
    shares: Sequence[Share], *, words: str, shown_to_police: bool, by: User, now: datetime
) -> PartnerNote:
    """Write a note on the case of these shares, by which the person knows it, and return it.

    What is known by shares with one person by name is read by that person alone, and by the police if it is for them.
    """
    if not words.strip():
        raise Refused("Write what is to be noted.")
    case = shares[0].case_id
    number = next_note_number(case, by.agency)
    if number is None:
        raise Refused("Nothing of this case is shared with you any more: no note can be added.")
    note = PartnerNote.objects.create(
        case_id=case,
        agency=by.agency,
        named=only_reader(shares, by),
        number=number,
        shown_to_police=shown_to_police,
        words=words,
        recorded_at=now,
        recorded_by=by,
    )
    told: dict[str, object] = {"note": note.pk, "agency": by.agency.name, "shown": FOR[shown_to_police]}
    record(Verb.PARTNER_NOTED, by=by, now=now, case_id=case, data=told)
    if shown_to_police:
        _tell_lead(note, now=now)
    return note


def _tell_lead(note: PartnerNote, *, now: datetime) -> None:
    """Tell the lead that a partner wrote a note for the police: on which case, and no word of it."""
    with acting(SERVICE):
        case = Case.objects.select_related("lead").get(pk=note.case_id)
        context: dict[str, object] = {
            "kind": "a note of a partner",
            "reference": case.reference,
            "path": f"/cases/{case.reference}/#what-has-happened",
        }
        key = f"partner-note:{note.pk}"
        enqueue(key, case.lead, Template.PARTNER_NOTED, context, now=now, case=case)
