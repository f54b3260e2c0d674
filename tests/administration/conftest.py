"""An administrator and an auditor who are signed in."""

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


@pytest.fixture
def otto(db: None) -> User:
    return make_user("otto", Role.AUDITOR, name="Otto Klein")


@pytest.fixture
def auditor(client: Client, otto: User) -> Client:
    client.force_login(otto)
    return client
