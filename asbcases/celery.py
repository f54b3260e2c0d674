"""The Celery application; the work in the background acts under a name, like every request (docs/decisions/0002)."""

import os
from typing import Any

from celery import Celery
from celery.contrib.django.task import DjangoTask


class ActingTask(DjangoTask):
    """A task that declares the service as which it acts; the database refuses it otherwise."""

    acts_as: str = ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the task's body as its service, with its name in the row history."""
        # Models and settings are not ready when this module is loaded.
        import pghistory

        from asbcases.db.actor import acting

        if not self.acts_as:
            raise TypeError(f"The task {self.name} does not declare `acts_as`, the service as which it acts.")
        with acting(f"system:{self.acts_as}"), pghistory.context(task=self.name):
            return super().__call__(*args, **kwargs)  # type: ignore[no-untyped-call]


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asbcases.settings.dev")
app = Celery("asbcases", task_cls="asbcases.celery:ActingTask")  # type: ignore[no-untyped-call]
app.config_from_object("django.conf:settings", namespace="CELERY")  # type: ignore[no-untyped-call]
app.autodiscover_tasks()  # type: ignore[no-untyped-call]
