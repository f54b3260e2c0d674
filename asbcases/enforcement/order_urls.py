"""Routes of criminal behaviour orders and of exhibits."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
