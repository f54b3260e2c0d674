"""What a partner notes on a case that is shared with them: who reads it, who is told, and what the record says."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, transaction

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import AccessGrant, Case
from asbcases.casework.transitions import restrict_case
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from partners.access import shares_open_of
from partners.models import PartnerNote, Share
from partners.queries.notes import notes_for_police, notes_of_agency, words_for_police
from partners.transitions.noting import note_for_agency
from tests.make import NOW, make_agency, make_case, make_given, make_user
from tests.partners.make_shared import share_of

pytestmark = pytest.mark.django_db
OURS, SHOWN = "Her rent is behind.", "He has been served notice.\nTwice."


@pytest.fixture
def case(amira: User, dev: User) -> Case:
    case = make_case(by=amira)
    make_given(case, dev.agency, by=amira)
    return case


def write(case: Case, by: User, words: str = OURS, *, shown: bool = False) -> PartnerNote:
    with acting(str(by.pk)):
        shares = list(shares_open_of(case.reference, by, now=NOW).order_by("number"))
        return note_for_agency(shares, words=words, shown_to_police=shown, by=by, now=NOW)


def read(user: User, case: Case) -> list[str]:
    """Return the words that the database alone gives somebody; the application gives a partner the same."""
    with acting(str(user.pk)):
        found = list(PartnerNote.objects.order_by("pk").values_list("words", flat=True))
        if user.role in (Role.PARTNER, Role.COORDINATOR):
            ours = notes_of_agency(case.pk, user, now=NOW).order_by("pk")
            assert list(ours.values_list("words", flat=True)) == found
        return found


def test_a_note_for_the_agency_is_read_by_it_alone_and_one_for_the_police_by_them_too(
    case: Case, amira: User, ben: User, cara: User, dev: User, eve: User
) -> None:
    dina = make_user("dina", Role.PARTNER, name="Dina Ray", agency=dev.agency)
    auditor = make_user("otto", Role.AUDITOR)
    share_of(case, eve.agency, by=amira, now=NOW)

    first, second = write(case, dev), write(case, dev, SHOWN, shown=True)

    assert (first.number, second.number) == (1, 2)
    assert read(dev, case) == read(dina, case) == [OURS, SHOWN]
    assert read(amira, case) == read(ben, case) == [SHOWN]
    assert read(cara, case) == read(eve, case) == read(auditor, case) == []
    # The numbers of one agency tell nothing of the notes of another.
    assert write(case, eve, "Ours").number == 1
    assert read(eve, case) == ["Ours"]
    with acting(str(amira.pk)):
        assert words_for_police(case, [first.pk, second.pk]) == {second.pk: SHOWN}
        assert [note.words for note in notes_for_police(case)] == [SHOWN]
        assert words_for_police(case, []) == {}


def test_when_no_share_lets_them_in_any_more_the_rows_stay_and_only_the_police_read_theirs(
    case: Case, amira: User, dev: User
) -> None:
    write(case, dev)
    write(case, dev, SHOWN, shown=True)
    with acting(str(dev.pk)):
        shares = list(shares_open_of(case.reference, dev, now=NOW))
    AccessGrant.objects.filter(case=case).update(revoked_at=NOW - timedelta(minutes=1))

    assert read(dev, case) == []
    assert read(amira, case) == [SHOWN]
    assert PartnerNote.objects.count() == 2
    with acting(str(dev.pk)), pytest.raises(Refused, match="shared with you any more"):
        note_for_agency(shares, words="More", shown_to_police=False, by=dev, now=NOW)


def test_what_is_known_by_name_alone_is_read_by_that_person_alone(amira: User, dev: User) -> None:
    dina = make_user("dina", Role.PARTNER, name="Dina Ray", agency=dev.agency)
    case = make_case(by=amira)
    for person in (dev, dina):
        share_of(case, None, by=amira, now=NOW, user=person)  # type: ignore[arg-type]

    assert write(case, dev).named == dev
    assert write(case, dina, "Hers").number == 2
    assert (read(dev, case), read(dina, case)) == ([OURS], ["Hers"])

    share_of(case, dev.agency, by=amira, now=NOW)
    assert write(case, dev, "All of us").named is None
    assert read(dina, case) == ["Hers", "All of us"]


def test_of_a_case_that_is_restricted_to_others_nothing_is_read_by_anybody_else(
    case: Case, amira: User, ben: User, dev: User
) -> None:
    write(case, dev)
    write(case, dev, SHOWN, shown=True)
    cole = make_user("cole", Role.CPT_OFFICER, district_code="colchester")
    with acting(str(ben.pk)):
        restrict_case(case, named=[amira], reason="A colleague", by=ben, now=NOW)

    assert read(dev, case) == read(cole, case) == []
    assert read(amira, case) == [SHOWN]


def test_the_record_says_for_whom_and_never_what_and_the_lead_is_told_of_what_is_for_the_police(
    case: Case, amira: User, dev: User
) -> None:
    write(case, dev)
    assert not Message.objects.filter(template=Template.PARTNER_NOTED).exists()
    write(case, dev, SHOWN, shown=True)

    events = list(AuditEvent.objects.filter(verb=Verb.PARTNER_NOTED).order_by("pk"))
    assert [event.sentence for event in events] == [
        "wrote a note of Eastlight Homes, for ourselves",
        "wrote a note of Eastlight Homes, for the police too",
    ]
    assert {event.case for event in events} == {case}
    told = Message.objects.get(template=Template.PARTNER_NOTED)
    assert (told.recipient, told.case) == (case.lead, case)
    said = f"{told.context} {[event.data for event in events]}"
    assert case.reference in said
    assert not any(words in said for words in ("rent", "notice", dev.name))


def test_words_are_kept_as_they_were_written_and_blanks_are_none(case: Case, dev: User) -> None:
    assert write(case, dev, "  Two\n\nlines ").words == "  Two\n\nlines "
    with pytest.raises(Refused, match="Write what is to be noted"):
        write(case, dev, " \n")


def made(**columns: Any) -> PartnerNote:
    stated = {"number": 9, "shown_to_police": True, "words": "Forged", "recorded_at": NOW}
    with transaction.atomic():
        return PartnerNote.objects.create(**{**stated, **columns})


def test_the_database_takes_no_note_but_ones_own_on_what_is_shared(
    case: Case, amira: User, dev: User, eve: User
) -> None:
    note = write(case, dev)
    other = make_case(by=amira)
    make_agency("Fire service", AgencyKind.FIRE)
    right = {"case_id": case.pk, "agency": dev.agency, "recorded_by": dev}
    wrong: list[tuple[User, dict[str, Any]]] = [
        (dev, {**right, "case_id": other.pk}),
        (dev, {**right, "agency": eve.agency}),
        (dev, {**right, "recorded_by": amira}),
        (eve, {**right, "agency": eve.agency, "recorded_by": eve}),
        (amira, {**right, "agency": amira.agency, "recorded_by": amira}),
    ]
    for user, columns in wrong:
        with acting(str(user.pk)), pytest.raises(Error):
            made(**columns)
    with acting(str(dev.pk)):
        with pytest.raises(Error), transaction.atomic():
            PartnerNote.objects.update(words="Other words")
        with pytest.raises(Error), transaction.atomic():
            note.delete()
        assert made(**right).number == 9


def test_the_service_that_tells_sees_the_case_of_a_note_for_the_police_and_no_note(
    case: Case, amira: User, dev: User
) -> None:
    hidden = make_case(by=amira)
    make_given(hidden, dev.agency, by=amira)
    write(hidden, dev)
    write(case, dev, SHOWN, shown=True)

    with acting("system:partner-notes"):
        assert list(Case.objects.all()) == [case]
        assert not PartnerNote.objects.exists()
        assert not Share.objects.exists()
