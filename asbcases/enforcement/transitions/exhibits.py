"""Exhibits with their continuity (EVD-7): added, handed from whoever holds them to the next, and disposed of."""

import re
from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case, Document
from asbcases.cases.queries import locked, next_number
from asbcases.enforcement.models import Exhibit, ExhibitMove
from asbcases.enforcement.queries.exhibits import holder_of, moves_of
from asbcases.errors import Refused

LABEL = re.compile(r"[A-Z]{1,6}/[1-9]\d{0,4}")


@transaction.atomic
def add_exhibit(
    case: Case,
    *,
    description: str,
    found_by: str,
    found_at: datetime,
    found_where: str,
    label: str = "",
    seal: str = "",
    kept_at: str = "",
    document: Document | None = None,
    by: User,
    now: datetime,
) -> Exhibit:
    """Keep one thing or file that may be shown to a court, and return it; without a label it gets the finder's next."""
    case = locked(case)
    for words, fault in (
        (description, "Say what it is."),
        (found_by, "Say who found it."),
        (found_where, "Say where it was found."),
    ):
        if not words.strip():
            raise Refused(fault)
    _refuse_future(found_at, now)
    refuse_strange(case, document)
    exhibit = Exhibit.objects.create(
        case=case,
        number=next_number(Exhibit.objects.filter(case=case)),
        label=_label(case, label, found_by),
        description=description.strip(),
        found_by=found_by.strip(),
        found_at=found_at,
        found_where=found_where.strip(),
        seal=seal.strip(),
        kept_at=kept_at.strip(),
        document=document,
        recorded_at=now,
        recorded_by=by,
    )
    record(Verb.EXHIBIT_ADDED, by=by, now=now, happened_at=found_at, case=case, data=_told(exhibit))
    return exhibit


def _label(case: Case, stated: str, found_by: str) -> str:
    """Return the label: as it stands on the thing, or the finder's initials with their next number."""
    label = stated.strip().upper()
    if not label:
        initials = "".join(part[0] for part in re.findall(r"[^\W\d_]+", found_by))[:6].upper()
        begins = f"{initials if re.fullmatch('[A-Z]+', initials) else 'X'}/"
        labels = Exhibit.objects.filter(case=case, label__startswith=begins).values_list("label", flat=True)
        return f"{begins}{max((int(one.partition('/')[2]) for one in labels), default=0) + 1}"
    if not LABEL.fullmatch(label):
        raise Refused("A label is the initials of the finder and a number, for example CW/1.")
    if Exhibit.objects.filter(case=case, label=label).exists():
        raise Refused(f"{label} is on this case already: a label names one thing only.")
    return label


def refuse_strange(case: Case, document: Document | None) -> None:
    """Refuse a file that is no part of the case, or was recorded in error."""
    if document and (document.case_id != case.pk or document.recorded_in_error_at):
        raise Refused("This file is none of the case: add it to the case first.")


@transaction.atomic
def hand_over(
    exhibit: Exhibit,
    *,
    moved_at: datetime,
    from_whom: str,
    to_whom: str,
    kept_at: str,
    seal: str = "",
    why: str,
    by: User,
    now: datetime,
) -> ExhibitMove:
    """Keep one handover of an exhibit, from whoever holds it, and return it; the chain only grows."""
    exhibit = _at_hand(exhibit)
    holder = holder_of(exhibit)
    if from_whom.strip().casefold() != holder.casefold():
        raise Refused(f"{exhibit.label} is held by {holder}: it can only be handed over from there.")
    if not to_whom.strip() or not kept_at.strip() or not why.strip():
        raise Refused("Say to whom it goes, where it is kept from then on, and why.")
    _refuse_untimely(exhibit, moved_at, now)
    move = ExhibitMove.objects.create(
        case=exhibit.case,
        exhibit=exhibit,
        number=next_number(ExhibitMove.objects.filter(exhibit=exhibit)),
        moved_at=moved_at,
        from_whom=holder,
        to_whom=to_whom.strip(),
        kept_at=kept_at.strip(),
        seal=seal.strip(),
        why=why.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    exhibit.kept_at, exhibit.seal = move.kept_at, move.seal or exhibit.seal
    _save(exhibit, "kept_at", "seal")
    told = {**_told(exhibit), "move": move.number}
    record(Verb.EXHIBIT_MOVED, by=by, now=now, happened_at=moved_at, case=exhibit.case, data=told)
    return move


@transaction.atomic
def dispose(exhibit: Exhibit, *, disposed_at: datetime, disposal: str, by: User, now: datetime) -> Exhibit:
    """Keep what became of an exhibit in the end: given back, destroyed, kept by the court; return it."""
    exhibit = _at_hand(exhibit)
    if not disposal.strip():
        raise Refused("Say what became of it, and by whose decision.")
    _refuse_untimely(exhibit, disposed_at, now)
    exhibit.disposed_at, exhibit.disposal = disposed_at, disposal.strip()
    _save(exhibit, "disposed_at", "disposal")
    record(
        Verb.EXHIBIT_DISPOSED,
        by=by,
        now=now,
        happened_at=disposed_at,
        case=exhibit.case,
        data=_told(exhibit),
    )
    return exhibit


def _at_hand(exhibit: Exhibit) -> Exhibit:
    """Return an exhibit locked after its case; what is gone moves no more. A closed case still holds its exhibits."""
    case = locked(exhibit.case)
    exhibit = locked(exhibit)
    exhibit.case = case
    if exhibit.recorded_in_error_at:
        raise Refused(f"{exhibit.label} was recorded in error: load the page again.")
    if exhibit.disposed_at:
        raise Refused(f"{exhibit.label} was disposed of already: load the page again.")
    return exhibit


def _refuse_untimely(exhibit: Exhibit, at: datetime, now: datetime) -> None:
    _refuse_future(at, now)
    newest = moves_of(exhibit).last()
    if at < (newest.moved_at if newest else exhibit.found_at):
        raise Refused("That is before it was last handed over, or found: correct the time.")


def _refuse_future(at: datetime, now: datetime) -> None:
    if at > now:
        raise Refused("This time is still to come: correct date and time.")


def _save(exhibit: Exhibit, *fields: str) -> None:
    exhibit.version += 1
    exhibit.save(update_fields=["version", *fields])


def _told(exhibit: Exhibit) -> dict[str, object]:
    return {"label": exhibit.label, "exhibit": exhibit.pk, "number": exhibit.number}
