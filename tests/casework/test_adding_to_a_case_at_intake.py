"""Whoever takes a call adds its incident to an open case that they were told of, and learns nothing more of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import AccessGrant, Case, CaseParty, Incident, Report
from asbcases.casework.transitions import restrict_case
from asbcases.casework.transitions.joining import NOT_OFFERED, join_case_told_of
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from asbcases.notify.models import Message
from partners import access
from tests.casework.pages import REPORT, signed_in, text_of
from tests.casework.thrive import first
from tests.deadlines.checking import differences
from tests.make import (
    district,
    make_case,
    make_closed,
    make_graded,
    make_incident,
    make_report,
    make_user,
)

pytestmark = pytest.mark.django_db
NEW, PHONE = "/reports/new/", "07700 900123"
EARLIER = timezone.now() - timedelta(days=20)


@pytest.fixture
def hana(db: None) -> User:
    return make_user("hana", Role.CONTACT_HANDLER, name="Hana Cole")


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    """Return an open case of Jade, whom Amira works with, and of whom an earlier report tells."""
    report = make_report(by=amira, now=EARLIER, caller_phone=PHONE)
    return make_case(by=amira, now=EARLIER, incidents=[make_incident(by=amira, now=EARLIER, report=report)])


def typed(**changes: Any) -> dict[str, Any]:
    return {**REPORT, "caller_phone": PHONE, "district": district().pk, **changes}


def added(client: Client, case: Case, **changes: Any) -> Any:
    """Take a call and add it to a case by one button, and grade it."""
    kept = client.post(NEW, typed(add_to_case=case.reference))
    assert kept.status_code == 302
    grade = client.get(kept["Location"])
    chosen = grade.context["form"]["join_case"].value()
    assert (
        f'value="{case.reference}" class="govuk-radios__input" checked' in text_of(grade)
        or chosen == case.reference
    )
    said = first(district(), join_case=chosen, caller_is_victim="on", **changes)
    return client.post(kept["Location"], said, follow=True)


@pytest.mark.parametrize("role", [Role.CONTACT_HANDLER, Role.RESPONSE_OFFICER, Role.CPT_OFFICER])
def test_one_button_adds_the_incident_and_its_people_to_the_case_in_the_name_of_who_took_the_call(
    client: Client, case: Case, amira: User, role: Role
) -> None:
    where = "colchester" if role == Role.CPT_OFFICER else ""
    who = make_user("taker", role, Rank.CONSTABLE, district_code=where, name="Tom Taker")
    desk = signed_in(client, who)
    button = f'name="add_to_case" value="{case.reference}"'
    assert button in text_of(desk.post("/reports/matches/", {"caller_phone": PHONE}))

    page = text_of(added(desk, case))

    incident = Incident.objects.latest("pk")
    event = AuditEvent.objects.get(verb=Verb.INCIDENT_JOINED_CASE)
    assert (event.actor, event.case, event.data["incident"]) == (who, case, incident.reference)
    assert incident.case_links.get().case == case
    assert CaseParty.objects.filter(
        case=case, person__name="Jade Taylor", role="victim", recorded_by=who
    ).exists()
    assert f"Added to case {case.reference} with Amira Osei." in page
    told = Message.objects.get(template="case_grew")
    assert (told.recipient, told.context["incident"]) == (amira, incident.reference)
    assert not Deadline.objects.filter(
        incident=incident, kind="first_assessment", cancelled_at__isnull=True
    ).exists()
    assert differences() == []


def test_whoever_adds_to_a_case_sees_no_more_of_it_than_before(
    client: Client, case: Case, hana: User
) -> None:
    added(signed_in(client, hana), case)

    grant = AccessGrant.objects.get(source="intake")
    assert (grant.user, grant.case) == (hana, case)
    assert grant.revoked_at
    assert grant.ends_at
    assert grant.ends_at - grant.starts_at == timedelta(microseconds=1)
    assert not access.cases_visible_to(hana, now=timezone.now()).exists()
    with acting(str(hana.pk)), transaction.atomic():
        assert not Case.objects.exists()
    assert client.get(f"/cases/{case.reference}/").status_code == 404


def test_an_officer_of_another_district_adds_to_the_case_of_an_incident_of_theirs(
    client: Client, case: Case, amira: User, cara: User
) -> None:
    # One who sees no incident of it is told of no case, and can add to none.
    cannot = signed_in(client, cara).post(
        NEW, typed(district=district("basildon").pk, add_to_case=case.reference)
    )
    assert (cannot.status_code, NOT_OFFERED in text_of(cannot)) == (409, True)
    ours = make_report(by=amira, now=EARLIER, caller_phone="01268 555666", district_code="basildon")
    theirs = make_incident(by=amira, now=EARLIER, report=ours)
    case = make_case(by=amira, now=EARLIER, incidents=[make_graded(by=amira, now=EARLIER), theirs])

    basildon = district("basildon").pk
    kept = client.post(NEW, typed(caller_phone="01268 555666", district=basildon, add_to_case=case.reference))
    client.post(kept["Location"], first(district("basildon"), join_case=case.reference))

    assert Incident.objects.latest("pk").case_links.get().case == case
    assert AuditEvent.objects.get(verb=Verb.INCIDENT_JOINED_CASE).actor == cara
    assert client.get(f"/cases/{case.reference}/").status_code == 404


@pytest.mark.parametrize("why", ["closed", "restricted", "other", "none", "garbage"])
def test_a_case_that_is_not_offered_is_refused_as_one_that_does_not_exist_and_nothing_is_lost(
    client: Client, case: Case, amira: User, ben: User, hana: User, why: str
) -> None:
    other = make_case(by=amira, now=EARLIER)
    if why == "closed":
        make_closed(case, by=ben, now=timezone.now())
    if why == "restricted":
        restrict_case(case, named=[], reason="A colleague", by=ben, now=timezone.now())
    wanted = {"other": other.reference, "none": "ASB-2026-999999", "garbage": "'; DROP"}.get(
        why, case.reference
    )
    desk = signed_in(client, hana)

    refused = desk.post(NEW, typed(add_to_case=wanted))

    assert (refused.status_code, NOT_OFFERED in text_of(refused)) == (409, True)
    assert "They threw stones again." in text_of(refused)
    report = make_report(by=hana, now=timezone.now(), caller_phone=PHONE)
    grade = f"/reports/{report.reference}/grade/"
    assert NOT_OFFERED in text_of(desk.get(grade, {"case": wanted}))
    refused = desk.post(grade, first(district(), join_case=wanted))
    assert (refused.status_code, NOT_OFFERED in text_of(refused)) == (400, True)
    assert "They may come back tonight." in text_of(refused)
    assert not Report.objects.filter(pk=report.pk, tells_of__isnull=False).exists()
    incident = make_graded(by=hana)
    with acting(str(hana.pk)), transaction.atomic(), pytest.raises(Refused, match="There is no open case"):
        join_case_told_of(report, incident, wanted, by=hana, now=timezone.now())
    assert not AccessGrant.objects.filter(source="intake").exists()


def test_a_case_that_closes_while_somebody_grades_takes_nothing_and_keeps_nothing(
    client: Client, case: Case, ben: User, hana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = make_report(by=hana, now=timezone.now(), caller_phone=PHONE)
    page = f"/reports/{report.reference}/grade/"
    desk = signed_in(client, hana)
    assert desk.get(page).context["form"].fields["join_case"].choices[1][0] == case.reference
    offered = "asbcases.casework.views.grading.offered_to"
    shown = desk.get(page).context["form"].fields["join_case"].choices
    monkeypatch.setattr(offered, lambda report: [_Line(case.reference)])
    Case.objects.filter(pk=case.pk).update(
        stage="closed", closed_at=timezone.now(), outcome="resolved", closing_reason="Done"
    )

    refused = desk.post(page, first(district(), join_case=case.reference))

    assert (len(shown), refused.status_code) == (2, 409)
    assert NOT_OFFERED in text_of(refused)
    assert not Report.objects.filter(pk=report.pk, tells_of__isnull=False).exists()


class _Line:
    def __init__(self, reference: str) -> None:
        self.reference, self.lead, self.summary = reference, "Amira Osei", "One family"


def test_the_lead_is_not_told_of_what_they_add_themselves(client: Client, case: Case, amira: User) -> None:
    added(signed_in(client, amira), case)

    assert Incident.objects.latest("pk").case_links.get().case == case
    assert not Message.objects.filter(template="case_grew").exists()
    assert not AccessGrant.objects.filter(source="intake").exists()


def test_where_the_look_up_is_down_no_case_is_offered_and_the_report_is_graded(
    client: Client, case: Case, hana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(report: Report) -> None:
        raise DatabaseError("Jade Taylor")

    monkeypatch.setattr("asbcases.casework.views.offering.cases_for", down)
    report = make_report(by=hana, now=timezone.now(), caller_phone=PHONE)
    page = f"/reports/{report.reference}/grade/"

    assert "Add it to an open case?" not in text_of(signed_in(client, hana).get(page))
    assert client.post(page, first(district())).status_code == 302
