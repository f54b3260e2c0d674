"""The chronology for a court: numbered, both times, sources, exhibits, bounded, exported, and without names where asked."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from asbcases.cases.models import Case, Incident
from asbcases.casework.queries.timeline import timeline_of, with_incidents
from asbcases.casework.transitions import mark_entry_wrong
from asbcases.casework.transitions.case_people import add_party
from asbcases.casework.transitions.documents import add_document
from asbcases.casework.views import chronology
from asbcases.casework.views.leaving_out import WITHHELD, leave_out
from asbcases.db.actor import acting
from tests.casework.casefile import contact, planned, victim_of, written
from tests.casework.pages import signed_in
from tests.make import make_case, make_incident, make_report

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now() - DAY


@pytest.fixture
def case(amira: User, now: datetime) -> Case:
    told = {"caller_name": "Jo Day", "caller_phone": "07700 900456", "received_at": now - 3 * DAY}
    report = make_report(
        by=amira, now=now - 2 * DAY, **told, narrative="Jo Day says: ring 07700 900456. Will he come?"
    )
    incident = make_incident(by=amira, now=now - 2 * DAY, report=report)
    case = make_case(by=amira, now=now - DAY, incidents=[incident])
    add_party(case, name="Will Lane", contact="", role="respondent", by=amira, now=now)
    at = {"now": now, "happened_at": now - 9 * DAY}
    written(case, by=amira, **at, said_by="Jade Taylor", agency="", words="Lane shouted at Jade and Mr Day.")
    add_document(case, file=ContentFile(b"Diary"), name="Jade diary.txt", note="From Jade", by=amira, now=now)
    return case


def shown(client: Client, case: Case, query: str = "") -> Any:
    answer = client.get(f"/cases/{case.reference}/chronology/?{query}")
    assert answer.status_code == 200
    return answer


def test_it_is_in_the_order_of_what_happened_with_both_times_and_who_says_so(
    case: Case, amira: User, now: datetime
) -> None:
    planned(case, by=amira, now=now, due_on=now.date())
    view = contact(case, by=amira, now=now, happened_at=now, is_view=True, new_harm="A broken door.")
    mark_entry_wrong(view, why="Another family.", by=amira, now=now)

    lines = shown(signed_in(Client(), amira), case).context["lines"]

    assert [line.at for line in lines] == sorted(line.at for line in lines)
    first = lines[0]
    assert (first.source, bool(first.recorded), first.is_view) == ("Jade Taylor", True, False)
    by_what = {line.what: line for line in lines}
    [report] = [line for line in lines if line.what.startswith("Report RPT")]
    assert (report.source, report.what.endswith("by 101 call"), bool(report.recorded)) == (
        "Jo Day",
        True,
        True,
    )
    assert "Stones thrown at a window (14 Mersea Road)" in by_what["Recorded the incident as Personal"].words
    assert by_what["Added file 1"].exhibit == f"{case.reference}/1"
    assert by_what["Planned action 1 for Amira Osei"].words == "Ask the landlord for the tenancy file."
    wrong = by_what["Wrote contact 2 in the journal"]
    assert (wrong.is_view, wrong.wrong) == (True, "Another family.")
    assert (
        wrong.words == "Spoken to: Jade Taylor\nThe music has stopped since Monday.\nNew harm: A broken door."
    )
    assert not [line for line in lines if "deadline" in line.what]


def test_the_diary_stands_in_it_where_asked(case: Case, amira: User) -> None:
    client = signed_in(Client(), amira)

    with_diary = shown(client, case, "diary=in").context["lines"]

    assert [line for line in with_diary if line.what == "Set the deadline for first risk assessment"]


def test_every_opening_is_an_export(case: Case, amira: User) -> None:
    shown(signed_in(Client(), amira), case)

    assert [look.what for look in Access.objects.filter(case=case)] == [Look.EXPORT]


def test_who_reported_is_left_out_wherever_they_are_named(case: Case, amira: User) -> None:
    client = signed_in(Client(), amira)

    page = shown(client, case, "reporters=out").content.decode()

    main = page.split("<main")[1].split("</main>")[0]
    for name in ("Jade", "Taylor", "Jo Day", "Mr Day", "900456"):
        assert name not in main, name
    assert "Lane shouted at Witness A and Mr Witness B." in main
    assert f"Witness B says: ring {WITHHELD}. Will he come?" in main
    assert "Respondent: Will Lane" in re.sub(r"\s+", " ", main)


def test_respondents_are_left_out_where_asked(case: Case, amira: User) -> None:
    page = shown(signed_in(Client(), amira), case, "respondents=out").content.decode()

    assert "Respondent 1 shouted at Jade" in page
    assert "Lane" not in page.split("<main")[1].split("</main>")[0]


def test_beyond_the_most_it_says_so(case: Case, amira: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chronology, "MOST", 2)

    page = shown(signed_in(Client(), amira), case)

    assert "More than 2 events are on record" in page.content.decode()
    assert len(page.context["lines"]) == 3, "two events, and the report"


def test_a_caller_without_a_name_and_a_partner_who_passed_it_on_are_sources(
    amira: User, dev: User, now: datetime
) -> None:
    report = make_report(by=amira, now=now, caller_name="", agency=dev.agency, channel="partner")
    case = make_case(by=amira, now=now, incidents=[make_incident(by=amira, now=now, report=report)])

    lines = shown(signed_in(Client(), amira), case).context["lines"]

    assert "A caller who gave no name, through Eastlight Homes" in [line.source for line in lines]
    assert victim_of(case)


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Jo Day, JO DAY and jo day", "Witness A, Witness A and Witness A"),
        ("Day after day", "Witness A after day"),
        ("Mrs Day of the Day Centre", "Mrs Witness A of the Witness A Centre"),
        ("Today, Sunday", "Today, Sunday"),
        ("Ann-Marie Smith met Smith", "Witness B met Witness B"),
        ("ring 07700 900123 or jo@home.example", f"ring {WITHHELD} or {WITHHELD}"),
        ("Will Lane will", "Respondent 1 will"),
    ],
)
def test_names_are_left_out_whole_and_in_part(text: str, without: str) -> None:
    names = ["Jo Day", "Ann-Marie Smith", "", "Jo Day"]
    left_out = leave_out(names, ["Will Lane"], ["07700 900123", "jo@home.example", " "])

    assert left_out(text) == without


def test_nothing_is_left_out_unless_asked_and_letters_never_end() -> None:
    assert leave_out()("Jo Day") == "Jo Day"
    many = leave_out([f"Name{number:03} Long{number:03}" for number in range(28)])
    assert [many(f"Name{number:03}") for number in (0, 25, 26, 27)] == [
        "Witness A", "Witness Z", "Witness AA", "Witness AB",
    ]  # fmt: skip


def test_events_come_with_the_incidents_that_one_may_see_all_that_are_not_at_hand_at_once(
    case: Case, amira: User, dev: User, now: datetime
) -> None:
    at_hand = Incident.objects.get()
    others = [make_incident(by=amira, now=now - 2 * DAY) for _ in range(2)]
    events = list(timeline_of(case, [at_hand, *others]))

    with CaptureQueriesContext(connection) as asked:
        told = {row.incident for row in with_incidents(events, [at_hand])}

    assert told == {None, at_hand, *others}
    assert len(asked) == 1
    again = list(timeline_of(case, others))
    with acting(str(dev.pk)), transaction.atomic():
        unseen = {row.incident for row in with_incidents(again, []) if row.incident_id}
        assert unseen == {None}
