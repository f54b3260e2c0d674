"""The county application."""

from django.apps import AppConfig


class CountyConfig(AppConfig):
    """Builds counties; stands above every kind of work."""

    name = "asbcases.county"
    label = "county"
