"""Whoever sets up an authenticator of their own, or takes it off, leaves an event; the library tells of both by its rows."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from asbcases.accounts.second_factor import FACTORS
from asbcases.administration.transitions import keep_own_authenticator
from asbcases.db.actor import current


def start() -> None:
    """Have each row of the library that comes or goes looked at, in the transaction that wrote it."""
    post_save.connect(_saved, sender=Authenticator, dispatch_uid="authenticator set up")
    post_delete.connect(_gone, sender=Authenticator, dispatch_uid="authenticator taken off")


def _saved(sender: Any, instance: Authenticator, created: bool, **said: Any) -> None:
    if created and _is_own(instance):
        keep_own_authenticator(instance.user, set_up=True, now=timezone.now())


def _gone(sender: Any, instance: Authenticator, **said: Any) -> None:
    if _is_own(instance):
        keep_own_authenticator(instance.user, set_up=False, now=timezone.now())


def _is_own(row: Authenticator) -> bool:
    """Return whether its person acts: what an administrator takes off, and a demonstration gives, they record themselves."""
    return row.type in FACTORS and current() == str(row.user_id)
