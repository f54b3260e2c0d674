"""What the table asks of requests to share: Dev's agency asked about a report of its own, and for more of the case."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.law.periods import london_day
from partners.access import shares_open_of
from partners.choices import Gateway, Item, Purpose
from partners.models import ShareRequest
from partners.transitions.share_asking import ask_about_report, ask_for_more
from tests.make import make_case, make_given, make_incident, make_report

WHY = "We mean to write to our tenant"
OF_REPORT = ("report_share_request", "report_share_request_share", "report_share_request_refuse")


def asked_to_share(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, Any]:
    """Have Dev ask about a report and for more of the case, and return for each route the record that it is asked for."""
    amira, dev = people["amira"], people["dev"]
    before = now - timedelta(hours=1)
    told, another = (
        make_report(by=amira, now=before, agency=dev.agency, place_text="The bin store") for _ in range(2)
    )
    make_case(by=amira, now=before, incidents=[make_incident(by=amira, now=before, report=told)])
    other = make_case(by=amira, now=before)
    make_given(other, dev.agency, by=amira, now=before)
    stated: dict[str, Any] = {
        "items": [Item.SUMMARY, Item.CONTACT],
        "purpose": Purpose.TENANCY,
        "gateway": Gateway.CRIME_AND_DISORDER,
        "why": WHY,
        "urgent": False,
        "needed_on": None,
        "until_on": None,
    }
    ask_about_report(told, **stated, by=dev, now=now)
    share = shares_open_of(case.reference, dev, now=now)[0]
    ask_for_more(share, case.reference, **stated, by=dev, now=now)
    pages = {**dict.fromkeys(OF_REPORT, told), "asked_about_report": another, "asked_for_more": other}
    return pages | {f"api_{page}": record for page, record in pages.items()}


def request_of(route: str) -> str:
    """Return the reference of the request that a route is asked for."""
    of_case = route.removeprefix("api_").startswith("case_")
    return ShareRequest.objects.get(case__isnull=not of_case).reference


def is_about_a_request(route: str) -> bool:
    """Return whether a route names a request to share."""
    page = route.removeprefix("api_")
    return page.startswith(("asked", "case_share_request", "report_share_request"))


def _ask(county: Any) -> dict[str, Any]:
    return {
        "items": [Item.SUMMARY],
        "purpose": Purpose.TENANCY,
        "gateway": Gateway.CRIME_AND_DISORDER,
        "why": WHY,
    }


def _share(of: str) -> Callable[[Any], dict[str, Any]]:
    def typed(county: Any) -> dict[str, Any]:
        case = (
            county.case
            if of == "case"
            else Case.objects.get(incident_links__incident__told_by__report=_report())
        )
        return {
            **_ask(county),
            "case": case.reference,
            "receiver": f"agency-{county.people['dev'].agency_id}",
            "words": "The rest is not needed",
            "proportionality": "They hold the key.",
            "ends_on": (london_day(timezone.now()) + timedelta(days=30)).isoformat(),
        }

    return typed


def _report() -> Any:
    return ShareRequest.objects.get(case__isnull=True).report


REFUSED = {"words": "There is nothing that we may share"}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "asked_about_report": _ask,
    "asked_for_more": _ask,
    "asked_withdraw": lambda county: {},
    "case_share_request_share": _share("case"),
    "report_share_request_share": _share("report"),
    "case_share_request_refuse": lambda county: REFUSED,
    "report_share_request_refuse": lambda county: REFUSED,
}


def _answer(of: str) -> Callable[[Any], dict[str, Any]]:
    """Return the answer as the API takes it: why it was asked for is no part of that."""
    typed = _share(of)
    return lambda county: {name: said for name, said in typed(county).items() if name != "why"}


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"api_{page}": body for page, body in FORMS.items()},
    "api_case_share_request_share": _answer("case"),
    "api_report_share_request_share": _answer("report"),
}
ANSWERS = """# --- What partners ask to be given, on both sides
share_request_board  GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   SRQ-
case_share_request   GET    200   200   404   404   404   302   404   404   200   404   404   404   404   write to our tenant
case_share_request_share  GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Why less than they asked for
case_share_request_share  POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_share_request_refuse  GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Why nothing is shared
case_share_request_refuse  POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
report_share_request  GET    200   200   404   403   404   302   403   403   200   404   404   404   404   write to our tenant
report_share_request_share  GET    200   200   404   403   404   302   403   403   200   404   404   404   404   Why less than they asked for
report_share_request_share  POST   302   302   404   403   404   302   403   403   302   404   404   404   404   -
report_share_request_refuse  GET    200   200   404   403   404   302   403   403   200   404   404   404   404   Why nothing is shared
report_share_request_refuse  POST   302   302   404   403   404   302   403   403   302   404   404   404   404   -
asked_list           GET    403   403   403   200   200-  302   403   403   403   200-  403   403   403   SRQ-
asked_page           GET    403   403   403   200   404   302   403   403   403   404   403   403   403   write to our tenant
asked_withdraw       POST   403   403   403   302   404   302   403   403   403   404   403   403   403   -
asked_about_report   GET    404   404   404   200   404   302   404   404   404   404   404   404   404   By when you need it
asked_about_report   POST   404   404   404   302   404   302   404   404   404   404   404   404   404   -
asked_for_more       GET    404   404   404   200   404   302   404   404   404   404   404   404   404   By when you need it
asked_for_more       POST   404   404   404   302   404   302   404   404   404   404   404   404   404   -
api_share_requests   GET    200   200   200-  403   403   401   403   403   200   403   403   403   403   SRQ-
api_case_share_request  GET    200   200   404   404   404   401   404   404   200   404   404   404   404   write to our tenant
api_case_share_request_share  POST   200   200   404   404   404   401   404   404   200   404   404   404   404   write to our tenant
api_case_share_request_refuse  POST   200   200   404   404   404   401   404   404   200   404   404   404   404   nothing that we may share
api_report_share_request  GET    200   200   404   403   404   401   403   403   200   404   404   404   404   write to our tenant
api_report_share_request_share  POST   200   200   404   403   404   401   403   403   200   404   404   404   404   write to our tenant
api_report_share_request_refuse  POST   200   200   404   403   404   401   403   403   200   404   404   404   404   nothing that we may share
api_asked_list       GET    403   403   403   200   200-  401   403   403   403   200-  403   403   403   SRQ-
api_asked            GET    403   403   403   200   404   401   403   403   403   404   403   403   403   write to our tenant
api_asked_withdraw   POST   403   403   403   200   404   401   403   403   403   404   403   403   403   write to our tenant
api_asked_about_report  POST   404   404   404   201   404   401   404   404   404   404   404   404   404   -
api_asked_for_more   POST   404   404   404   201   404   401   404   404   404   404   404   404   404   -
"""
