"""What is logged of a fault: its kind and its place, never its words, which may quote a person's record."""

import logging
import sys
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.module_loading import import_string

from asbcases.accounts.choices import Role
from tests.make import make_agency, make_user

SECRET = "Jade Taylor of 14 Mersea Road"


@pytest.fixture
def formatter() -> logging.Formatter:
    stated = dict(settings.LOGGING["formatters"]["kind and place"])
    formatter: logging.Formatter = import_string(stated.pop("()"))(**stated)
    return formatter


def logged(formatter: logging.Formatter, message: str = "It failed", *args: object) -> str:
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, args, sys.exc_info())
    return formatter.format(record)


def test_a_fault_is_logged_with_its_frames_and_without_its_words(formatter: logging.Formatter) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        line = logged(formatter)

    assert SECRET not in line
    assert "ValueError" in line
    assert "test_a_fault_is_logged_with_its_frames" in line


@pytest.mark.django_db
def test_what_the_database_says_of_a_row_is_not_logged(formatter: logging.Formatter) -> None:
    make_agency(SECRET)
    try:
        with transaction.atomic():
            type(make_agency(SECRET)).objects.create(name=SECRET, kind="police")
    except IntegrityError:
        line = logged(formatter)

    assert SECRET not in line
    assert "UniqueViolation" in line
    assert "IntegrityError" in line


def test_celery_s_own_sentence_about_a_failed_task_names_the_kind_only(formatter: logging.Formatter) -> None:
    try:
        raise LookupError(SECRET)
    except LookupError as fault:
        line = logged(formatter, "Task %(name)s raised: %(exc)s", {"name": "sweep", "exc": repr(fault)})

    assert SECRET not in line
    assert "Task sweep raised: LookupError" in line


@pytest.mark.django_db
def test_a_page_that_fails_shows_and_logs_nothing_of_it(
    client: Client, formatter: logging.Formatter, caplog: pytest.LogCaptureFixture, monkeypatch: Any
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("asbcases.web.views.page_of", fail)
    client.raise_request_exception = False
    client.force_login(make_user("grace", Role.AUDITOR))

    answer = client.get("/record/")

    assert answer.status_code == 500
    assert SECRET not in answer.content.decode()
    lines = [formatter.format(record) for record in caplog.records]
    assert any("RuntimeError" in line for line in lines)
    assert not any(SECRET in line for line in lines)
