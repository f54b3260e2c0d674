"""Who keeps the menus."""

import pytest

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from tests.make import make_user


@pytest.fixture
def ada(db: None) -> User:
    """Return the administrator."""
    return make_user("ada", Role.ADMINISTRATOR)
