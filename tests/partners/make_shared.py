"""A case with something in every part that may be shared, and shares of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import Agency, User
from asbcases.cases.case_choices import EntryKind, Need, PlanKind, Way
from asbcases.cases.choices import GrantSource, PartyRole, Tier
from asbcases.cases.models import AccessGrant, Case, Report
from asbcases.casework.transitions import (
    agree_contact,
    assess_needs,
    attach_report,
    make_plan,
    place_case,
    plan_action,
    recognise,
    record_premises,
    write_entry,
)
from asbcases.casework.transitions.case_people import add_party
from asbcases.casework.transitions.safe_contact import state_safe_contact
from partners.access import shares_open_to
from partners.choices import Gateway, Item, Purpose
from partners.models import Share
from tests.casework.casefile import victim_of
from tests.enforcement.make_measures import make_warning
from tests.make import NOW, district, make_case, make_incident, make_report, make_triage
from tests.risk.answers import HIGH, assess
from tests.tools.quickly import quickly


def share_of(
    case: Case,
    agency: Agency,
    *,
    by: User,
    tier: Tier = Tier.RISK,
    items: Sequence[Item] = tuple(Item),
    now: datetime | None = None,
    **grant: Any,
) -> Share:
    """Share parts of a case with an agency, since an hour ago unless told otherwise."""
    at = now or timezone.now()
    told = {"starts_at": at - timedelta(hours=1), **grant}
    let_in = AccessGrant.objects.create(
        case=case, agency=agency, source=GrantSource.SHARE, tier=tier, granted_at=at, granted_by=by, **told
    )
    return Share.objects.create(
        case=case,
        number=Share.objects.filter(case=case).count() + 1,
        grant=let_in,
        purpose=Purpose.TENANCY,
        gateway=Gateway.CRIME_AND_DISORDER,
        items=list(items),
        proportionality="They let the flat.",
        urgent_why="Tonight.",
        decided_by=by,
        recorded_at=at,
        recorded_by=by,
    )


def shared_with(user: User, *, now: datetime) -> list[Case]:
    """Return the cases of which something is shared with somebody at an instant."""
    return list(Case.objects.filter(shares__in=shares_open_to(user, now=now)).distinct().order_by("pk"))


# What stands in each part, and what stands in none of them.
SHOWN = {
    Item.SUMMARY: "Stones thrown at the home of one family",
    Item.CONTACT: "amira@police.example",
    Item.PEOPLE: "Kit Rowe",
    Item.PREMISES: "2 Mill Lane",
    Item.ACTIONS: "Ask the landlord for the tenancy file.",
    Item.REACHING: "Never on Sundays",
    Item.INCIDENTS: "Stones at the front window",
    Item.MEASURES: "CPW-",
    Item.RISK: "high",
    Item.SAFETY: "A chain on the door",
    Item.HEALTH: "She does not sleep",
}
NEVER = (
    *("Source says he deals", "They threw stones at my window again", "Nan Gray", "07700 900777"),
    "Beware of the dog",
)


@quickly
def whole_case(*, by: User) -> Case:
    """Return a case with something in every part that may be shared, and with what never is."""
    report = make_report(
        by=by, caller_name="Nan Gray", caller_phone="07700 900777", place_text="7 Mersea Road"
    )
    incident = make_incident(by=by, report=report, summary="Stones at the front window")
    make_triage(incident, by=by, handling="no_attendance", supervisor_reason="She is content.")
    case = make_case(by=by, incidents=[incident])
    act: dict[str, Any] = {"by": by, "now": NOW}
    victim = victim_of(case)
    add_party(case, name="Kit Rowe", contact="", role=PartyRole.RESPONDENT, **act)
    recognise(report, victim.person, reasons=["name"], **act)
    hours = {"email": "", "from_hour": 9, "until_hour": 17, "discreet": True}
    state_safe_contact(report, phone="07700 900123", note="Never on Sundays", **hours, **act)
    place = record_premises(address="2 Mill Lane", district=district(), warning="Beware of the dog", **act)
    place_case(case, place, **act)
    plan_action(case, words=SHOWN[Item.ACTIONS], owner=by, due_on=NOW.date() + timedelta(days=9), **act)
    agree_contact(case, party=victim, every_days=7, way=Way.PHONE, times="After five", agreed_at=NOW, **act)
    make_plan(
        case, party=victim, kind=PlanKind.SAFETY, words=SHOWN[Item.SAFETY], shared_with_victim=True, **act
    )
    assess_needs(case, party=victim, needs=[Need.HEALTH], words=SHOWN[Item.HEALTH], with_victim=True, **act)
    assess(case, HIGH, by=by)
    make_warning(case, by=by)
    said = {"said_by": "A source", "words": "Source says he deals", "happened_at": NOW}
    write_entry(case, kind=EntryKind.NOTE, agency="Essex Police", **said, **act)
    return case


@quickly
def said_in_secret(case: Case, *, by: User, name: str = "Jade Taylor") -> Report:
    """Have somebody of this name tell of an incident of the case, and ask not to be named."""
    report = make_report(by=by, caller_name=name, caller_anonymous=True, caller_address="9 Hill Close")
    attach_report(report, case.incident_links.get().incident, by=by, now=NOW)
    return report
