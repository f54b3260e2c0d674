"""Whether two records are of one person: somebody decides, sees why, and may take it back. Nothing is merged."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import MatchRuling, Person
from asbcases.cases.queries import foremost, locked
from asbcases.casework.transitions.people import refuse_if_in_error
from asbcases.errors import Refused


@transaction.atomic
def decide_match(
    person: Person,
    other: Person,
    *,
    same: bool,
    reasons: Sequence[str],
    note: str = "",
    by: User,
    now: datetime,
) -> MatchRuling:
    """Decide whether two records are of one person; if so the later points to the earlier from now on."""
    if person.pk == other.pk:
        raise Refused("This is one and the same record: choose another.")
    pair = [locked(row) for row in sorted((person, other), key=lambda row: row.pk)]
    if same:
        pair = [locked(foremost(row)) for row in pair]
    earlier, later = sorted(pair, key=lambda row: row.pk)
    (_join if same else _part)(later, earlier)
    ruling = MatchRuling.objects.create(
        person=later,
        other=earlier,
        same=same,
        reasons=list(reasons),
        note=note,
        recorded_at=now,
        recorded_by=by,
    )
    told: dict[str, object] = {
        "person": later.reference,
        "other": earlier.reference,
        "verdict": "one person" if same else "not one person",
    }
    record(Verb.MATCH_DECIDED, by=by, now=now, reason=note, data=told)
    return ruling


def _join(later: Person, earlier: Person) -> None:
    if later.pk == earlier.pk:
        raise Refused("These records are said to be of one person already: load the page again.")
    if later.kind != earlier.kind:
        raise Refused(
            f"One is a {later.get_kind_display().lower()}, the other a {earlier.get_kind_display().lower()}: "
            "correct the kind first."
        )
    refuse_if_in_error(later)
    refuse_if_in_error(earlier)
    _point(later, earlier)


def _part(later: Person, earlier: Person) -> None:
    """Take back that the records are of one person, where the one points to the other."""
    if later.same_as_id == earlier.pk:
        _point(later, None)
    elif foremost(later) == foremost(earlier):
        through = Person.objects.filter(pk__in=[later.same_as_id, earlier.same_as_id]).first()
        raise Refused(
            f"They are one person by {through.reference if through else 'a third record'}: undo that first."
        )


def _point(later: Person, earlier: Person | None) -> None:
    later.same_as = earlier
    later.version += 1
    later.save(update_fields=["same_as", "version"])
