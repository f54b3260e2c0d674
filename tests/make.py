"""Builders through the front door: test data are always lawful, and a broken transition breaks loudly."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import Agency, District, Team, User
from asbcases.accounts.rules import needs_second_factor
from asbcases.accounts.second_factor import give_authenticator
from asbcases.cases.case_choices import Blocking
from asbcases.cases.choices import (
    Category,
    Channel,
    Grade,
    Handling,
    Outcome,
    Precision,
    RiskLevel,
    Tier,
    Told,
    Trigger,
)
from asbcases.cases.models import AccessGrant, Case, Incident, Report, Triage
from asbcases.cases.rules.closing import known_before
from asbcases.casework.queries.case_ends import on_file_of
from asbcases.casework.transitions import (
    close_case,
    open_case,
    receive_report,
    record_incident,
    triage_incident,
    waive_item,
)
from asbcases.casework.transitions.case_terms import terms_of
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import waive
from asbcases.errors import Refused
from partners.choices import Gateway, Item, Purpose, Regime
from partners.models import Agreement, AgreementParty, Share
from partners.queries.sharing import Receiver, agency_of
from partners.rules import items_within
from partners.transitions.agreements import add_party, enter_agreement, sign_agreement
from partners.transitions.sharing import share_case
from tests.tools.quickly import quickly

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PASSWORD = "a-long-enough-password"
# What everybody's app was told who signs in with a code.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
# Before policy set a time for the grading of reports: what came then owes nothing.
LONG_AGO = datetime(2013, 11, 23, 12, 0, tzinfo=UTC)
# So that incidents of cases which have nothing to do with each other are not taken for repeats.
HOUSES = count(100)


def district(code: str = "colchester") -> District:
    return District.objects.get(code=code)


def make_agency(name: str = "Essex Police", kind: AgencyKind = AgencyKind.POLICE) -> Agency:
    return Agency.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def make_team(
    name: str, *, agency: Agency | None = None, district: District | None = None, **fields: Any
) -> Team:
    agency = agency or make_agency()
    return Team.objects.get_or_create(name=name, agency=agency, defaults={"district": district, **fields})[0]


def make_user(
    username: str, role: Role, rank: Rank = Rank.NONE, *, district_code: str = "", **fields: Any
) -> User:
    user = User(
        username=username,
        name=fields.pop("name", username.title()),
        email=f"{username}@police.example",
        role=role,
        rank=rank,
        agency=fields.pop("agency", None) or make_agency(),
        district=district(district_code) if district_code else None,
        date_joined=NOW - timedelta(days=400),
        **fields,
    )
    user.set_password(PASSWORD)
    user.save()
    if needs_second_factor(role):
        give_authenticator(user, SECRET)
    return user


@quickly
def make_report(*, by: User, now: datetime = NOW, district_code: str = "colchester", **fields: Any) -> Report:
    stated: dict[str, Any] = {
        "narrative": "They threw stones at my window again.",
        "channel": Channel.CALL_101,
        "place_text": "14 Mersea Road",
        "district": district(district_code),
        "happened_from": now - timedelta(hours=2),
        "happened_until": now - timedelta(hours=2),
        "happened_precision": Precision.EXACT,
        "received_at": now,
        **fields,
    }
    return receive_report(**stated, by=by, now=now)


@quickly
def make_incident(*, by: User, now: datetime = NOW, report: Report | None = None, **fields: Any) -> Incident:
    report = report or make_report(by=by, now=now, district_code=fields.pop("district_code", "colchester"))
    stated: dict[str, Any] = {
        "category": Category.PERSONAL,
        "summary": "Stones thrown at a window",
        "place_text": report.place_text,
        "district": report.district,
        **fields,
    }
    return record_incident(report, **stated, by=by, now=now)


@quickly
def make_graded(*, by: User, now: datetime = NOW, district_code: str = "colchester") -> Incident:
    """Record an incident at a place of its own, and triage it as one to which nobody goes: it owes nothing more."""
    place = f"{next(HOUSES)} Mersea Road"
    report = make_report(by=by, now=now, district_code=district_code, place_text=place)
    incident = make_incident(by=by, now=now, report=report)
    make_triage(incident, by=by, now=now, handling=Handling.NO_ATTENDANCE)
    return incident


@quickly
def make_case(
    *,
    by: User,
    now: datetime = NOW,
    lead: User | None = None,
    incidents: Sequence[Incident] = (),
    **fields: Any,
) -> Case:
    code = fields.pop("district_code", "colchester")
    stated: dict[str, Any] = {
        "summary": "Stones thrown at the home of one family",
        "victim_name": "Jade Taylor",
        "victim_contact": "07700 900123",
        **fields,
    }
    chosen = incidents or [make_graded(by=by, now=now, district_code=code)]
    return open_case(chosen, lead=lead or by, **stated, by=by, now=now)


# What no test of an end waits for.
FAR = timedelta(days=5 * 365)


@quickly
def make_agreement(
    *agencies: Agency, by: User | None = None, now: datetime = LONG_AGO, **stated: Any
) -> Agreement:
    """Enter an agreement that covers everything for long, signed by these agencies."""
    by = by or keeper()
    today = now.date()
    written: dict[str, Any] = {
        "title": "Sharing with housing partners",
        "purposes": list(Purpose),
        "gateways": list(Gateway),
        "regime": Regime.GENERAL,
        "items": list(Item),
        "breach_contact": "The data protection officer, on 101 at any hour",
        "starts_on": today,
        "review_on": date(2040, 1, 1),
        "expires_on": date(2040, 12, 31),
        **stated,
    }
    agreement = enter_agreement(**written, by=by, now=now)
    for agency in agencies:
        sign(agreement, agency, by=by, now=now)
    return agreement


def keeper() -> User:
    """Return the administrator who enters agreements."""
    found = User.objects.filter(username="keeper").first()
    return found or make_user("keeper", Role.ADMINISTRATOR, name="Kit Keeper")


def sign(agreement: Agreement, agency: Agency, *, by: User, now: datetime = NOW) -> AgreementParty:
    """Have an agency become party to an agreement, and sign it on the day."""
    party = add_party(agreement, agency, by=by, now=now)
    return sign_agreement(
        party, signatory="Sam Signer", signatory_role="Director", signed_on=now.date(), by=by, now=now
    )


@quickly
def make_given(case: Case, receiver: Receiver, *, by: User, now: datetime = NOW, **said: Any) -> Share:
    """Share a case under an agreement, which is entered where its agency has none."""
    agency = agency_of(receiver)
    if "urgent_why" not in said and not AgreementParty.objects.filter(agency=agency).exists():
        make_agreement(agency)
    tier = said.pop("tier", Tier.SUMMARY)
    stated: dict[str, Any] = {
        "items": items_within(tier, list(Item)),
        "tier": tier,
        "purpose": Purpose.PREVENT,
        "gateway": Gateway.CRIME_AND_DISORDER,
        "proportionality": "They manage the home, and can do nothing without it.",
        "ends_at": now + FAR,
        **said,
    }
    return share_case(case, receiver, **stated, by=by, now=now)


def make_share(
    case: Case, agency: Agency, *, by: User, tier: Tier = Tier.SUMMARY, **fields: Any
) -> AccessGrant:
    """Share a case with an agency since yesterday, and return the grant, with other fields where they are given."""
    starts_at = fields.pop("starts_at", NOW - timedelta(days=1))
    ends_at = fields.pop("ends_at", None) or starts_at + FAR
    grant = make_given(case, agency, by=by, now=starts_at, tier=tier, ends_at=ends_at).grant
    if fields:
        AccessGrant.objects.filter(pk=grant.pk).update(**fields)
        grant.refresh_from_db()
    return grant


ANSWERS: dict[str, dict[str, Any]] = {
    "threat": {"state": "answered", "threat_to": ["household"], "immediacy": "pattern", "violence": "none"},
    "harm": {"state": "answered", "severity": "1", "occurred": "no"},
    "risk": {"state": "answered", "likelihood": "2"},
    "investigation": {"state": "answered", "possible_crime": "no", "offender": "unknown"},
    "vulnerability": {"state": "none_known"},
    "engagement": {"state": "answered", "contact": "phone"},
}


def answers_with(**letters: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the answers of an ordinary call, with some of them changed."""
    changed = {
        letter: {**({} if "state" in said else ANSWERS[letter]), **said} for letter, said in letters.items()
    }
    return {**ANSWERS, **changed}


