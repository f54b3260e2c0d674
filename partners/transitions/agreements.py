"""Agreements on sharing: entered, changed, signed by their parties, and ended with what hangs on them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked, next_reference
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from partners.models import Agreement, AgreementParty
from partners.queries.agreements import last_day
from partners.transitions.ends import end_shares_of
from partners.transitions.standing import wait_for_shares


class Stated(TypedDict, total=False):
    """What is written in an agreement."""

    title: str
    purposes: list[str]
    gateways: list[str]
    regime: str
    items: list[str]
    subjects: str
    special_categories: str
    frequency: str
    method: str
    retention: str
    security: str
    access_lead: str
    impact_assessment: str
    breach_contact: str
    starts_on: date
    review_on: date
    expires_on: date


# Without these nothing can be shared under it, nor a breach be told.
NEEDED = {
    "title": "Give the agreement a title.",
    "purposes": "Choose for what it lets things be shared.",
    "gateways": "Choose on which gateways of the law it rests.",
    "items": "Choose which parts of a case it covers.",
    "breach_contact": "Say whom to tell of a breach, at any hour.",
}


@transaction.atomic
def enter_agreement(*, by: User, now: datetime, **stated: Unpack[Stated]) -> Agreement:
    """Enter an agreement on sharing as it was written, and return it; nothing is shared under it before parties sign."""
    _refuse_unwritten(stated)
    agreement = Agreement.objects.create(
        reference=next_reference("ISA", now), recorded_at=now, recorded_by=by, **stated
    )
    record(Verb.AGREEMENT_ENTERED, by=by, now=now, data=_told(agreement))
    return agreement


@transaction.atomic
def change_agreement(
    agreement: Agreement, *, reason: str, by: User, now: datetime, **stated: Unpack[Stated]
) -> Agreement:
    """Change what is written in an agreement, and return it; what is shared under it already stays as it was shared.

    An earlier last day ends those shares with it, but for a high risk.
    """
    wait_for_shares()
    agreement = locked(agreement)
    _refuse_ended(agreement)
    if not reason.strip():
        raise Refused("Say why the agreement is changed: the reason is kept.")
    changed = [name for name, value in stated.items() if getattr(agreement, name) != value]
    if not changed:
        raise Refused("Nothing would change: correct what is to be different.")
    earlier = stated.get("expires_on", agreement.expires_on) < agreement.expires_on
    for name in changed:
        setattr(agreement, name, stated[name])  # type: ignore[literal-required]
    _refuse_unwritten({name: getattr(agreement, name) for name in Stated.__annotations__})
    if earlier and agreement.expires_on < london_day(now):
        raise Refused("That last day has passed: choose today or a later day.")
    _save(agreement, *changed)
    what = ", ".join(name.replace("_", " ") for name in changed)
    told = {**_told(agreement), "what": what}
    record(Verb.AGREEMENT_CHANGED, by=by, now=now, reason=reason.strip(), data=told)
    if earlier:
        end_shares_of(agreement, last=agreement.expires_on, by=by, now=now)
    return agreement


@transaction.atomic
def add_party(agreement: Agreement, agency: Agency, *, by: User, now: datetime) -> AgreementParty:
    """Make an agency party to an agreement, and return its part; until it signs, nothing is shared with it under it."""
    agreement = locked(agreement)
    _refuse_ended(agreement)
    if agency.kind == AgencyKind.POLICE or not agency.active:
        raise Refused(f"{agency.name} is no partner that works with us now: choose another agency.")
    if agreement.parties.filter(agency=agency, left_on__isnull=True).exists():
        raise Refused(f"{agency.name} is party to {agreement.reference} already.")
    party = AgreementParty.objects.create(agreement=agreement, agency=agency, recorded_at=now, recorded_by=by)
    _save(agreement)
    told = {**_told(agreement), "agency": agency.name, "what": f"{agency.name} is to be party to it"}
    record(Verb.AGREEMENT_CHANGED, by=by, now=now, data=told)
    return party


@transaction.atomic
def sign_agreement(
    party: AgreementParty, *, signatory: str, signatory_role: str, signed_on: date, by: User, now: datetime
) -> AgreementParty:
    """Note who signed an agreement for a party, and on which day; return its part."""
    agreement, party = locked(party.agreement), locked(party)
    _refuse_ended(agreement)
    if party.left_on or party.signed_on:
        raise Refused(f"{party.agency.name} has signed already, or left: load the page again.")
    if not signatory.strip() or not signatory_role.strip():
        raise Refused("Say who signed for the agency, and as what.")
    if signed_on > london_day(now):
        raise Refused("That day is still to come: enter the signature when it is there.")
    party.signatory, party.signatory_role = signatory.strip(), signatory_role.strip()
    party.signed_on = signed_on
    party.save(update_fields=["signatory", "signatory_role", "signed_on"])
    _save(agreement)
    told = {**_told(agreement), "agency": party.agency.name, "signed_on": signed_on.isoformat()}
    record(Verb.AGREEMENT_SIGNED, by=by, now=now, happened_at=now, data=told)
    return party


@transaction.atomic
def leave_agreement(
    party: AgreementParty, *, left_on: date, reason: str, by: User, now: datetime
) -> AgreementParty:
    """Note the last day of a party, end what is shared with it under the agreement that day, and return its part."""
    wait_for_shares()
    agreement, party = locked(party.agreement), locked(party)
    _refuse_ended(agreement)
    if party.left_on:
        raise Refused(f"{party.agency.name} has left already: load the page again.")
    _refuse_last(agreement, left_on, reason, now)
    party.left_on = left_on
    party.save(update_fields=["left_on"])
    _save(agreement)
    told = {**_told(agreement), "agency": party.agency.name, "left_on": left_on.isoformat()}
    record(Verb.AGREEMENT_LEFT, by=by, now=now, reason=reason.strip(), data=told)
    end_shares_of(agreement, last=left_on, agency=party.agency, by=by, now=now)
    return party


@transaction.atomic
def end_agreement(agreement: Agreement, *, ended_on: date, why: str, by: User, now: datetime) -> Agreement:
    """End an agreement with a day before it expires, and what is shared under it; return it.

    What protects a victim at high risk is not cut: its lead is told, and an inspector decides.
    """
    wait_for_shares()
    agreement = locked(agreement)
    _refuse_ended(agreement)
    _refuse_last(agreement, ended_on, why, now)
    agreement.ended_on, agreement.ended_why = ended_on, why.strip()
    _save(agreement, "ended_on", "ended_why")
    told = {**_told(agreement), "ended_on": ended_on.isoformat()}
    record(Verb.AGREEMENT_ENDED, by=by, now=now, reason=why.strip(), data=told)
    end_shares_of(agreement, last=ended_on, by=by, now=now)
    return agreement


def _refuse_unwritten(stated: Mapping[str, Any]) -> None:
    for name, wanted in NEEDED.items():
        if not (stated.get(name) or ""):
            raise Refused(wanted)
    if not stated["starts_on"] <= stated["review_on"] <= stated["expires_on"]:
        raise Refused("The days do not follow on each other: it starts, is reviewed, and expires.")


def _refuse_ended(agreement: Agreement) -> None:
    if agreement.ended_on:
        raise Refused(
            f"{agreement.reference} ended on {day_words(agreement.ended_on)}: enter a new agreement."
        )


def _refuse_last(agreement: Agreement, last: date, reason: str, now: datetime) -> None:
    if not reason.strip():
        raise Refused("Say why: the reason is kept.")
    if not london_day(now) <= last <= last_day(agreement):
        latest = day_words(last_day(agreement))
        raise Refused(f"The last day lies between today and {latest}, when the agreement expires.")


def _save(agreement: Agreement, *changed: str) -> None:
    agreement.version += 1
    agreement.save(update_fields=[*changed, "version"])


def _told(agreement: Agreement) -> dict[str, object]:
    return {"agreement": agreement.reference, "title": agreement.title}
