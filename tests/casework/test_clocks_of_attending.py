"""The clocks of who is sent and comes, and of triaging again where nobody does: set, met, met late, ended and proved."""

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.cases.choices import Grade, Handling, Trigger
from asbcases.cases.models import Incident
from asbcases.casework.transitions.attendance import record_attendance, send_officer
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.policies.models import PolicyRow
from tests.casework.clocks import DAY, HOUR, MINUTE, of_kind
from tests.deadlines.checking import differences
from tests.make import NOW, make_agency, make_incident, make_report, make_triage


def test_somebody_is_to_be_there_by_the_grade_and_is_when_they_arrive(amira: User, ben: User) -> None:
    incident = make_incident(by=amira)
    make_triage(incident, by=amira, grade=Grade.PRIORITY)
    response = of_kind(Kind.RESPONSE, incident=incident)
    assert (response.due_at, response.owner) == (NOW + HOUR, ben)
    assert response.basis.startswith("60 minutes after ")

    sent = send_officer(
        incident, unit="CC12", agency=amira.agency, sent_at=NOW + 10 * MINUTE, by=ben, now=NOW + 10 * MINUTE
    )
    record_attendance(
        incident,
        attendance=sent,
        agency=amira.agency,
        unit="CC12",
        arrived_at=NOW + 50 * MINUTE,
        result="All quiet.",
        by=ben,
        now=NOW + 2 * HOUR,
    )

    response.refresh_from_db()
    assert response.met_at == NOW + 50 * MINUTE
    assert differences() == []


def test_an_officer_who_came_upon_it_was_there_before_it_was_graded(amira: User) -> None:
    incident = make_incident(by=amira)
    record_attendance(
        incident,
        agency=amira.agency,
        unit="CC12",
        arrived_at=NOW - HOUR,
        result="Sent them home.",
        by=amira,
        now=NOW,
    )

    make_triage(incident, by=amira, now=NOW + HOUR)

    assert of_kind(Kind.RESPONSE, incident=incident).met_at == NOW - HOUR
    assert not Deadline.objects.filter(kind=Kind.RE_TRIAGE).exists()
    assert differences() == []


def test_another_grade_starts_another_clock_and_the_same_keeps_its_own(amira: User) -> None:
    incident = make_incident(by=amira)
    make_triage(incident, by=amira)
    first = of_kind(Kind.RESPONSE, incident=incident)

    make_triage(incident, by=amira, now=NOW + HOUR)
    kept = of_kind(Kind.RESPONSE, incident=incident)
    make_triage(incident, by=amira, now=NOW + 2 * HOUR, grade=Grade.PRIORITY)
    raised = of_kind(Kind.RESPONSE, incident=incident)
    make_triage(incident, by=amira, now=NOW + 3 * HOUR, handling=Handling.NO_ATTENDANCE)

    first.refresh_from_db()
    raised.refresh_from_db()
    assert kept == first
    assert (first.cancelled_at, raised.due_at) == (NOW + 2 * HOUR, NOW + 3 * HOUR)
    assert raised.cancelled_at == NOW + 3 * HOUR
    assert differences() == []


def test_what_nobody_was_sent_to_is_triaged_again(amira: User, ben: User) -> None:
    incident = make_incident(by=amira)
    make_triage(incident, by=amira, grade=Grade.PRIORITY)
    again = of_kind(Kind.RE_TRIAGE, incident=incident)
    assert (again.subject, again.due_at, again.owner) == ("unresourced", NOW + HOUR, amira)

    make_triage(incident, by=ben, now=NOW + 2 * HOUR, trigger=Trigger.UNRESOURCED, grade=Grade.PRIORITY)
    again.refresh_from_db()
    next_one = of_kind(Kind.RE_TRIAGE, incident=incident)
    send_officer(
        incident, unit="CC12", agency=amira.agency, sent_at=NOW + 3 * HOUR, by=ben, now=NOW + 3 * HOUR
    )

    next_one.refresh_from_db()
    incident.refresh_from_db()
    assert (again.met_at, next_one.cancelled_at) == (NOW + 2 * HOUR, NOW + 3 * HOUR)
    assert incident.resourced_at == NOW + 3 * HOUR
    assert differences() == []


def test_what_a_partner_has_is_triaged_again(amira: User, dev: User) -> None:
    incident = make_incident(by=amira)

    make_triage(incident, by=amira, handling=Handling.PARTNER, partner=dev.agency)

    again = of_kind(Kind.RE_TRIAGE, incident=incident)
    assert (again.subject, again.due_at) == ("partner", NOW + DAY)
    assert not Deadline.objects.filter(kind=Kind.RESPONSE).exists()
    assert differences() == []


def test_where_policy_is_silent_nothing_is_triaged_again(amira: User) -> None:
    PolicyRow.objects.filter(rule="triage.again").update(in_force_to=NOW.date() - DAY)

    make_triage(make_incident(by=amira), by=amira)

    assert not Deadline.objects.filter(kind=Kind.RE_TRIAGE).exists()
    assert differences() == []


def test_another_incident_at_the_same_place_has_the_first_one_triaged_again(amira: User, ben: User) -> None:
    first = make_incident(by=amira)
    make_triage(first, by=amira)
    elsewhere = make_report(by=ben, now=NOW + HOUR, place_text="1 High Street", caller_phone="07700 900123")
    make_incident(by=ben, now=NOW + HOUR, report=elsewhere)
    assert not Deadline.objects.filter(subject="linked").exists()

    second = make_incident(by=ben, now=NOW + 2 * HOUR)
    make_incident(by=ben, now=NOW + 3 * HOUR)

    again = Deadline.objects.get(subject="linked")
    assert (again.incident, again.origin, again.owner) == (first, f"incident:{second.pk}", amira)
    assert again.due_at == NOW + 6 * HOUR
    assert differences() == []
    make_triage(first, by=ben, now=NOW + 4 * HOUR, trigger=Trigger.LINKED)
    again.refresh_from_db()
    assert again.met_at == NOW + 4 * HOUR
    assert differences() == []


def test_who_records_an_incident_elsewhere_links_it_without_seeing_the_other(amira: User, cara: User) -> None:
    first = make_incident(by=amira, report=make_report(by=amira, caller_phone="07700 900123"))
    make_triage(first, by=amira)
    later = NOW + HOUR

    with acting(str(cara.pk)):
        told = make_report(
            by=cara,
            now=later,
            district_code="basildon",
            place_text="1 High Street",
            caller_phone="07700900123",
        )
        make_incident(by=cara, now=later, report=told)
        assert not Deadline.objects.filter(subject="linked").exists()

    assert Deadline.objects.get(subject="linked").incident == first
    assert differences() == []


def test_held_for_an_agency_of_any_kind(amira: User) -> None:
    incident: Incident = make_incident(by=amira)
    council = make_agency("Colchester City Council", AgencyKind.COUNCIL)

    make_triage(incident, by=amira, handling=Handling.PARTNER, partner=council)
    make_triage(incident, by=amira, now=NOW + HOUR, handling=Handling.PARTNER, partner=council)

    assert Deadline.objects.filter(kind=Kind.RE_TRIAGE, subject="partner").count() == 2
    assert differences() == []
