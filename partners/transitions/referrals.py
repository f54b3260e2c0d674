"""Referrals on the side of the police: drafted, changed, sent and closed."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case
from asbcases.cases.queries import locked, next_number, next_reference
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import meet
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.notify.choices import Template
from partners import rules
from partners.choices import ReferralStage
from partners.models import Referral, Share
from partners.queries.referrals import is_let_in, officers_of
from partners.queries.sharing import is_restricted
from partners.transitions.request_clocks import expect_answer, hold, over
from partners.transitions.request_telling import tell_agency, told_of

ENDED = "The case was closed"


class Stated(TypedDict):
    """What a draft says: of whom it is asked, what, by which day, and what was shared for it."""

    agency: Agency
    named: User | None
    matter: str
    asks: str
    high: bool
    respond_by: date
    share: Share | None


@transaction.atomic
def draft_referral(case: Case, *, by: User, now: datetime, **stated: Unpack[Stated]) -> Referral:
    """Draft what an agency is to be asked to take on, and return it; the agency sees nothing of it yet."""
    case = locked(case)
    refuse_on_closed(case)
    _refuse_unfit(case, stated, now)
    referral = Referral.objects.create(
        case=case,
        number=next_number(case.referrals.all()),
        reference=next_reference("REF", now),
        recorded_at=now,
        recorded_by=by,
        **stated,
    )
    record(Verb.REFERRAL_DRAFTED, by=by, now=now, case=case, data=told_of(referral))
    return referral


@transaction.atomic
def change_referral(referral: Referral, *, by: User, now: datetime, **stated: Unpack[Stated]) -> Referral:
    """Change a draft, and return it: what was sent stays as it was sent."""
    case, referral = _held(referral)
    if referral.stage != ReferralStage.DRAFTED:
        raise Refused("This referral was sent already: close it, and draft another.")
    _refuse_unfit(case, stated, now)
    for name, value in stated.items():
        setattr(referral, name, value)
    _save(referral, *stated)
    record(Verb.REFERRAL_CHANGED, by=by, now=now, case=case, data=told_of(referral))
    return referral


@transaction.atomic
def send_referral(referral: Referral, *, by: User, now: datetime) -> Referral:
    """Send a referral to its agency, start the clocks, tell its officers, and return it."""
    case, referral = _held(referral)
    _refuse_step(referral, ReferralStage.SENT)
    refuse_on_closed(case)
    refuse_unseen(case, referral.agency, referral.named, now)
    if referral.respond_by < london_day(now):
        raise Refused("The day by which an outcome is asked for has passed: change the draft first.")
    referral.stage, referral.sent_at, referral.sent_by = ReferralStage.SENT, now, by
    referral.acknowledge_by, referral.accept_by = expect_answer(referral, by=by, now=now)
    _save(referral, "stage", "sent_at", "sent_by", "acknowledge_by", "accept_by")
    record(Verb.REFERRAL_SENT, by=by, now=now, case=case, data=told_of(referral))
    tell_agency(Template.REQUEST_SENT, referral, f"referral:{referral.pk}:sent", now=now)
    return referral


@transaction.atomic
def close_referral(referral: Referral, *, words: str, by: User, now: datetime) -> Referral:
    """Close a referral with what was decided, whoever has yet to do what, and return it.

    An agency that still had it is told that it is over.
    """
    hold(referral)
    _, referral = _held(referral)
    _refuse_step(referral, ReferralStage.CLOSED)
    if not words.strip():
        raise Refused("Say what was decided, or why it is not needed any more: the words are kept.")
    close_held(referral, words=words.strip(), by=by, now=now)
    return referral


def close_held(referral: Referral, *, words: str, by: User, now: datetime) -> None:
    """Close a referral whose row the caller holds: what it owed is over, and its agency is told."""
    case, had = referral.case, referral.stage
    referral.stage, referral.closed_at, referral.closed_by = ReferralStage.CLOSED, now, by
    referral.closing_words = words
    _save(referral, "stage", "closed_at", "closed_by", "closing_words")
    record(Verb.REFERRAL_CLOSED, by=by, now=now, case=case, reason=words, data=told_of(referral, was=had))
    why = f"Referral {referral.number} was closed"
    for kind in (Kind.REFERRAL_ACKNOWLEDGE, Kind.REFERRAL_ACCEPT):
        over(kind, referral, reason=why, by=by, now=now)
    meet(Kind.REFERRAL_DECIDE, case=case, subject=str(referral.number), by=by, now=now)
    if had in (ReferralStage.SENT, ReferralStage.ACKNOWLEDGED, ReferralStage.ACCEPTED):
        tell_agency(Template.REQUEST_ENDED, referral, f"referral:{referral.pk}:ended", now=now)


def close_with_case(case: Case, *, by: User, now: datetime) -> None:
    """Close every referral of a case that was closed: nobody waits any more for what came of it."""
    under_way = case.referrals.filter(closed_at__isnull=True).select_for_update(of=("self",))
    for referral in under_way.select_related("case", "agency").order_by("number"):
        close_held(referral, words=ENDED, by=by, now=now)


def refuse_on_closed(case: Case) -> None:
    """Refuse to ask anything about a case that is closed."""
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: open it again before a partner is asked.")


def refuse_unseen(case: Case, agency: Agency, named: User | None, now: datetime) -> None:
    """Refuse to ask whoever could not see it: no partner, nobody of theirs, or of a restricted case no named person."""
    if agency.kind == AgencyKind.POLICE or not agency.active:
        raise Refused(f"{agency.name} is no partner that works with us now: choose another agency.")
    if named is not None and not officers_of(agency, named).exists():
        raise Refused(f"{named.name} has no open account of {agency.name}: choose somebody else.")
    if not is_restricted(case):
        return
    if named is None:
        raise Refused(f"{case.reference} is restricted to named people: ask one person by name.")
    if not is_let_in(case, named, now=now):
        raise Refused(f"{case.reference} is restricted: share it with {named.name} by name first.")


def _refuse_unfit(case: Case, stated: Stated, now: datetime) -> None:
    refuse_unseen(case, stated["agency"], stated["named"], now)
    if not stated["asks"].strip():
        raise Refused("Say what is asked, in words that are meant for the agency.")
    if stated["respond_by"] < london_day(now):
        raise Refused("This day has passed: choose today or a later day.")
    if stated["share"] and stated["share"].case_id != case.pk:
        raise Refused(f"This share is of another case: choose one of {case.reference}.")


def _refuse_step(referral: Referral, to: ReferralStage) -> None:
    if reason := rules.objection_to_step(referral.stage, to):
        raise Refused(reason)


def _held(referral: Referral) -> tuple[Case, Referral]:
    case, referral = locked(referral.case), locked(referral)
    referral.case = case
    return case, referral


def _save(referral: Referral, *changed: str) -> None:
    referral.version += 1
    referral.save(update_fields=[*changed, "version"])
