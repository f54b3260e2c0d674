"""The page of a case: what is next with its button, warnings, contact, the journal in the timeline, and its filters."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, Way
from asbcases.cases.models import Case, CaseLink, Person
from asbcases.casework.transitions import (
    agree_contact,
    link_cases,
    mark_entry_wrong,
    place_case,
    restrict_case,
    state_safe_contact,
    unlink_cases,
    withdraw_safe_contact,
)
from asbcases.casework.transitions.documents import add_document
from asbcases.casework.views.doing import DOINGS
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from tests.casework.casefile import contact, planned, shut, victim_of, written
from tests.casework.pages import asked_for, signed_in, text_of
from tests.casework.people import make_premises
from tests.make import answers_with, make_case, make_incident, make_report, make_triage, make_user
from tests.risk.answers import HIGH, assess

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
# Statements that a page sends before it looks at the file: who asks, the identity, the note that they looked.
NOT_OF_THE_FILE = ("django_session", "set_config", "notify_message", "accounts_district", "audit_access")


@pytest.fixture
def now() -> datetime:
    return timezone.now() - DAY


@pytest.fixture
def case(amira: User, now: datetime) -> Case:
    return make_case(by=amira, now=now - 5 * DAY)


def page_of(user: User, case: Case, query: str = "") -> str:
    """Return the words of the page, without its marks."""
    answer = signed_in(Client(), user).get(f"/cases/{case.reference}/{query}")
    assert answer.status_code == 200
    return words_in(text_of(answer))


def words_in(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def test_the_sentence_says_what_is_next_by_when_and_whose_and_the_button_does_it(
    case: Case, amira: User, ben: User, now: datetime
) -> None:
    page = text_of(signed_in(Client(), amira).get(f"/cases/{case.reference}/"))
    assert "Next: first risk assessment of Jade Taylor, by" in words_in(page)
    assert f'href="/cases/{case.reference}/risk/assess/1/" role="button"' in page

    assess(case, HIGH, by=amira, now=now)
    page = text_of(signed_in(Client(), amira).get(f"/cases/{case.reference}/"))
    assert f'href="/cases/{case.reference}/journal/new/?kind=contact&amp;party=1"' in page
    assert f'href="/cases/{case.reference}/journal/new/?kind=visit" role="button"' in page
    assert "owed by Ben Lane (sergeant)" in words_in(page), "what is not hers is said all the same"


def test_every_kind_that_is_owed_on_a_case_has_the_page_where_it_is_done() -> None:
    elsewhere = {
        Kind.TRIAGE,
        Kind.RESPONSE,
        Kind.RE_TRIAGE,
        Kind.CRIME_DECISION,
        Kind.HATE_HANDOVER,
        Kind.REPLY,
        # A case review and the report that asks for an explanation are records of their own.
        *(kind for kind in Kind if kind.value.startswith("acr_")),
        Kind.EXPLAIN_REVIEW,
    }
    # A share ends by itself; what is kept how long is looked at where the date stands. What came after restorative justice
    # is counted from the records.
    passes = {
        *(Kind.SHARE_EXPIRY, Kind.MEASURE_COMPLIANCE, Kind.MEASURE_END, Kind.APPEAL_WINDOW),
        *(Kind.PENALTY_PAYMENT, Kind.WARRANT_ENTRY, Kind.WORKS_APPEAL, Kind.EIGHTEENTH_BIRTHDAY),
        Kind.RESTORATIVE_LOOK,
    }
    assert set(Kind) - set(DOINGS) == elsewhere | passes | {Kind.RETENTION_REVIEW}


def test_an_action_is_told_with_its_words_and_done_from_there(case: Case, amira: User, now: datetime) -> None:
    planned(case, by=amira, now=now, due_on=(now + 3 * DAY).date())

    page = text_of(signed_in(Client(), amira).get(f"/cases/{case.reference}/"))

    assert "Action 1: Ask the landlord for the tenancy file." in words_in(page)
    assert f"/cases/{case.reference}/actions/1/done/" in page


def test_what_to_beware_of_stands_on_top(amira: User, ben: User, now: datetime) -> None:
    report = make_report(by=amira, now=now, caller_name="Jo Day")
    incident = make_incident(by=amira, now=now, report=report)
    said = answers_with(vulnerability={"state": "answered", "flags": ["hate"], "factors": ["mental_health"]})
    make_triage(incident, by=amira, now=now, answers=said)
    case = make_case(by=amira, now=now, incidents=[incident])
    Person.objects.filter(parts__case=case).update(adjustments="Large print", language="Polish")
    place_case(case, make_premises(by=amira, warning="A dog that bites."), by=amira, now=now)
    way: dict[str, Any] = {"email": "jo@home.example", "from_hour": 9, "until_hour": 17, "discreet": True}
    state_safe_contact(report, **way, note="Never after 5pm", by=amira, now=now)

    page = page_of(amira, case)

    for told in (
        "Vulnerable", "Hate", "Not safe to ring", "no number is known on which it is safe to ring", "Never after 5pm",
        "A dog that bites.", "Jade Taylor needs: Large print", "Jade Taylor speaks Polish.",
    ):  # fmt: skip
        assert told in page, told
    assert "Restricted" not in page
    withdraw_safe_contact(report.safe_contact, reason="He reads it", read=0, by=amira, now=now)
    restrict_case(case, named=[amira], reason="An officer", by=ben, now=now)
    page = page_of(amira, case)
    assert "Jo Day (" in page
    assert "do not write or ring." in page
    assert "Restricted" in page


def test_the_next_contact_is_always_in_sight_with_what_was_agreed(
    case: Case, amira: User, now: datetime
) -> None:
    assert "Jade Taylor : set once the risk is assessed" in page_of(amira, case)
    assess(case, HIGH, by=amira, now=now)
    plan = {"every_days": 2, "way": Way.TEXT, "times": "Never before 10am", "agreed_at": now, "now": now}
    agree_contact(case, party=victim_of(case), words="Ask for her sister", **plan, by=amira)

    page = page_of(amira, case)

    assert "every 2 days, text message; Never before 10am; Ask for her sister" in page
    assert "a single point of contact is named for the victims, and none is" in page
    Deadline.objects.filter(OPEN, case=case).update(cancelled_at=now, next_step_at=None)
    assert "none is due, the case is closed" in page_of(amira, shut(case))


def test_the_journal_stands_in_the_timeline_facts_and_views_apart_and_errors_struck_through(
    case: Case, amira: User, now: datetime
) -> None:
    contact(
        case, by=amira, now=now, happened_at=now - DAY, words="She sleeps again.", new_harm="A broken door."
    )
    view = written(
        case, by=amira, now=now, happened_at=now, said_by="Dev Patel", agency="Eastlight", is_view=True
    )
    wrong = written(case, by=amira, now=now, happened_at=now, words="It was him.", party=victim_of(case))
    mark_entry_wrong(wrong, why="Another family.", by=amira, now=now)

    client = signed_in(Client(), amira)
    html = text_of(client.get(f"/cases/{case.reference}/"))
    page = words_in(html)

    assert "Spoken to, telephone: Jade Taylor She sleeps again. New harm: A broken door." in page
    assert "View: The music has stopped since Monday. Said by Dev Patel, Eastlight." in page
    assert "About Jade Taylor" in page
    assert "Recorded in error: Another family." in page
    assert "<s>It was him.</s>" in html
    one = words_in(text_of(client.get(f"/cases/{case.reference}/journal/{view.number}/")))
    assert "A view The music has stopped since Monday. Said by Dev Patel, Eastlight Written" in one


def test_the_timeline_is_narrowed_by_kind_by_who_said_or_did_it_and_by_agency(
    case: Case, amira: User, ben: User, now: datetime
) -> None:
    at = {"now": now, "happened_at": now}
    written(case, by=amira, **at, said_by="Dev Patel", agency="Eastlight Homes", words="He is away.")
    written(case, by=ben, **at, kind=EntryKind.DECISION, words="We wait.")
    planned(case, by=amira, now=now, due_on=now.date())
    client = signed_in(Client(), amira)
    address = f"/cases/{case.reference}/"
    whole = client.get(address)
    key_of = {pick.words: pick.key for name in ("people", "agencies") for pick in whole.context[name]}

    def titles(query: str) -> list[str]:
        return [row.title for row in client.get(f"{address}?{query}").context["told"]]

    assert titles("events=journal") == ["Wrote decision 2 in the journal", "Wrote note 1 in the journal"]
    assert titles(f"by={key_of['Dev Patel']}") == ["Wrote note 1 in the journal"]
    assert titles(f"of={key_of['Eastlight Homes']}") == ["Wrote note 1 in the journal"]
    assert titles(f"by={key_of['Ben Lane']}&of={key_of['Eastlight Homes']}") == []
    assert "Wrote decision 2 in the journal" in titles(f"by={key_of['Ben Lane']}&of={key_of['Essex Police']}")
    assert titles("events=journal&by=nobody") == titles("events=journal"), "an unknown key narrows nothing"
    assert titles("events=nonsense") == [row.title for row in whole.context["told"]]
    assert "Dev" not in "".join(
        tab.address for tab in client.get(f"{address}?by={key_of['Dev Patel']}").context["tabs"]
    )
    other = make_case(by=amira, now=now)
    keys = client.get(f"/cases/{other.reference}/").context["people"]
    assert key_of["Amira Osei"] not in {pick.key for pick in keys}, "a key says nothing of another case"


def test_a_link_is_seen_only_by_whoever_sees_both(amira: User, ben: User, now: datetime) -> None:
    case, other = (make_case(by=amira, now=now, summary=words) for words in ("Stones", "Bikes on the green"))
    link_cases(case, other, reason="The same group", by=amira, now=now)
    asha = make_user("asha", Role.ASB_OFFICER, Rank.CONSTABLE)

    for one, two in ((case, other), (other, case)):
        page = page_of(asha, one)
        assert two.reference in page
        assert "The same group" in page
    restrict_case(other, named=[amira], reason="An officer", by=ben, now=now)

    assert other.reference in page_of(amira, case)
    hidden = page_of(asha, case)
    assert other.reference not in hidden
    assert "The same group" not in hidden, "the event of the link tells nothing either"


def test_a_case_one_may_not_see_is_linked_like_one_that_does_not_exist(
    amira: User, ben: User, now: datetime
) -> None:
    case, other = (make_case(by=amira, now=now) for _ in range(2))
    restrict_case(other, named=[amira], reason="An officer", by=ben, now=now)
    asha = signed_in(Client(), make_user("asha", Role.ASB_OFFICER, Rank.CONSTABLE))

    def refused(reference: str) -> str:
        answer = asha.post(f"/cases/{case.reference}/links/", {"other": reference, "reason": "One group"})
        assert answer.status_code == 409
        return words_in(text_of(answer).split("error-summary")[1]).replace(reference, "")

    assert refused(other.reference) == refused("ASB-2026-999999")
    assert not CaseLink.objects.exists()


def test_a_link_taken_back_is_told_to_whoever_saw_it(case: Case, amira: User, now: datetime) -> None:
    link = link_cases(case, make_case(by=amira, now=now), reason="The same group", by=amira, now=now)
    unlink_cases(link, why="Another group.", by=amira, now=now)

    page = page_of(amira, case)

    assert "Took the link with another case back" in page
    assert "Take the link back" not in page


def crowd(case: Case, amira: User, now: datetime, many: int) -> None:
    """Put many of everything on a case."""
    for place in range(many):
        at = {"now": now, "happened_at": now}
        contact(case, by=amira, **at)
        written(case, by=amira, **at, said_by=f"Neighbour {place}", agency=f"Agency {place}")
        planned(case, by=amira, now=now, due_on=(now + 3 * DAY).date())
        place_case(case, make_premises(f"{place} Mill Lane", by=amira), by=amira, now=now)
        link_cases(case, make_case(by=amira, now=now), reason="One group", by=amira, now=now)
        add_document(case, file=ContentFile(b"Diary %d" % place), name="diary.txt", by=amira, now=now)


def of_the_file(client: Client, case: Case) -> list[str]:
    """Return the statements by which the page reads the file."""
    asked = asked_for(client, f"/cases/{case.reference}/")
    signing_in = [sql for sql in asked if 'FROM "accounts_user" WHERE "accounts_user"."id"' in sql]
    return [
        sql
        for sql in asked
        if sql not in signing_in and not any(name in sql[:400] for name in NOT_OF_THE_FILE)
    ]


def test_the_page_asks_the_same_however_much_there_is(case: Case, amira: User, now: datetime) -> None:
    assess(case, HIGH, by=amira, now=now)
    client = signed_in(Client(), amira)
    crowd(case, amira, now, 1)
    few = of_the_file(client, case)
    crowd(case, amira, now, 4)

    many = of_the_file(client, case)

    assert len(many) == len(few)
    assert len(many) <= 15


def test_the_next_of_each_victim_is_their_own(case: Case, amira: User, now: datetime) -> None:
    assess(case, HIGH, by=amira, now=now)
    planned(case, by=amira, now=now, due_on=now.date())

    owed = Deadline.objects.get(case=case, kind=Kind.CASE_ACTION)
    assert owed.subject == str(victim_of(case).number), "an action has the number of a victim"
    assert "action of Jade Taylor" not in page_of(amira, case)
