"""What was told before is found by caller, home, place and person, and counted as the rules of repeats have it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.cases.choices import Category
from asbcases.cases.models import Report
from asbcases.cases.rules.repeats import Hit
from asbcases.casework.queries.history import (
    Said,
    counted_before,
    hits_of,
    repeat_hit_of,
    told_before,
)
from asbcases.casework.transitions import (
    attach_report,
    classify_incident,
    close_incident,
    decide_match,
    recognise,
    record_person,
)
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.law.periods import london_day
from asbcases.policies.models import PolicyRow
from tests.casework.clocks import CLOSING
from tests.deadlines.checking import differences
from tests.make import (
    NOW,
    answers_with,
    make_agency,
    make_incident,
    make_report,
    make_triage,
)

DAY = timedelta(days=1)
PHONE, EMAIL = "07700 900123", "jade@example.org"


def told(by: User, days_ago: int, place: str = "", **said: Any) -> Report:
    """Return a report of some days ago, at a place of its own unless said."""
    place = place or f"{days_ago} Long Wyre Street"
    return make_report(by=by, now=NOW - days_ago * DAY, place_text=place, **said)


def repeat_hits(report: Report) -> list[Hit]:
    said = Said.by(report)
    return hits_of(said, counted_before([said])[0], london_day(NOW))


def first_hit(report: Report) -> Hit | None:
    return next(iter(repeat_hits(report)), None)


def person(name: str, by: User) -> Any:
    return record_person(name=name, source="The caller", by=by, now=NOW)


def test_earlier_reports_are_found_with_what_matched_and_of_what_they_tell(amira: User) -> None:
    by_phone = told(amira, 40, caller_phone="+44 7700 900123", caller_email="JADE@example.org")
    at_place = told(amira, 30, place="14, Mersea Rd, Colchester")
    incident = make_incident(by=amira, report=at_place)
    like = told(amira, 20, caller_name="Jade Tailor")
    told(amira, 900, caller_phone=PHONE)
    told(amira, 10, caller_phone="07700 900999", caller_name="Peter Nowak")

    found = told_before(
        make_report(by=amira, caller_phone=PHONE, caller_email=EMAIL, caller_name="Jade Taylor")
    )

    assert [(one.report, one.hits) for one in found] == [
        (like, ("name",)),
        (at_place, ("place",)),
        (by_phone, ("phone", "email")),
    ]
    assert [one.incident for one in found] == [None, incident, None]


def test_who_only_has_a_like_name_is_not_looked_for_where_nobody_is_counted_by_it(amira: User) -> None:
    told(amira, 20, caller_name="Jade Tailor")
    by_phone = told(amira, 10, caller_phone=PHONE, caller_name="Jade Tailor")
    said = Said.by(make_report(by=amira, caller_phone=PHONE, caller_name="Jade Taylor"))

    with CaptureQueriesContext(connection) as asked:
        [found] = counted_before([said])

    assert [(one.report, one.hits) for one in found] == [(by_phone, ("phone",))]
    [looked] = [query["sql"] for query in asked if "asb_find_same_reports" in query["sql"]]
    assert "+447700900123" in looked
    assert "jade" not in looked.lower()


def test_a_beginning_of_an_address_is_shown_while_it_is_typed_and_not_looked_for_once_it_is_kept(
    amira: User,
) -> None:
    begun = told(amira, 20, place="14 Mersea Road", caller_address="3 Mersea Road")
    same = told(amira, 10, place="14 Mersea", caller_address="3 Mersea")
    said = Said.by(make_report(by=amira, place_text="14 Mersea", caller_address="3 Mersea"))

    assert [(one.report, one.hits) for one in told_before(said)] == [
        (same, ("address", "place")),
        (begun, ("address", "place")),
    ]
    assert [(one.report, one.hits) for one in counted_before([said])[0]] == [(same, ("address", "place"))]


def test_what_was_told_later_was_not_told_before(amira: User) -> None:
    first = told(amira, 5, caller_phone=PHONE)
    told(amira, 1, caller_phone=PHONE)

    assert told_before(first) == []


def test_one_does_not_learn_of_reports_that_one_may_not_read(amira: User, cara: User) -> None:
    told(cara, 3, caller_phone=PHONE, district_code="basildon")
    report = told(amira, 1, caller_phone=PHONE)

    with acting(str(amira.pk)):
        assert told_before(report) == []
    assert len(told_before(report)) == 1


def test_what_is_still_being_typed_is_looked_up_alike(amira: User) -> None:
    told(amira, 3, place="14 Mersea Road")
    kept = make_report(by=amira)

    said = Said(keys=Said.by(kept).keys, at=NOW - DAY)
    hit = repeat_hit_of(said, told_before(said), NOW)

    assert hit is not None
    assert (hit.rule, hit.why) == ("R6", "2 reports at one address in 28 days")


def test_a_victim_is_the_person_who_was_recognised_whoever_called(amira: User, ben: User) -> None:
    jade, again = person("Jade Taylor", amira), person("J Taylor", amira)
    for days, who in ((100, jade), (60, again)):
        report = told(amira, days, caller_phone=f"07700 9001{days:03}", on_behalf_of="My neighbour")
        recognise(report, who, reasons=["same name"], by=amira, now=NOW - days * DAY)
    in_hand = told(amira, 0, caller_phone=PHONE)
    recognise(in_hand, jade, reasons=["same name"], by=amira, now=NOW)
    assert first_hit(in_hand) is None

    decide_match(again, jade, same=True, reasons=["same home"], by=ben, now=NOW)

    hit = first_hit(in_hand)
    assert hit is not None
    assert (hit.rule, hit.count) == ("R2", 3)


def test_somebody_spoken_for_is_known_by_name_and_by_nothing_else(amira: User) -> None:
    for days in (100, 60):
        told(amira, days, caller_phone=PHONE, on_behalf_of="Mary Ellis")
    told(amira, 50, caller_phone=PHONE, on_behalf_of="my mum")

    spoken_for = told(amira, 0, caller_phone=PHONE, on_behalf_of="Mrs Mary ELLIS")
    themselves = told(amira, 0, place="9 Long Wyre Street", caller_phone=PHONE)

    assert [hit.rule for hit in repeat_hits(spoken_for)] == ["R2"]
    assert repeat_hits(themselves) == []


def test_a_caller_is_the_same_by_number_by_address_or_by_name_and_home(amira: User) -> None:
    home = {"caller_name": "Jade Taylor", "caller_address": "14b Mersea Road"}
    told(amira, 300, caller_phone=PHONE, caller_email=EMAIL)
    told(amira, 200, caller_email=EMAIL, **home)
    told(amira, 90, **home)
    for days in (80, 70):
        told(amira, days, caller_phone=PHONE)

    found = repeat_hits(told(amira, 0, caller_phone=PHONE, **home))

    assert [(hit.rule, hit.count) for hit in found] == [("R2", 4), ("R5", 6)]


def test_reports_of_one_event_are_no_repeats_but_calls(amira: User) -> None:
    first = told(amira, 3, place="14 Mersea Road", caller_phone=PHONE)
    incident = make_incident(by=amira, report=first)
    for days in (3, 2, 2, 1):
        attach_report(
            told(amira, days, place="14 Mersea Road", caller_phone=PHONE), incident, by=amira, now=NOW
        )
    last = told(amira, 0, place="14 Mersea Road", caller_phone=PHONE)
    attach_report(last, incident, by=amira, now=NOW)

    assert [(hit.rule, hit.count) for hit in repeat_hits(last)] == [("R5", 6)]


def test_another_postcode_is_another_place(amira: User) -> None:
    told(amira, 3, place="14 Mersea Road, CO2 7QP")

    assert first_hit(told(amira, 0, place="14 Mersea Road, CM1 1AA")) is None
    assert first_hit(told(amira, 0, place="14 Mersea Road")) is not None


def test_hate_told_by_codes_or_by_a_triage_counts(amira: User) -> None:
    by_codes = make_incident(by=amira, report=told(amira, 100, caller_phone=PHONE))
    classify_incident(
        by_codes,
        category=Category.PERSONAL,
        qualifiers=["hate_race"],
        reason="She said so.",
        by=amira,
        now=NOW - 99 * DAY,
    )
    by_triage = make_incident(by=amira, report=told(amira, 60, caller_phone=PHONE))
    hate = answers_with(vulnerability={"state": "answered", "flags": ["hate"]})
    make_triage(by_triage, by=amira, answers=hate, now=NOW - 59 * DAY)
    council = make_agency("Colchester City Council", AgencyKind.COUNCIL)
    told(amira, 30, caller_phone=PHONE, agency=council)

    found = repeat_hits(told(amira, 0, caller_phone=PHONE))

    assert [(hit.rule, hit.count) for hit in found] == [("R2", 4), ("R4", 2)]


def test_a_rule_that_policy_has_ended_counts_nothing(amira: User) -> None:
    told(amira, 3, place="14 Mersea Road")
    PolicyRow.objects.filter(rule="repeat.count", qualifier="R6").update(in_force_to=NOW.date() - DAY)

    assert first_hit(make_report(by=amira)) is None


@pytest.mark.parametrize("closes", [False, True])
def test_a_report_that_one_may_not_read_is_graded_and_ended_with_its_incident(
    amira: User, ben: User, cara: User, closes: bool
) -> None:
    incident = make_incident(by=amira)
    make_triage(incident, by=amira)
    elsewhere = make_report(by=cara, district_code="basildon", now=NOW + DAY)
    attach_report(elsewhere, incident, by=cara, now=NOW + DAY)

    with acting(str(ben.pk)):
        if closes:
            close_incident(incident, **CLOSING, by=ben, now=NOW + 2 * DAY)
        else:
            make_triage(incident, by=ben, now=NOW + 2 * DAY)

    triage = Deadline.objects.get(kind=Kind.TRIAGE, report=elsewhere)
    assert (triage.cancelled_at if closes else triage.met_at) == NOW + 2 * DAY
    assert differences() == []
