"""Addresses of the diary."""

from django.urls import path

from asbcases.deadlines.views import board

urlpatterns = [path("", board, name="deadline_board")]
