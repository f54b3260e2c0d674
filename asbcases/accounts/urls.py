"""Pages of sign-in: allauth's, less those that this service does not offer or that settings keep off, and sessions."""

from django.conf import settings
from django.urls import include, path, register_converter

from asbcases.accounts import views

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
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/others/end/", views.session_end_others, name="session_end_others"),
    path("sessions/<slug:name>/end/", views.session_end, name="session_end"),
    path("", include("allauth.urls")),
]
