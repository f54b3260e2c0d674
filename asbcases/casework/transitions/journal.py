"""The journal of a case: contacts, visits, decisions and notes, each kept as it was written."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import EntryKind, Reached, Way
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case, CaseParty, JournalEntry
from asbcases.cases.queries import locked, next_number
from asbcases.errors import Refused

MEETINGS = frozenset({EntryKind.CONTACT, EntryKind.VISIT})
# A victim may ring although the case is closed; what is decided or done belongs to an open one.
AFTER_CLOSING = frozenset({EntryKind.CONTACT, EntryKind.NOTE})


@transaction.atomic
def write_entry(
    case: Case,
    *,
    kind: EntryKind,
    happened_at: datetime,
    said_by: str,
    agency: str = "",
    words: str,
    is_view: bool = False,
    party: CaseParty | None = None,
    way: Way | str = "",
    reached: Reached | str = "",
    new_harm: str = "",
    by: User,
    now: datetime,
) -> JournalEntry:
    """Write in the journal of a case what happened and who says so, and return the entry.

    When it happened is one fact and when it is written another: it may have been before the case was opened.
    """
    case = locked(case)
    kind = EntryKind(kind)
    _refuse_on_closed(case, kind)
    _refuse_unless_said(happened_at, said_by, words, now)
    refuse_unless_of(case, party)
    if kind in MEETINGS and (party is None or not reached):
        raise Refused("Say with whom it was, and whether they were reached.")
    if kind not in MEETINGS and (way or reached):
        raise Refused(
            "Only a contact or a visit reaches somebody: choose one of the two, or leave that empty."
        )
    entry = JournalEntry.objects.create(
        case=case,
        number=_next_number(case),
        kind=kind,
        happened_at=happened_at,
        said_by=said_by.strip(),
        agency=agency.strip(),
        words=words,
        is_view=is_view,
        party=party,
        way=way or (Way.IN_PERSON if kind is EntryKind.VISIT else ""),
        reached=reached,
        new_harm=new_harm.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    told = {**_data_of(entry), "party": str(party.number) if party else ""}
    record(Verb.JOURNAL_WRITTEN, by=by, now=now, happened_at=happened_at, case=case, data=told)
    return entry


@transaction.atomic
def mark_entry_wrong(entry: JournalEntry, *, why: str, by: User, now: datetime) -> JournalEntry:
    """Say that an entry was written in error, with the reason; it stays to be read, on a closed case too."""
    entry = locked(entry)
    if entry.recorded_in_error_at:
        raise Refused("This entry is marked as recorded in error already: load the page again.")
    if not why.strip():
        raise Refused("Say what is wrong with the entry: the reason is kept with it.")
    entry.recorded_in_error_at, entry.recorded_in_error_by = now, by
    entry.recorded_in_error_why = why
    entry.save(update_fields=["recorded_in_error_at", "recorded_in_error_by", "recorded_in_error_why"])
    record(Verb.JOURNAL_WRONG, by=by, now=now, reason=why, case=entry.case, data=_data_of(entry))
    return entry


def refuse_unless_of(case: Case, party: CaseParty | None) -> None:
    """Refuse somebody who is no part of the case, or was put there in error."""
    if party and (party.case_id != case.pk or party.recorded_in_error_at):
        raise Refused(f"This person is no part of {case.reference}: choose somebody who is.")


def _refuse_on_closed(case: Case, kind: EntryKind) -> None:
    if case.stage == Stage.CLOSED and kind not in AFTER_CLOSING:
        raise Refused(
            f"{case.reference} is closed: only contacts and notes are still written in its journal. "
            "For anything else, open the case again first."
        )


def _refuse_unless_said(happened_at: datetime, said_by: str, words: str, now: datetime) -> None:
    if happened_at > now:
        raise Refused("This is still to come: correct the date or the time.")
    if not words.strip():
        raise Refused("Say what happened: an entry without words tells nothing.")
    if not said_by.strip():
        raise Refused("Say who says so: yourself, the victim, a partner by name.")


def _data_of(entry: JournalEntry) -> dict[str, object]:
    kind = EntryKind(entry.kind).label.lower()
    return {"kind": kind, "number": entry.number, "entry": entry.pk}


def _next_number(case: Case) -> int:
    """Return the number that the next entry gets; the case is locked meanwhile."""
    return next_number(JournalEntry.objects.filter(case=case))
