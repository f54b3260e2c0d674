"""What shares of cases and plans put into the diary: their end, and the review of one that was urgent."""

from datetime import datetime
from typing import Any

from asbcases.accounts.choices import Rank
from asbcases.accounts.duty import Roster
from asbcases.accounts.models import District, User
from asbcases.audit.choices import Verb
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.planning import PLANNED, Almanac, plan
from asbcases.deadlines.queries import open_ones
from asbcases.deadlines.transitions import cancel, meet, set_deadline
from asbcases.deadlines.transitions.recording import record_on
from asbcases.law.words import instant_words
from partners.models import PlanShare, Share
from partners.queries.sharing import name_of, receiver_of

REVIEW_RULE = "share.review"


def watch_the_end(share: Share | PlanShare, *, by: User, now: datetime) -> None:
    """Put the end of a share into the diary, so that somebody may extend it, or share anew, before it passes."""
    grant = share.grant
    lead, district = _place_of(share)
    set_deadline(
        Kind.SHARE_EXPIRY,
        **root_of(share),
        origin=f"grant:{grant.pk}",
        because=_because(share),
        promised_for=grant.ends_at,
        subject=str(grant.pk),
        owner=owner_for(Kind.SHARE_EXPIRY, author=by, lead=lead, district=district, now=now),
        district=district,
        anchored_at=now,
        by=by,
        now=now,
    )


def _place_of(share: Share | PlanShare) -> tuple[User, District]:
    if isinstance(share, Share):
        return share.case.lead, share.case.district
    return share.plan.owner, share.plan.district


def root_of(share: Share | PlanShare) -> dict[str, Any]:
    """Return the one case or plan of which something is shared, by the name of its column."""
    return {"case": share.case} if isinstance(share, Share) else {"plan": share.plan}


def watch_the_review(share: Share, *, by: User, now: datetime) -> None:
    """Have a supervisor, and not the one who decided it, review a share that no agreement covers."""
    case = share.case
    owner = owner_for(
        Kind.SHARE_REVIEW,
        author=by,
        lead=case.lead,
        district=case.district,
        rank=Rank.SERGEANT,
        now=now,
    )
    if owner == share.decided_by:
        others = Roster.on(now).supervisor_of(case.district_id, Rank.SERGEANT, besides=owner)
        owner = others or owner
    set_deadline(
        Kind.SHARE_REVIEW,
        case=case,
        origin=f"share:{share.pk}",
        because=f"share {share.number} was given without an agreement",
        rule=REVIEW_RULE,
        subject=str(share.number),
        rank=Rank.SERGEANT,
        owner=owner,
        district=case.district,
        anchored_at=now,
        by=by,
        now=now,
    )


def meet_the_review(share: Share, *, by: User, now: datetime) -> None:
    """Say that an urgent share was reviewed."""
    meet(
        Kind.SHARE_REVIEW,
        case=share.case,
        subject=str(share.number),
        rank=Rank.SERGEANT,
        by=by,
        now=now,
    )


def end_watched(share: Share | PlanShare) -> Deadline | None:
    """Return the open deadline of the end of a share, locked; None where it never had one, or closing its root ended it."""
    found = open_ones().filter(kind=Kind.SHARE_EXPIRY, subject=str(share.grant_id), **root_of(share))
    return found.select_for_update(of=("self",), no_key=True).first()


def stop_watching(share: Share | PlanShare, *, reason: str, by: User | None, now: datetime) -> None:
    """Take the end of a share out of the diary: it ended before."""
    if watched := end_watched(share):
        cancel(watched, reason=reason, by=by, now=now)


def move_the_end(watched: Deadline, share: Share | PlanShare, *, by: User | None, now: datetime) -> None:
    """Have the diary watch the new end of a share; what was warned of the former one is warned of anew."""
    deadline, before = watched, watched.due_at
    deadline.promised_for, deadline.because = share.grant.ends_at, _because(share)
    plan(deadline, Almanac.about(deadline.kind, "", ""))
    deadline.version += 1
    deadline.save(update_fields=["promised_for", "because", "version", *PLANNED])
    basis, due_before = deadline.basis, before.isoformat()
    record_on(Verb.DEADLINE_REPLANNED, deadline, by=by, now=now, basis=basis, due_before=due_before)


def _because(share: Share | PlanShare) -> str:
    ends_at = share.grant.ends_at
    until = instant_words(ends_at) if ends_at else "it is recalled"
    [what] = root_of(share)
    return f"{name_of(receiver_of(share.grant))} was let in to see the {what} until {until}"
