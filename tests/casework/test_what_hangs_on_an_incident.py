"""Pages of what hangs on an incident: hate, an event, operations, references; and the reply to a report."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Desk, Role
from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.choices import Channel
from asbcases.cases.models import Gathering, Incident, Operation
from asbcases.casework.transitions import (
    note_reference,
)
from asbcases.law.periods import london_day
from tests.casework.nuisances import HOUR, address, nuisance
from tests.casework.pages import day, signed_in, text_of
from tests.make import make_case, make_incident, make_report, make_team, make_user


@pytest.fixture
def officer(client: Client, amira: User) -> Client:
    return signed_in(client, amira)


@pytest.fixture
def incident(amira: User) -> Incident:
    """Return a triaged incident of which nothing says that somebody is a victim."""
    return nuisance(amira)


def test_hate_is_taken_over_by_its_lead(client: Client, amira: User) -> None:
    hal = make_user(
        "hal",
        Role.ASB_OFFICER,
        name="Hal Reed",
        team=make_team("Hate crime", desk=Desk.HATE_CRIME, force_wide=True),
    )
    incident = nuisance(amira, qualifiers=["hate_race"])
    officer = signed_in(client, amira)

    assert "has not taken it over yet" in text_of(officer.get(address(incident)))
    assert officer.post(address(incident, "hate"), {"note": "So"}).status_code == 403
    lead = signed_in(Client(), hal)
    taken = lead.post(address(incident, "hate"), {"note": "We ring her."}, follow=True)

    assert "taken over by Hal Reed" in text_of(taken)
    assert "Nothing on this incident says" in text_of(lead.get(address(nuisance(amira, "The pier"), "hate")))


def test_an_event_is_noted_and_corrected(officer: Client, incident: Incident) -> None:
    said = {
        "kind": "unlicensed_music",
        "licence": "none",
        "numbers": "80",
        "tools": ["sound_seized"],
        "version": "0",
    }
    noted = officer.post(address(incident, "gathering"), said, follow=True)
    shown = officer.get(address(incident, "gathering"))
    stale = officer.post(address(incident, "gathering"), said)
    officer.post(address(incident, "gathering"), {**said, "numbers": "200", "version": "1"})
    wrong = officer.post(address(incident, "gathering"), {**said, "numbers": "-1"})

    assert "Sound equipment seized (CJPOA 1994 s.64)" in text_of(noted)
    assert shown.context["form"]["numbers"].value() == 80
    assert (stale.status_code, wrong.status_code) == (409, 400)
    assert Gathering.objects.get().numbers == 200


def test_operations_are_made_changed_and_joined(client: Client, amira: User, ben: User) -> None:
    incident, today = nuisance(amira), london_day(timezone.now() - 3 * HOUR)
    sergeant = signed_in(client, ben)
    written = f"{today.day} {today.month} {today.year}"
    said = {
        "name": "Lantern",
        "purpose": "Fireworks in the park",
        "district": "",
        **day("starts_on", written),
    }

    empty = text_of(sergeant.get(address(incident, "operation")))
    made = sergeant.post("/operations/new/", said, follow=True)
    operation = Operation.objects.get()
    joined = sergeant.post(address(incident, "operation"), {"operation": operation.pk}, follow=True)
    yesterday = today - timedelta(days=1)
    earlier = {
        **said,
        **day("starts_on", "1 1 2026"),
        **day("ends_on", f"{yesterday.day} {yesterday.month} {yesterday.year}"),
    }
    refused = sergeant.post(f"/operations/{operation.pk}/change/", {**earlier, "version": 1})
    wrong = sergeant.post("/operations/new/", {**said, **day("ends_on", "1 1 2020")})
    stale = sergeant.post(f"/operations/{operation.pk}/change/", {**said, "version": 7})
    changed = sergeant.post(
        f"/operations/{operation.pk}/change/", {**said, "name": "Lantern II", "version": 1}, follow=True
    )

    assert "No operation has its days when this happened" in empty
    assert "Operation Lantern" in text_of(made)
    assert "Lantern" in text_of(joined)
    assert f"{incident.reference} happened outside the days of Lantern" in text_of(refused)
    assert (refused.status_code, wrong.status_code, stale.status_code) == (409, 400, 409)
    assert "Operation Lantern II" in text_of(changed)
    assert incident.reference in text_of(changed)
    assert "Lantern II" in text_of(sergeant.get("/operations/"))
    assert "Lantern II" in text_of(sergeant.get(address(incident)))


def test_references_are_noted_and_found_whatever_the_punctuation(officer: Client, incident: Incident) -> None:
    said = {"system": "Athena", "written": "42/123456/21"}
    noted = officer.post(address(incident, "references"), said, follow=True)
    again = officer.post(address(incident, "references"), said)

    assert "Athena: 42/123456/21" in text_of(noted)
    assert again.status_code == 409
    for typed in ("42/123456/21", "42-123456-21", "42 123456 21"):
        assert officer.get("/jump/", {"q": typed})["Location"] == address(incident)


def test_several_records_of_one_reference_are_offered_and_those_of_others_are_not(
    client: Client, amira: User, cara: User
) -> None:
    now = timezone.now()
    roots = [make_report(by=amira, now=now), make_incident(by=amira, now=now), make_case(by=amira, now=now)]
    hidden = make_incident(by=cara, now=now, district_code="basildon")
    for root in (*roots, hidden):
        note_reference(root, system="STORM", written="EP-20210812-0571", by=amira, now=now)

    page = text_of(signed_in(client, amira).get("/jump/", {"q": "ep 20210812 571"}))

    assert all(root.reference in page for root in roots)
    assert hidden.reference not in page
    assert signed_in(Client(), cara).get("/jump/", {"q": "EP 20210812 571"})["Location"] == address(hidden)
    assert Access.objects.filter(about="references of other systems").count() == 2


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.PARTNER])
def test_whoever_sees_no_incidents_finds_none_by_reference(client: Client, amira: User, role: Role) -> None:
    incident = make_incident(by=amira, now=timezone.now())
    note_reference(incident, system="STORM", written="42/123456/21", by=amira, now=timezone.now())

    page = signed_in(client, make_user("other", role)).get("/jump/", {"q": "42/123456/21"})

    assert page.status_code == 200
    assert incident.reference not in text_of(page)


def test_a_reply_to_a_councillor_is_recorded(officer: Client, amira: User) -> None:
    now = timezone.now()
    report = make_report(by=amira, now=now - 48 * HOUR, channel=Channel.COUNCILLOR)
    sent = london_day(now - 24 * HOUR)
    said = {
        **day("sent_day", f"{sent.day} {sent.month} {sent.year}"),
        "sent_time": "midday",
        "words": "We see them.",
    }

    faults = officer.post(f"/reports/{report.reference}/reply/", {**said, "sent_time": ""})
    gone = officer.post(
        f"/reports/{report.reference}/reply/", {**said, **day("sent_day", "29 3 2026"), "sent_time": "1:30am"}
    )
    done = officer.post(f"/reports/{report.reference}/reply/", said)

    assert (faults.status_code, gone.status_code) == (400, 400)
    assert done["Location"] == f"/reports/{report.reference}/"
    assert officer.get(f"/reports/{report.reference}/reply/").status_code == 409
