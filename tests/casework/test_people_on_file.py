"""People, businesses and groups: kept with who says so, corrected, and struck out where they turn out wrong."""

from datetime import date, timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import ContactKind, PartyRole, PersonKind, Source, Tie
from asbcases.cases.models import Incident, Person
from asbcases.casework.transitions import (
    add_incident_party,
    correct_person,
    decide_match,
    detail_in_error,
    end_detail,
    note_address,
    note_association,
    note_contact,
    note_member,
    note_vehicle,
)
from asbcases.casework.transitions.case_parties import join_party
from asbcases.errors import Refused
from tests.casework.people import SOURCE, make_person, make_premises, make_vehicle
from tests.make import NOW, make_case, make_incident

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def newest() -> AuditEvent:
    return AuditEvent.objects.latest("pk")


def test_a_person_is_kept_with_the_keys_by_which_they_are_found(amira: User) -> None:
    person = make_person(
        "Taylor, Ms Jade",
        by=amira,
        phone="+44 (0)7700 900123",
        email="Jade@Home.example",
        contact="07700 900123",
    )

    assert person.reference.startswith("PER-2026-")
    assert person.name_key == "jade taylor"
    contacts = person.contacts.order_by("kind").values_list("kind", "key", "source")
    assert list(contacts) == [
        (ContactKind.EMAIL, "jade@home.example", SOURCE),
        (ContactKind.PHONE, "+447700900123", SOURCE),
    ]
    assert person.contact == "07700 900123"


