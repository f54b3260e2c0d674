"""What the logs say of signing in: that it happened, by which account and factor, and that it failed; never what was typed."""

from typing import Any

import structlog
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_used
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from asbcases.accounts.models import User

log = structlog.get_logger(__name__)


def start() -> None:
    """Have each sign-in, each factor that was shown or refused, each failure and each end of a session logged."""
    user_logged_in.connect(_signed_in, dispatch_uid="signed in")
    user_login_failed.connect(_failed, dispatch_uid="sign-in failed")
    user_logged_out.connect(_signed_out, dispatch_uid="signed out")
    authenticator_used.connect(_factor_used, dispatch_uid="second factor used")
    authentication_failed.connect(_factor_refused, dispatch_uid="second factor refused")


def _signed_in(sender: type, user: User, **known: Any) -> None:
    log.info("signed in", account=user.pk)


def _failed(sender: str, **known: Any) -> None:
    log.warning("sign-in failed")


def _signed_out(sender: type, user: User | None, **known: Any) -> None:
    log.info("signed out", account=user.pk if user else None)


def _factor_used(sender: type, user: User, authenticator: Authenticator, **known: Any) -> None:
    log.info("second factor used", account=user.pk, factor=authenticator.type)


def _factor_refused(sender: type, user: User, **known: Any) -> None:
    log.warning("second factor refused", account=user.pk)
