"""What becomes of shares when their agreement ends: they end with it, but for those that protect a victim at high risk."""

from datetime import date, datetime

from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.audit.plan_choices import PlanVerb
from asbcases.audit.transitions import record
from asbcases.cases.models import AccessGrant
from asbcases.db.actor import acting
from asbcases.law.periods import london_midnight_after
from asbcases.law.words import day_words, instant_words
from asbcases.notify.transitions import raise_task
from partners.models import Agreement, PlanShare, Share
from partners.queries.sharing import WITH_RECEIVER, agency_of, at_high_risk, name_of, receiver_of, running
from partners.transitions.clocks import end_watched, move_the_end, stop_watching
from partners.transitions.sharing import told_of

SERVICE = "system:sweep"


def end_shares_of(
    agreement: Agreement, *, last: date, by: User, now: datetime, agency: Agency | None = None
) -> None:
    """Let what is shared under an agreement, with one agency or all, end with its last day.

    Whoever ends an agreement need see none of the cases: the service does it, and names who ended the agreement.
    """
    over = london_midnight_after(last)
    with acting(SERVICE):
        shares = list(_outlasting(agreement, over, now))
        chosen = [one for one in shares if agency in (None, agency_of(receiver_of(one.grant)))]
        high = at_high_risk({one.case_id for one in chosen})
        for share in chosen:
            if share.case_id in high:
                _ask_inspector(share, agreement, last, now)
            else:
                _cut(share, agreement, over, by=by, now=now)
        for shown in _plans_outlasting(agreement, over, now, agency):
            _cut_plan(shown, agreement, over, by=by, now=now)


def end_shares_with(user: User, *, now: datetime) -> None:
    """End what was shared with a person by name, now that they work for another agency; the lead of each case is told."""
    with acting(SERVICE):
        shares = Share.objects.filter(running(now), grant__user=user)
        for share in shares.select_related("case__lead", "agreement", *WITH_RECEIVER).order_by("pk"):
            _end_moved(share, now)


def _end_moved(share: Share, now: datetime) -> None:
    case, why = share.case, "The person works for another agency now"
    AccessGrant.objects.filter(pk=share.grant_id).update(revoked_at=now)
    record(Verb.SHARE_RECALLED, by=None, now=now, case=case, reason=why, data=told_of(share))
    stop_watching(share, reason=why, by=None, now=now)
    words = (
        f"Share {share.number} of {case.reference} was with somebody by name who works for another agency now, and has "
        "ended. Share the case with whoever does their work, if it is still needed."
    )
    raise_task(
        f"share:{share.pk}:moved:{now.isoformat()}",
        words,
        owner=case.lead,
        district=case.district_id,
        now=now,
        case=case,
    )


def _outlasting(agreement: Agreement, over: datetime, now: datetime) -> list[Share]:
    found = Share.objects.filter(running(now), agreement=agreement, grant__ends_at__gt=over)
    return list(found.select_related("case__lead", "agreement", *WITH_RECEIVER).order_by("pk"))


def _plans_outlasting(
    agreement: Agreement, over: datetime, now: datetime, agency: Agency | None
) -> list[PlanShare]:
    found = PlanShare.objects.filter(running(now), agreement=agreement, grant__ends_at__gt=over)
    if agency:
        found = found.filter(grant__agency=agency)
    return list(found.select_related("plan__owner", "agreement", *WITH_RECEIVER).order_by("pk"))


def _cut(share: Share, agreement: Agreement, over: datetime, *, by: User, now: datetime) -> None:
    why = f"{by.name} ended {agreement.reference}, under which it was shared"
    ends_at = _end_with(share, over, why, now)
    told = {**told_of(share), "what": f"it ends {instant_words(ends_at)}"}
    record(Verb.SHARE_CHANGED, by=None, now=now, case=share.case, reason=why, data=told)


def _cut_plan(share: PlanShare, agreement: Agreement, over: datetime, *, by: User, now: datetime) -> None:
    why = f"{by.name} ended {agreement.reference}, under which it was shared"
    ends_at = _end_with(share, over, why, now)
    told: dict[str, object] = {"agency": name_of(receiver_of(share.grant)), "share": share.number}
    verb = PlanVerb.PROBLEM_UNSHARED if ends_at == now else PlanVerb.PROBLEM_SHARED
    told = {**told, "until": instant_words(ends_at)}
    record(verb, by=None, now=now, plan=share.plan, reason=why, data=told)


def _end_with(share: Share | PlanShare, over: datetime, why: str, now: datetime) -> datetime:
    """Have what lets somebody in end with the agreement, in the diary too, and return when it ends."""
    grant = AccessGrant.objects.select_for_update(of=("self",)).get(pk=share.grant_id)
    watched = end_watched(share)
    # Of what is closed nothing is watched, and what has not begun never does.
    at_once = watched is None or grant.starts_at >= over
    grant.revoked_at, grant.ends_at = (now, grant.ends_at) if at_once else (None, over)
    grant.save(update_fields=["revoked_at", "ends_at"])
    share.grant = grant
    if watched is None or at_once:
        stop_watching(share, reason=why, by=None, now=now)
        return now
    move_the_end(watched, share, by=None, now=now)
    return over


def _ask_inspector(share: Share, agreement: Agreement, last: date, now: datetime) -> None:
    until = instant_words(share.grant.ends_at) if share.grant.ends_at else "it is recalled"
    words = (
        f"{agreement.reference} ends on {day_words(last)}. Share {share.number} of {share.case.reference} with "
        f"{name_of(receiver_of(share.grant))} runs until {until}, because a victim is at high risk: "
        "ask an inspector whether it is needed for longer, or recall it."
    )
    key = f"share:{share.pk}:agreement:{agreement.pk}:{last}"
    owner, district = share.case.lead, share.case.district_id
    raise_task(key, words, owner=owner, district=district, now=now, case=share.case)
