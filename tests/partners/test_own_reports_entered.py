"""A partner's officer tells the police of something: it is a report like any other, and theirs to read again."""

import re
from datetime import timedelta
from difflib import unified_diff
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Channel
from asbcases.cases.models import ExternalReference, Report, SafeContact
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.notify.models import Message
from tests.deadlines.test_the_check_knows_decisions import differences
from tests.make import make_incident, make_triage
from tests.partners.own import NEW, SAID
from triggers.models import RadarFinding

pytestmark = pytest.mark.django_db


def tell(client: Client, user: User, **instead: Any) -> Any:
    client.force_login(user)
    return client.post(NEW, {**SAID, **instead})


def main_of(answer: Any) -> str:
    """Return what a page says, without the keys of its form, which are others each time."""
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r'<input[^>]*name="(csrfmiddlewaretoken|idempotency_key|earlier)"[^>]*>', "", main)


def told(client: Client, user: User, **instead: Any) -> Report:
    answer = tell(client, user, **instead)
    assert answer.status_code == 302, answer.content.decode()
    return Report.objects.get(reference=answer["Location"].split("/")[-2])


def test_it_is_kept_word_for_word_with_the_agency_and_who_entered_it(
    client: Client, ben: User, dev: User
) -> None:
    report = told(client, dev)

    assert report.narrative == SAID["narrative"]
    assert (report.channel, report.agency, report.recorded_by) == (Channel.PARTNER, dev.agency, dev)
    assert (report.caller_name, report.phone_key) == ("Jo Marsh", "+447700900555")
    reference = ExternalReference.objects.get(report=report)
    assert (reference.agency, reference.written, reference.system) == (
        dev.agency,
        "HX-0012/26",
        "Eastlight Homes",
    )
    shown = client.get(f"/shared/our-reports/{report.reference}/").content.decode()
    assert f"Its reference is {report.reference}" in shown
    assert "HX-0012/26" in shown
    assert "Received" in shown


def test_its_clock_runs_from_that_moment_and_is_owed_by_police(client: Client, ben: User, dev: User) -> None:
    report = told(client, dev)

    triage = Deadline.objects.get(kind=Kind.TRIAGE, report=report)
    assert (triage.owner, triage.anchored_at) == (ben, report.received_at)
    events = AuditEvent.objects.filter(report=report)
    assert events.get(verb=Verb.REPORT_RECEIVED).actor == dev
    assert events.get(verb=Verb.DEADLINE_SET).actor_key == "system:intake"
    assert differences() == []


def test_it_counts_as_a_second_report_of_the_victim_and_police_owe_the_explanation(
    client: Client, ben: User, dev: User, eve: User
) -> None:
    told(client, dev)

    second = told(client, eve, own_reference="C-7", place_text="The bin store")

    finding = RadarFinding.objects.get(report=second)
    assert finding.explain
    owed = Deadline.objects.get(kind=Kind.EXPLAIN_REVIEW, report=second)
    assert owed.owner == ben
    assert differences() == []


def test_what_an_own_officer_saw_makes_no_victim_of_them(client: Client, ben: User, dev: User) -> None:
    saw = {"told_by": "officer", "officer": "Kim Lee", "on_behalf_of": "Nan Gray"}
    first = told(client, dev, **saw)
    second = told(client, dev, **saw, own_reference="HX-2", place_text="9 Other Street")

    assert (first.caller_name, first.phone_key, first.name_key) == ("", "", "")
    assert first.caller_contact == "Kim Lee, officer of Eastlight Homes"
    assert first.on_behalf_of == "Nan Gray"
    assert not RadarFinding.objects.filter(report=second).exists()


def test_how_the_caller_is_reached_safely_is_kept_and_they_are_told_so(
    client: Client, ben: User, dev: User
) -> None:
    report = told(client, dev, safe_email="jo@home.example", safe_note="Not on Fridays")

    contact = SafeContact.objects.get(report=report)
    assert (contact.email, contact.note, contact.discreet) == ("jo@home.example", "Not on Fridays", True)
    assert Message.objects.get(report=report, recipient=None).context == {"reference": report.reference}


def test_hate_and_an_earlier_report_stand_with_the_words_each_under_its_question(
    client: Client, ben: User, dev: User
) -> None:
    first = told(client, dev)

    report = told(client, dev, own_reference="HX-13", hate="yes", earlier="hx 12/26")

    assert report.narrative.startswith(SAID["narrative"])
    assert "because of who they are (hate)?\nYes" in report.narrative
    assert f"Earlier report about the same\n{first.reference}" in report.narrative


