"""Routes of papers, and of what may stand in them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
