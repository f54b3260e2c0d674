"""Who is there beside the cast: the inspector of Colchester, and a rota."""

from datetime import datetime

import pytest

from asbcases.accounts.choices import Duty, Rank, Role
from asbcases.accounts.models import Shift, User
from tests.make import make_user


@pytest.fixture
def ines(db: None) -> User:
    """Return the inspector of Colchester."""
    return make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ines Hall")


def shift(user: User, starts_at: datetime, ends_at: datetime, duty: Duty = Duty.NONE) -> Shift:
    """Put somebody on the rota."""
    district = user.district if duty is Duty.DISTRICT else None
    return Shift.objects.create(user=user, starts_at=starts_at, ends_at=ends_at, duty=duty, district=district)
