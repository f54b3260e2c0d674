"""A warning or notice is issued by its first service, and starts its clocks."""

import pytest

from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.enforcement.choices import MeasureState
from tests.enforcement.make_measures import make_notice, make_warning
from tests.make import make_case

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
