"""Whoever answers is reminded before agreements and shares of a high risk run out: a task each, once for each span."""

from collections.abc import Sequence
from datetime import date, datetime

from asbcases.accounts.duty import Roster
from asbcases.accounts.models import User
from asbcases.deadlines.lines import Line
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from asbcases.notify.transitions import raise_task
from asbcases.policies.queries import limits_of
from partners.models import Agreement, Share
from partners.queries.agreements import last_day
from partners.queries.sharing import WITH_RECEIVER, at_high_risk, name_of, receiver_of, running
from partners.rules import to_remind

AGREEMENT, SHARE = "agreement.remind", "share.remind"
NAMED = 20


def remind_of_agreements(now: datetime) -> int:
    """Put before the ASB manager, or an inspector of the force, what expires or is to be reviewed; return how many tasks."""
    today, manager = london_day(now), Line.of(Roster.on(now)).manager()
    spans = _spans(AGREEMENT, today)
    agreements = Agreement.objects.filter(ended_on__isnull=True, expires_on__gte=today).order_by("pk")
    return sum(
        _expires(agreement, spans, manager, now) + _is_reviewed(agreement, manager, now)
        for agreement in agreements
    )


def remind_of_shares(now: datetime) -> int:
    """Put before the lead of each case with a victim at high risk which share of it runs out; return how many tasks."""
    spans = _spans(SHARE, london_day(now))
    shares = Share.objects.filter(running(now), grant__ends_at__isnull=False)
    shares = shares.select_related("case__lead", *WITH_RECEIVER).order_by("pk")
    high = at_high_risk(set(shares.values_list("case", flat=True)))
    return sum(_runs_out(share, spans, now) for share in shares.filter(case__in=high))


def _expires(agreement: Agreement, spans: Sequence[int], manager: User | None, now: datetime) -> bool:
    last = last_day(agreement)
    span = to_remind(last, spans, london_day(now))
    if span is None:
        return False
    words = f"{agreement.reference} expires on {day_words(last)}: have it renewed, or let it end. {_at_stake(agreement, now)}"
    key = f"agreement:{agreement.pk}:expires:{last}:{span}"
    return bool(raise_task(key, words, owner=manager, district=None, now=now))


def _is_reviewed(agreement: Agreement, manager: User | None, now: datetime) -> bool:
    if london_day(now) < agreement.review_on:
        return False
    words = (
        f"{agreement.reference} was to be reviewed by {day_words(agreement.review_on)}: review it with its parties, and "
        "enter the next day of review."
    )
    key = f"agreement:{agreement.pk}:review:{agreement.review_on}"
    return bool(raise_task(key, words, owner=manager, district=None, now=now))


def _at_stake(agreement: Agreement, now: datetime) -> str:
    """Return which cases with a victim at high risk are shared under an agreement, by reference."""
    shares = agreement.shares.filter(running(now))
    high = at_high_risk(set(shares.values_list("case", flat=True)))
    found = sorted(set(shares.filter(case__in=high).values_list("case__reference", flat=True)))
    if not found:
        return "No case with a victim at high risk is shared under it."
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return f"Shared under it with a victim at high risk: {', '.join(found[:NAMED])}{more}."


def _runs_out(share: Share, spans: Sequence[int], now: datetime) -> bool:
    ends_at = share.grant.ends_at
    last = london_day(ends_at) if ends_at else None
    span = to_remind(last, spans, london_day(now)) if last else None
    if last is None or span is None:
        return False
    words = (
        f"Share {share.number} of {share.case.reference} with {name_of(receiver_of(share.grant))} ends on "
        f"{day_words(last)}, and a victim is at high risk. Extend it, or let it end; beyond its agreement an inspector does."
    )
    key, district = f"share:{share.pk}:{last}:{span}", share.case.district_id
    owner = share.case.lead
    return bool(raise_task(key, words, owner=owner, district=district, now=now, case=share.case))


def _spans(rule: str, on: date) -> list[int]:
    return [int(row.value) for row in limits_of(rule, on) if row.value is not None]
