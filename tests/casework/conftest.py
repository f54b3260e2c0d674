"""Who comes to incidents, and who decides about cases."""

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from tests.make import make_user


@pytest.fixture
def ravi(db: None) -> User:
    """Return a response officer."""
    return make_user("ravi", Role.RESPONSE_OFFICER, Rank.CONSTABLE, name="Ravi Nair")


@pytest.fixture
def ines(db: None) -> User:
    """Return an inspector of Colchester."""
    return make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ines Cole")
