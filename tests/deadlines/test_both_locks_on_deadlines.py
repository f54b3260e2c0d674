"""Who sees a deadline sees its report, incident or case: both locks say so, for everybody."""

import pytest
from django.db import transaction
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Incident, Report
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import set_deadline
from asbcases.deadlines.views.scoping import visible
from tests.access.mixed import populate
from tests.deadlines.diary import DUE
from tests.make import NOW

pytestmark = pytest.mark.django_db


def owed_everywhere(by: User) -> None:
    """Owe something on every record of the population."""
    for name, model in (("case", Case), ("incident", Incident), ("report", Report)):
        for record in model.objects.all():
            set_deadline(
                Kind.CALL_BACK,
                origin="test:1",
                because="the test promised it",
                promised_for=DUE,
                subject="test",
                owner=by,
                district=record.district,
                anchored_at=NOW,
                by=by,
                now=NOW,
                **{name: record},
            )


def seen(user: User) -> tuple[list[int], list[int]]:
    """Return what the first lock shows of the deadlines, and what the second lets through."""
    first = list(
        visible(Deadline.objects.order_by("pk"), user, now=timezone.now()).values_list("pk", flat=True)
    )
    with acting(str(user.pk)), transaction.atomic():
        second = list(Deadline.objects.order_by("pk").values_list("pk", flat=True))
    return first, second


def test_both_locks_show_everybody_the_same_deadlines() -> None:
    people = populate()
    owed_everywhere(people[0])

    found = {user.username: seen(user) for user in people}

    assert {name: locks for name, locks in found.items() if locks[0] != locks[1]} == {}
    counts = {name: len(first) for name, (first, _) in found.items()}
    assert counts["lead"] == Deadline.objects.count() > 40
    assert 0 < counts["named"] < counts["contact_handler_district"] < counts["lead"]
    assert counts["eve"] == counts["suspended_supervisor"] == 0
