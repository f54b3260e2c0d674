"""Each line of the worksheet says why it counts or not; reached is met, and below it a person decides."""

from datetime import date, timedelta
from typing import Any

import pytest

from asbcases.law.limits import NoLimitError
from tests.triggers.rules.banks import procedure
from triggers.rules.complaints import Complaint, Link, Source, Why
from triggers.rules.worksheet import Decision, RouteName, Worksheet, judge

RECEIVED = date(2026, 7, 10)


def a_complaint(name: str = "c1", on: date = date(2026, 6, 21), **known: Any) -> Complaint:
    return Complaint(
        **{
            "id": name,
            "agency": "police",
            "complaint_on": on,
            "behaviour_on": on,
            "complainant": "ann",
            **known,
        }
    )


def sheet(*complaints: Complaint, received_on: date = RECEIVED, **stated: Any) -> Worksheet:
    return judge(procedure(**stated), received_on, complaints)


SENTENCES: list[tuple[Complaint, str]] = [
    (
        a_complaint(behaviour_on=date(2026, 6, 20)),
        "Counts: the complaint of 21 June 2026 to the police about behaviour of 20 June 2026 was made by 19 July 2026, "
        "the end of 1 month beginning with 20 June 2026, and the application of 10 July 2026 by 20 December 2026, the "
        "end of 6 months beginning with the complaint (s.104(11)).",
    ),
    (
        a_complaint(source=Source.PUBLISHED),
        "Does not count: the complaint of 21 June 2026 to the police is a copy from published data, which is nobody's "
        "complaint (s.104(11)).",
    ),
    (
        a_complaint(link=Link.NONE, agency="council"),
        "Does not count: the complaint of 21 June 2026 to the council is not tied to the behaviour applied about "
        "(s.104(4)).",
    ),
    (
        a_complaint(on=date(2026, 7, 11), agency="landlord"),
        "Does not count: the complaint of 11 July 2026 to the landlord was made after the application of 10 July 2026 "
        "(s.104(11)(b)).",
    ),
    (
        a_complaint(behaviour_on=date(2026, 6, 22), behaviour_until=date(2026, 6, 23), agency="other"),
        "Does not count: the complaint of 21 June 2026 to another agency is dated before the behaviour of 22 June 2026 "
        "to 23 June 2026: correct the mistake (s.104(11)(a)).",
    ),
    (
        a_complaint(behaviour_on=None),
        "Does not count: the complaint of 21 June 2026 to the police does not say when the behaviour was: ask "
        "(s.104(11)(a)).",
    ),
    (
        a_complaint(behaviour_on=date(2026, 5, 1), behaviour_until=date(2026, 5, 21)),
        "Does not count: the complaint of 21 June 2026 to the police about behaviour of 1 May 2026 to 21 May 2026 was "
        "made too late; the last day to complain was 20 June 2026, the end of 1 month beginning with 21 May 2026 "
        "(s.104(11)(a)).",
    ),
    (
        a_complaint(on=date(2026, 1, 10)),
        "Does not count: the complaint of 10 January 2026 to the police about behaviour of 10 January 2026 is too old "
        "for the application of 10 July 2026; the last day to apply was 9 July 2026, the end of 6 months beginning "
        "with the complaint (s.104(11)(b)).",
    ),
]


@pytest.mark.parametrize(("complaint", "sentence"), SENTENCES, ids=[str(n) for n in range(len(SENTENCES))])
def test_each_line_says_why_with_its_dates_and_section(complaint: Complaint, sentence: str) -> None:
    assert [row.sentence for row in sheet(complaint).rows] == [sentence]


