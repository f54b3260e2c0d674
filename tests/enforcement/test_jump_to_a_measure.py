"""The jump box knows warnings, notices, orders and earlier steps by their reference, for whoever sees the case."""

import pytest
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.casework.rules import measure_in, reference_in
from tests.enforcement.make_measures import make_warning
from tests.make import make_case, make_user

pytestmark = pytest.mark.django_db


def test_a_reference_of_a_measure_is_read_however_it_is_typed() -> None:
    assert measure_in(" cpw 2026/7 ") == "CPW-2026-000007"
    assert measure_in("asb 2026 7") == ""
    assert reference_in("cpw 2026 7") == ""
    assert reference_in("asb 2026 7") == "ASB-2026-000007"


def test_the_box_leads_to_a_measure_and_to_others_it_does_not_exist(
    client: Client, amira: User, cara: User
) -> None:
    case = make_case(by=amira)
    warning = make_warning(case, by=amira)
    nobody = "CPW-2026-999999"
    client.force_login(amira)
    found = client.get(reverse("jump"), {"q": warning.reference.lower()})
    assert found["Location"] == reverse("measure_page", args=[case.reference, warning.reference])

    handler = make_user("hal", Role.CONTACT_HANDLER)
    for user in (cara, handler):
        client.force_login(user)
        hidden = client.get(reverse("jump"), {"q": warning.reference})
        missing = client.get(reverse("jump"), {"q": nobody})
        assert hidden.status_code == missing.status_code == 200
        assert "No record with this reference" in hidden.content.decode()
        said, none = (one.content.decode().partition("<main")[2] for one in (hidden, missing))
        assert said.replace(warning.reference, nobody) == none
