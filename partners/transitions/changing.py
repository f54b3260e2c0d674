"""What becomes of a share: changed, extended, recalled, and reviewed where it was urgent."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.law.words import instant_words
from partners import rules
from partners.choices import ShareVerdict
from partners.models import Share
from partners.queries.agreements import over_at, parties_of
from partners.queries.sharing import agency_of, at_high_risk, is_running, name_of, receiver_of
from partners.rules import Asked
from partners.transitions.clocks import end_watched, meet_the_review, move_the_end, stop_watching
from partners.transitions.sharing import covering, told_of
from partners.transitions.standing import let_agreements_stand
from partners.transitions.telling import tell_of_recall


@transaction.atomic
def change_share(
    share: Share, *, items: Sequence[str], tier: Tier, ends_at: datetime, by: User, now: datetime
) -> Share:
    """Share other parts of a case from now on, or until an earlier instant, and return the share.

    Less is always possible; more has to be covered by an agreement, as a new share has.
    """
    let_agreements_stand()
    share = running_one(share, now)
    _refuse_later(share, ends_at, now)
    _set_parts(share, items, tier, now)
    if ends_at != share.grant.ends_at:
        _end_at(share, ends_at, by=by, now=now)
    return _changed(share, by=by, now=now)


def _set_parts(share: Share, items: Sequence[str], tier: Tier, now: datetime) -> None:
    asked = Asked(items, tier, share.purpose, share.gateway, share.proportionality)
    if reason := rules.objection_to(asked):
        raise Refused(reason)
    if rules.widens(items=items, tier=tier, than=share.items, its_tier=share.grant.tier or Tier.SUMMARY):
        if share.agreement is None:
            raise Refused("What was shared without an agreement is not widened: share the rest anew.")
        covering(agency_of(receiver_of(share.grant)), asked, now)
    share.items, share.grant.tier = rules.items_within(tier, items), tier
    share.grant.save(update_fields=["tier"])


@transaction.atomic
def extend_share(share: Share, *, ends_at: datetime, reason: str, by: User, now: datetime) -> Share:
    """Let a share run until a later instant, and return it; beyond its agreement by an inspector, for a high risk only."""
    let_agreements_stand()
    share = running_one(share, now)
    if not reason.strip():
        raise Refused("Say why the share is needed for longer: the reason is kept.")
    if share.grant.ends_at is None or ends_at <= share.grant.ends_at:
        raise Refused("The share runs until then anyhow: give a later end.")
    if _outlasts_agreement(share, ends_at):
        high = share.case_id in at_high_risk([share.case_id])
        if objection := rules.objection_to_extension(high_risk=high, rank=by.rank):
            raise Refused(objection)
        share.urgent_why, share.decided_by = reason.strip(), by
        share.save(update_fields=["urgent_why", "decided_by"])
    _end_at(share, ends_at, by=by, now=now)
    return _changed(share, reason=reason.strip(), by=by, now=now)


@transaction.atomic
def recall_share(share: Share, *, reason: str, by: User, now: datetime) -> Share:
    """End a share at once, tell those who had it, and return it: the next request finds nothing."""
    share = running_one(share, now)
    if not reason.strip():
        raise Refused("Say why it is recalled: the reason is kept, and not told to the partner.")
    end_now(share, reason=reason.strip(), by=by, now=now)
    return share


@transaction.atomic
def recall_given_before(
    case: Case, grant: AccessGrant, *, reason: str, by: User, now: datetime
) -> AccessGrant:
    """End what lets a partner in to a case and was given before shares were kept, and return it."""
    grant = locked(grant)
    if grant.revoked_at:
        raise Refused("Somebody has recalled it already: look at the shares of the case.")
    if not reason.strip():
        raise Refused("Say why it is recalled: the reason is kept, and not told to the partner.")
    grant.revoked_at = now
    grant.save(update_fields=["revoked_at"])
    name = name_of(receiver_of(grant))
    told: dict[str, object] = {"agency": name, "receiver": name, "grant": grant.pk}
    record(Verb.SHARE_RECALLED, by=by, now=now, case=case, reason=reason.strip(), data=told)
    return grant


@transaction.atomic
def review_share(
    share: Share,
    *,
    verdict: ShareVerdict,
    words: str,
    by: User,
    now: datetime,
    items: Sequence[str] = (),
    tier: Tier | None = None,
) -> Share:
    """Say whether an urgent share was right, and return it: it stays, is narrowed to these parts, or ends."""
    share = _to_review(share, words, by)
    runs = is_running(share, now)
    if verdict == ShareVerdict.NARROWED:
        _narrow(share, items, tier, runs, now)
    share.reviewed_at, share.reviewed_by = now, by
    share.verdict, share.review_words = verdict, words.strip()
    share.version += 1
    share.save(update_fields=["reviewed_at", "reviewed_by", "verdict", "review_words", "items", "version"])
    said = {**told_of(share), "verdict": ShareVerdict(verdict).label.lower()}
    record(Verb.SHARE_REVIEWED, by=by, now=now, case=share.case, reason=words.strip(), data=said)
    meet_the_review(share, by=by, now=now)
    if verdict == ShareVerdict.ENDED and runs:
        end_now(share, reason=words.strip(), by=by, now=now)
    return share


def _to_review(share: Share, words: str, by: User) -> Share:
    share = _held(share)
    if share.agreement is not None:
        raise Refused("It was shared under an agreement: only an urgent share is reviewed.")
    if share.reviewed_at:
        raise Refused("Somebody has reviewed this share already: load the page again.")
    if by == share.decided_by:
        raise Refused("You decided this share yourself: another supervisor reviews it.")
    if not words.strip():
        raise Refused("Say what you found: it is kept with the share.")
    return share


def _narrow(share: Share, items: Sequence[str], tier: Tier | None, runs: bool, now: datetime) -> None:
    its_tier = share.grant.tier or Tier.SUMMARY
    tier = tier or Tier(its_tier)
    if not runs:
        raise Refused("The share has ended: nothing is left of it that could be narrowed.")
    less = tier < its_tier or set(items) < set(share.items)
    if not less or rules.widens(items=items, tier=tier, than=share.items, its_tier=its_tier):
        raise Refused("Choose which of the parts stay shared: fewer than before.")
    _set_parts(share, items, tier, now)


def running_one(share: Share, now: datetime) -> Share:
    """Return a share locked, with its grant; Refused where it has ended."""
    share = _held(share)
    if not is_running(share, now):
        raise Refused("This share has ended: share the case anew.")
    return share


def _held(share: Share) -> Share:
    # The case first, as whoever closes it does: what it ends in the diary is not moved on afterwards.
    case = locked(share.case)
    share = locked(share)
    share.grant = AccessGrant.objects.select_for_update(of=("self",)).get(pk=share.grant_id)
    share.case = case
    return share


def _refuse_later(share: Share, ends_at: datetime, now: datetime) -> None:
    if ends_at <= now:
        raise Refused("The end of the share has passed: give a later one, or recall it.")
    if share.grant.ends_at is not None and ends_at > share.grant.ends_at:
        raise Refused("The share would run longer than before: extend it, with a reason.")


def _outlasts_agreement(share: Share, ends_at: datetime) -> bool:
    """Return whether a share would run on after the agreement under which it was given; an urgent one has none."""
    if share.agreement is None:
        return False
    parts = parties_of(agency_of(receiver_of(share.grant))).filter(agreement=share.agreement)
    # Who left and joined again has two parts in it.
    return all(ends_at > over_at(part) for part in parts)


def _end_at(share: Share, ends_at: datetime, *, by: User, now: datetime) -> None:
    watched = end_watched(share)
    if watched is None:
        raise Refused("The case was closed since: share it anew.")
    share.grant.ends_at = ends_at
    share.grant.save(update_fields=["ends_at"])
    move_the_end(watched, share, by=by, now=now)


def _changed(share: Share, *, by: User, now: datetime, reason: str = "") -> Share:
    share.version += 1
    share.save(update_fields=["items", "version"])
    told = told_of(share)
    until = instant_words(share.grant.ends_at) if share.grant.ends_at else "it is recalled"
    what = f"{told['tier']}, until {until}"
    record(Verb.SHARE_CHANGED, by=by, now=now, case=share.case, reason=reason, data={**told, "what": what})
    return share


@transaction.atomic
def end_those_let_out(case: Case, *, reason: str, by: User, now: datetime) -> None:
    """Recall the shares with people whom somebody let out of a case: their grants have ended, the rest follows."""
    out = case.shares.filter(grant__revoked_at__isnull=False, grant__user__isnull=False, recalled_why="")
    for share in out.select_related("grant", "agreement").order_by("number"):
        share = _held(share)
        if end_watched(share):
            end_now(share, reason=reason, by=by, now=now)


def end_now(share: Share, *, reason: str, by: User, now: datetime) -> None:
    """End a share that runs, in the diary too, and tell those who had it."""
    share.grant.revoked_at = now
    share.grant.save(update_fields=["revoked_at"])
    share.recalled_by, share.recalled_why = by, reason
    share.version += 1
    share.save(update_fields=["recalled_by", "recalled_why", "version"])
    record(Verb.SHARE_RECALLED, by=by, now=now, case=share.case, reason=reason, data=told_of(share))
    stop_watching(share, reason=reason, by=by, now=now)
    tell_of_recall(share, now=now)
