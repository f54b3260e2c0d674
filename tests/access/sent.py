"""What is sent to each route that acts: right in every part, so that only who sends it can be the fault."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.casework.transitions import restrict_case
from asbcases.law.periods import london_day
from risk.choices import Level
from risk.transitions import lower_level
from tests.access import (
    administered,
    asked_api,
    attended,
    boards,
    breaches,
    case_ends,
    casefile,
    cases_api,
    clauses,
    colleagues,
    incidents,
    intake_api,
    kept,
    measures,
    notes,
    on_file,
    on_file_api,
    orders,
    own,
    packs,
    papers,
    plan_shares,
    plans,
    plans_api,
    plans_work,
    remedies,
    remedies_api,
    requests,
    restricting_api,
    review_figures,
    reviews,
    reviews_api,
    share_requests,
    sharing,
    supported,
    tokens,
)
from tests.access.population import County
from tests.api.conftest import new_case, new_incident, new_report
from tests.casework import thrive
from tests.casework.pages import REPORT
from tests.make import district, make_agency, make_user
from tests.risk.answers import HIGH, sent


def _report(county: County) -> dict[str, Any]:
    words = {
        "narrative": "Music all night.",
        "caller_name": "",
        "caller_contact": "",
        "place_text": "The park",
    }
    return {**REPORT, **words, "district": district().pk}


def _promise(county: County) -> dict[str, Any]:
    tomorrow = london_day(timezone.now() + timedelta(days=1))
    return {"call_back_day": tomorrow.isoformat(), "call_back_time": "5pm"}


def _incident(county: County) -> dict[str, Any]:
    return {
        "category": "nuisance", "summary": "Noise at night", "place_text": "The park", "district": district().pk,
    }  # fmt: skip


def _case(county: County) -> dict[str, Any]:
    return {
        "summary": "A family is targeted", "victim_name": "Jo", "victim_contact": "",
        "lead": county.people["amira"].pk,
    }  # fmt: skip


def _lifted(county: County) -> dict[str, Any]:
    """Restrict the case, so that there is something to lift: for whoever is not named it does not exist then."""
    now, reason = timezone.now() - timedelta(minutes=1), "A colleague is involved"
    restrict_case(county.case, named=[], reason=reason, by=county.people["ben"], now=now)
    return {"reason": "It was another family"}


def _raised(county: County) -> dict[str, Any]:
    """Lower the level as an inspector, so that there is one to raise."""
    inspector = make_user("inga", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")
    about: dict[str, Any] = {"reason": "He has moved to another county.", "by": inspector}
    ruling = lower_level(county.assessment, level=Level.MEDIUM, now=timezone.now(), **about)
    reason = "He has come back, and waits at the gate."
    return {"level": "high", "reason": reason, "shown": f"{county.assessment.pk}:{ruling.pk}"}


def _user(county: County) -> dict[str, Any]:
    return {
        "username": "newcomer", "name": "New Comer", "email": "", "collar_number": "", "role": Role.CPT_OFFICER,
        "rank": Rank.CONSTABLE, "agency": make_agency().pk, "team": "", "district": district().pk,
    }  # fmt: skip


def _team(county: County) -> dict[str, Any]:
    return {"name": "Another team", "agency": make_agency().pk, "active": "on"}


def _agency(county: County) -> dict[str, Any]:
    return {"name": "Another landlord", "kind": AgencyKind.HOUSING, "active": "on"}


def _assessment(county: County) -> dict[str, Any]:
    return {"party": 1, "with_victim": True, "answers": HIGH}


def _decided(page: str) -> Callable[[County], dict[str, Any]]:
    """Return what is sent to a page that decides about a deadline: a late day, a person and a reason; each takes its own."""
    until = {"until_day": "1", "until_month": "6", "until_year": "2090"}

    def sent_to(county: County) -> dict[str, Any]:
        deadline = county.deadlines.get(page, county.deadlines["deadline_page"])
        return {**until, "to": county.people["ben"].pk, "reason": "So decided", "version": deadline.version}

    return sent_to


def _ticked(county: County) -> dict[str, Any]:
    deadline = county.deadlines["deadline_page"]
    return {"act": "waive", "row": [f"{deadline.pk}.{deadline.version}"], "reason": "So decided"}


def _file(county: County) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("diary.txt", b"Diary of Jade, continued."), "note": "What she wrote"}


def _filed(page: str) -> Callable[[County], dict[str, Any]]:
    return lambda county: on_file.FORMS[page](county.filed)


DRAFT = {"draft_form": "report", "draft_about": "0123456789ab"}
# Operations of the API that take a form with a file.
UPLOADS = ("api_report_documents", "api_incident_documents", "api_case_documents")
RULINGS = ("ask", "extend", "return", "pause", "resume", "reassign", "waive", "cancel")
FORMS: dict[str, Callable[[County], dict[str, Any]]] = {
    "report_new": _report,
    "report_matches": lambda county: {"caller_phone": "07700 900123", "place_text": "14 Mersea Road"},
    "draft_save": lambda county: {**DRAFT, "narrative": "They threw"},
    "draft_throw_away": lambda county: DRAFT,
    "report_grade": lambda county: thrive.first(district()),
    "incident_triage": lambda county: thrive.again(),
    "incident_record": _incident,
    **{f"{kind}_document_add": _file for kind in ("report", "incident", "case")}
    | dict.fromkeys(UPLOADS, _file),
    **{
        f"{form}_{page}": lambda county: {}
        for form in ("public", "public_review")
        for page in ("before", "step", "check", "leave")
    },
    "public_review_status": lambda county: {"reference": "K7PM-9QXZ-2VHT", "code": "K7PM-9QXZ-2VHT"},
    "call_back_promise": _promise,
    "call_back_make": lambda county: {"note": "Rang, and told her who comes."},
    "safe_contact": lambda county: {"safe_email": "other@home.example", "read": 0},
    "safe_contact_withdraw": lambda county: {"reason": "He reads it now", "read": 0},
    "report_attach": lambda county: {"incident": county.incident.reference},
    "case_open": _case,
    "case_join": lambda county: {"other": county.case.reference},
    "case_restrict": lambda county: {"reason": "A colleague is involved"},
    "case_unrestrict": _lifted,
    "risk_assess": lambda county: sent(HIGH),
    "risk_not_assessed": lambda county: {"result": "refused", "reason": "She does not want to."},
    "risk_raise": _raised,
    "risk_lower": lambda county: {
        "level": "medium",
        "reason": "He has moved to another county.",
        "shown": f"{county.assessment.pk}:0",
    },
    "risk_sign_off": lambda county: {"agreed": "yes", "shown": county.assessment.pk},
    "risk_review": lambda county: {"note": "Read.", "shown": county.assessment.pk},
    "inbox_read_all": lambda county: {},
    "session_end": lambda county: {},
    "session_end_others": lambda county: {},
    "task_deal": lambda county: {"note": "Told them by phone.", "version": 1},
    "user_list": lambda county: {"q": "Amira"},
    "user_new": _user,
    "user_edit": lambda county: _user(county) | {"version": 1},
    "user_link": lambda county: {},
    "user_leave": lambda county: {"until_day": "1", "until_month": "1", "until_year": "2090", "version": 1},
    "user_authenticator": lambda county: {"reason": "The telephone is lost", "version": 1},
    "user_suspend": lambda county: {"reason": "Left the force", "version": 1},
    "user_restore": lambda county: {"reason": "Came back", "version": 1},
    "team_new": _team,
    "team_edit": lambda county: _team(county) | {"version": 1},
    "agency_new": _agency,
    "agency_edit": lambda county: _agency(county) | {"version": 1},
    "deadlines_together": _ticked,
    **administered.FORMS,
    **case_ends.FORMS,
    **colleagues.FORMS,
    **incidents.FORMS,
    **attended.FORMS,
    **casefile.FORMS,
    **measures.FORMS,
    **breaches.FORMS,
    **orders.FORMS,
    **boards.FORMS,
    **papers.FORMS,
    **reviews.FORMS,
    **review_figures.FORMS,
    **packs.FORMS,
    **plans.FORMS,
    **plan_shares.FORMS,
    **plans_work.FORMS,
    **sharing.FORMS,
    **remedies.FORMS,
    **requests.FORMS,
    **share_requests.FORMS,
    **own.FORMS,
    **notes.FORMS,
    **supported.FORMS,
    **tokens.FORMS,
    **{page: _filed(page) for page in on_file.FORMS},
    **{f"deadline_{act}": _decided(f"deadline_{act}") for act in RULINGS},
}
BODIES: dict[str, Callable[[County], dict[str, Any]]] = {
    "api_reports": lambda county: new_report(narrative="Music all night.", place_text="The park"),
    "api_incidents": lambda county: new_incident(
        county.report.reference, summary="Noise", place_text="The park"
    ),
    "api_cases": lambda county: new_case(
        county.incident.reference, summary="Noise", victim={"name": "Jo"}, lead="amira"
    ),
    "api_assessments": _assessment,
    "api_not_assessed": lambda county: {"party": 1, "result": "refused", "reason": "Not today."},
    "api_sign_offs": lambda county: {"agreed": True},
    "api_risk_reviews": lambda county: {"note": "Read with the officer."},
    **case_ends.BODIES,
    **incidents.BODIES,
    **attended.BODIES,
    **casefile.BODIES,
    **measures.BODIES,
    **breaches.BODIES,
    **orders.BODIES,
    **boards.BODIES,
    **papers.BODIES,
    **clauses.BODIES,
    **own.BODIES,
    **notes.BODIES,
    **share_requests.BODIES,
    **colleagues.BODIES,
    **plans_api.BODIES,
    **plan_shares.BODIES,
    **remedies_api.BODIES,
    **on_file_api.BODIES,
    **reviews_api.BODIES,
    **packs.BODIES,
    **asked_api.BODIES,
    **restricting_api.BODIES,
    **intake_api.BODIES,
    **review_figures.BODIES,
    **cases_api.BODIES,
    **supported.BODIES,
    **kept.BODIES,
    "api_case_unrestrict": _lifted,
}
# The version that an edit answers to, where it stands in a header.
HEADERS: dict[str, Callable[[County], dict[str, str]]] = {
    **incidents.HEADERS,
    **casefile.HEADERS,
    **case_ends.HEADERS,
    **measures.HEADERS,
    **breaches.HEADERS,
    **orders.HEADERS,
    **boards.HEADERS,
    **colleagues.HEADERS,
    **plans_api.HEADERS,
    **plan_shares.HEADERS,
    **remedies_api.HEADERS,
    **on_file_api.HEADERS,
    **reviews_api.HEADERS,
    **asked_api.HEADERS,
    **intake_api.HEADERS,
    **cases_api.HEADERS,
    **supported.HEADERS,
    **kept.HEADERS,
}
QUERIES: dict[str, Callable[[County], dict[str, Any]]] = {
    "incidents_close_together": incidents.ticked,
    "jump": lambda county: {"q": county.case.reference},
    "report_list": lambda county: {"show": "all"},
    "deadlines_together": _ticked,
}
