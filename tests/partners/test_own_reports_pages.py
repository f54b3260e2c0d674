"""A partner's pages of what their agency told the police."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from tests.browser.browser import come_in, look
from tests.make import make_agency, make_case, make_report, make_user

pytestmark = pytest.mark.django_db


def asked(client: Client, user: User, name: str, *args: str) -> Any:
    client.force_login(user)
    return client.get(reverse(name, args=args))


def test_an_agency_reads_its_own_reports_and_no_others(
    client: Client, amira: User, dev: User, eve: User
) -> None:
    ours = make_report(by=amira, agency=dev.agency, place_text="2 Mill Lane")
    theirs = make_report(by=amira, agency=eve.agency)

    shown = asked(client, dev, "own_list").content.decode()

    assert ours.reference in shown
    assert "2 Mill Lane" in shown
    assert theirs.reference not in shown


def test_a_report_is_shown_as_it_was_given_and_each_reading_is_kept(
    client: Client, amira: User, dev: User
) -> None:
    report = make_report(by=amira, agency=dev.agency, caller_name="Nan Gray")

    shown = asked(client, dev, "own_report", report.reference).content.decode()

    for said in ("They threw stones at my window again.", "Nan Gray", "14 Mersea Road"):
        assert said in shown
    assert [(row.user, row.what) for row in Access.objects.filter(report=report)] == [(dev, Look.PAGE)]


def test_a_report_of_others_is_like_none(client: Client, amira: User, dev: User, eve: User) -> None:
    report = make_report(by=amira, agency=eve.agency)
    client.force_login(dev)

    def answer(reference: str) -> tuple[int, bytes, int]:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("own_report", args=[reference]))
        return page.status_code, page.content, len(queries)

    assert answer(report.reference) == answer("RPT-2026-999999")
    assert answer(report.reference)[0] == 404
    assert asked(client, amira, "own_report", report.reference).status_code == 404, "police read it as theirs"


def test_an_agency_without_reports_is_told_so(client: Client, amira: User, dev: User) -> None:
    make_case(by=amira)

    assert "passed on no report yet" in asked(client, dev, "own_list").content.decode()
    assert asked(client, amira, "own_list").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_the_reports_of_an_agency_as_they_are_seen(page: Page) -> None:
    with transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        landlord = make_agency("Eastlight Homes", AgencyKind.HOUSING)
        make_user("dev", Role.PARTNER, agency=landlord)
        report = make_report(by=amira, agency=landlord)
    come_in(page, "dev")
    page.goto("/")

    page.get_by_role("link", name="Our reports").click()
    expect(page.get_by_role("heading", name="Our reports")).to_be_visible()
    look(page, "own-list")
    page.get_by_role("link", name=report.reference).click()

    expect(page.get_by_role("main")).to_contain_text("They threw stones")
    look(page, "own-report")
