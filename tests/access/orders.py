"""What the table asks of orders and exhibits: a request at each stage, orders as the court made them, and an exhibit."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Document, Incident
from asbcases.casework.transitions.documents import add_document
from asbcases.enforcement.choices import Applicant, ChangeKind, HearingKind, StatementKind, StatementOf
from asbcases.enforcement.models import Exhibit, Measure, OrderRequest, Statement
from asbcases.enforcement.transitions.exhibits import add_exhibit
from asbcases.enforcement.transitions.hearings import set_hearing
from asbcases.enforcement.transitions.order_applications import note_application
from asbcases.enforcement.transitions.statements import take_statement
from asbcases.law.periods import london_day
from tests.enforcement.make_measures import approve, fresh
from tests.enforcement.make_orders import COURT, REVIEW, court_makes, draft_request, make_request

DAY = timedelta(days=1)
# Which order each route is asked for; of what is not named here the one in force.
STAGES = {
    "request": ("order_change", "order_considered", "order_evidence", "order_views", "order_file"),
    "to_submit": (
        "order_submit",
        "order_term_new",
        "api_order_change",
        "api_order_youth_views",
        "api_order_evidence",
    ),
    "to_send": ("order_send", "api_order_send", "api_order_file"),
    "sent": (
        *("order_hearing_new", "order_hearing_held", "order_made", "order_refused"),
        *("api_order_hearing", "api_order_hearing_held", "api_order_made", "api_order_refused"),
        *("order_notice", "api_order_notice"),
    ),
    "made": (
        *("order_page", "order_varied", "order_discharged", "order_review", "order_supervisor_told"),
        *("order_press", "api_order", "api_order_varied", "api_order_discharged", "api_order_review"),
        *("api_order_press", "order_application_new", "order_application_decided"),
        *("api_order_application", "api_order_application_decided"),
        *("api_order_term", "api_order_supervisor_told"),
    ),
    "over": ("order_over", "api_order_over"),
}


def orders_by_route(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, Measure]:
    """Return for each route the order that it is asked for; the case has an exhibit too."""
    amira, charged = people["amira"], {"charged_on": london_day(now) - 20 * DAY}
    act: dict[str, Any] = {"by": amira, "now": now - timedelta(hours=1)}
    sent, made, over = (make_request(case, **act, **charged) for _ in range(3))
    set_hearing(sent, kind=HearingKind.SENTENCE, court=COURT, at=now + DAY, **act)
    court_makes(made, **act, indefinite=True)
    past = london_day(now) - 900 * DAY
    court_makes(over, **act, made_on=past, ends_on=past + 800 * DAY)
    add_exhibit(
        case,
        description="A spray can",
        found_by="Amira Osei",
        found_at=now - 2 * DAY,
        found_where="The gate",
        **act,
    )
    note_application(
        made,
        kind=ChangeKind.VARY,
        applicant=Applicant.OFFENDER,
        court=COURT,
        made_on=london_day(act["now"]),
        words="Leave the course out.",
        **act,
    )
    add_document(case, file=ContentFile(b"Seen by ***", "copy.txt"), name="copy.txt", **act)
    take_statement(
        case, role=StatementOf.WITNESS, kind=StatementKind.CRIMINAL, witness="Joan Pike", pages=2,
        taken_by="Amira Osei", taken_at=now - 2 * DAY, taken_where="At home", **act,
    )  # fmt: skip
    stages = {
        "request": draft_request(case, **act, **charged),
        "to_submit": draft_request(case, **act, **charged),
        "to_send": approve(draft_request(case, **act, **charged), **act),
        **{"sent": sent, "made": made, "over": over},
    }
    return {route: fresh(stages[stage]) for stage, routes in STAGES.items() for route in routes}


def _today() -> str:
    return london_day(timezone.now()).isoformat()


def _at() -> dict[str, str]:
    at = timezone.localtime(timezone.now())
    return {"at_day": at.date().isoformat(), "at_time": f"{at:%H:%M}"}


def _versioned(route: str, kind: str, said: Callable[[], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    def sent(county: Any) -> dict[str, Any]:
        if kind == "exhibit":
            return {**said(), "version": Exhibit.objects.get(case=county.case, number=1).version}
        if kind == "statement":
            return {**said(), "version": Statement.objects.get(case=county.case).version}
        order = fresh(county.measures[route])
        row = {
            "request": OrderRequest.objects.filter(measure=order),
            "hearing": order.hearings.all(),
            "application": order.applications.all(),
        }
        return {**said(), "version": row[kind].get().version if kind in row else order.version}

    return sent


def _court() -> dict[str, Any]:
    return {"court": COURT, "made_on": _today()}


APPLIED = {"kind": "vary", "applicant": "offender", "court": COURT, "words": "Less of it."}
SUPERVISOR = "Open Road, Colchester"
DISMISSED = {"outcome": "dismissed", "words": "Nothing has changed."}
SERVED = {"to": "The defendant", "how": "By post"}
TAKEN = {
    **{"role": "lead", "kind": "criminal", "witness": "Amira Osei", "taken_by": "Ben Lane"},
    **{"taken_where": "Colchester", "pages": "3"},
}
MOVE = {"from_whom": "Amira Osei", "to_whom": "Store", "kept_at": "Bay 4", "why": "Kept"}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "order_new": lambda county: {
        "subject": county.measures["order_page"].subject_id,
        "conviction": "convicted",
    },
    "order_evidence": lambda county: {"shown": [_incident_of(county)]},
    "order_term_new": lambda county: {"kind": "prohibition", "words": "You must not enter the park."},
    "order_submit": lambda county: {"reason": "For court."},
    "order_hearing_new": lambda county: {"kind": "sentence", "court": COURT, **_at()},
    "order_review": lambda county: {**REVIEW, **_at()},
    "order_supervisor_told": lambda county: {"supervisor": SUPERVISOR, **_at()},
    "order_record": lambda county: {
        **{"subject": county.measures["order_page"].subject_id, "body": "Suffolk Constabulary"},
        **_court(),
        "indefinite": "on",
    },
    "order_application_new": lambda county: {**APPLIED, "made_on": _today()},
    "statement_new": lambda county: {**TAKEN, **_at()},
    "statement_withhold": lambda county: {
        **{"asked": "She did", "risk": "High", "redacted": _copy_of(county).pk},
        "version": Statement.objects.get(case=county.case).version,
    },
    "exhibit_new": lambda county: {
        **{"description": "A knife", "found_by": "Ben Lane", "found_where": "The park"},
        **_at(),
    },
    **{
        route: _versioned(route, kind, said)
        for route, kind, said in (
            ("order_change", "request", lambda: {"offence": "Affray", "conviction": "charged"}),
            ("order_considered", "order", lambda: {"equality": "Asked."}),
            ("order_views", "request", lambda: {"who": "Jo", "views": "Yes", "views_on": _today()}),
            ("order_file", "request", lambda: {"there": ["mg5"]}),
            ("order_send", "request", lambda: {"application_on": "2090-01-02", "over_CBO-6": "Both"}),
            ("order_hearing_held", "hearing", lambda: {"outcome": "Adjourned"}),
            ("order_made", "order", lambda: {**_court(), "indefinite": "on"}),
            ("order_varied", "order", lambda: {**_court(), "indefinite": "on", "applicant": "offender"}),
            ("order_discharged", "order", lambda: {**_court(), "applicant": "offender", "words": "Moved"}),
            ("order_refused", "order", lambda: {"refused_on": _today(), "words": "No"}),
            ("order_over", "order", dict),
            ("order_notice", "request", lambda: {**SERVED, "given_on": _today()}),
            ("order_application_decided", "application", lambda: {**DISMISSED, "decided_on": _today()}),
            ("statement_sign", "statement", lambda: {"signed_on": _today(), "declared": "on", "pages": "2"}),
            ("statement_hearsay", "statement", lambda: {**SERVED, "notice_on": _today()}),
            ("statement_wrong", "statement", lambda: {"reason": "Twice"}),
            ("exhibit_move", "exhibit", lambda: {**MOVE, **_at()}),
            ("exhibit_dispose", "exhibit", lambda: {"disposal": "Given back", **_at()}),
        )
    },
}


def _copy_of(county: Any) -> Document:
    return Document.objects.get(case=county.case, name="copy.txt")


def _incident(county: Any) -> Incident:
    found: Incident = county.case.incident_links.order_by("pk")[0].incident
    return found


def _incident_of(county: Any) -> str:
    return f"incident-{_incident(county).pk}"


def _now() -> str:
    return timezone.now().isoformat()


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_orders": lambda county: {"subject": county.measures["order_page"].subject.reference},
    "api_order_change": lambda county: {"offence": "Affray"},
    "api_order_youth_views": lambda county: {"who": "Jo", "views": "Yes", "views_on": _today()},
    "api_order_file": lambda county: {"there": ["mg5"]},
    "api_order_send": lambda county: {"application_on": "2090-01-02", "over": {"CBO-6": "Both hold."}},
    "api_order_hearing": lambda county: {"kind": "sentence", "court": COURT, "at": _now()},
    "api_order_hearing_held": lambda county: {"outcome": "Adjourned"},
    "api_order_made": lambda county: {**_court(), "indefinite": True},
    "api_order_varied": lambda county: {**_court(), "indefinite": True, "applicant": "offender"},
    "api_order_discharged": lambda county: {**_court(), "applicant": "offender", "words": "Moved"},
    "api_order_refused": lambda county: {"refused_on": _today(), "words": "No"},
    "api_order_review": lambda county: {**REVIEW, "reviewed_at": _now()},
    "api_order_notice": lambda county: {**SERVED, "given_on": _today()},
    "api_order_application": lambda county: {**APPLIED, "made_on": _today()},
    "api_order_application_decided": lambda county: {**DISMISSED, "decided_on": _today()},
    "api_order_record": lambda county: {
        "subject": county.measures["order_page"].subject.reference,
        **{"body": "Suffolk Constabulary", **_court(), "indefinite": True},
    },
    "api_order_evidence": lambda county: {"incident": _incident(county).reference},
    "api_order_term": lambda county: {"kind": "prohibition", "words": "You must not enter the park."},
    "api_order_over": lambda county: {},
    "api_order_supervisor_told": lambda county: {"supervisor": SUPERVISOR, "told_at": _now()},
    "api_statements": lambda county: {**TAKEN, "pages": 3, "taken_at": _now()},
    "api_statement_sign": lambda county: {"signed_on": _today(), "declared": True, "pages": 2},
    "api_statement_withhold": lambda county: {
        **{"asked": "She did", "risk": "High"},
        "redacted": _copy_of(county).number,
    },
    "api_statement_hearsay": lambda county: {**SERVED, "notice_on": _today()},
    "api_statement_wrong": lambda county: {"reason": "Twice"},
    "api_exhibits": lambda county: {
        **{"description": "A knife", "found_by": "Ben Lane", "found_where": "The park"},
        "found_at": _now(),
    },
    "api_exhibit_move": lambda county: {**MOVE, "moved_at": _now()},
    "api_exhibit_dispose": lambda county: {"disposal": "Given back", "disposed_at": _now()},
}
MAKING = ("api_orders", "api_order_record", "api_exhibits", "api_statements")


def _tag(route: str) -> Callable[[Any], dict[str, str]]:
    def headers(county: Any) -> dict[str, str]:
        if "exhibit" in route:
            row: Any = Exhibit.objects.get(case=county.case, number=1)
        elif "statement" in route:
            row = Statement.objects.get(case=county.case)
        else:
            row = fresh(county.measures[route])
        return {"If-Match": f'"{row.pk}-{row.version}"'}

    return headers


HEADERS = {route: _tag(route) for route in BODIES if route not in MAKING}

PAGE = "200 200 404 404 404 302 404 404 200 404 404 404 404"
ACTED = "302 302 404 404 404 302 404 404 302 404 404 404 404"
READ = "200 200 404 404 404 401 404 404 200 404 404 404 404"
MADE = "201 201 404 404 404 401 404 404 201 404 404 404 404"
SHOWN = {
    "order_page": "Criminal behaviour order",
    "order_press": "made a criminal behaviour order",
    "exhibit_list": "AO/1",
    "statement_list": "Joan",
    "statement_page": "Joan",
    "exhibit_page": "AO/1",
    "exhibit_continuity": "AO/1",
    "api_orders": "results",
    "api_order": "special_measures",
    "api_order_press": "words",
    "api_exhibits": "sha256",
    "api_exhibit": "holder",
    "api_statements": "Joan",
    "api_statement": "witness",
}
ANSWERS = "\n".join(
    [
        "# --- Orders and exhibits",
        *(
            f"{route} GET {READ if route.startswith('api') else PAGE} {shows}"
            for route, shows in SHOWN.items()
        ),
        *(f"{route} GET {PAGE} {{case}}" for route in FORMS),
        *(f"{route} POST {ACTED} -" for route in FORMS),
        *(f"{route} POST {MADE if route in MAKING else READ} version" for route in BODIES),
    ]
)
