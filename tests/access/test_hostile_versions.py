"""What answers to a version that has changed since, or to none, is refused in a sentence by every operation that needs one."""

import pytest

from asbcases.audit.models import AuditEvent
from tests.access.asking import undone
from tests.access.hostile import acting, answered, sound
from tests.access.population import County
from tests.access.sent import HEADERS
from tests.access.table import Row

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted, pytest.mark.walk]


@pytest.mark.parametrize(
    ("row", "who"),
    [pair for pair in acting() if pair[0].route in HEADERS],
    ids=lambda part: getattr(part, "route", ""),
)
def test_a_version_that_is_stale_or_not_said_changes_nothing(county: County, row: Row, who: str) -> None:
    with undone():
        right = sound(county, row)
        before = AuditEvent.objects.count()
        stale = answered(county, row, who, right, If_Match='"1-999"')
        unsaid = answered(county, row, who, right, If_Match="")

        assert (stale.status_code, unsaid.status_code) == (412, 428)
        assert stale.json()["detail"].endswith("Read it again, then decide.")
        assert AuditEvent.objects.count() == before
