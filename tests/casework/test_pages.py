"""The main job through the pages: a report becomes an incident, a case, a level, a review date, a close."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case, Incident, Report
from asbcases.casework.transitions import attach_report
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.sweep import sweep
from risk.forms import name_of
from tests.casework.test_refusals import LOW
from tests.make import CLOSING_FORM, NOW, make_case, make_report, make_share, make_user

REPORT = {
    "narrative": "They threw stones again.", "channel": "101", "caller_name": "Jade", "caller_contact": "07700 900123",
    "place_text": "14 Mersea Road", "happened_precision": "month", "month_month": "1", "month_year": "2026",
    "received": "now",
}  # fmt: skip


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def post(client: Client, address: str, data: dict[str, Any]) -> Any:
    return client.post(address, data, follow=True)


def test_the_main_job_from_report_to_close(client: Client, amira: User, ben: User) -> None:
    signed_in(client, amira)

    kept = post(client, "/reports/new/", {**REPORT, "district": amira.district_id})
    report = Report.objects.get()
    assert "They threw stones again." in kept.content.decode()

    post(client, f"/reports/{report.reference}/record/", {
        "category": "personal", "summary": "Stones thrown", "place_text": "14 Mersea Road",
        "district": amira.district_id,
    })  # fmt: skip
    incident = Incident.objects.get()

    opened = post(client, f"/incidents/{incident.reference}/open-case/", {
        "summary": "A family is targeted", "victim_name": "Jade", "victim_contact": "", "lead": amira.pk,
    })  # fmt: skip
    case = Case.objects.get()
    assert "First risk assessment of Jade" in opened.content.decode()

    assess = f"/cases/{case.reference}/risk/assess/1/"
    form = client.get(assess).context["form"]
    answers = {name_of(question): LOW[question.code] for question in form.questions}
    assessed = post(client, assess, {**answers, "shown": form["shown"].value(), "with_victim": "yes"})
    assert assessed.status_code == 200, assessed.content.decode()
    review = Deadline.objects.get(kind="risk_review")
    assert "56 days" in review.basis

    closed = post(client, f"/cases/{case.reference}/close/", {
        **CLOSING_FORM, "version": case.version,
    })  # fmt: skip
    assert "is closed" in closed.content.decode()
    assert Case.objects.get().stage == "closed"


def test_what_is_late_stands_on_the_board_with_who_was_told(client: Client, amira: User, ben: User) -> None:
    case = make_case(by=amira, now=datetime(2026, 9, 1, 12, tzinfo=UTC))
    sweep(timezone.now())

    board = signed_in(client, ben).get("/deadlines/").content.decode()

    assert case.reference in board
    assert "days late" in board
    assert ben.name in board


def test_a_board_without_deadlines_says_so(client: Client, cara: User) -> None:
    assert "Nothing is late" in signed_in(client, cara).get("/deadlines/").content.decode()


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (Role.CONTACT_HANDLER, "/reports/new/"), (Role.RESPONSE_OFFICER, "/incidents/sent-to-me/"),
        (Role.ASB_OFFICER, "/orders/"), (Role.CPT_OFFICER, "/cases/"), (Role.SUPERVISOR, "/deadlines/"), (Role.PARTNER, "/shared/"),
        (Role.COORDINATOR, "/reviews/"), (Role.ANALYST, "/incidents/published/by-month/"),
        (Role.AUDITOR, "/record/"), (Role.ADMINISTRATOR, "/administration/users/"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_each_role_meets_first_what_it_comes_for(client: Client, role: Role, first: str) -> None:
    answer = signed_in(client, make_user("somebody", role, Rank.NONE, district_code="colchester")).get(
        "/", follow=True
    )

    assert answer.redirect_chain[-1][0] == first
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/reports/", "/reports/?show=waiting", "/reports/?show=waiting&until=2026-11-01", "/incidents/", "/incidents/?category=personal",
        "/cases/", "/cases/?stage=closed", "/cases/?whose=all&order=newest", "/cases/?whose=all&stage=all",
        "/incidents/published/", "/incidents/published/by-month/",
    ],
)  # fmt: skip
def test_every_list_opens_with_its_filters(client: Client, amira: User, ben: User, address: str) -> None:
    make_case(by=amira)
    make_report(by=amira)

    assert signed_in(client, amira).get(address).status_code == 200


@pytest.mark.parametrize("address", ["/reports/?show=x", "/incidents/?category=x", "/cases/?order=x"])
def test_a_filter_that_makes_no_sense_is_said(client: Client, amira: User, address: str) -> None:
    assert signed_in(client, amira).get(address).status_code == 400


def test_pages_of_one_case_open_and_a_stranger_gets_404(
    client: Client, amira: User, cara: User, dev: User
) -> None:
    case = make_case(by=amira)
    make_share(case, dev.agency, by=amira)
    incident = Incident.objects.get()
    report = Report.objects.get()
    addresses = [
        f"/cases/{case.reference}/", f"/cases/{case.reference}/?events=risk&whole", f"/cases/{case.reference}/close/",
        f"/cases/{case.reference}/risk/assess/1/", f"/incidents/{incident.reference}/", f"/reports/{report.reference}/",
        f"/incidents/{incident.reference}/open-case/",
    ]  # fmt: skip

    assert {signed_in(client, amira).get(address).status_code for address in addresses} == {200}
    assert {signed_in(client, cara).get(address).status_code for address in addresses} == {404}
    assert signed_in(client, dev).get(addresses[0]).status_code == 404


def test_the_case_page_asks_the_same_however_much_has_happened(
    client: Client, amira: User, ben: User, django_assert_max_num_queries: Any
) -> None:
    case = make_case(by=amira)
    signed_in(client, amira)

    with django_assert_max_num_queries(27):
        client.get(f"/cases/{case.reference}/")
    for _ in range(5):
        attach_report(make_report(by=amira), Incident.objects.get(), by=amira, now=NOW)
    with django_assert_max_num_queries(27):
        client.get(f"/cases/{case.reference}/")


@pytest.mark.parametrize("typed", ["asb 2026 {n}", "ASB-2026-{n}"])
def test_the_jump_box_finds_a_case_however_it_is_typed(client: Client, amira: User, typed: str) -> None:
    case = make_case(by=amira)
    _, year, number = case.reference.split("-")
    sought = typed.replace("2026", year).format(n=int(number))

    answer = signed_in(client, amira).get("/jump/", {"q": sought})

    assert answer["Location"] == f"/cases/{case.reference}/"


@pytest.mark.parametrize("sought", ["ASB-2026-999999", "nonsense", "", "INC-2026-999999", "RPT-2026-999999"])
def test_the_jump_box_says_the_same_of_what_is_not_there_and_not_for_you(
    client: Client, amira: User, sought: str
) -> None:
    answer = signed_in(client, amira).get("/jump/", {"q": sought})

    assert answer.status_code == 200
    assert "No such" in answer.content.decode()


def test_a_report_with_faults_keeps_what_was_typed(client: Client, amira: User) -> None:
    signed_in(client, amira)
    for fault in ({"channel": ""}, {"narrative": "a\0b"}, {"month_year": "3026"}, {"received": "earlier"}):
        answer = client.post("/reports/new/", {**REPORT, "district": amira.district_id, **fault})

        assert answer.status_code == 400, fault
        assert "14 Mersea Road" in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "times",
    [
        {"happened_precision": "exact", "on_day_day": "2", "on_day_month": "3", "on_day_year": "2026", "at_time": "6:42pm"},
        {"happened_precision": "range", "from_day_day": "2", "from_day_month": "3", "from_day_year": "2026",
         "until_day_day": "4", "until_day_month": "3", "until_day_year": "2026", "until_time": "09:00"},
        {"happened_precision": "range", "from_day_day": "2", "from_day_month": "3", "from_day_year": "2026",
         "until_day_day": "2", "until_day_month": "3", "until_day_year": "2026"},
        {"happened_precision": "exact", "on_day_day": "25", "on_day_month": "10", "on_day_year": "2026", "at_time": "1:30am"},
    ],
)  # fmt: skip
def test_a_time_is_taken_as_people_know_it(client: Client, amira: User, times: dict[str, str]) -> None:
    answer = post(
        signed_in(client, amira), "/reports/new/", {**REPORT, "district": amira.district_id, **times}
    )

    assert answer.status_code == 200
    assert Report.objects.count() == 1


def test_a_report_is_added_to_an_incident_by_its_reference(client: Client, amira: User) -> None:
    make_case(by=amira)
    report, incident = make_report(by=amira), Incident.objects.get()
    signed_in(client, amira)
    address = f"/reports/{report.reference}/attach/"

    assert client.get(address).status_code == 200
    assert client.post(address, {"incident": "INC-2026-999999"}).status_code == 400
    assert client.post(address, {"incident": "nonsense"}).status_code == 400
    assert client.post(address, {"incident": incident.reference}).status_code == 302


def test_closing_too_early_is_refused_with_the_reason_and_keeps_what_was_typed(
    client: Client, amira: User
) -> None:
    case = make_case(by=amira)
    said = {**CLOSING_FORM, "reason": "All quiet now", "version": case.version}

    answer = signed_in(client, amira).post(f"/cases/{case.reference}/close/", said)

    assert answer.status_code == 409
    assert "All quiet now" in answer.content.decode()
    assert "cannot be closed yet. Victim 1: the risk was never assessed" in answer.content.decode()


@pytest.mark.django_db
def test_every_page_asks_for_sign_in(client: Client) -> None:
    for address in ("/", "/cases/", "/reports/new/", "/deadlines/", "/shared/", "/record/", "/jump/"):
        assert client.get(address)["Location"].startswith("/accounts/login/"), address


def test_only_the_auditor_reads_the_record(client: Client, amira: User) -> None:
    make_case(by=amira)
    auditor = make_user("auditor", Role.AUDITOR)

    assert signed_in(client, amira).get("/record/").status_code == 403
    assert "opened the case" in signed_in(client, auditor).get("/record/").content.decode().lower()
