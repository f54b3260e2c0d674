"""The pages that no other browser test opens: empty, full, refused, and what stands where something went wrong."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Source
from asbcases.cases.models import Incident, Report
from asbcases.db.actor import acting
from tests.browser.browser import DESKTOP, PHONE, WATCHES, come_in, look, picture, press, sideways, violations
from tests.journeys.steps import colchester
from tests.make import district, make_agency, make_case, make_incident, make_report, make_team, make_user

pytestmark = pytest.mark.django_db(transaction=True)

# Swagger UI puts links into buttons, skips a level of headings and has most of its text outside of its own `main`.
OF_SWAGGER = {"nested-interactive", "heading-order", "region"}


def see(page: Page, address: str, words: str, name: str) -> None:
    """Open a page, find the words for which it was opened, and look at it."""
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text(words)
    look(page, name)


def file() -> dict[str, str]:
    """Make a file with one of everything: a case that is late, a closed time, a report that waits."""
    with acting("system:test"), transaction.atomic():
        amira, now = User.objects.get(username="amira"), timezone.now()
        late = make_case(by=amira, now=now - timedelta(days=9))
        incident = Incident.objects.get()
        waiting = make_report(
            by=amira, now=now - timedelta(days=9), place_text="Castle Park, by the bandstand"
        )
        for number in range(26):
            told = make_report(
                by=amira, now=now - timedelta(hours=number + 1), place_text=f"{number} High Street"
            )
            make_incident(by=amira, now=now, report=told, summary="Shouting and loud music late at night")
        return {
            "case": late.reference,
            "incident": incident.reference,
            "waiting": waiting.reference,
            "published": published(),
            "told": Report.objects.earliest("pk").reference,
        }


def published() -> str:
    """Make a published copy of an incident in Colchester, and return its reference."""
    when = timezone.now() - timedelta(days=90)
    copy = Incident.objects.create(
        reference="INC-2025-900001",
        source=Source.POLICE_UK,
        source_key="one",
        place_text="On or near Mill Road",
        district=district(),
        lsoa_name="Colchester 005A",
        happened_from=when,
        happened_until=when + timedelta(days=30),
        happened_precision="month",
        recorded_at=when,
    )
    return copy.reference


def test_an_empty_file_says_what_to_do(page: Page) -> None:
    colchester()
    come_in(page, "amira")

    see(page, "/cases/", "Nothing is due on a case of yours", "cases-empty")
    see(page, "/reports/", "No reports yet", "reports-empty")
    see(page, "/reports/?show=waiting", "No report waits", "reports-none-waiting")
    see(page, "/incidents/", "No incidents yet", "incidents-empty")
    see(page, "/incidents/published/", "No published incidents yet", "published-empty")
    see(page, "/incidents/published/by-month/", "import_incidents", "published-months-empty")
    see(page, "/jump/?q=ASB-2026-000123", "ASB-2026-000123", "jump-not-found")
    see(page, "/jump/?q=stones", "stones", "jump-no-reference")
    see(page, "/accounts/password/change/", "password", "account-password-change")
    see(page, "/accounts/logout/", "Sign out", "account-sign-out")
    page.goto("/reports/new/")
    page.get_by_label("Between two times").check()
    press(page, "Keep the report")
    faults = page.get_by_role("alert").get_by_role("link")
    expect(faults).to_have_text(
        [
            "Choose how it reached us",
            "Enter what was said, word for word",
            "Enter where it happened",
            "Enter the first date",
            "Enter the last date",
        ]
    )
    look(page, "report-new-faults")


def test_a_full_file_is_sound(page: Page) -> None:
    colchester()
    known = file()
    come_in(page, "amira")

    see(page, "/cases/", "days late", "cases")
    see(page, "/cases/?stage=closed", "No case matches", "cases-none-match")
    see(page, "/reports/", "Not recorded yet", "reports")
    see(page, "/reports/?show=waiting", "Castle Park", "reports-waiting")
    see(page, f"/reports/{known['waiting']}/", "Incidents at about that time", "report-waiting")
    see(page, f"/reports/{known['told']}/", known["incident"], "report-told")
    page.goto(f"/reports/{known['waiting']}/record/")
    press(page, "Record the incident")
    expect(page.get_by_role("alert")).to_contain_text("Choose a category")
    look(page, "incident-record-faults")
    page.goto(f"/reports/{known['waiting']}/attach/")
    look(page, "report-attach")
    page.get_by_label("Reference of the incident").fill("INC-2026-999999")
    press(page, "Add the report to it")
    expect(page.get_by_role("alert")).to_contain_text("There is no incident with this reference")
    look(page, "report-attach-faults")
    see(page, "/incidents/", "Shouting", "incidents")
    see(page, "/incidents/?category=environmental", "No incident", "incidents-none-match")
    see(page, f"/incidents/{known['incident']}/", known["case"], "incident-with-case")
    page.goto(f"/incidents/{known['incident']}/open-case/")
    press(page, "Open the case")
    expect(page.get_by_role("main")).to_contain_text("already part of a case")
    expect(page.get_by_role("navigation", name="Menu").locator("[aria-current]")).to_have_text("Incidents")
    look(page, "case-open-faults")
    see(page, f"/incidents/{known['published']}/", "A published copy", "incident-published")
    see(page, f"/cases/{known['case']}/", "days late", "case-not-assessed")
    see(page, f"/cases/{known['case']}/close/", "It cannot be closed", "case-close-blocked")


def test_where_something_went_wrong_the_page_says_what_to_do(page: Page, settings: object) -> None:
    settings.ROOT_URLCONF = "tests.journeys.urls"  # type: ignore[attr-defined]
    colchester()
    known = file()
    come_in(page, "ben")

    see(page, "/incidents/published/by-month/?year=1", "We could not read that", "error-400")
    see(page, "/record/", "You may not do this", "error-403")
    see(page, f"/cases/{known['case']}/risk/review/1/", "not assessed yet", "error-409")
    see(page, "/fails/", "went wrong", "error-500")
    assert "Jade" not in page.content()
    page.goto("/reports/new/")
    page.context.clear_cookies()
    press(page, "Keep the report")
    look(page, "error-403-form")
    expect(page.get_by_role("main")).to_contain_text("This page was open too long")
    see(page, "/accounts/signup/", "account", "account-no-sign-up")
    see(page, "/accounts/inactive/", "This account is closed", "account-suspended")
    see(page, "/accounts/password/reset/key/1-1/", "link", "account-link-used-up")
    see(page, "/accounts/password/reset/key/done/", "password", "account-password-chosen")


def test_what_administrator_auditor_and_analyst_see(page: Page) -> None:
    with acting("system:test"), transaction.atomic():
        gone = make_user("gone", Role.ANALYST, name="Gus Gone", is_active=False)
        make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")
        make_user("otto", Role.AUDITOR, name="Otto Berg")
        make_team("Town team", agency=make_agency())
        colchester()
        make_case(by=User.objects.get(username="amira"))
    come_in(page, "ada")
    see(page, "/administration/users/new/", "Sign-in name", "administration-user-new")
    see(page, f"/administration/users/{gone.pk}/restore/", "Gus Gone", "administration-user-restore")
    see(page, "/administration/teams/new/", "Agency", "administration-team-new")
    see(page, "/administration/agencies/new/", "Kind", "administration-agency-new")
    see(page, "/administration/teams/?q=zzz", "No team matches", "administration-teams-none")
    see(page, "/administration/agencies/?q=zzz", "No agency matches", "administration-agencies-none")

    come_in(page, "otto")
    see(page, "/", "Record", "record")


def test_the_page_of_the_api_has_no_fault_but_those_of_its_library(page: Page) -> None:
    colchester()
    come_in(page, "amira")
    page.goto("/api/v1/docs/")
    page.locator("#operations-tag-reports").click(timeout=30_000)
    expect(page.get_by_text("List reports, the newest first")).to_be_visible(timeout=30_000)

    for words, size in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(size)
        picture(page, f"api-docs-{words}")
        assert {rule for rule, _, _ in violations(page)} <= OF_SWAGGER
        assert sideways(page) <= 0
    assert (WATCHES[page].errors, WATCHES[page].foreign) == ([], [])
