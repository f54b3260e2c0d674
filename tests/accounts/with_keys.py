"""The addresses of an installation whose settings allow security keys: the library reads that when it is loaded."""

from django.urls import include, path

from asbcases.urls import *  # noqa: F403
from asbcases.urls import urlpatterns as of_others

urlpatterns = [path("accounts/2fa/webauthn/", include("allauth.mfa.webauthn.urls")), *of_others]
