"""An administrator who is signed in."""

import pytest
from django.test import Client

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from tests.make import make_user


@pytest.fixture
def ada(db: None) -> User:
    return make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")


@pytest.fixture
def admin(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client
