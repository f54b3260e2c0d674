"""Appeals against a notice are recorded in time or not, and suspend what is to be done (law.md 1.3)."""

from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement.choices import AppealGround, AppealOutcome, MeasureState, TermKind
from asbcases.enforcement.models import Measure, RuleWeighed
from asbcases.enforcement.transitions.appeals import decide_appeal
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.enforcement.make_breaches import AFTER, DAY, HOUR, allege, appeal_against, decided
from tests.enforcement.make_measures import fresh, make_notice, make_warning
from tests.make import make_case, make_closed

pytestmark = pytest.mark.django_db

DISMISSED: dict[str, Any] = {"outcome": AppealOutcome.DISMISSED, "words": "The notice stands."}


@pytest.fixture
def notice(amira: User) -> Measure:
    return make_notice(make_case(by=amira), by=amira)


def terms_due(measure: Measure) -> int:
    return Deadline.objects.filter(
        OPEN, kind=Kind.TERM_DUE, case=measure.case, subject__startswith=measure.reference
    ).count()


def end(appeal: Any, outcome: AppealOutcome, *, by: User, now: Any, **said: Any) -> None:
    stated = {"words": "As the court said.", "decided_on": now.date(), **said}
    decide_appeal(appeal, outcome=outcome, **stated, by=by, now=now)


@pytest.mark.parametrize(("days", "in_time"), [(20, True), (21, False)])
def test_an_appeal_is_in_time_on_the_twentieth_day_after_issue_and_recorded_as_late_on_the_next(
    notice: Measure, amira: User, days: int, in_time: bool
) -> None:
    appeal = appeal_against(notice, by=amira, now=AFTER + (days - 3) * DAY)

    assert appeal.in_time is in_time
    told = AuditEvent.objects.get(verb=Verb.APPEAL_LODGED)
    assert told.data == {"measure": notice.reference, "id": appeal.pk, "in_time": in_time}
    assert set(
        RuleWeighed.objects.filter(measure=notice, rule__startswith="APP").values_list("rule", flat=True)
    ) == {
        "APP-1",
        "APP-2",
    }
    # What comes too late suspends nothing.
    with pytest.raises(Refused, match="APP-3") if in_time else nullcontext():
        allege(notice, by=amira, now=AFTER + days * DAY, kind=TermKind.DO)
    assert differences() == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"grounds": []}, "APP-2"),
        ({"court": " "}, "Name the court"),
        ({"lodged_on": date(2026, 11, 30)}, "lies before"),
        ({"lodged_on": date(2027, 1, 1)}, "still to come"),
    ],
)
def test_an_appeal_lacks_nothing(notice: Measure, amira: User, said: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        appeal_against(notice, by=amira, **said)


def test_only_a_notice_is_appealed_against_and_one_appeal_at_a_time(notice: Measure, amira: User) -> None:
    warning = notice.warning
    assert warning
    with pytest.raises(Refused, match="Only a community protection notice"):
        appeal_against(warning, by=amira)
    first = appeal_against(notice, by=amira)
    with pytest.raises(Refused, match="in progress already"):
        appeal_against(notice, by=amira)
    end(first, AppealOutcome.DISMISSED, by=amira, now=AFTER + DAY)
    with pytest.raises(Refused, match="recorded already"):
        end(first, AppealOutcome.DISMISSED, by=amira, now=AFTER + DAY)
    draft = make_warning(notice.case, by=amira)
    draft.issued_on = None
    draft.save()
    with pytest.raises(Refused, match="was not issued"):
        appeal_against(draft, by=amira)


@pytest.mark.parametrize(
    "outcome", [AppealOutcome.DISMISSED, AppealOutcome.WITHDRAWN, AppealOutcome.MODIFIED]
)
def test_what_is_to_be_done_waits_for_the_end_of_an_appeal_and_what_must_stop_does_not(
    notice: Measure, amira: User, outcome: AppealOutcome
) -> None:
    assert terms_due(notice) == 1
    appeal = appeal_against(notice, by=amira)
    assert terms_due(notice) == 0
    assert differences() == []
    assert allege(notice, by=amira, now=AFTER + HOUR).number == 1

    end(appeal, outcome, by=amira, now=AFTER + DAY)

    assert terms_due(notice) == 1
    assert allege(notice, by=amira, now=AFTER + 3 * DAY, kind=TermKind.DO).number == 2
    assert differences() == []


def test_a_day_that_passed_during_the_appeal_starts_no_clock_again(notice: Measure, amira: User) -> None:
    appeal = appeal_against(notice, by=amira)

    end(appeal, AppealOutcome.DISMISSED, by=amira, now=AFTER + 20 * DAY)

    assert terms_due(notice) == 0
    assert differences() == []


def test_the_court_may_suspend_what_must_stop_too(notice: Measure, amira: User) -> None:
    appeal_against(notice, by=amira, stop_suspended=True)

    with pytest.raises(Refused, match="The court suspended the requirement to stop"):
        allege(notice, by=amira, now=AFTER + HOUR)


def test_a_quashed_notice_is_over_and_all_that_hangs_on_it(notice: Measure, amira: User) -> None:
    decided(notice, by=amira, now=AFTER - DAY)
    appeal = appeal_against(notice, by=amira)
    said: dict[str, Any] = {"words": "Quashed.", "decided_on": (AFTER + DAY).date()}
    with pytest.raises(Refused, match="Ask for legal advice"):
        decide_appeal(appeal, outcome=AppealOutcome.QUASHED, **said, by=amira, now=AFTER + DAY)

    over = {"APP-4": "The prosecutor was told on the same day."}
    decide_appeal(appeal, outcome=AppealOutcome.QUASHED, **said, over=over, by=amira, now=AFTER + DAY)

    notice = fresh(notice)
    assert (notice.state, notice.ended_why) == (MeasureState.QUASHED, "Quashed on appeal on 5 December 2026")
    assert not Deadline.objects.filter(OPEN, case=notice.case, subject__startswith=notice.reference).exists()
    assert differences() == []
    with pytest.raises(Refused, match="was quashed already"):
        appeal_against(notice, by=amira, now=AFTER + 2 * DAY)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"words": ""}, "Write what the court decided"),
        ({"decided_on": date(2026, 12, 3)}, "lies before"),
        ({"decided_on": date(2027, 12, 1)}, "still to come"),
    ],
)
def test_the_end_of_an_appeal_lacks_nothing(
    notice: Measure, amira: User, said: dict[str, Any], why: str
) -> None:
    appeal = appeal_against(notice, by=amira)
    with pytest.raises(Refused, match=why):
        end(appeal, AppealOutcome.DISMISSED, by=amira, now=AFTER + DAY, **said)


def test_an_appeal_is_recorded_on_a_closed_case_and_told_late(notice: Measure, amira: User) -> None:
    make_closed(notice.case, by=amira, now=AFTER)

    appeal = appeal_against(
        notice, by=amira, now=AFTER + DAY, lodged_on=AFTER.date(), grounds=[*AppealGround]
    )
    end(appeal, AppealOutcome.DISMISSED, by=amira, now=AFTER + 4 * DAY, decided_on=(AFTER + DAY).date())

    assert terms_due(notice) == 0
    assert differences() == []