def test_a_council_reports_in_its_own_district_unless_it_names_another(
    client: Client, ben: User, eve: User
) -> None:
    council = ben.district.councils.first() if ben.district else None
    eve.agency.council = council
    eve.agency.save()

    assert told(client, eve).district == ben.district


def test_a_reference_is_taken_once_however_it_is_written(client: Client, ben: User, dev: User) -> None:
    first = told(client, dev)

    answer = tell(client, dev, own_reference="hx 12 / 26", narrative="Something else")

    assert answer.status_code == 409
    assert f"it is report {first.reference}" in answer.content.decode()
    assert Report.objects.count() == 1


def test_another_agency_may_use_the_same_reference(client: Client, ben: User, dev: User, eve: User) -> None:
    told(client, dev)

    assert told(client, eve).agency == eve.agency


@pytest.mark.parametrize("written", ["RPT-2026-000001", "asb 2026 17", "INC-2026-999999", "CPN-2026-1"])
def test_a_reference_of_the_police_is_nobodys_own(client: Client, ben: User, dev: User, written: str) -> None:
    answer = tell(client, dev, own_reference=written)

    assert answer.status_code == 400
    assert "This is a reference of the police" in answer.content.decode()
    assert not Report.objects.exists()


def test_a_report_of_others_cannot_be_told_from_none(client: Client, ben: User, dev: User, eve: User) -> None:
    theirs = told(client, eve)

    client.cookies.pop("messages")
    asked = (theirs.reference, "RPT-2026-999999", "C-77", "HX-0012/26", "none")

    shown = [main_of(tell(client, dev, earlier=named)) for named in asked]

    assert [[*unified_diff(shown[0].splitlines(), page.splitlines(), n=0)] for page in shown[1:]] == [[]] * 4
    assert "has no report under this reference" in shown[0]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"narrative": " \n"}, "Say what happened"),
        ({"own_reference": "tower block"}, "with at least one digit"),
        ({"told_by": "officer", "officer": "Kim, 07700 900123"}, "Enter the name alone"),
        ({"caller_anonymous": "on"}, "does not want to be named"),
        ({"until_day": "2999-01-01"}, "still to come"),
        ({"safe_note": "x", "safe_from": "9", "safe_until": "8"}, "hours must end after they begin"),
        ({"told_by": ""}, "Say who told you"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    client: Client, ben: User, dev: User, wrong: dict[str, str], words: str
) -> None:
    answer = tell(client, dev, **wrong)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Report.objects.exists()


def test_how_far_it_got_is_said_in_a_word_and_nothing_of_the_case(
    client: Client, amira: User, ben: User, dev: User
) -> None:
    report = told(client, dev)

    def said() -> str:
        client.force_login(dev)
        assert 'data-label="How far it got"' in client.get("/shared/our-reports/").content.decode()
        page = client.get(f"/shared/our-reports/{report.reference}/").content.decode()
        return page.split("How far it got</dt>")[1].split(">")[1].split("<")[0]

    assert said() == "Received"
    incident = make_incident(by=amira, now=timezone.now(), report=report, district=amira.district)
    assert said() == "Looked at"
    make_triage(incident, by=amira, now=timezone.now())
    assert said() == "Being dealt with"
    _closed(incident, ben)
    assert said() == "Closed"
    assert incident.reference not in client.get(f"/shared/our-reports/{report.reference}/").content.decode()


def _closed(incident: Any, ben: User) -> None:
    incident.refresh_from_db()
    incident.closed_at, incident.identifiable_victim = timezone.now(), False
    incident.save()


def test_nobody_reads_how_far_reports_of_others_got(client: Client, ben: User, dev: User, eve: User) -> None:
    report = told(client, dev)

    for user, word in ((dev, "received"), (eve, None), (ben, None)):
        with acting(str(user.pk)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT asb_stage_of_own_report(%s)", [report.pk])
            assert cursor.fetchone() == (word,)


def test_police_find_it_among_theirs_by_the_reference_of_the_agency(
    client: Client, amira: User, ben: User, dev: User
) -> None:
    report = told(client, dev, district=str(amira.district_id))
    client.force_login(amira)

    page = client.get(f"/reports/{report.reference}/")

    assert page.status_code == 200
    assert "HX-0012/26" in page.content.decode()


def test_what_happened_long_ago_is_owed_from_today(client: Client, ben: User, dev: User) -> None:
    before = timezone.now()

    report = told(client, dev)

    assert before <= report.received_at <= before + timedelta(minutes=5)
    assert report.happened_until < before


def test_an_agency_need_not_have_a_reference_of_its_own(client: Client, ben: User, dev: User) -> None:
    report = told(client, dev, own_reference="")

    assert not ExternalReference.objects.filter(report=report).exists()
    assert client.get(f"/shared/our-reports/{report.reference}/").status_code == 200
