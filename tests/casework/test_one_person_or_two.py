"""Near matches are offered with their reasons; somebody decides, and nothing is ever merged."""

from datetime import date

import pytest

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import PersonKind
from asbcases.cases.models import Person
from asbcases.cases.queries import foremost
from asbcases.casework.queries.people import (
    Sought,
    also_recorded_as,
    candidates,
    near_matches,
    reasons_for,
    rulings_of,
)
from asbcases.casework.transitions import decide_match, detail_in_error, note_contact
from asbcases.db.actor import acting
from asbcases.errors import Refused
from tests.casework.people import SOURCE, make_person
from tests.make import NOW

pytestmark = pytest.mark.django_db


def offered(alone: bool = False, **known: object) -> list[tuple[str, tuple[str, ...]]]:
    found = candidates(Sought(**known), among=Person.objects.all(), alone=alone)  # type: ignore[arg-type]
    return [(one.person.name, one.reasons) for one in found]


def matched(person: Person) -> list[str]:
    return [one.person.reference for one in near_matches(person, among=Person.objects.all())]


def test_the_strongest_match_stands_first_with_its_reasons_in_words(amira: User) -> None:
    make_person("Jane Taylor", by=amira)
    make_person("Jade Taylor", by=amira, phone="07700 900123", address="14b Mersea Road")
    make_person("Chris Lee", by=amira, address="Flat 14 B, Mersea Rd")

    assert offered(name="jade taylor", phone="+44 7700 900123", address="14 B Mersea Road, Colchester") == [
        ("Jade Taylor", ("same telephone number", "same address", "same name")),
        ("Chris Lee", ("same address",)),
        ("Jane Taylor", ("name alike: Jane Taylor",)),
    ]


def test_an_e_mail_address_and_a_date_of_birth_speak_for_a_match(amira: User) -> None:
    make_person("Jade Taylor", by=amira, email="jade@home.example", born_on=date(2001, 2, 3))

    assert offered(email="JADE@home.example", born_on=date(2001, 2, 3)) == [
        ("Jade Taylor", ("same e-mail address", "same date of birth"))
    ]


def test_another_date_of_birth_speaks_against_a_name_alone(amira: User) -> None:
    make_person("Jade Taylor", by=amira, born_on=date(2001, 2, 3))

    assert offered(name="Jade Taylor", born_on=date(1970, 1, 1)) == []
    assert offered(name="Jade Taylor", born_on=date(2001, 2, 3)) == [
        ("Jade Taylor", ("same name", "same date of birth"))
    ]


def test_a_surname_alone_matches_nobody_but_finds_whom_one_looks_for(amira: User) -> None:
    make_person("Mrs Taylor", by=amira)
    make_person("Jade Taylor", by=amira)

    assert offered(name="Taylor") == []
    assert [name for name, _ in offered(name="Jade Taylor")] == ["Jade Taylor"]
    assert {name for name, _ in offered(name="taylor", alone=True)} == {"Mrs Taylor", "Jade Taylor"}
    assert offered() == []


def test_a_business_of_one_word_is_matched_by_it(amira: User) -> None:
    make_person("Poundworld Stores", by=amira, kind=PersonKind.BUSINESS)

    assert offered(name="Poundworld Stores") == [("Poundworld Stores", ("same name",))]


def test_an_address_that_only_begins_alike_and_another_postcode_are_no_match(amira: User) -> None:
    make_person("Chris Lee", by=amira, address="Flat 2, 14 Mersea Road, CO2 7QP")

    assert offered(address="2") == []
    assert offered(address="Flat 2, 14 Mersea Road, CM1 1AA") == []
    assert offered(address="Flat 2, 14 Mersea Road")[0][1] == ("same address",)


def test_what_was_struck_out_matches_no_more(amira: User) -> None:
    person = make_person(by=amira, phone="07700 900123")
    detail_in_error(person.contacts.get(), reason="Not hers", by=amira, now=NOW)

    assert offered(phone="07700 900123") == []


def test_a_record_in_error_is_not_offered(amira: User) -> None:
    person = make_person(by=amira, phone="07700 900123")
    Person.objects.filter(pk=person.pk).update(recorded_in_error_at=NOW)

    assert offered(phone="07700 900123") == []


