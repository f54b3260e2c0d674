"""A password of the words that everybody here would try first is refused, wherever one is chosen."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse

from asbcases.accounts.models import User
from tests.make import PASSWORD

own = override_settings(
    FORCE_NAME="Essex Police", SERVICE_NAME="ASB Cases", PASSWORD_WORDS=["Chelmsford", "Mersea Road"]
)


@own
@pytest.mark.parametrize(
    "password",
    ["EssexPolice2026!", "asb-cases-essex", "Chelmsford.Chelmsford", "mersea_road_1999", "police-qwrtz-2026"],
)
def test_own_words_and_a_year_are_no_password(password: str) -> None:
    with pytest.raises(ValidationError, match="more than the name of the force"):
        validate_password(password)


@own
@pytest.mark.parametrize("password", ["quiet-streets-essex", "nine green police bicycles", PASSWORD])
def test_own_words_are_no_fault_where_enough_is_left(password: str) -> None:
    validate_password(password)


@own
@pytest.mark.parametrize("password", ["qwertyuiop123", "1q2w3e4r5t6y", "telechargement"])
def test_what_stands_on_the_list_of_common_passwords_is_refused(password: str) -> None:
    with pytest.raises(ValidationError, match="too common"):
        validate_password(password)


@pytest.mark.django_db
def test_the_page_says_so_and_the_old_one_stays(client: Client, amira: User) -> None:
    client.force_login(amira)
    new = "essex-police-2026"

    page = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert "more than the name of the force" in page.content.decode()
    amira.refresh_from_db()
    assert amira.check_password(PASSWORD)
