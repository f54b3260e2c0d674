"""A second factor and sign-in through a provider are installed and off: settings alone turn them on."""

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from tests.accounts.processes import in_a_new_process
from tests.make import PASSWORD, make_user

pytestmark = pytest.mark.django_db

PROVIDER = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "force",
                "name": "The force's directory",
                "client_id": "asb-cases",
                "secret": "a secret",
                "settings": {"server_url": "https://login.police.example"},
            }
        ]
    }
}
OFF = (
    "2fa/",
    "2fa/authenticate/",
    "2fa/reauthenticate/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "3rdparty/",
    "3rdparty/signup/",
    "oidc/force/login/",
    "oidc/force/login/callback/",
    "social/connections/",
)
NEVER = (
    "email/",
    "confirm-email/",
    "confirm-email/MQ:1a/",
    "password/reset/",
    "password/reset/done/",
    "login/code/confirm/",
)


# Before a factor is added, allauth asks for the password once more.
TURN_ON = """
client.post("/accounts/login/", {"login": "amira", "password": sys.argv[2]})
print(client.get("/accounts/2fa/").status_code)
asked = client.get("/accounts/2fa/totp/activate/")["Location"]
shown = client.post(asked, {"password": sys.argv[2]}, follow=True)
print(shown.status_code, "id_code" in shown.content.decode())
"""


@pytest.mark.parametrize("page", [*OFF, *NEVER])
def test_what_is_not_offered_does_not_exist(client: Client, amira: User, page: str) -> None:
    client.force_login(amira)

    assert client.get(f"/accounts/{page}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_setting_turns_the_second_factor_on() -> None:
    with transaction.atomic():
        make_user("amira", Role.CPT_OFFICER, district_code="colchester")

    shown = in_a_new_process(TURN_ON, PASSWORD, MFA_SUPPORTED_TYPES="totp")

    assert shown.splitlines() == ["200", "200 True"]


@override_settings(SOCIALACCOUNT_PROVIDERS=PROVIDER)
def test_a_setting_turns_the_provider_on(client: Client) -> None:
    page = client.get("/accounts/oidc/force/login/")

    assert page.status_code == 200
    assert "directory" in client.get(reverse("account_login")).content.decode()
