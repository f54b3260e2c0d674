"""The clocks of warnings and notices: set by the law, ended by what happens, and proved from the file alone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import CaseAction
from asbcases.casework.transitions.people import correct_person
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement.choices import AskedBy, ChangeKind, MeasureState, TermKind, Verdict
from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.enforcement.queries.measures import terms_in_force, too_young_at_issue
from asbcases.enforcement.transitions.changing import ask_change, decide_change, end_measure
from asbcases.enforcement.transitions.reviewing import review_measure
from asbcases.enforcement.transitions.serving import meet_term
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.enforcement.make_measures import (
    DAY,
    LATER,
    NOW,
    WEEK,
    fresh,
    make_notice,
    make_subject,
    make_warning,
)
from tests.make import make_case, make_closed

pytestmark = pytest.mark.django_db


def open_on(measure: Measure, kind: Kind) -> list[datetime]:
    found = Deadline.objects.filter(OPEN, kind=kind, subject__startswith=measure.reference)
    return list(found.order_by("due_at").values_list("due_at", flat=True))


def test_each_act_on_a_notice_moves_its_clocks_and_the_diary_can_be_rebuilt(amira: User) -> None:
    warning = make_warning(make_case(by=amira), by=amira)
    notice = make_notice(warning.case, warning, by=amira)
    assert open_on(notice, Kind.APPEAL_WINDOW) == [datetime(2026, 12, 22, tzinfo=UTC)]
    assert differences() == []

    term = MeasureTerm.objects.get(measure=notice, kind=TermKind.DO)
    meet_term(term, done_at=LATER + DAY, by=amira, now=LATER + 2 * DAY)
    assert open_on(notice, Kind.TERM_DUE) == []
    assert differences() == []

    asked = LATER + 3 * DAY
    new = {
        "kind": TermKind.DO,
        "words": "You must fit a carpet.",
        "purpose": "Less noise.",
        "do_by": asked + WEEK,
    }
    change = ask_change(
        notice, kind=ChangeKind.VARY, asked_by=AskedBy.SUBJECT, words="I work nights.", asked_at=asked - DAY,
        proposal={"take_out": [1], "terms": [new], "ends_on": date(2027, 3, 31)}, by=amira, now=asked,
    )  # fmt: skip
    assert open_on(notice, Kind.CHANGE_REPLY) == [datetime(2027, 1, 1, tzinfo=UTC)]
    assert differences() == []
    decide_change(change, verdict=Verdict.GRANTED, decision="It is fair.", by=amira, now=asked + DAY)
    assert open_on(notice, Kind.MEASURE_END) == [datetime(2027, 3, 31, 23, tzinfo=UTC)]
    assert open_on(notice, Kind.MEASURE_REVIEW) == [datetime(2027, 3, 1, tzinfo=UTC)]
    assert [row.number for row in terms_in_force(fresh(notice), (asked + DAY).date())] == [2, 3]
    assert [row.number for row in terms_in_force(fresh(notice), asked.date())] == [1, 2]
    assert differences() == []

    review_measure(fresh(notice), compliance="Well", decision="It stays", by=amira, now=asked + 2 * DAY)
    assert open_on(notice, Kind.MEASURE_REVIEW) == []
    assert differences() == []

    off = ask_change(
        fresh(notice),
        kind=ChangeKind.DISCHARGE,
        asked_by=AskedBy.ISSUER,
        words="Done",
        by=amira,
        now=asked + WEEK,
    )
    decide_change(off, verdict=Verdict.GRANTED, decision="He moved.", by=amira, now=asked + WEEK)
    assert fresh(notice).state == MeasureState.DISCHARGED
    assert not Deadline.objects.filter(OPEN, subject__startswith=notice.reference).exists()
    assert terms_in_force(fresh(notice), (asked + WEEK).date()) == []
    assert differences() == []

    end_measure(fresh(warning), reason="It is quiet.", by=amira, now=asked + 2 * WEEK)
    assert differences() == []


def test_closing_a_case_ends_what_is_still_to_come(amira: User) -> None:
    warning = make_warning(make_case(by=amira), by=amira)
    make_closed(warning.case, by=amira, now=NOW + 2 * WEEK)
    assert differences() == []


def test_a_corrected_date_of_birth_gives_the_lead_a_task_and_moves_the_birthday(amira: User) -> None:
    case = make_case(by=amira)
    kai = make_subject(case, by=amira, born_on=date(2009, 6, 1))
    over = {"CPN-15": "They were told."}
    warning = make_warning(case, by=amira, subject=kai)
    notice = make_notice(case, warning, by=amira, over=over)
    assert open_on(notice, Kind.EIGHTEENTH_BIRTHDAY) == [datetime(2027, 5, 31, 23, tzinfo=UTC)]
    assert too_young_at_issue(notice, LATER) is None

    correct_person(kai, name=kai.name, born_on=date(2011, 2, 3), by=amira, now=LATER + DAY)

    assert too_young_at_issue(fresh(notice), LATER + DAY) == 15
    task = CaseAction.objects.get(case=case)
    assert (task.owner, notice.reference in task.words) == (amira, True)
    assert open_on(notice, Kind.EIGHTEENTH_BIRTHDAY) == [datetime(2029, 2, 3, tzinfo=UTC)]
    assert differences() == []
    # Who corrects it again does not set the task twice.
    correct_person(kai, name=kai.name, born_on=date(2011, 2, 4), by=amira, now=LATER + 2 * DAY)
    assert CaseAction.objects.filter(case=case).count() == 1
    assert differences() == []


@pytest.mark.parametrize(("at", "runs"), [((23, 59, 59), False), ((0, 0, 0), True)])
def test_the_last_day_is_over_at_midnight_in_london(
    at: tuple[int, int, int], runs: bool, amira: User
) -> None:
    notice = make_notice(make_case(by=amira), by=amira, ends_on=date(2026, 12, 9))
    day = 9 if not runs else 10
    now = datetime(2026, 12, day, *at, tzinfo=UTC)
    try:
        end_measure(notice, reason="The last day is over.", by=amira, now=now)
        ended = True
    except Refused:
        ended = False
    assert ended is runs
    assert bool(terms_in_force(fresh(notice), now.date())) is not runs


def test_a_notice_waits_for_the_very_second_of_the_time_to_comply(amira: User) -> None:
    comply_by = datetime(2026, 12, 1, tzinfo=UTC)
    early = make_warning(make_case(by=amira), by=amira, comply_by=comply_by)
    with pytest.raises(Refused, match="CPW-2"):
        make_notice(early.case, early, by=amira, now=comply_by - timedelta(seconds=1))
    warning = make_warning(make_case(by=amira), by=amira, comply_by=comply_by)
    assert make_notice(warning.case, warning, by=amira, now=comply_by).state == MeasureState.ISSUED
