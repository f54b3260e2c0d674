"""Who stands before the answers."""

from typing import Any

import pytest
from django.test import Client

from tests.public.filling import filled


@pytest.fixture
def ready(client: Client, settings: Any) -> Client:
    settings.PUBLIC_LEAST_SECONDS = 0
    return filled(client)
