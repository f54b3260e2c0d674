"""What is said and written to a victim of the case review is of their own reports, by the area's threshold, in its words."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from triggers.rules.entitled import NEXT, SAYS, Standing, standing_of
from triggers.rules.explaining_letter import Addressed, draft
from triggers.rules.radar import MET_LINE, PLACE_LINE, SHORT_LINE, Signal
from triggers.rules.scripts import own_among, script
from triggers.rules.seconds import Told
from triggers.rules.shapes import HateRule, Procedure, SeveralRule
from triggers.rules.victims import Report

ON = date(2026, 11, 23)
DAY = timedelta(days=1)
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
TO = Addressed("Jade Taylor", "RPT-2026-000007", ON, "Amira Osei", "Essex Police", "https://asb.example")
TWO, THREE = "“You have reported 2 times in six months.", "“You have reported 3 times in six months."


def signal(name: str, days_ago: int = 0, phone: str = "1", **said: Any) -> Signal:
    at = AT - DAY * days_ago
    report = Report(id=name, at=at, agency="police", phone=phone, **said)
    return Signal(report, behaviour_on=at.date(), behaviour_until=at.date(), place="14 mersea road")


def says(
    *earlier: Signal, told: tuple[Told, ...] = (), procedure: Procedure | None = None
) -> tuple[str, ...]:
    in_hand = signal("now")
    own = own_among(in_hand, earlier)
    others = [one for one in earlier if one not in own]
    return script(in_hand, own, ON, procedure, told, of_others=others)


def starts(lines: tuple[str, ...]) -> list[str]:
    return [line.split(" You may")[0] for line in lines]


def test_a_handler_says_how_often_the_caller_reported_and_never_what_others_did() -> None:
    others = [signal(f"other {n}", n, phone=f"+{n}") for n in range(2, 9)]
    assert starts(says(signal("a", 20), others[0])) == [PLACE_LINE, TWO, SHORT_LINE]
    assert starts(says(signal("a", 20))) == [TWO, SHORT_LINE]
    assert starts(says(signal("a", 20), signal("b", 9), *others)) == [MET_LINE, THREE]
    assert PLACE_LINE not in says(signal("a", 20), signal("b", 9), *others)


def test_where_only_the_reports_of_others_meet_a_rule_it_is_said_that_there_were_some() -> None:
    others = [signal(f"other {n}", n, phone=f"+{n}") for n in range(2, 9)]
    assert says(others[0]) == (), "one other report is not enough"
    assert says(*others) == (PLACE_LINE,), "who reports for the first time hears of it too"
    by_several = Procedure(area="E07000071", in_force_from=ON, min_complaints=9, several=SeveralRule(5, 3, 6))
    assert says(*others[:3], procedure=by_several) == ()
    assert says(*others[:4], procedure=by_several) == (PLACE_LINE,)


def test_what_is_older_than_six_months_is_not_counted_and_what_was_explained_is_not_asked_again() -> None:
    assert starts(says(signal("old", 300), signal("a", 20))) == [TWO, SHORT_LINE]
    assert says(signal("old", 300)) == ()
    explained = (Told("a", AT - 10 * DAY),)
    assert says(signal("a", 20), told=explained) == (SHORT_LINE,)


def test_of_two_known_people_with_one_telephone_neither_hears_of_the_other() -> None:
    in_hand, other = signal("now", person="PER-1"), signal("b", 9, person="PER-2")
    assert own_among(in_hand, [other]) == []
    assert own_among(in_hand, [signal("c", 9, person="PER-1", phone="")]) != []


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        ({"met": True, "by_place": False}, Standing.MET),
        ({"met": True, "by_place": True}, Standing.PLACE),
        ({"one_short": ["complaints"]}, Standing.SHORT),
        ({"explain": True}, Standing.SECOND),
        ({}, None),
    ],
)
def test_a_finding_stands_as_the_weightiest_that_it_holds(
    found: dict[str, Any], standing: Standing | None
) -> None:
    assert (
        standing_of(**{"met": False, "by_place": False, "one_short": [], "explain": False, **found})
        is standing
    )
    assert {*SAYS} == {*NEXT} == {*Standing}


def test_the_letter_names_the_acts_threshold_and_every_way_where_the_area_states_nothing() -> None:
    words = draft(Standing.MET, TO, None, ON)
    for part in (
        *(
            "Dear Jade Taylor,",
            "23 November 2026. Our reference is RPT-2026-000007. From what you reported, you can",
        ),
        "once 3 reports of the same trouble count. A report counts if it was made within 1 month of what happened",
        "within 6 months of the report",
        *("https://asb.example/case-review/", "ring 101", "police station", "Somebody whom you trust"),
        "Yours sincerely\nAmira Osei\nEssex Police",
    ):
        assert part in words
    assert not {"{", "hate", "published here", "contact for reviews"} & {
        word for word in ("{", "hate") if word in words
    }
    assert "published here" not in words


def test_the_letter_names_the_areas_own_threshold_contact_and_publication() -> None:
    procedure = Procedure(
        area="E07000071",
        name="Colchester",
        in_force_from=date(2014, 10, 20),
        min_complaints=2,
        hate=HateRule(1, 6),
        several=SeveralRule(5, 3, 6),
        contact="01206 282222",
        publication_link="https://colchester.example/review",
    )
    words = draft(Standing.SHORT, Addressed("", "RPT-1", ON, "Amira Osei", "Essex Police", ""), procedure, ON)
    for part in (
        *("Hello,", "If it happens again and you report it", "once 2 reports of the same trouble"),
        "One report of hate within 6 months is enough by itself.",
        "5 reports by 3 different people about one place within 6 months are enough as well.",
        "With the council's contact for reviews: 01206 282222",
        "The procedure for Colchester is published here: https://colchester.example/review",
    ):
        assert part in words
    assert "On the internet" not in words


def test_the_areas_own_words_come_before_ours_and_of_others_nothing_is_said() -> None:
    own = {"explanation": "We look at it together.", "thresholds": "Three reports in Colchester."}
    procedure = Procedure(area="E07000071", in_force_from=ON, letters=own)
    by_place, second = (draft(standing, TO, procedure, ON) for standing in (Standing.PLACE, Standing.SECOND))
    assert by_place == second
    assert "We look at it together.\n\nThree reports in Colchester." in second
    assert "more than once in six months" in second
    assert "costs nothing" not in second
