"""The second step of signing in: who has taken it up, what a session knows of it, and giving and taking it."""

from datetime import datetime
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from asbcases.accounts.models import User

KNOWN = "second_factor"
# Recovery codes alone are no second factor: they stand in for one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    """Return whether the person has an authenticator or a security key."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def lacks_second_factor(user: User, session: SessionBase) -> bool:
    """Return whether the person needs a second factor and has none; asked once a session, then known to it.

    Whose authenticator is taken off loses every session with it, so what a session knows stays true.
    """
    if not user.needs_code or session.get(KNOWN):
        return False
    if not (showed_directory_a_factor(session) or has_second_factor(user)):
        return True
    session[KNOWN] = True
    return False


def showed_directory_a_factor(session: SessionBase) -> bool:
    """Return whether the force's directory let its person in, having said that it asked for a second factor.

    Where settings do not demand that it says so, it counts as a password alone (ASVS 6.8.4).
    """
    return bool(settings.SIGN_IN_PROVIDER_STRENGTH) and any(
        way["method"] == "socialaccount" for way in session.get(AUTHENTICATION_METHODS_SESSION_KEY, ())
    )


def note_at_sign_in(sender: Any, request: HttpRequest, user: User, **said: Any) -> None:
    """Have a session that begins know whether its person has a second factor, so that no request asks."""
    lacks_second_factor(user, request.session)


def give_authenticator(user: User, secret: str) -> None:
    """Give a person an authenticator of a known secret: for a demonstration, and for tests."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret)})


def take_off(user: User) -> int:
    """Take a person's authenticator, keys and recovery codes away, and return how many rows that were."""
    return Authenticator.objects.filter(user=user).delete()[0]


def code_of(user: User, at: datetime) -> str:
    """Return the code that a person's app shows at an instant; nothing where there is no such app."""
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return code_at(decrypt(found.data["secret"]), at) if found else ""


def code_at(secret: str, at: datetime) -> str:
    """Return the code that an app with this secret shows at an instant."""
    return str(format_hotp_value(hotp_value(secret, int(at.timestamp()) // app_settings.TOTP_PERIOD)))
