"""A warning or notice is issued by its first service, and starts its clocks."""

from datetime import UTC, datetime

import pytest

from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.enforcement.choices import MeasureState
from asbcases.enforcement.transitions.issuing import issue
from asbcases.errors import Refused
from tests.enforcement.make_measures import draft_warning, fresh, make_notice, make_warning, served_as
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db


def test_a_warning_and_the_notice_on_it_are_issued_and_start_their_clocks(amira: User) -> None:
    case = make_case(by=amira)
    warning = make_warning(case, by=amira)
    notice = make_notice(case, warning, by=amira)
    assert (warning.state, notice.state) == (MeasureState.ISSUED, MeasureState.ISSUED)
    clocks = {
        measure.kind: set(
            Deadline.objects.filter(case=case, subject__startswith=measure.reference).values_list(
                "kind", flat=True
            )
        )
        for measure in (warning, notice)
    }
    assert clocks == {
        "cpw": {Kind.MEASURE_COMPLIANCE, Kind.MEASURE_REVIEW, Kind.TERM_DUE},
        "cpn": {Kind.APPEAL_WINDOW, Kind.MEASURE_REVIEW, Kind.MEASURE_END, Kind.TERM_DUE},
    }


def test_what_was_served_before_any_limit_was_in_force_is_refused_with_its_day(amira: User) -> None:
    warning = draft_warning(make_case(by=amira), by=amira)
    served = served_as(datetime(2000, 1, 1, 12, tzinfo=UTC))

    with pytest.raises(Refused, match=r"No limit of APP-1 is in force on 1 January 2000\. Correct the day\."):
        issue(warning, **served, by=amira, now=NOW)
    assert fresh(warning).state == MeasureState.DRAFT
