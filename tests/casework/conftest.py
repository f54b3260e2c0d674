"""Who comes to incidents."""

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from tests.make import make_user


@pytest.fixture
def ravi(db: None) -> User:
    """Return a response officer."""
    return make_user("ravi", Role.RESPONSE_OFFICER, Rank.CONSTABLE, name="Ravi Nair")
