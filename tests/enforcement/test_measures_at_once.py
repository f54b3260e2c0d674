"""Two officers issue on one warning at the same moment: one does, the other is told by whom it was done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.db.actor import acting
from asbcases.enforcement.choices import MeasureState
from asbcases.enforcement.models import Measure, MeasureService
from asbcases.enforcement.transitions.issuing import issue
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.enforcement.make_measures import (
    LATER,
    approve,
    draft_notice,
    fresh,
    make_authority,
    make_warning,
    served_as,
)
from tests.make import make_case, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def issued_together(*acts: tuple[int, User]) -> list[str]:
    """Have these people issue these drafts at the same moment, and return why each was refused, or nothing."""
    ready = Barrier(len(acts))

    def act(one: tuple[int, User]) -> str:
        draft, by = one
        ready.wait(10)
        try:
            with acting(str(by.pk)), transaction.atomic():
                issue(fresh(Measure.objects.get(pk=draft)), **served_as(LATER), by=by, now=LATER)
        except Refused as refused:
            return refused.reason
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def test_two_officers_who_issue_at_once_issue_once() -> None:
    with acting("system:test"), transaction.atomic():
        amira, sam = (
            make_user(name, Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
            for name in ("amira", "sam")
        )
        make_authority(sam)
        warning = make_warning(make_case(by=amira), by=amira)
        drafts = [approve(draft_notice(warning.case, warning, by=amira), by=amira).pk for _ in range(2)]

    answers = issued_together((drafts[0], amira), (drafts[1], sam))
    assert sorted(answers)[0] == ""
    assert "was issued on this warning already by" in sorted(answers)[1]
    again = issued_together((drafts[0], amira), (drafts[0], sam))
    assert all("already" in answer for answer in again)
    with acting("system:test"), transaction.atomic():
        assert Measure.objects.filter(warning=warning, state=MeasureState.ISSUED).count() == 1
        assert MeasureService.objects.filter(measure__in=drafts).count() == 1
        assert differences() == []