def test_a_person_is_found_again_by_any_of_their_numbers_and_addresses(amira: User) -> None:
    person = make_person("Jade Taylor", by=amira, phone="07700 900123", address="14b Mersea Road")
    note_contact(person, value="07700 900124", source=SOURCE, by=amira, now=NOW)
    other = make_person("Chris Lee", by=amira, phone="07700 900124")
    third = make_person("Pat Green", by=amira, address="14b Mersea Road")

    assert matched(person) == [other.reference, third.reference]
    assert reasons_for(person, other) == ("same telephone number",)


def test_the_later_record_points_to_the_earlier_and_neither_is_merged(amira: User) -> None:
    first, second = make_person(by=amira), make_person(by=amira)

    ruling = decide_match(
        first, second, same=True, reasons=["same name"], note="She says so", by=amira, now=NOW
    )

    second.refresh_from_db()
    assert (second.same_as, second.version, foremost(second)) == (first, 2, first)
    assert (ruling.person, ruling.other, ruling.reasons) == (second, first, ["same name"])
    assert str(ruling) == f"{second.pk} is {first.pk}"
    assert AuditEvent.objects.latest("pk").sentence == (
        f"decided that {second.reference} and {first.reference} are one person"
    )
    assert Person.objects.count() == 2
    assert matched(first) == matched(second) == []
    assert also_recorded_as(first) == [second]
    assert also_recorded_as(second) == [first]


def test_who_was_ruled_not_the_same_is_not_offered_again_and_may_still_be_joined(amira: User) -> None:
    first, second = make_person(by=amira), make_person(by=amira)
    assert matched(first) == [second.reference]

    decide_match(first, second, same=False, reasons=["same name"], by=amira, now=NOW)
    assert matched(first) == matched(second) == []

    decide_match(first, second, same=True, reasons=["same name"], by=amira, now=NOW)
    assert also_recorded_as(first) == [second]


def test_a_match_is_undone_and_both_rulings_stay(amira: User) -> None:
    first, second = make_person(by=amira), make_person(by=amira)
    decide_match(first, second, same=True, reasons=[], by=amira, now=NOW)

    decide_match(first, second, same=False, reasons=[], note="Twins", by=amira, now=NOW)

    second.refresh_from_db()
    assert second.same_as is None
    assert [ruling.same for ruling in rulings_of([first])] == [False, True]
    assert matched(first) == []


def test_three_records_hang_together_and_only_a_link_is_undone(amira: User) -> None:
    first, second, third = (make_person(by=amira) for _ in range(3))
    decide_match(second, third, same=True, reasons=[], by=amira, now=NOW)
    decide_match(first, Person.objects.get(pk=third.pk), same=True, reasons=[], by=amira, now=NOW)

    assert foremost(Person.objects.get(pk=third.pk)) == first
    assert also_recorded_as(first) == [second, third]
    assert offered(name="Jade Taylor") == [("Jade Taylor", ("same name",))]
    with pytest.raises(Refused, match=f"one person by {second.reference}"):
        decide_match(first, third, same=False, reasons=[], by=amira, now=NOW)
    with pytest.raises(Refused, match="one person already"):
        decide_match(first, third, same=True, reasons=[], by=amira, now=NOW)


def test_what_cannot_be_one_person_is_refused(amira: User) -> None:
    person, shop = make_person(by=amira), make_person("Shop", by=amira, kind=PersonKind.BUSINESS)
    wrong = make_person(by=amira)
    Person.objects.filter(pk=wrong.pk).update(recorded_in_error_at=NOW)

    for other, why in ((person, "one and the same"), (shop, "correct the kind first"), (wrong, "in error")):
        with pytest.raises(Refused, match=why):
            decide_match(person, other, same=True, reasons=[], by=amira, now=NOW)


def test_a_first_record_of_which_one_may_not_know_is_passed_over(amira: User, cara: User) -> None:
    first = make_person(by=amira)
    second = make_person(by=cara)
    decide_match(first, second, same=True, reasons=[], by=amira, now=NOW)

    with acting(str(cara.pk)):
        assert foremost(Person.objects.get(pk=second.pk)) == second
