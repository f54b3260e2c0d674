"""The short forms of a case by hand: what they take, what they refuse, and that nothing typed is lost."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, Reached, Way
from asbcases.cases.models import Case, CaseLink, CaseOperation, CasePremises, ContactPlan, JournalEntry
from asbcases.casework.transitions import make_operation
from asbcases.casework.transitions.case_people import add_party
from tests.casework.casefile import planned, shut, victim_of
from tests.casework.pages import signed_in, text_of
from tests.casework.people import make_premises
from tests.make import make_case
from tests.risk.answers import MEDIUM, assess

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now() - DAY


@pytest.fixture
def case(amira: User, now: datetime) -> Case:
    return make_case(by=amira, now=now)


@pytest.fixture
def officer(client: Client, amira: User) -> Client:
    return signed_in(client, amira)


def entry(**typed: str) -> dict[str, str]:
    when = {"at_day": "2026-01-02", "at_time": "9am", "said_by": "Amira Osei", "agency": "Essex Police"}
    return {**when, "way": "phone", **typed}


def test_a_visit_without_a_note_says_what_happened_and_a_note_says_nothing_of_a_meeting(
    officer: Client, case: Case, amira: User, now: datetime
) -> None:
    add_party(case, name="Sam Lane", contact="", role="witness", by=amira, now=now)
    address = f"/cases/{case.reference}/journal/new/"
    assert 'value="visit" checked' in text_of(officer.get(f"{address}?kind=visit&party=2"))

    officer.post(address, entry(kind="visit", party="1", reached="no_answer"))
    officer.post(address, entry(kind="note", party="2", reached="yes", words="She moves out.", is_view="on"))

    visit, note = JournalEntry.objects.order_by("number")
    assert (visit.kind, visit.words, visit.way) == (EntryKind.VISIT, "No answer.", Way.IN_PERSON)
    assert (visit.party, visit.reached) == (victim_of(case), Reached.NO_ANSWER)
    assert (note.words, note.way, note.reached, note.is_view) == ("She moves out.", "", "", True)
    assert note.party is not None
    assert note.party.number == 2


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({}, "Choose what you record"),
        ({"kind": "contact", "reached": "yes"}, "Choose with whom"),
        ({"kind": "contact", "party": "1"}, "Choose what happened"),
        ({"kind": "decision"}, "Enter what was said and seen"),
        ({"kind": "note", "words": "x" * 5_001}, "at most 5000 characters"),
        ({"kind": "note", "words": "Rang.", "at_day": "2090-01-02"}, "This time is still to come"),
        ({"kind": "note", "words": "Rang.", "said_by": ""}, "Enter who says so"),
    ],
)
def test_faults_are_said_and_what_was_typed_stays(
    officer: Client, case: Case, typed: dict[str, str], fault: str
) -> None:
    answer = officer.post(f"/cases/{case.reference}/journal/new/", entry(new_harm="A broken door.", **typed))

    assert answer.status_code == 400
    assert fault in text_of(answer)
    assert "A broken door." in text_of(answer)
    assert not JournalEntry.objects.exists()


def test_a_closed_case_offers_contacts_and_notes_only(officer: Client, case: Case) -> None:
    shut(case)

    page = text_of(officer.get(f"/cases/{case.reference}/journal/new/"))

    assert 'value="contact"' in page
    assert 'value="visit"' not in page
    assert "only contacts and notes are still written" in page
    whole = text_of(officer.get(f"/cases/{case.reference}/"))
    assert "journal/new/?kind=contact" in whole
    assert "/actions/new/" not in whole


def test_the_next_contact_is_shown_before_and_said_after(
    officer: Client, case: Case, amira: User, now: datetime
) -> None:
    address = f"/cases/{case.reference}/journal/new/"
    assert "no contact is due." in text_of(officer.get(address))
    assess(case, MEDIUM, by=amira, now=now)
    assert "again within 14 days." in text_of(officer.get(address))
    officer.post(
        f"/cases/{case.reference}/contact-plan/",
        {"at_day": "2026-01-02", "at_time": "9am", "party": "1", "every_days": "3", "way": "text"},
    )
    assert ContactPlan.objects.get(case=case).every_days == 3
    assert "again within 3 days, as agreed." in text_of(officer.get(address))

    said = officer.post(
        address, entry(kind="contact", party="1", reached="yes", new_harm="A broken door."), follow=True
    )

    assert "Contact 1 is in the journal. Next contact by" in text_of(said)
    assert "There is new harm: assess the risk again." in text_of(said)


def test_a_draft_is_kept_for_the_case_and_thrown_away_when_sent(officer: Client, case: Case) -> None:
    address = f"/cases/{case.reference}/journal/new/"
    kept = officer.post(
        reverse("draft_save"), {"draft_form": "journal", "draft_about": case.reference, "words": "Half"}
    )
    assert kept.status_code == 204
    assert "Half" in text_of(officer.get(address))
    officer.post(address, entry(kind="note", words="Half done", draft="1"))
    assert "Half done" in text_of(officer.get(address))

    officer.post(address, entry(kind="note", words="Done"))

    assert "Half done" not in text_of(officer.get(address))
    too_long = officer.post(address, entry(kind="note", words="x" * 100_001, draft="1"))
    assert "too long to be kept" in text_of(too_long)


def test_the_plan_shows_what_stands_and_says_where_nobody_suffers(
    officer: Client, case: Case, amira: User, now: datetime
) -> None:
    add_party(case, name="Sam Lane", contact="", role="victim", by=amira, now=now)
    page = text_of(officer.get(f"/cases/{case.reference}/contact-plan/?party=2"))
    assert 'value="2" checked' in page
    case.parties.update(recorded_in_error_at=now)

    assert "No victim is named on this case." in text_of(
        officer.get(f"/cases/{case.reference}/contact-plan/")
    )
    assert "No victim is named." in text_of(officer.get(f"/cases/{case.reference}/"))


def test_an_entry_once_marked_wrong_is_not_marked_again(officer: Client, case: Case) -> None:
    officer.post(f"/cases/{case.reference}/journal/new/", entry(kind="note", words="It was him."))
    wrong = f"/cases/{case.reference}/journal/1/wrong/"
    officer.post(wrong, {"why": "It was not."})

    again = officer.post(wrong, {"why": "It was not."})

    assert again.status_code == 409
    page = text_of(officer.get(f"/cases/{case.reference}/journal/1/"))
    assert "It was not." in page
    assert "mark it as recorded in error" not in page
    assert officer.get(f"/cases/{case.reference}/journal/2/").status_code == 404


def test_an_action_is_planned_done_and_dropped_by_hand(
    officer: Client, case: Case, amira: User, ben: User, now: datetime
) -> None:
    at = f"/cases/{case.reference}/actions"
    day = (timezone.now() + 3 * DAY).date().isoformat()
    said = officer.post(
        f"{at}/new/", {"words": "Ask", "owner": ben.pk, "doer": "Dev", "due_on": day}, follow=True
    )
    assert "Action 1 is planned: Ben Lane answers for it until" in text_of(said)
    planned(case, by=amira, now=now, due_on=now.date() + 9 * DAY)

    stale = officer.post(f"{at}/1/done/", {"result": "Came.", "version": "9"})
    assert (stale.status_code, "Came." in text_of(stale)) == (409, True)
    officer.post(f"{at}/1/done/", {"result": "Came.", "version": "1"})
    officer.post(f"{at}/2/drop/", {"result": "Not needed.", "version": "1"})

    assert [bool(action.done_at) for action in case.actions.order_by("number")] == [True, False]
    page = text_of(officer.get(f"/cases/{case.reference}/"))
    assert "Not needed." in page
    assert "None is open." in page
    late = officer.post(f"{at}/new/", {"words": "Ask", "owner": ben.pk, "due_on": "2026-01-02"})
    assert (late.status_code, "This day has passed" in text_of(late)) == (409, True)
    assert "Say what came of it" in text_of(officer.post(f"{at}/1/done/", {"version": "2"}))


def test_premises_operations_and_links_are_put_on_and_taken_off_by_hand(
    officer: Client, case: Case, amira: User, ben: User, now: datetime
) -> None:
    at, today = f"/cases/{case.reference}", timezone.localdate()
    make_premises("1 Mill Lane", by=amira)
    plan = {"purpose": "Parks", "district": None, "by": ben, "now": now}
    running = make_operation(name="Lantern", starts_on=today, ends_on=None, **plan)
    make_operation(name="Ended", starts_on=today - 9 * DAY, ends_on=today - DAY, **plan)
    assert "Ended" not in text_of(officer.get(f"{at}/operation/"))

    officer.post(f"{at}/premises/", {"address": "1 mill lane", "note": "Next door"})
    officer.post(f"{at}/operation/", {"operation": running.pk})
    officer.post(f"{at}/references/", {"system": "STORM", "written": "EP-20261123-0571"})
    assert "STORM: EP-20261123-0571" in text_of(officer.get(f"{at}/"))
    other = make_case(by=amira, now=now)
    officer.post(f"{at}/links/", {"other": f"asb {other.reference[4:]}", "reason": "One group"})

    place, under, link = CasePremises.objects.get(), CaseOperation.objects.get(), CaseLink.objects.get()
    assert (place.note, under.operation, link.other) == ("Next door", running, other)
    assert officer.get(f"{at}/parts/nonsense/1/wrong/").status_code == 404
    for what, address in (
        ("1 Mill Lane", f"{at}/parts/premises/{place.pk}/wrong/"),
        ("Lantern", f"{at}/parts/operation/{under.pk}/wrong/"),
        ("One group", f"{at}/links/{link.pk}/wrong/"),
    ):
        assert what in text_of(officer.get(address))
        assert officer.post(address, {"why": "Wrong."}).status_code == 302
        assert officer.get(address).status_code == 404
    assert "Take off" not in text_of(officer.get(f"{at}/"))


def test_what_hangs_on_another_case_is_not_reached_through_this_one(
    officer: Client, case: Case, amira: User, now: datetime
) -> None:
    other: Any = make_case(by=amira, now=now)
    planned(other, by=amira, now=now, due_on=now.date() + 9 * DAY)

    assert officer.get(f"/cases/{case.reference}/actions/1/done/").status_code == 404
