"""Tasks act under a name."""

import pytest
from celery import Celery

from asbcases.celery import ActingTask, app
from asbcases.db.actor import current


def _task(**declared: str) -> ActingTask:
    """Return a task that says as whom it runs."""
    aside = Celery("aside", task_cls=ActingTask, set_as_current=False)
    return aside.task(current, name="telling", shared=False, **declared)


def test_a_task_acts_as_the_service_that_it_declares() -> None:
    assert _task(acts_as="sweep")() == "system:sweep"


def test_a_task_that_declares_no_service_is_refused() -> None:
    with pytest.raises(TypeError, match="does not declare `acts_as`"):
        _task()()


def test_every_task_of_ours_declares_its_service() -> None:
    app.loader.import_default_modules()

    ours = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}

    assert [name for name, task in ours.items() if not task.acts_as] == []
