"""What is on record is proposed for a worksheet by what ties it, and under names that say nothing of anybody."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from asbcases.law.limits import shipped_limits
from triggers.rules.complaints import Complaint, Link
from triggers.rules.found import Looked, Proposal, Sheet, propose
from triggers.rules.radar import Signal
from triggers.rules.shapes import Procedure
from triggers.rules.victims import Report

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def signal(name: str, days_ago: int, **said: Any) -> Signal:
    at = AT - timedelta(days=days_ago)
    report = Report(
        name, at, said.pop("agency", "police"), **{key: said.pop(key) for key in ("phone",) if key in said}
    )
    return Signal(report, at.date(), at.date(), **said)


def proposed(*others: Signal, sheet: Sheet | None = None, **said: Any) -> dict[str, Proposal]:
    asked = signal("0", 0, **{"phone": "1", "place": "home", **said})
    looked = Looked([asked], "Jade Taylor", "14 Mersea Road", TODAY)
    found = propose(looked, others, sheet or Sheet(), Procedure("", date(2014, 10, 20)), shipped_limits())
    return {one.report: one for one in found}


def test_what_nothing_ties_and_what_came_later_is_not_proposed() -> None:
    assert proposed(signal("1", 3, phone="2"), signal("2", -1, phone="1")) == {}
    assert list(proposed(signal("1", 3, phone="1"))) == ["1"]


def test_others_keep_their_number_and_whoever_gave_nothing_has_none() -> None:
    sheet = Sheet(names={"1": "Another person 1", "2": "", "3": "Another person 2"})
    others = (
        signal("1", 9, phone="5", place="home"),
        signal("2", 8, place="home"),
        signal("4", 7, phone="5", place="home"),
        signal("5", 6, phone="6", place="home"),
        signal("6", 5, place="home"),
    )

    names = {report: one.complainant for report, one in proposed(*others, sheet=sheet).items()}

    assert (names["4"], names["5"], names["6"]) == ("Another person 1", "Another person 3", "")


def test_a_complaint_by_hand_to_the_same_agency_on_the_same_day_is_named() -> None:
    by_hand = Complaint("7", "council", date(2026, 11, 20), date(2026, 11, 20), link=Link.VICTIM)
    sheet = Sheet([by_hand], frozenset({"7"}))

    found = proposed(signal("1", 3, phone="1", agency="council"), signal("2", 3, phone="1"), sheet=sheet)

    assert [(found[name].perhaps, found[name].certain) for name in ("1", "2")] == [("7", False), ("", True)]
