"""Builders of what partners are asked, and the agency that is asked."""

from datetime import date, datetime
from typing import Any

from asbcases.accounts.models import Agency, User
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.db.actor import acting
from asbcases.deadlines.rebuild import check
from asbcases.sources import SOURCES
from partners.choices import Gateway, Matter, Purpose
from partners.models import Question, Referral, Share
from partners.transitions.questions import ask_question
from partners.transitions.referrals import draft_referral, send_referral
from tests.make import NOW

ASKS = "Please see whether the tenancy agreement was broken, and write to the tenant."
PARTS = ("Since when does the tenant live there?", "Were there complaints before?")


def stated(agency: Agency, **said: Any) -> dict[str, Any]:
    return {
        "agency": agency,
        "named": None,
        "matter": Matter.TENANCY,
        "asks": ASKS,
        "high": False,
        "respond_by": date(2026, 12, 14),
        "share": None,
        **said,
    }


def make_draft(case: Case, agency: Agency, *, by: User, now: datetime = NOW, **said: Any) -> Referral:
    with acting(str(by.pk)):
        return draft_referral(case, **stated(agency, **said), by=by, now=now)


def make_sent(case: Case, agency: Agency, *, by: User, now: datetime = NOW, **said: Any) -> Referral:
    referral = make_draft(case, agency, by=by, now=now, **said)
    with acting(str(by.pk)):
        return send_referral(referral, by=by, now=now)


def make_question(case: Case, agency: Agency, *, by: User, now: datetime = NOW, **said: Any) -> Question:
    asked: dict[str, Any] = {
        "asks": "The home at number 14",
        "parts": PARTS,
        "due_on": date(2026, 11, 30),
        **said,
    }
    with acting(str(by.pk)):
        return ask_question(case, agency, **asked, by=by, now=now)


def seen_by(user: User, asked: Referral) -> Referral:
    """Return a referral as its agency's officer reads it."""
    with acting(str(user.pk)):
        return Referral.objects.select_related("agency").get(pk=asked.pk)


def differences() -> list[dict[str, Any]]:
    return check(SOURCES.values()).differences


def share_of(case: Case, agency: Agency, *, by: User, now: datetime = NOW) -> Share:
    """Return a share of a case by a decision, as a row: how it is shared is tested elsewhere."""
    grant = AccessGrant.objects.create(
        case=case,
        agency=agency,
        source=GrantSource.SHARE,
        tier=Tier.SUMMARY,
        starts_at=now,
        granted_at=now,
        granted_by=by,
    )
    return Share.objects.create(
        case=case,
        number=1,
        grant=grant,
        purpose=Purpose.TENANCY,
        gateway=Gateway.CRIME_AND_DISORDER,
        items=["summary"],
        proportionality="They manage the home.",
        urgent_why="It cannot wait",
        decided_by=by,
        recorded_at=now,
        recorded_by=by,
    )
