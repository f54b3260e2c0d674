"""Routes of warnings and notices: drafting, issue, service, change, review and end."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
