"""Who leads a case: given to another with what the former lead knows, and with all that they owe; and who is the one contact."""

from datetime import datetime

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.db.models import F, Max, Value
from django.db.models.functions import Least

from asbcases.accounts.choices import CASE_WORK, POLICE_WORK, Rank
from asbcases.accounts.duty import Roster
from asbcases.accounts.models import User
from asbcases.accounts.queries import at_work
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import GrantSource, Stage
from asbcases.cases.models import AccessGrant, Case, CaseAction, HandOver
from asbcases.cases.queries import locked
from asbcases.casework.queries.restricted import parts_of, restriction_of
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.restricted import kept_among_named
from asbcases.deadlines.transitions import hand_over
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.notify.choices import Template
from asbcases.notify.transitions import message_of, queue


@transaction.atomic
def reallocate_case(
    case: Case,
    *,
    lead: User,
    reason: str,
    story: str = "",
    promises: str = "",
    dangers: str = "",
    by: User,
    now: datetime,
) -> HandOver:
    """Give a case to another lead with the story so far, and return the hand-over; the dates of what is owed stay."""
    case = locked(case)
    former = case.lead
    _refuse_unless_able(case, lead)
    if not reason.strip():
        raise Refused("Say why the case changes hands: the reason is kept.")
    if not story.strip() and at_work(former, london_day(now)):
        raise Refused(
            f"Write the story so far: {former.name} is at work and can tell it, and {lead.name} has to know it."
        )
    handed = _handed(case, lead, reason, by=by, now=now, story=story, promises=promises, dangers=dangers)
    case.lead, case.team = lead, lead.team
    changed = ["lead", "team", "version"]
    if case.spoc_id == former.pk:
        case.spoc, changed = lead, [*changed, "spoc"]
    case.version += 1
    case.save(update_fields=changed)
    _let_in(case, former, lead, by=by, now=now)
    _owes_instead(case, former, lead, by=by, now=now)
    told: dict[str, object] = {"lead": lead.name, "former": former.name, "hand_over": handed.pk}
    record(Verb.CASE_REALLOCATED, by=by, now=now, reason=reason, case=case, data=told)
    if lead != by:
        _tell(handed, now)
    return handed


@transaction.atomic
def read_hand_over(handed: HandOver, *, by: User, now: datetime) -> HandOver:
    """Say that the new lead has read what the former one wrote, and return it."""
    handed = locked(handed)
    if handed.taker_id != by.pk:
        raise Refused("Only whom the case was given to says that they read it.")
    if handed.read_at:
        raise Refused("You have said already that you read it.")
    handed.read_at = now
    handed.save(update_fields=["read_at"])
    record(Verb.HAND_OVER_READ, by=by, now=now, case=handed.case, data={"hand_over": handed.pk})
    return handed


@transaction.atomic
def name_spoc(case: Case, *, spoc: User, by: User, now: datetime) -> Case:
    """Name the one person to whom the victims turn, and return the case."""
    case = locked(case)
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: open it again first.")
    if not spoc.is_active or spoc.role not in POLICE_WORK:
        raise Refused(f"{spoc.name} does not work for the police here: name somebody who does.")
    if case.spoc_id == spoc.pk:
        raise Refused(f"{spoc.name} is the single point of contact already.")
    case.spoc = spoc
    case.version += 1
    case.save(update_fields=["spoc", "version"])
    record(Verb.SPOC_NAMED, by=by, now=now, case=case, data={"name": spoc.name})
    return case


def _refuse_unless_able(case: Case, lead: User) -> None:
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: open it again first.")
    if not lead.is_active or lead.role not in CASE_WORK:
        raise Refused(f"{lead.name} cannot lead a case: choose an officer who works on cases.")
    if lead.pk == case.lead_id:
        raise Refused(f"{lead.name} leads {case.reference} already: choose another lead.")


def _handed(
    case: Case, lead: User, reason: str, *, by: User, now: datetime, story: str, promises: str, dangers: str
) -> HandOver:
    highest = HandOver.objects.filter(case=case).aggregate(highest=Max("number"))["highest"] or 0
    return HandOver.objects.create(
        case=case,
        number=highest + 1,
        giver=case.lead,
        taker=lead,
        reason=reason.strip(),
        story=story.strip(),
        promises=promises.strip(),
        dangers=dangers.strip(),
        handed_at=now,
        recorded_at=now,
        recorded_by=by,
    )


def _let_in(case: Case, former: User, lead: User, *, by: User, now: datetime) -> None:
    """Let the new lead in to the case, and the former no more; on a restricted one also to what hangs on it."""
    roots: list[dict[str, int]] = [{"case_id": case.pk}]
    if restriction_of(case):
        roots += [{f"{kind}_id": key} for kind, key in sorted(parts_of(case.pk)) if kind != "person"]
        with acting("system:restricted"):
            _move_grants(roots, former, lead, by=by, now=now)
    else:
        _move_grants(roots, former, lead, by=by, now=now)


def _move_grants(roots: list[dict[str, int]], former: User, lead: User, *, by: User, now: datetime) -> None:
    for root in roots:
        assigned = AccessGrant.objects.filter(**root, source=GrantSource.ASSIGNMENT, revoked_at__isnull=True)
        there = assigned.filter(user=lead, ends_at__isnull=True).exists()
        assigned.filter(user=former).exclude(user=by).update(revoked_at=now)
        if not there:
            AccessGrant.objects.create(
                **root,
                user=lead,
                source=GrantSource.ASSIGNMENT,
                # The locks go by the database's clock, which stands where this transaction began.
                starts_at=Least(Value(now), TransactionNow()),
                granted_at=now,
                granted_by=by,
            )


def _owes_instead(case: Case, former: User, lead: User, *, by: User, now: datetime) -> None:
    """Have the new lead owe what the former owed on the case; what asks for a rank that they lack goes to a supervisor."""
    why = f"The case was given to {lead.name}"
    CaseAction.objects.filter(case=case, owner=former, done_at__isnull=True, dropped_at__isnull=True).update(
        owner=lead, version=F("version") + 1
    )
    owed = Deadline.objects.filter(OPEN, case=case, owner=former).order_by("due_at", "pk")
    for deadline in owed.select_related("owner"):
        able = not deadline.rank or Rank(lead.rank).order >= Rank(deadline.rank).order
        supervisor = (
            None if able else Roster.on(now).supervisor_of(case.district_id, deadline.rank, besides=former)
        )
        to = kept_among_named(supervisor or lead, deadline.rank, {"case": case})
        # Of a restricted case nobody else with the rank may be left.
        if to != former:
            hand_over(deadline, to=to, reason=why, by=by, now=now)


def _tell(handed: HandOver, now: datetime) -> None:
    """Tell the new lead, at once, on which case there is something to read."""
    case = handed.case
    context: dict[str, object] = {
        "kind": "a hand-over",
        "reference": case.reference,
        "path": f"/cases/{case.reference}/hand-overs/{handed.number}/",
    }
    key, template = f"hand_over:{handed.pk}", Template.CASE_GIVEN
    queue([message_of(key, handed.taker, template, context, now=now, case=case)])
