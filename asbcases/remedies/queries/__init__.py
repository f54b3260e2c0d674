"""Reads of menus, community remedies and restorative justice."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from asbcases.cases.choices import PartyRole, Source
from asbcases.cases.models import Case, CaseParty, Incident
from asbcases.law.periods import london_day, london_midnight_after
from asbcases.policies.queries import find_limit, limits_of
from asbcases.remedies.choices import Heard, Side
from asbcases.remedies.models import Menu, Remedy, Restorative, RestorativeSide
from asbcases.remedies.rules import Noted, looks_after

# The roles of a case from which each side comes.
ROLE_OF = {Side.HARMED: PartyRole.VICTIM, Side.RESPONDENT: PartyRole.RESPONDENT}

# Who reports again is a victim or says so for somebody else.
HARMED = (PartyRole.VICTIM, PartyRole.COMPLAINANT)


class Look(NamedTuple):
    """How many incidents came after restorative justice, up to a day: about the respondent, or with the harmed person as victim."""

    months: int
    until: date
    over: bool
    found: int


def hold_menus(area: str) -> None:
    """Let nobody else publish a menu of an area before this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"remedies of {area}"])


def menus() -> QuerySet[Menu]:
    """Return every version of every menu, by area, the newest first."""
    found = Menu.objects.select_related("published_by").prefetch_related("actions")
    return found.order_by("name", "-in_force_from")


def areas() -> dict[str, str]:
    """Return the name of each area that has a menu, by its code."""
    return dict(Menu.objects.order_by("area", "in_force_from").values_list("area", "name"))


def menu_on(area: str, day: date) -> Menu | None:
    """Return the menu of an area on the day of the behaviour; None where none was in force (CRM-6, s.102(6))."""
    still = Q(in_force_to__isnull=True) | Q(in_force_to__gte=day)
    return Menu.objects.filter(still, area=area, in_force_from__lte=day).order_by("-in_force_from").first()


def parties(case: Case, side: Side) -> QuerySet[CaseParty]:
    """Return the people of a case who may stand on a side, by number."""
    named = CaseParty.objects.filter(case=case, role=ROLE_OF[side], recorded_in_error_at__isnull=True)
    return named.select_related("person").order_by("number")


def remedies_of(case: Case) -> QuerySet[Remedy]:
    """Return the community remedies of a case, the newest first."""
    found = Remedy.objects.filter(case=case).select_related(
        "party__person", "menu", "action", "decided_by", "recorded_by"
    )
    notes = ("notes__victim__person", "notes__choice", "notes__recorded_by")
    return found.prefetch_related(*notes).order_by("-number")


def restoratives_of(case: Case) -> QuerySet[Restorative]:
    """Return the restorative justice of a case, the newest first."""
    found = Restorative.objects.filter(case=case).select_related("recorded_by")
    return found.prefetch_related("sides__party__person").order_by("-number")


def noted_of(remedy: Remedy) -> list[Noted]:
    """Return the notes about victims as the rules read them."""
    rows = remedy.notes.order_by("number").values_list("victim_id", "heard", "choice_id")
    return [Noted(victim, Heard(heard), choice) for victim, heard, choice in rows]


def answer_by(side: RestorativeSide) -> date | None:
    """Return the day by which an answer is looked for; None where nothing is offered or policy is silent."""
    if side.offered_at is None or side.answer:
        return None
    offered_on = london_day(side.offered_at)
    row = find_limit("restorative.answer", "", offered_on)
    return date.fromordinal(offered_on.toordinal() + int(row.value)) if row else None


def looks_at(restorative: Restorative, visible: QuerySet[Incident], now: datetime) -> list[Look]:
    """Return how many of the incidents that one may see came within each number of months after they met."""
    if restorative.met_on is None:
        return []
    months = [int(row.value) for row in limits_of("restorative.look", restorative.met_on)]
    people = {side.side: side.party.person_id for side in restorative.sides.all()}
    since = london_midnight_after(restorative.met_on)
    after = _about(people, visible).filter(happened_from__gte=since)
    return [
        Look(number, until, until < london_day(now), _until(after, until))
        for number, until in looks_after(restorative.met_on, months)
    ]


def _about(people: dict[str, int], visible: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return our incidents about the respondent, or that the harmed person suffered; none recorded in error."""
    concerned = Q()
    for side, roles in ((Side.HARMED, HARMED), (Side.RESPONDENT, (PartyRole.RESPONDENT,))):
        concerned |= Q(parties__person=people[side], parties__role__in=roles)
    own = visible.filter(source=Source.OWN, recorded_in_error_at__isnull=True)
    return own.filter(concerned, parties__recorded_in_error_at__isnull=True).distinct()


def _until(after: QuerySet[Incident], day: date) -> int:
    return after.filter(happened_from__lt=london_midnight_after(day)).count()