def test_the_record_names_a_person_by_reference_only(amira: User) -> None:
    person = make_person(by=amira, phone="07700 900123")
    note_address(person, make_premises(by=amira), source=SOURCE, by=amira, now=NOW)

    events = AuditEvent.objects.filter(verb__startswith="person.")
    assert [event.sentence for event in events.order_by("pk")] == [
        f"recorded {person.reference}",
        f"noted an address of {person.reference}",
    ]
    assert not any(
        "Jade" in str(event.data) or "Mersea" in str(event.data) for event in AuditEvent.objects.all()
    )


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        ({"name": "  "}, "Give the name"),
        ({"name": "Jade Taylor", "born_on": TODAY + timedelta(days=1)}, "still to come"),
        ({"name": "Corner Shop", "kind": PersonKind.BUSINESS, "born_on": TODAY}, "Only a person"),
    ],
)
def test_what_cannot_be_stated_of_a_person_is_refused(
    amira: User, stated: dict[str, object], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        make_person(by=amira, **stated)  # type: ignore[arg-type]


def test_a_person_is_corrected_and_found_by_the_new_name(amira: User) -> None:
    person = make_person("Jade Tailor", by=amira)

    correct_person(person, name="Jade Taylor", adjustments="Large print", by=amira, now=NOW)

    person.refresh_from_db()
    assert (person.name_key, person.adjustments, person.version) == ("jade taylor", "Large print", 2)
    assert newest().verb == Verb.PERSON_CORRECTED


def test_contact_address_vehicle_member_and_association_are_noted_with_days_and_source(amira: User) -> None:
    person, other = make_person(by=amira), make_person("Sam Reed", by=amira)
    gang = make_person("The Lane boys", by=amira, kind=PersonKind.GROUP)
    known = {"source": "Tenancy file", "since_on": date(2026, 1, 2), "by": amira, "now": NOW}

    noted = [
        note_contact(person, value="01206 762212", **known),  # type: ignore[arg-type]
        note_address(person, make_premises(by=amira), **known),  # type: ignore[arg-type]
        note_vehicle(person, make_vehicle(by=amira), **known),  # type: ignore[arg-type]
        note_member(gang, person, part="Leads it", **known),  # type: ignore[arg-type]
        note_association(person, other, tie=Tie.NEIGHBOUR, **known),  # type: ignore[arg-type]
    ]

    assert {(row.source, row.since_on, row.until_on) for row in noted} == {
        ("Tenancy file", date(2026, 1, 2), None)
    }
    assert str(noted[0]) == "01206 762212"
    assert newest().data == {"what": "an association", "person": person.reference}


def test_what_cannot_be_noted_is_refused_with_what_to_mend(amira: User) -> None:
    person = make_person(by=amira, phone="07700 900123")
    gone = make_person("Wrong Record", by=amira)
    Person.objects.filter(pk=gone.pk).update(recorded_in_error_at=NOW)
    gone.refresh_from_db()
    closed = make_premises("1 Mill Lane", by=amira)
    type(closed).objects.filter(pk=closed.pk).update(recorded_in_error_at=NOW)
    closed.refresh_from_db()
    by = {"source": SOURCE, "by": amira, "now": NOW}
    refused = [
        (lambda: note_contact(person, value="none", **by), "neither a telephone number nor"),
        (lambda: note_contact(person, value="+44 7700 900123", **by), "already"),
        (lambda: note_contact(person, value="a@b.example", **{**by, "source": " "}), "Say who or what"),
        (
            lambda: note_contact(person, value="a@b.example", since_on=TODAY + timedelta(1), **by),
            "still to come",
        ),
        (
            lambda: note_contact(
                person, value="a@b.example", since_on=TODAY, until_on=TODAY - timedelta(1), **by
            ),
            "before the first",
        ),
        (lambda: note_contact(gone, value="a@b.example", **by), "recorded in error"),
        (lambda: note_address(person, closed, **by), "recorded in error"),
        (lambda: note_member(person, gone, **by), "has no members"),
        (lambda: note_association(person, person, tie=Tie.FAMILY, **by), "one and the same"),
        (lambda: note_association(person, gone, tie=Tie.FAMILY, **by), "recorded in error"),
        (lambda: correct_person(gone, name="Other Name", by=amira, now=NOW), "recorded in error"),
    ]
    for act, why in refused:
        with pytest.raises(Refused, match=why):
            act()


def test_nobody_is_a_member_of_themselves(amira: User) -> None:
    shop = make_person("Corner Shop", by=amira, kind=PersonKind.BUSINESS)

    with pytest.raises(Refused, match="member of themselves"):
        note_member(shop, shop, source=SOURCE, by=amira, now=NOW)


def test_something_that_ended_keeps_its_last_day(amira: User) -> None:
    person = make_person(by=amira)
    home = note_address(
        person, make_premises(by=amira), source=SOURCE, since_on=date(2026, 3, 1), by=amira, now=NOW
    )

    end_detail(home, until_on=date(2026, 4, 1), by=amira, now=NOW)

    home.refresh_from_db()
    assert home.until_on == date(2026, 4, 1)
    assert newest().sentence == f"noted the end of an address of {person.reference}"
    with pytest.raises(Refused, match="before the first"):
        end_detail(home, until_on=date(2026, 2, 1), by=amira, now=NOW)
    with pytest.raises(Refused, match="noted already"):
        end_detail(home, until_on=date(2026, 4, 1), by=amira, now=NOW)


def test_something_wrong_is_struck_out_with_a_reason_and_stays(amira: User) -> None:
    person = make_person(by=amira, phone="07700 900123")
    gang = make_person("The Lane boys", by=amira, kind=PersonKind.GROUP)
    member = note_member(gang, person, source=SOURCE, by=amira, now=NOW)

    detail_in_error(member, reason="Another Jade", by=amira, now=NOW)

    member.refresh_from_db()
    assert (member.recorded_in_error_at, member.recorded_in_error_by) == (NOW, amira)
    assert newest().sentence == f"noted as wrong a member of {gang.reference}"
    with pytest.raises(Refused, match="already"):
        detail_in_error(member, reason="Again", by=amira, now=NOW)
    with pytest.raises(Refused, match="Say why"):
        detail_in_error(person.contacts.get(), reason=" ", by=amira, now=NOW)


def test_a_person_has_a_role_in_an_incident_once_and_again_after_it_was_struck_out(amira: User) -> None:
    incident, person = make_incident(by=amira), make_person(by=amira)

    party = add_incident_party(incident, person, role=PartyRole.WITNESS, by=amira, now=NOW)

    assert str(party) == f"Witness {party.number}"
    assert newest().sentence == f"added {person.reference} as witness"
    with pytest.raises(Refused, match="already"):
        add_incident_party(incident, person, role=PartyRole.WITNESS, by=amira, now=NOW)
    type(party).objects.filter(pk=party.pk).update(recorded_in_error_at=NOW)
    again = add_incident_party(incident, person, role=PartyRole.WITNESS, by=amira, now=NOW)
    assert (again.pk, again.recorded_in_error_at) == (party.pk, None)
    second = add_incident_party(
        incident, make_person("Sam Reed", by=amira), role=PartyRole.WITNESS, by=amira, now=NOW
    )
    assert second.number == party.number + 1


def test_a_published_copy_names_nobody(amira: User) -> None:
    published = Incident.objects.create(
        reference="INC-2025-900009", source=Source.POLICE_UK, source_key="x", happened_from=NOW,
        happened_until=NOW, happened_precision="month", recorded_at=NOW,
    )  # fmt: skip

    with pytest.raises(Refused, match="published copy"):
        add_incident_party(published, make_person(by=amira), role=PartyRole.WITNESS, by=amira, now=NOW)


def test_whoever_is_recorded_twice_takes_part_under_the_first_record(amira: User) -> None:
    first, second = make_person(by=amira), make_person("J Taylor", by=amira)
    decide_match(first, second, same=True, reasons=["same name"], by=amira, now=NOW)
    second.refresh_from_db()

    party = add_incident_party(make_incident(by=amira), second, role=PartyRole.VICTIM, by=amira, now=NOW)

    assert party.person == first


def test_somebody_joins_a_case_in_a_role_and_a_victim_is_owed_an_assessment(amira: User) -> None:
    case, person = make_case(by=amira), make_person("Sam Reed", by=amira)

    witness = join_party(case, person, role=PartyRole.WITNESS, by=amira, now=NOW)
    victim = join_party(case, person, role=PartyRole.VICTIM, by=amira, now=NOW)

    assert (witness.number, victim.number) == (2, 3)
    event = AuditEvent.objects.filter(case=case, verb=Verb.INCIDENT_PARTY_ADDED).latest("pk")
    assert event.sentence == f"added {person.reference} as victim"
    owed = case.deadlines.filter(kind="first_assessment").values_list("subject", flat=True)
    assert str(victim.number) in set(owed)
    with pytest.raises(Refused, match="already"):
        join_party(case, person, role=PartyRole.VICTIM, by=amira, now=NOW)


def test_nobody_joins_a_closed_case(amira: User) -> None:
    case = make_case(by=amira)
    type(case).objects.filter(pk=case.pk).update(stage="closed", closed_at=NOW, outcome="resolved")

    with pytest.raises(Refused, match="closed"):
        join_party(case, make_person(by=amira), role=PartyRole.WITNESS, by=amira, now=NOW)
