"""How allauth behaves here."""

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from asbcases.accounts.sealing import seal, unseal

log = structlog.get_logger(__name__)
# What the library says, with an answer like any other, where too much was tried.
LIMITS = {"too_many_login_attempts", "rate_limited"}


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: an account is given, never taken."""
        return False

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """Return what is wrong in words; a limit that is reached is logged, without what was typed (ASVS 16.3.3)."""
        if code in LIMITS:
            log.warning("sign-in limit reached")
        error: ValidationError = super().validation_error(code, *args)
        return error


class SecondFactor(DefaultMFAAdapter):
    """Whoever needs a second factor cannot put it down: only an administrator takes it off (MFA_ADAPTER)."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right, or was used already: wait for the next one and type it.",
        "cannot_delete_authenticator": "Your role signs in with a code. Ask an administrator to take the "
        "authenticator off, for example for a new telephone.",
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Return what the app writes beside the code: the name to sign in with."""
        return str(user.get_username())

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a kept secret as it was."""
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether the person may sign in without it."""
        return not authenticator.user.needs_code
