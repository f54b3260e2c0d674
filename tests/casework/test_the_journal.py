"""The journal of a case: what happened, when, who says so, and what is a view and not a fact."""

from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.case_choices import EntryKind, Reached, Way
from asbcases.cases.models import Case, ContactPlan, JournalEntry
from asbcases.casework.transitions import agree_contact, mark_entry_wrong, write_entry
from asbcases.errors import Refused
from tests.casework.casefile import DAY, HOUR, contact, shut, victim_of, written
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - DAY)


def test_an_entry_says_when_it_happened_when_it_was_written_and_who_says_so(case: Case, amira: User) -> None:
    first = written(
        case, by=amira, said_by=" Jade Taylor ", agency="", is_view=True, happened_at=NOW - 30 * DAY
    )
    second = contact(case, by=amira, new_harm="A window broken.")

    assert (first.number, second.number) == (1, 2)
    assert (first.happened_at, first.recorded_at) == (NOW - 30 * DAY, NOW), "before the case was opened"
    assert (first.said_by, first.is_view, second.is_view) == ("Jade Taylor", True, False)
    assert (second.way, second.reached, second.new_harm) == (Way.PHONE, Reached.YES, "A window broken.")
    events = AuditEvent.objects.filter(case=case, verb=Verb.JOURNAL_WRITTEN).order_by("pk")
    assert [event.sentence for event in events] == [
        "wrote note 1 in the journal",
        "wrote contact 2 in the journal",
    ]
    assert [event.data["entry"] for event in events] == [first.pk, second.pk], "a reaction reads its row"
    assert (events[0].happened_at, events[0].recorded_at) == (NOW - 30 * DAY, NOW)
    assert "Jade" not in str(events[0].data), "the record names no victim"


def test_a_visit_is_in_person(case: Case, amira: User) -> None:
    visit = contact(case, by=amira, kind=EntryKind.VISIT, way="", reached=Reached.NO_ANSWER)

    assert (visit.way, visit.reached) == (Way.IN_PERSON, Reached.NO_ANSWER)


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        ({"happened_at": NOW + HOUR}, "still to come"),
        ({"words": " "}, "Say what happened"),
        ({"said_by": " "}, "Say who says so"),
        ({"kind": EntryKind.CONTACT}, "with whom"),
        ({"kind": EntryKind.VISIT, "reached": Reached.YES}, "with whom"),
        ({"kind": EntryKind.NOTE, "reached": Reached.YES}, "Only a contact or a visit"),
        ({"kind": EntryKind.DECISION, "way": Way.PHONE}, "Only a contact or a visit"),
    ],
)
def test_what_makes_no_entry_is_refused(case: Case, amira: User, stated: dict[str, Any], why: str) -> None:
    entry = {"kind": EntryKind.NOTE, "happened_at": NOW, "said_by": "Amira Osei", "words": "Rang."}

    with pytest.raises(Refused, match=why):
        write_entry(case, **{**entry, **stated}, by=amira, now=NOW)

    assert not JournalEntry.objects.exists()


def test_somebody_who_is_no_part_of_the_case_was_not_met_on_it(case: Case, amira: User) -> None:
    other = make_case(by=amira)
    wrong = victim_of(case)
    wrong.recorded_in_error_at = NOW
    wrong.save()

    for party in (victim_of(other), wrong):
        with pytest.raises(Refused, match="no part of"):
            contact(case, by=amira, party=party)


def test_on_a_closed_case_a_victim_may_still_ring_and_a_note_be_written_and_nothing_else(
    case: Case, amira: User
) -> None:
    shut(case)

    rang, noted = contact(case, by=amira), written(case, by=amira)

    assert (rang.number, noted.number) == (1, 2)
    for kind, met in ((EntryKind.DECISION, False), (EntryKind.VISIT, True)):
        with pytest.raises(Refused, match="only contacts and notes"):
            (contact if met else written)(case, by=amira, kind=kind)
    with pytest.raises(Refused, match="open it again"):
        agreed(case, amira)


def test_an_entry_in_error_stays_with_the_reason(case: Case, amira: User, ben: User) -> None:
    entry = written(case, by=amira)
    shut(case)

    with pytest.raises(Refused, match="Say what is wrong"):
        mark_entry_wrong(entry, why=" ", by=ben, now=NOW)
    marked = mark_entry_wrong(entry, why="Another case was meant.", by=ben, now=NOW + HOUR)

    assert (marked.recorded_in_error_by, marked.recorded_in_error_why) == (ben, "Another case was meant.")
    assert marked.words == "The music has stopped since Monday."
    event = AuditEvent.objects.get(verb=Verb.JOURNAL_WRONG)
    assert (event.reason, event.data["entry"]) == ("Another case was meant.", entry.pk)
    with pytest.raises(Refused, match="already"):
        mark_entry_wrong(entry, why="Again.", by=ben, now=NOW + HOUR)


def agreed(case: Case, by: User, **stated: Any) -> ContactPlan:
    plan: dict[str, Any] = {
        "party": victim_of(case), "every_days": 7, "way": Way.TEXT, "times": "Not while he is at home",
        "agreed_at": NOW - HOUR, **stated,
    }  # fmt: skip
    return agree_contact(case, **plan, by=by, now=NOW)


def test_contact_is_agreed_with_a_victim_and_the_newest_holds(case: Case, amira: User) -> None:
    agreed(case, amira)
    plan = agreed(case, amira, every_days=1, way=Way.PHONE)

    assert list(case.contact_plans.order_by("pk"))[-1] == plan
    events = AuditEvent.objects.filter(case=case, verb=Verb.CONTACT_AGREED).order_by("pk")
    assert [event.sentence for event in events] == [
        "agreed with victim 1 how to stay in contact: every 7 days, text message",
        "agreed with victim 1 how to stay in contact: every day, telephone",
    ]
    assert events[1].data["plan"] == plan.pk
    assert "home" not in str([event.data for event in events]), "when it is safe is not in the record"


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        ({"every_days": 0}, "every 1 to 366 days"),
        ({"every_days": 367}, "every 1 to 366 days"),
        ({"agreed_at": NOW + HOUR}, "still to come"),
    ],
)
def test_what_cannot_be_agreed_is_refused(case: Case, amira: User, stated: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        agreed(case, amira, **stated)


def test_contact_is_not_agreed_with_a_respondent(case: Case, amira: User) -> None:
    party = victim_of(case)
    party.role = "respondent"
    party.save()

    with pytest.raises(Refused, match="with a victim"):
        agree_contact(case, party=party, every_days=7, way=Way.TEXT, agreed_at=NOW, by=amira, now=NOW)
