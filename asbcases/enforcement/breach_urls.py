"""Routes of appeals, breaches, penalties, works and seizures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
