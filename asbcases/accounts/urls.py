"""Pages of sign-in: allauth's, less those that this service does not offer or that settings keep off; sessions and tokens."""

from django.conf import settings
from django.urls import include, path, register_converter

from asbcases.accounts import views
from asbcases.administration.views import tokens

# An administrator states addresses and gives links, so nobody manages e-mail or resets a password by it.
NEVER = ("email/", "confirm-email/", "login/code/confirm/", "password/reset/", "password/reset/done/")


class SwitchedOff:
    """Matches the pages of sign-in through a provider, while settings keep them off."""

    regex = r"(?:3rdparty|social|oidc)/.*"

    def to_python(self, value: str) -> str:
        """Return the path while it is off; on, it does not match, and allauth answers."""
        if settings.SOCIALACCOUNT_PROVIDERS:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        """Return the path as it is."""
        return value


register_converter(SwitchedOff, "switched_off")

urlpatterns = [
    *(path(page, views.not_offered) for page in NEVER),
    path("confirm-email/<path:page>", views.not_offered),
    path("<switched_off:page>", views.not_offered),
    path("oidc/<provider_id>/login/", views.directory_login, name="openid_connect_login"),
    path("oidc/<provider_id>/login/callback/", views.directory_callback, name="openid_connect_callback"),
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/others/end/", views.session_end_others, name="session_end_others"),
    path("sessions/<slug:name>/end/", views.session_end, name="session_end"),
    path("tokens/", tokens.token_list, name="token_list"),
    path("tokens/new/", tokens.token_new, name="token_new"),
    path("tokens/<int:number>/revoke/", tokens.token_revoke, name="token_revoke"),
    path("of/<int:pk>/tokens/", tokens.token_list_of, name="token_list_of"),
    path("of/<int:pk>/tokens/new/", tokens.token_new_of, name="token_new_of"),
    path("of/<int:pk>/tokens/<int:number>/revoke/", tokens.token_revoke_of, name="token_revoke_of"),
    path("", include("allauth.urls")),
]
