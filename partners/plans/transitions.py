"""An agency may see a plan until a day, under an agreement; it notes of its own responses that they have begun or are done."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.audit.transitions import record
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.cases.queries import locked, next_number
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import instant_words
from partners import rules
from partners.choices import Item, Progress
from partners.models import AgreementParty, PlanProgress, PlanShare
from partners.plans.access import plans_shared_with
from partners.plans.queries import SharedPlan
from partners.queries.agreements import cover_of, in_force_with, over_at
from partners.rules import Asked
from partners.transitions.clocks import stop_watching, watch_the_end
from partners.transitions.plan_noting import tell_owner
from partners.transitions.sharing import why_uncovered
from partners.transitions.standing import let_agreements_stand
from partners.transitions.telling import tell_of_plan_recall

# What of a case corresponds to what is shown of a plan: an agreement covers it that covers these.
SHOWN = (Item.SUMMARY, Item.ACTIONS)


@transaction.atomic
def share_plan(
    plan: ProblemPlan,
    agency: Agency,
    *,
    purpose: str,
    gateway: str,
    proportionality: str,
    ends_at: datetime,
    by: User,
    now: datetime,
) -> PlanShare:
    """Let an agency see a plan until an instant, under an agreement that covers it, and return the share."""
    let_agreements_stand()
    plan = locked(plan)
    asked = Asked(list(SHOWN), Tier.SUMMARY, purpose, gateway, proportionality)
    _refuse_unless_open(plan, agency, now)
    if reason := rules.objection_to(asked):
        raise Refused(reason)
    party = _covering(agency, asked, now)
    if reason := rules.objection_to_times(starts_at=now, ends_at=ends_at, now=now, over_at=over_at(party)):
        raise Refused(reason)
    grant = AccessGrant.objects.create(
        plan=plan,
        agency=agency,
        source=GrantSource.SHARE,
        tier=Tier.SUMMARY,
        starts_at=now,
        ends_at=ends_at,
        granted_at=now,
        granted_by=by,
    )
    share = PlanShare.objects.create(
        plan=plan,
        number=next_number(PlanShare.objects.filter(plan=plan)),
        grant=grant,
        agreement=party.agreement,
        purpose=purpose,
        gateway=gateway,
        proportionality=proportionality.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    told: dict[str, object] = {
        "agency": agency.name,
        "until": instant_words(ends_at),
        "share": share.number,
        "purpose": purpose,
        "gateway": gateway,
        "agreement": party.agreement.reference,
    }
    record(PlanVerb.PROBLEM_SHARED, by=by, now=now, plan=plan, data=told)
    watch_the_end(share, by=by, now=now)
    return share


def _refuse_unless_open(plan: ProblemPlan, agency: Agency, now: datetime) -> None:
    if plan.stage == PlanStage.CLOSED:
        raise Refused(f"{plan.reference} is closed: nothing more is done on it.")
    if agency.kind == AgencyKind.POLICE or not agency.active:
        raise Refused(f"{agency.name} is no partner that works with us now: choose another agency.")
    runs = AccessGrant.objects.filter(plan=plan, agency=agency, revoked_at__isnull=True, ends_at__gt=now)
    if runs.exists():
        raise Refused(f"{agency.name} sees the plan already: end that first.")


def _covering(agency: Agency, asked: Asked, now: datetime) -> AgreementParty:
    """Return the part of an agency in an agreement that covers it today; Refused, with why, where none does."""
    on = london_day(now)
    for party in in_force_with(agency, on):
        if not rules.objection_under(cover_of(party), asked, on):
            return party
    raise Refused(f"{why_uncovered(agency, asked, now)}.")


@transaction.atomic
def unshare_plan(share: PlanShare, *, reason: str, by: User, now: datetime) -> PlanShare:
    """End at once what an agency sees of a plan, and return the share: its next request finds nothing."""
    # The plan first, as whoever closes it does.
    plan = locked(share.plan)
    share, grant = locked(share), locked(share.grant)
    share.plan = plan
    if not reason.strip():
        raise Refused("Say why it is ended: the reason is kept, and not told to the partner.")
    if grant.revoked_at or (grant.ends_at and grant.ends_at <= now):
        raise Refused("This share has ended already: load the page again.")
    grant.revoked_at = now
    grant.save(update_fields=["revoked_at"])
    share.recalled_by, share.recalled_why, share.version = by, reason.strip(), share.version + 1
    share.save(update_fields=["recalled_by", "recalled_why", "version"])
    told: dict[str, object] = {"agency": grant.agency.name if grant.agency else "", "share": share.number}
    record(PlanVerb.PROBLEM_UNSHARED, by=by, now=now, plan=share.plan, reason=share.recalled_why, data=told)
    share.grant = grant
    stop_watching(share, reason=share.recalled_why, by=by, now=now)
    tell_of_plan_recall(share, now=now)
    return share


@transaction.atomic
def note_progress(
    given: SharedPlan, number: int, *, progress: Progress, words: str, by: User, now: datetime
) -> PlanProgress:
    """Keep what an agency notes of a response that it owns, and return it; the police see it and act on it."""
    owned = next((one for one in given.responses if one.number == number), None)
    if owned is None or not plans_shared_with(by, now=now).filter(plan_id=given.pk).exists():
        raise Refused("This response is not yours, or the plan is shared with you no more.")
    if not owned.is_open:
        raise Refused(f"Response {number} has ended already: load the page again.")
    if not words.strip():
        raise Refused("Say what was done.")
    noted = PlanProgress.objects.create(
        plan_id=given.pk,
        response=number,
        agency=by.agency,
        progress=progress,
        words=words.strip(),
        noted_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    told: dict[str, object] = {
        "agency": by.agency.name,
        "number": number,
        "progress": noted.get_progress_display(),
    }
    record(PlanVerb.PROBLEM_NOTED, by=by, now=now, plan_id=given.pk, data=told)
    tell_owner(noted, now=now)
    return noted
