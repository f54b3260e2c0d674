"""What the table asks of callers, of what reports and incidents belong to, of hate and gatherings, and of the inbox, by the API."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import CallBack, Case, Gathering, SafeContact
from asbcases.cases.queries import times_changed
from asbcases.casework.transitions import note_gathering, recognise, record_person, send_reply
from asbcases.notify.models import Message, Task
from tests.make import make_incident, make_report
from triggers.models import ExplainingLetter

FRESH = ("api_safe_contact_state", "api_reply_send", "api_recognise", "api_report_attach")
OF_ANSWERED = ("api_reply", "api_recognition")


def called(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, Any]:
    """Return for each route that needs its own the report or incident: answered and recognised, not yet, or a gathering."""
    act: dict[str, Any] = {"by": people["amira"], "now": now}
    fresh, answered = (make_report(caller_name="Jade Taylor", **act) for _ in range(2))
    # Whoever takes a call is told of cases at its place.
    joining = make_report(place_text=case.incident_links.get().incident.place_text, **act)
    send_reply(answered, sent_at=now, words="We see them on Friday.", **act)
    caller = record_person(name="Jade Taylor", source="The caller", **act)
    recognise(answered, caller, reasons=["same number"], **act)
    for told in (answered, joining):
        make_incident(report=told, **act)
    met = make_incident(**act)
    note_gathering(met, kind="car_meet", licence="unknown", organiser="A club, they say", read=0, **act)
    of_met = ("api_incident_gathering", "api_incident_gathering_correct")
    reports = {**dict.fromkeys(FRESH, fresh), **dict.fromkeys(OF_ANSWERED, answered)}
    return {**reports, "api_report_join_case": joining, **dict.fromkeys(of_met, met)}


def numbers_of_inbox(message: Message, task: Task) -> dict[str, int]:
    """Return what stands in the gaps of the routes of the inbox."""
    told = {f"api_inbox_message{act}:pk": message.pk for act in ("", "_read")}
    return {**told, "api_task:pk": task.pk, "api_task_done:pk": task.pk}


def _tag(row: Any) -> dict[str, str]:
    row.refresh_from_db()
    return {"If-Match": f'"{row.pk}-{row.version}"'}


def _contact(county: Any) -> dict[str, str]:
    contact = SafeContact.objects.get(report=county.report)
    return {"If-Match": f'"{contact.pk}-{times_changed(contact)}"'}


def _later(county: Any) -> dict[str, Any]:
    return {"call_by": (timezone.now() + timedelta(days=1)).isoformat()}


def _received(county: Any) -> str:
    return str(county.report.received_at.isoformat())


def _kept(county: Any) -> str:
    return str(ExplainingLetter.objects.get(report=county.report).recorded_at.isoformat())


WAY = {"email": "other@home.example", "from_hour": 9}
EVENT = {"kind": "car_meet", "licence": "unknown", "organiser": "A club"}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_call_backs": _later,
    "api_call_back_made": lambda county: {"note": "Rang, and told her who comes."},
    **dict.fromkeys(("api_safe_contact_state", "api_safe_contact_correct"), lambda county: WAY),
    "api_safe_contact_withdraw": lambda county: {"reason": "He reads it now"},
    "api_reply_send": lambda county: {
        "sent_at": county.filed["api_reply_send"].received_at.isoformat(),
        "words": "We see them on Friday.",
    },
    "api_recognise": lambda county: {"person": "new"},
    "api_report_attach": lambda county: {"incident": county.incident.reference},
    "api_report_join_case": lambda county: {"case": county.case.reference},
    "api_incident_join_case": lambda county: {"case": county.case.reference},
    "api_incident_hate_accept": lambda county: {"note": "We see her tomorrow."},
    **dict.fromkeys(("api_incident_gathering_note", "api_incident_gathering_correct"), lambda county: EVENT),
    "api_explain": lambda county: {"told_at": _received(county), "how": "By telephone"},
    "api_leave_unexplained": lambda county: {"why": "It is not safe to ring."},
    "api_explaining_letter_keep": lambda county: {"words": "Dear Jade Taylor, we write.", "seen": 1},
    "api_explaining_letter_send": lambda county: {"how": "by post", "sent_at": _kept(county), "seen": 1},
    "api_inbox_read": lambda county: {},
    "api_inbox_message_read": lambda county: {},
    "api_task_done": lambda county: {"note": "Told them by phone."},
}
HEADERS: dict[str, Callable[[Any], dict[str, str]]] = {
    "api_call_back_made": lambda county: _tag(CallBack.objects.get(report=county.report, number=1)),
    **dict.fromkeys(("api_safe_contact_correct", "api_safe_contact_withdraw"), _contact),
    "api_incident_gathering_correct": lambda county: _tag(Gathering.objects.get()),
    "api_task_done": lambda county: _tag(county.task),
}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
KNOWN = "200 200 404 404 404 401 200 200 200 404 404 404 404"
AROUND = "200 200 404 404 404 401 200 200 200 404 403 404 404"
LEADS = "403 200 404 404 404 401 403 403 403 404 403 404 404"
OPENS = "200 200 404 404 404 401 403 403 200 404 403 404 404"
READS = "200 200 200 200 200 401 200 200 200 200 403 403 403"
TOLD = "200 200 200- 200- 200- 401 200- 200- 200- 200- 403 403 403"
HERS = "200 404 404 404 404 401 404 404 404 404 403 403 403"
HIS = "404 200 404 404 404 401 404 404 404 404 403 403 403"
TASKS = "200- 200 200- 200- 200- 401 200- 200- 200- 200- 403 403 403"
ANSWERS = "\n".join(
    [
        "# --- Callers, and what reports and incidents belong to, by the API",
        f"api_call_backs GET {KNOWN} promised_at",
        f"api_call_backs POST {KNOWN.replace('200', '201')} -",
        f"api_call_back GET {KNOWN} promised_at",
        f"api_call_back_made POST {KNOWN} told her who comes",
        f"api_safe_contact GET {KNOWN} safe@home.example",
        *(f"api_safe_contact_{act} POST {KNOWN} other@home.example" for act in ("state", "correct")),
        f"api_safe_contact_withdraw POST {KNOWN} withdrawn_at",
        f"api_reply GET {KNOWN} We see them on Friday.",
        f"api_reply_send POST {KNOWN} We see them on Friday.",
        f"api_recognition GET {KNOWN} Jade Taylor",
        f"api_recognise POST {KNOWN} recorded from this report",
        f"api_report_attach POST {KNOWN} {{incident}}",
        f"api_report_join_case POST {KNOWN} narrative",
        f"api_incident_join_case POST {OPENS} {{incident}}",
        f"api_incident_hate GET {AROUND} hate",
        f"api_incident_hate_accept POST {LEADS} We see her tomorrow.",
        f"api_incident_gathering GET {AROUND} A club",
        *(f"api_incident_gathering_{act} POST {AROUND} A club" for act in ("note", "correct")),
        f"api_explained GET {KNOWN} results",
        f"api_explain POST {KNOWN} By telephone",
        f"api_leave_unexplained POST {KNOWN} It is not safe to ring.",
        f"api_explaining_letter GET {KNOWN} Dear Jade Taylor",
        f"api_explaining_letter_keep POST {KNOWN} we write",
        f"api_explaining_letter_send POST {KNOWN} by post",
        "# --- The inbox by the API",
        f"api_inbox GET {TOLD} {{case}}",
        f"api_inbox_unread GET {READS} unread",
        f"api_inbox_read POST {READS} unread",
        f"api_inbox_message GET {HERS} {{case}}",
        f"api_inbox_message_read POST {HERS} {{case}}",
        f"api_tasks GET {TASKS} {{case}}",
        f"api_task GET {HIS} {{case}}",
        f"api_task_done POST {HIS} Told them by phone.",
        "",
    ]
)
