"""Several acts on one notice at the very same instant: the clocks of its requirements follow the order of the record."""

from datetime import datetime, timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.enforcement.choices import AppealOutcome, AskedBy, ChangeKind, TermKind, Verdict
from asbcases.enforcement.models import Appeal, Measure, MeasureTerm
from asbcases.enforcement.transitions.appeals import decide_appeal
from asbcases.enforcement.transitions.changing import ask_change, decide_change
from asbcases.enforcement.transitions.serving import meet_term
from asbcases.enforcement.transitions.struck import measure_in_error
from asbcases.law.periods import london_day
from tests.deadlines.checking import differences
from tests.enforcement.make_breaches import appeal_against
from tests.enforcement.make_measures import LATER, fresh, make_notice
from tests.make import make_case, make_closed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AT = LATER + 2 * DAY


def dismissed(appeal: Appeal, *, by: User, now: datetime = AT) -> Appeal:
    return decide_appeal(
        appeal,
        outcome=AppealOutcome.DISMISSED,
        words="It stands.",
        decided_on=london_day(now),
        by=by,
        now=now,
    )


def varied(notice: Measure, *, by: User, now: datetime, take_out: tuple[int, ...] = (2,)) -> None:
    new = {
        "kind": TermKind.DO,
        "words": "You must fit a carpet.",
        "purpose": "Quiet.",
        "do_by": now + 9 * DAY,
    }
    change = ask_change(
        notice, kind=ChangeKind.VARY, asked_by=AskedBy.SUBJECT, words="Other terms",
        proposal={"take_out": list(take_out), "terms": [new]}, by=by, now=now,  # type: ignore[list-item]
    )  # fmt: skip
    decide_change(change, verdict=Verdict.GRANTED, decision="Fair.", over={"CPN-7": "Yes"}, by=by, now=now)


def met(notice: Measure, *, by: User, now: datetime = AT) -> None:
    meet_term(MeasureTerm.objects.get(measure=notice, number=2), done_at=now, by=by, now=now)


def ends(notice: Measure) -> list[str]:
    rows = Deadline.objects.filter(kind=Kind.TERM_DUE, subject__startswith=notice.reference).order_by("pk")
    return ["met" if row.met_at else "cancelled" if row.cancelled_at else "open" for row in rows]


def test_an_appeal_lodged_and_dismissed_at_one_instant_and_lodged_again(amira: User) -> None:
    notice = make_notice(make_case(by=amira), by=amira)
    dismissed(appeal_against(notice, by=amira, now=AT), by=amira)
    dismissed(appeal_against(notice, by=amira, now=AT), by=amira)
    appeal_against(notice, by=amira, now=AT)
    assert ends(notice) == ["cancelled", "cancelled", "cancelled"]
    assert differences() == []


def test_a_notice_appealed_against_and_varied_at_the_instant_of_its_issue(amira: User) -> None:
    notice = make_notice(make_case(by=amira), by=amira)
    varied(notice, by=amira, now=LATER)
    dismissed(appeal_against(fresh(notice), by=amira, now=LATER), by=amira, now=LATER)
    assert ends(notice) == ["cancelled", "cancelled", "open"]
    assert differences() == []
    varied(fresh(notice), by=amira, now=LATER, take_out=(3,))
    assert ends(notice) == ["cancelled", "cancelled", "cancelled", "open"]
    assert differences() == []


@pytest.mark.parametrize("first", ["met", "appeal"])
def test_what_was_met_at_the_instant_of_an_appeal_is_met_by_whichever_came_first(
    amira: User, first: str
) -> None:
    notice = make_notice(make_case(by=amira), by=amira)
    if first == "met":
        met(notice, by=amira)
    appeal = appeal_against(notice, by=amira, now=AT)
    if first == "appeal":
        met(notice, by=amira)
    dismissed(appeal, by=amira)
    assert ends(notice) == [{"met": "met", "appeal": "cancelled"}[first]]
    assert differences() == []


def test_what_is_over_or_closed_at_the_instant_an_appeal_ends_has_no_clock_again_by_its_order(
    amira: User, ben: User
) -> None:
    case = make_case(by=amira)
    first, last = make_notice(case, by=amira), make_notice(case, by=amira)
    before = appeal_against(first, by=amira, now=AT)
    dismissed(before, by=amira)
    measure_in_error(fresh(first), reason="The wrong man.", by=ben, now=AT)
    assert ends(first) == ["cancelled", "cancelled"]
    appeal = appeal_against(last, by=amira, now=AT)
    dismissed(appeal, by=amira)
    make_closed(case, by=amira, now=AT)
    assert ends(last) == ["cancelled", "cancelled"]
    assert differences() == []

    other = make_notice(make_case(by=amira), by=amira)
    running = appeal_against(other, by=amira, now=AT)
    make_closed(other.case, by=amira, now=AT)
    dismissed(running, by=amira)
    assert ends(other) == ["cancelled"]
    assert differences() == []
