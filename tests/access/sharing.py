"""What the table asks of shares and agreements: the case is shared with Dev's agency, and another one urgently."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import Agency, User
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.law.periods import london_day
from partners.choices import Gateway, Item, Purpose, Regime
from partners.forms.sharing import last_day
from partners.models import Agreement, AgreementParty, Share
from partners.transitions.agreements import add_party
from tests.make import make_agency, make_case, make_given, make_user

URGENT = ("case_share_review", "api_case_share_review")
BY_API = ("", "_change", "_end", "_parties", "_party", "_sign", "_leave")
KEPT = ("page", "change", "end", "party_add", "sign", "leave")


def shared_urgently(people: Mapping[str, User], now: datetime) -> dict[str, Case]:
    """Return for each route the case that it is asked for: one that was shared without an agreement."""
    decider = make_user("ivor", Role.SUPERVISOR, Rank.INSPECTOR, name="Ivor Gone")
    case = make_case(by=people["amira"], now=now - timedelta(hours=2))
    make_given(
        case,
        people["dev"].agency,
        by=people["amira"],
        now=now - timedelta(hours=1),
        urgent_why="He means to come back tonight.",
        decided_by=decider,
    )
    decider.is_active = False
    decider.save()
    return dict.fromkeys(URGENT, case)


def gaps_of_sharing(people: Mapping[str, User], now: datetime) -> dict[str, int]:
    """Return what stands in the gaps of each route: the agreement under which the case is shared, and who signed it."""
    party = AgreementParty.objects.get(agency=people["dev"].agency)
    fire = add_party(party.agreement, make_agency("Fire service", AgencyKind.FIRE), by=people["ada"], now=now)
    agreement = {f"agreement_{page}:pk": party.agreement_id for page in KEPT}
    agreement |= {f"api_agreement{part}:pk": party.agreement_id for part in BY_API}
    before = AccessGrant.objects.create(
        case=Share.objects.filter(agreement__isnull=False).first().case,  # type: ignore[union-attr]
        agency=fire.agency,
        **{"source": GrantSource.SHARE, "tier": Tier.SUMMARY, "starts_at": now, "granted_at": now},
    )
    return {
        **agreement,
        "case_grant_recall:grant": before.pk,
        "agreement_sign:party": fire.pk,
        "agreement_leave:party": party.pk,
        "api_agreement_sign:party": fire.pk,
        **dict.fromkeys(("api_agreement_leave:party", "api_agreement_party:party"), party.pk),
        "case_share_with:agency": people["dev"].agency_id,
    }


def _agreement(**said: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda county: {**said, "version": Agreement.objects.get().version}


def _today(days: int = 0) -> str:
    return (london_day(timezone.now()) + timedelta(days=days)).isoformat()


def _written(county: Any, **said: Any) -> dict[str, Any]:
    stated = {
        "title": "Sharing with the fire service",
        "purposes": [Purpose.PREVENT],
        "gateways": [Gateway.CRIME_AND_DISORDER],
        "regime": Regime.GENERAL,
        "items": [Item.SUMMARY],
        "breach_contact": "101",
    }
    return {**stated, "starts_on": _today(), "review_on": _today(10), "expires_on": _today(20), **said}


def _changed(county: Any) -> dict[str, Any]:
    agreement = Agreement.objects.get()
    days = {name: getattr(agreement, name).isoformat() for name in ("starts_on", "review_on", "expires_on")}
    return _written(county, **days, items=list(Item), reason="Its title", version=agreement.version)


def _party(county: Any) -> dict[str, Any]:
    agency = Agency.objects.get(name="Colchester City Council")
    return {"agency": agency.pk, "version": Agreement.objects.get().version}


def _given(county: Any) -> dict[str, Any]:
    return {
        "receiver": f"agency-{county.people['dev'].agency_id}",
        "items": [Item.SUMMARY],
        "purpose": Purpose.PREVENT,
        "gateway": Gateway.CRIME_AND_DISORDER,
        "proportionality": "They hold the key.",
        "ends_on": _today(30),
    }


def _share(county: Any) -> Share:
    return Share.objects.get(case=county.case)


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "agreement_new": _written,
    "agreement_change": _changed,
    "agreement_end": lambda county: {"ended_on": _today(), "why": "A new one", **_agreement()(county)},
    "agreement_party_add": _party,
    "agreement_sign": lambda county: _agreement(
        signatory="Jo Marsh", signatory_role="Chief", signed_on=_today()
    )(county),
    "agreement_leave": lambda county: {"left_on": _today(), "reason": "It ends", **_agreement()(county)},
    "case_share_with": _given,
    "case_share_change": lambda county: {
        "items": [Item.SUMMARY],
        "ends_on": str(last_day(_share(county))),
        "version": 1,
    },
    "case_share_extend": lambda county: {"ends_on": "2039-01-01", "reason": "Repairs", "version": 1},
    "case_share_recall": lambda county: {"reason": "Over", "version": 1},
    "case_grant_recall": lambda county: {"reason": "Over"},
    "case_share_review": lambda county: {"verdict": "right", "words": "It was.", "version": 1},
}
ANSWERS = """# --- What is shared with partners, and under which agreement
agreement_list       GET    200   200   200   200   200-  302   200   200   200   200-  403   403   200   Agreements on sharing
agreement_page       GET    200   200   200   200   404   302   200   200   200   404   403   403   200   Sam Signer
agreement_new        GET    403   200   403   403   403   302   403   403   403   403   403   403   200   Whom to tell of a breach
agreement_new        POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
agreement_change     GET    403   200   403   403   403   302   403   403   403   403   403   403   200   Why it is changed
agreement_change     POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
agreement_end        GET    403   200   403   403   403   302   403   403   403   403   403   403   200   Why it ends
agreement_end        POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
agreement_party_add  GET    403   200   403   403   403   302   403   403   403   403   403   403   200   Choose an agency
agreement_party_add  POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
agreement_sign       GET    403   200   403   403   403   302   403   403   403   403   403   403   200   Fire service signs
agreement_sign       POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
agreement_leave      GET    403   200   403   403   403   302   403   403   403   403   403   403   200   Eastlight Homes leaves
agreement_leave      POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
case_shares          GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Eastlight Homes
case_share_new       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Eastlight Homes
case_share_with      GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Why so much, and no more
case_share_with      POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_share           GET    200   200   404   404   404   302   404   404   200   404   404   404   404   They manage the home
case_share_change    GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Change share 1
case_share_change    POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_share_extend    GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Extend share 1
case_share_extend    POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_share_recall    GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Recall share 1
case_share_recall    POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_grant_recall    GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Recall what was given to Fire service
case_grant_recall    POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_share_review    GET    403   200   404   404   404   302   404   404   403   404   404   404   404   He means to come back tonight
case_share_review    POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
person_shares        GET    200   200   404   404   404   302   403   403   200   404   404   404   404   Who has seen what about
"""
