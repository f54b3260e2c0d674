"""ASB Cases: anti-social behaviour case management for a police force and its partners."""

from asbcases.celery import app as celery_app

__all__ = ["celery_app"]
