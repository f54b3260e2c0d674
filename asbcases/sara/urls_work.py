"""Routes of what is analysed, done, assessed and closed on a problem-solving plan."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
