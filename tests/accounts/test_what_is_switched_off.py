"""Security keys and sign-in through a provider are installed and off: settings alone turn them on."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from asbcases.accounts.models import User

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


@pytest.mark.parametrize("page", [*OFF, *NEVER])
def test_what_is_not_offered_does_not_exist(client: Client, amira: User, page: str) -> None:
    client.force_login(amira)

    assert client.get(f"/accounts/{page}").status_code == 404


@override_settings(SOCIALACCOUNT_PROVIDERS=PROVIDER)
def test_a_setting_turns_the_provider_on(client: Client) -> None:
    page = client.get("/accounts/oidc/force/login/")

    assert page.status_code == 200
    assert "directory" in client.get(reverse("account_login")).content.decode()
