"""Routes of what is live: the orders board, the kerbside check, "May I?", early measures and who may issue what."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
