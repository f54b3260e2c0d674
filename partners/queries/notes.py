"""Notes of an agency: those that its officers read of a case shared with them, and those that the police read too."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Func, IntegerField, Q, QuerySet, Value

from asbcases.accounts.models import Agency, User
from asbcases.cases.models import Case
from partners.access import shares_open_to
from partners.models import PartnerNote, Share

PEOPLE = ("agency", "recorded_by")


def notes_of_agency(case: int, user: User, *, now: datetime) -> QuerySet[PartnerNote]:
    """Return what the agency of a partner's officer noted on a case, while a share lets them in; nothing to anybody else."""
    shared = shares_open_to(user, now=now).filter(case_id=case).values("case_id")
    to_them = Q(named__isnull=True) | Q(named=user.pk)
    notes = PartnerNote.objects.filter(to_them, agency=user.agency_id, case_id__in=shared)
    return notes.select_related(*PEOPLE)


def notes_for_police(case: Case) -> QuerySet[PartnerNote]:
    """Return what agencies noted on a case for the police too; who asks must see the case."""
    return case.partner_notes.filter(shown_to_police=True).select_related(*PEOPLE)


def words_for_police(case: Case, notes: Iterable[int]) -> dict[int, str]:
    """Return the words of those of some notes on a case that the police read."""
    wanted = list(notes)
    shown = notes_for_police(case).filter(pk__in=wanted) if wanted else PartnerNote.objects.none()
    return dict(shown.values_list("pk", "words"))


def next_note_number(case: int, agency: Agency) -> int | None:
    """Return the number that the next note of an agency on a case gets, held until the transaction ends.

    The database counts, for nobody may see all of them; None where nothing of the case is shared with whoever acts.
    """
    number = Func(Value(case), F("pk"), function="asb_next_partner_note", output_field=IntegerField())
    next_one: int | None = Agency.objects.filter(pk=agency.pk).values_list(number, flat=True).get()
    return next_one


def only_reader(shares: Iterable[Share], user: User) -> User | None:
    """Return the person where a case is shared with them by name alone: their agency knows nothing of it then."""
    return user if all(share.grant.user_id == user.pk for share in shares) else None
