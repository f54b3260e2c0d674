"""What the force's directory must prove before it lets anybody in: who it is, to whom it speaks, and how strongly it asked."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.crypto import constant_time_compare, salted_hmac

WELL_KNOWN = "/.well-known/"


class Asking(OAuth2Client):
    """Sends the browser to the directory with a nonce, which its token has to say again."""

    def get_redirect_url(self, authorization_url: str, scope: list[str], extra_params: dict[str, str]) -> str:
        """Return where the browser is sent to."""
        asked = {**extra_params, "nonce": nonce_of(str(self.state))}
        return str(super().get_redirect_url(authorization_url, scope, asked))


class Proving(OpenIDConnectOAuth2Adapter):
    """Takes from a directory what OpenID Connect asks of it, and nothing less."""

    client_class = Asking

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the directory says of itself, unless it goes by another name than settings give it."""
        config: dict[str, Any] = super().openid_config
        provider: Any = self.get_provider()  # type: ignore[no-untyped-call]
        if config.get("issuer") != issuer_expected(provider.app.settings):
            raise OAuth2Error("It calls itself by another name.")
        return config

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        """Return the tokens for a code, unless another directory sent the browser back with it (RFC 9207)."""
        issuer = self.openid_config["issuer"]
        must_say = self.openid_config.get("authorization_response_iss_parameter_supported")
        if request.GET.get("iss", "" if must_say else issuer) != issuer:
            raise OAuth2Error("Another directory answers.")
        found = super().get_access_token_data(request, app, client, pkce_code_verifier)
        # The library would leave the signature of what comes by TLS unread.
        self.did_fetch_access_token = False
        return found

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **known: Any) -> SocialLogin:
        """Return who signs in; refused where the token answers another question, or says less than settings ask for."""
        try:
            login: SocialLogin = super().complete_login(request, app, token, **known)
        except (KeyError, TypeError, ValueError) as fault:
            raise OAuth2Error("Its token cannot be read.") from fault
        stated = login.account.extra_data.get("id_token", {})
        if not constant_time_compare(str(stated.get("nonce")), nonce_of(request.GET["state"])):
            raise OAuth2Error("Its token answers another question.")
        if stated["sub"] != login.account.extra_data.get("userinfo", stated)["sub"]:
            raise OAuth2Error("It speaks of two people.")
        if not is_strong_enough(stated):
            raise ImmediateHttpResponse(render(request, "socialaccount/too_weak.html", status=403))
        return login


def nonce_of(state: str) -> str:
    """Return the nonce that belongs to what one browser began; nobody makes it of the address that the browser is sent to."""
    return salted_hmac("asbcases nonce", state, algorithm="sha256").hexdigest()


def issuer_expected(stated: dict[str, Any]) -> str:
    """Return the name that a directory must go by: the one that settings state, or the address they give."""
    return str(stated.get("issuer") or str(stated["server_url"]).split(WELL_KNOWN, maxsplit=1)[0])


def is_strong_enough(stated: dict[str, Any]) -> bool:
    """Return whether a token states one of the ways to sign in that settings ask for, where they ask for any (ASVS 6.8.4)."""
    ways = stated.get("amr") or []
    said = {stated.get("acr"), *(ways if isinstance(ways, list) else [ways])}
    return not settings.SIGN_IN_PROVIDER_STRENGTH or bool(said & set(settings.SIGN_IN_PROVIDER_STRENGTH))
