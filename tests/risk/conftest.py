"""An incident of which we were told before it was recorded."""

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import Incident
from tests.make import NOW, make_incident, make_report
from tests.risk.first_contact import RECEIVED


@pytest.fixture
def incident(amira: User, ben: User) -> Incident:
    """Return an incident of which we were told three hours before it was recorded."""
    return make_incident(by=amira, report=make_report(by=amira, received_at=RECEIVED, now=NOW))
