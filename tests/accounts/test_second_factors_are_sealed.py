"""Whoever has the database alone, or a backup of it, has no second factor of anybody."""

from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.accounts.sealing import SEALED, seal, unseal
from asbcases.accounts.second_factor import code_at, code_of, give_authenticator, take_off

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SEAL_ALL = import_module("asbcases.accounts.migrations.0010_second_factors_are_sealed").seal_all


@pytest.fixture
def app(dev: User) -> Authenticator:
    """Return the app of a partner, whose secret is known."""
    take_off(dev)
    give_authenticator(dev, SECRET)
    return Authenticator.objects.get(user=dev)


@pytest.mark.django_db
def test_a_secret_does_not_stand_in_the_database_and_its_codes_are_the_same(
    dev: User, app: Authenticator
) -> None:
    now = timezone.now()

    assert SECRET not in str(app.data)
    assert app.data["secret"].startswith(SEALED)
    assert code_of(dev, now) == code_at(SECRET, now)


@pytest.mark.django_db
def test_the_seed_of_recovery_codes_is_sealed_too_and_gives_the_same_codes(dev: User) -> None:
    take_off(dev)
    codes = RecoveryCodes.activate(dev)
    seed = codes.instance.data["seed"]
    first = codes.get_unused_codes()

    codes.instance.data["seed"] = unseal(seed)

    assert seed.startswith(SEALED)
    assert len(first) == len(set(first)) == 10
    assert codes.get_unused_codes() == first


@pytest.mark.django_db
def test_what_was_kept_bare_before_is_sealed_by_the_migration_and_goes_on(
    dev: User, app: Authenticator
) -> None:
    now = timezone.now()
    app.data = {"secret": SECRET}
    app.save()
    bare = code_of(dev, now)

    SEAL_ALL(apps, None)
    app.refresh_from_db()

    assert bare == code_of(dev, now) == code_at(SECRET, now)
    assert app.data["secret"].startswith(SEALED)


def test_a_key_of_before_still_opens_and_a_wrong_one_does_not(settings: Any) -> None:
    sealed = seal(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" * 8
    with_the_old = unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = []

    assert with_the_old == SECRET
    with pytest.raises(InvalidToken):
        unseal(sealed)


@pytest.mark.django_db
def test_a_new_key_takes_over_by_the_command_and_the_old_one_may_go(
    app: Authenticator, settings: Any
) -> None:
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another-" * 8
    with pytest.raises(CommandError, match="add the earlier SECRET_KEY to SECRET_KEY_FALLBACKS"):
        call_command("seal_second_factors")

    settings.SECRET_KEY_FALLBACKS = [old]
    said = StringIO()
    call_command("seal_second_factors", stdout=said)
    settings.SECRET_KEY_FALLBACKS = []
    app.refresh_from_db()

    assert (
        said.getvalue()
        == f"{Authenticator.objects.count()} second factors are sealed with the SECRET_KEY of today.\n"
    )
    assert unseal(app.data["secret"]) == SECRET
