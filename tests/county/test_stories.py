"""Each planted story is found where docs/demo.md says: as whom, on which page, and what is to be seen."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, Closing, Incident, Person, Report
from asbcases.county.stories import desk, groups, risks, staff

GUIDE = Path(__file__).resolve().parent.parent.parent / "docs" / "demo.md"


@pytest.fixture
def see(demo: None, client: Client) -> Any:
    """Return what a page says to somebody of the cast."""

    def seen(username: str, page: str) -> str:
        client.force_login(User.objects.get(username=username))
        return client.get(page, follow=True).content.decode()

    return seen


def case_of(name: str) -> Case:
    return Case.objects.get(parties__person__name=name, parties__role=PartyRole.VICTIM)


def test_the_guide_names_every_story_and_who_is_in_it() -> None:
    guide = " ".join(GUIDE.read_text().split())

    people = (staff.LOST, risks.LATE, risks.CUCKOOED, risks.HATED, desk.PROMISED, groups.CRANE, *staff.LEFT)
    for name in (*(one.name for one in people), groups.GROUP, groups.SHOP, "would not be named"):
        assert name in guide, name
    assert all(f"## {number}." in guide for number in range(1, 11))


def test_a_repeat_victim_was_closed_as_nuisance_each_time(see: Any) -> None:
    incidents = Incident.objects.filter(told_by__report__caller_name=staff.LOST.name).order_by("pk")

    closed = Closing.objects.filter(incident__in=incidents).order_by("pk")
    assert [one.identifiable_victim for one in closed] == [False, False, False]
    assert [bool(one.signals and one.supervisor_reason) for one in closed] == [False, True, True]
    assert "caller_repeats" in closed[2].signals
    page = see("sergeant2", f"/incidents/{incidents[3].reference}/close/")
    assert "The caller or the victim has reported before" in page


def test_a_review_at_high_risk_is_a_week_late(see: Any) -> None:
    board = see("sergeant", "/deadlines/?when=late")

    assert case_of(risks.LATE.name).reference in board
    assert "Risk review" in board


def test_a_flat_was_taken_over_and_the_landlord_sees_the_summary(see: Any) -> None:
    case = case_of(risks.CUCKOOED.name)

    page = see("cpt", f"/cases/{case.reference}/")
    assert risks.CUCKOOED.name in page
    assert "Kieran Stoddart" in page
    assert case.reference in see("partner", "/shared/")


def test_a_group_has_its_hierarchy(see: Any) -> None:
    group = Person.objects.get(name=groups.GROUP)

    page = see("cpt2", f"/people/{group.reference}/")
    assert all(name in page and part in page for name, part in groups.MEMBERS)


def test_hate_was_taken_over_by_its_lead(see: Any) -> None:
    incident = Incident.objects.get(told_by__report__caller_name=risks.HATED.name)

    assert incident.hate_handover.recorded_by.username == "hate"
    assert incident.reference in see("hate", f"/incidents/{incident.reference}/")


def test_a_caller_would_not_be_named(see: Any) -> None:
    report = Report.objects.get(caller_anonymous=True)

    page = see("handler", f"/reports/{report.reference}/")
    assert "not giving you my name" in page
    assert report.caller_name == ""


def test_a_promised_call_was_missed(see: Any) -> None:
    report = Report.objects.get(caller_name=desk.PROMISED.name)

    assert report.reference in see("handler", "/desk/?queue=call_backs")


def test_every_theft_from_one_shop_joined_one_case(see: Any) -> None:
    case = case_of(groups.SHOP)

    assert case.incident_links.count() == len(groups.THEFTS)
    assert groups.SHOP in see("asb2", f"/cases/{case.reference}/")


def test_a_lead_left_one_case_behind_and_another_is_handed_over_and_not_read(see: Any) -> None:
    handed, left = (case_of(somebody.name) for somebody in staff.LEFT)

    assert left.reference in see("sergeant", "/cases/leads-gone/")
    hand_over = handed.hand_overs.get()
    assert hand_over.read_at is None
    assert "neighbour was warned" in see("cpt", f"/cases/{handed.reference}/hand-overs/{hand_over.number}/")


def test_three_agencies_hold_a_report_each_of_one_victim(see: Any) -> None:
    reports = list(Report.objects.filter(caller_phone=groups.CRANE.phone).order_by("received_at"))
    landlords = Report.objects.get(caller_email=groups.CRANE.email, agency__name="Riverside Homes")

    assert [report.agency.name if report.agency else "" for report in reports] == [
        "",
        "Colchester City Council",
    ]
    assert landlords.reference in see("handler", f"/reports/{landlords.reference}/")
