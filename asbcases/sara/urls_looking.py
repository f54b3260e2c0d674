"""Routes of what the records say of a problem, and of what worked elsewhere."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