@quickly
def make_triage(incident: Incident, *, by: User, now: datetime = NOW, **fields: Any) -> Triage:
    """Triage an incident as one to which somebody comes within two days."""
    stated: dict[str, Any] = {
        "trigger": Trigger.NEW_INFORMATION if incident.grade else Trigger.FIRST,
        "answers": ANSWERS,
        "reported_facts": "Stones at the front window, for the third evening.",
        "interim_level": RiskLevel.MEDIUM,
        "interim_risk": "They may come back tonight: told to stay away from the window and to ring 999.",
        "grade": Grade.SCHEDULED,
        "grade_reason": "It gets worse each time, the caller says.",
        "handling": Handling.ATTEND,
        "review_told": Told.EXPLAINED,
        **fields,
    }
    return triage_incident(incident, **stated, by=by, now=now)


# An answer to every question that closing a case asks.
CLOSING: dict[str, Any] = {
    "outcome": Outcome.RESOLVED,
    "reason": "It has stopped, and the victim says so.",
    "identifiable_victim": True,
    "victim_told": True,
    "told_words": "By telephone",
    "support_offered": True,
    "support_words": "Victim support, accepted",
}
# The same as a page sends it.
CLOSING_FORM = {name: {True: "yes"}.get(said, said) for name, said in CLOSING.items()}
LET_GO = "Nobody is at risk any more, says the chief."


@quickly
def make_closed(case: Case, *, by: User, now: datetime = NOW, **said: Any) -> Case:
    """Close a case whatever stands in the way: a chief lets it go, and closes it where the rank of `by` does not do."""
    stated = {**CLOSING, **said}
    try:
        return close_case(case, **stated, by=by, now=now)
    except Refused:
        chief = User.objects.filter(username="chief").first() or make_user(
            "chief", Role.SUPERVISOR, Rank.SUPERINTENDENT, name="Charlie Chief"
        )
    terms = terms_of(case, now)
    for item in known_before(on_file_of(case, terms, now)):
        if item.code == Blocking.LATE:
            waive(Deadline.objects.get(pk=item.deadline), reason=LET_GO, by=chief, now=now)
        else:
            waive_item(case, item=item.code, subject=item.subject, reason=LET_GO, by=chief, now=now)
    return close_case(case, **{"somerton_reason": LET_GO, **stated}, by=chief, now=now)