def test_reached_leaves_met_alone_to_be_decided_and_below_it_a_person_decides() -> None:
    three = [a_complaint(f"c{n}", RECEIVED - timedelta(days=n)) for n in range(3)]
    reached = sheet(*three)
    assert (reached.decision, reached.short, reached.reached and reached.reached.name) == (
        Decision.MET,
        0,
        RouteName.COMPLAINTS,
    )
    assert reached.sentence == (
        "3 of 3 complaints that count: the bodies must decide that the threshold is met (s.104(4))."
    )
    below = sheet(
        *three[:2], hate={"number": 2, "months": 6}, several={"number": 5, "people": 2, "months": 6}
    )
    assert (below.decision, below.short, below.reached) == (Decision.HUMAN, 1, None)
    assert below.sentence == (
        "2 of 3 complaints that count, 0 of 2 reports of hate and 0 of 5 reports by several people about one place, "
        "from 0 of 2 people: a person decides, with reasons on persistence, harm and how adequate the response was "
        "(s.104(5))."
    )


def test_a_decided_duplicate_holds_only_as_long_as_the_rule_finds_an_earlier_complaint() -> None:
    first = a_complaint("c1", incident="e1")
    again = a_complaint("c2", date(2026, 6, 22), incident="e1", decided_duplicate=True)
    taken_out = sheet(first, again, dedupe="same_incident").rows[1]
    assert (taken_out.counts, taken_out.why) == (False, Why.DUPLICATE)
    assert taken_out.sentence == (
        "Does not count: the complaint of 22 June 2026 to the police was decided to be a duplicate of the complaint of "
        "21 June 2026 to the police (s.104(12))."
    )
    for corrected in (
        sheet(a_complaint("c1", incident="e1", link=Link.NONE), again, dedupe="same_incident"),
        sheet(a_complaint("c1", incident="e1", complainant="ben"), again, dedupe="same_incident"),
        sheet(first, again),
    ):
        assert (corrected.rows[1].counts, corrected.rows[1].why) == (True, Why.COUNTS)


def test_a_proposed_duplicate_counts_and_says_so_until_a_person_decides() -> None:
    pair = [a_complaint("c1"), a_complaint("c2")]
    row = sheet(*pair, dedupe="same_day").rows[1]
    assert (row.counts, row.proposed_duplicate_of) == (True, "c1")
    assert row.sentence.endswith(
        "It may be a duplicate of the complaint of 21 June 2026 to the police: a person decides (s.104(12))."
    )


def test_an_old_report_of_hate_counts_by_the_months_of_the_rule_for_hate_and_says_so() -> None:
    old = a_complaint(on=date(2026, 1, 10), hate=True)
    reached = sheet(old, hate={"number": 1, "months": 12})
    assert (reached.reached and reached.reached.name, reached.rows[0].counts) == (RouteName.HATE, False)
    assert reached.rows[0].sentence.endswith(
        "It does count as a report of hate, which has months of its own here."
    )
    too_old = sheet(old, hate={"number": 1, "months": 6})
    assert (too_old.reached, "hate" in too_old.rows[0].sentence) == (None, False)
    again = a_complaint("c2", date(2026, 1, 10), hate=True, decided_duplicate=True)
    assert sheet(old, again, hate={"number": 2, "months": 12}, dedupe="same_day").short == 1
    assert sheet(old, again, hate={"number": 2, "months": 12}).short == 0


def test_the_place_with_the_fewest_missing_is_told() -> None:
    at_one = [
        a_complaint(f"a{n}", place="one", link=Link.PLACE, complainant=who) for n, who in enumerate("abc")
    ]
    at_two = [
        a_complaint(f"b{n}", place="two", link=Link.PLACE, complainant=who) for n, who in enumerate("aaaa")
    ]
    route = sheet(*at_one, *at_two, several={"number": 5, "people": 2, "months": 6}).routes[1]
    assert (route.place, route.counted, route.people, route.short) == ("two", 4, 1, 1)
    assert route.says == "4 of 5 reports by several people about one place, from 1 of 2 people"
    equal = sheet(*at_one[:2], *at_two[:1], several={"number": 3, "people": 3, "months": 6}).routes[1]
    assert (equal.place, equal.short) == ("one", 1)


def test_before_the_act_no_worksheet_can_be_made() -> None:
    with pytest.raises(NoLimitError):
        sheet(received_on=date(2014, 1, 1))
