"""Signing in through the force's own directory (OpenID Connect): whose account it opens. Off until settings name one."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest

from asbcases.accounts.models import User
from asbcases.accounts.openid import Proving
from asbcases.accounts.rules import works_elsewhere


class Directory(DefaultSocialAccountAdapter):
    """Opens accounts that an administrator made, and makes none (SOCIALACCOUNT_ADAPTER)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Return False: an account is given, never taken."""
        return False

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """Return a provider that is asked as we ask it."""
        found = super().get_provider(request, provider, client_id=client_id)
        found.oauth2_adapter_class = Proving
        return found

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Tie somebody of the directory, at the first time, to the officer whose name to sign in with it states."""
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        officer = officer_named(stated_name(sociallogin.account.extra_data))
        if officer:
            sociallogin.connect(request, officer)


def stated_name(data: dict[str, Any]) -> str:
    """Return the name to sign in with as the provider states it, in what it signed before what it said when asked."""
    claim = settings.SIGN_IN_PROVIDER_CLAIM
    stated = {**data.get("userinfo", {}), **data.get("id_token", {})}
    return str(stated.get(claim) or "").lower()


def officer_named(name: str) -> User | None:
    """Return the person of the force with this name; who works elsewhere keeps to password and code, a program to tokens."""
    found = User.objects.filter(username=name).first() if name else None
    return None if found and (found.is_program or works_elsewhere(found.role)) else found
