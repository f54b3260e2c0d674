"""Builders of what partners ask to be given, and how it is answered."""

from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from asbcases.cases.models import Case, Report
from asbcases.db.actor import acting
from partners.access import shares_open_of
from partners.choices import Gateway, Item, Purpose
from partners.models import ShareRequest
from partners.queries.sharing import Receiver
from partners.transitions.share_answering import answer_by_sharing
from partners.transitions.share_asking import ask_about_report, ask_for_more
from tests.make import FAR, NOW, make_report

WHY = "We mean to write to our tenant about it."
ITEMS = [Item.SUMMARY, Item.CONTACT]


def said(**more: Any) -> dict[str, Any]:
    stated: dict[str, Any] = {
        "items": ITEMS,
        "purpose": Purpose.TENANCY,
        "gateway": Gateway.CRIME_AND_DISORDER,
        "why": WHY,
        "urgent": False,
        "needed_on": None,
        "until_on": None,
    }
    return {**stated, **more}


def report_of(partner: User, *, by: User, now: datetime = NOW, **fields: Any) -> Report:
    return make_report(by=by, now=now, agency=partner.agency, **fields)


def ask_on(report: Report, *, by: User, now: datetime = NOW, **more: Any) -> ShareRequest:
    with acting(str(by.pk)):
        return ask_about_report(report, **said(**more), by=by, now=now)


def ask_of(case: Case, *, by: User, now: datetime = NOW, **more: Any) -> ShareRequest:
    with acting(str(by.pk)):
        share = shares_open_of(case.reference, by, now=now).order_by("number")[0]
        return ask_for_more(share, case.reference, **said(**more), by=by, now=now)


def given(items: list[Item] | None = None, **more: Any) -> dict[str, Any]:
    stated: dict[str, Any] = {
        "items": items or ITEMS,
        "tier": Tier.SUMMARY,
        "purpose": Purpose.TENANCY,
        "gateway": Gateway.CRIME_AND_DISORDER,
        "proportionality": "They manage the home.",
        "ends_at": NOW + FAR,
    }
    return {**stated, **more}


def share_it(
    request: ShareRequest,
    case: Case,
    receiver: Receiver,
    *,
    by: User,
    now: datetime = NOW,
    words: str = "",
    **more: Any,
) -> ShareRequest:
    with acting(str(by.pk)):
        seen = ShareRequest.objects.select_related("agency").get(pk=request.pk)
        return answer_by_sharing(seen, case, receiver, words=words, share=given(**more), by=by, now=now)
