"""Asking the pages of the diary at an instant, and sending what their forms ask for."""

from datetime import datetime
from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.deadlines.models import Deadline


def asked(client: Client, user: User, page: str, *args: Any, at: datetime, **query: Any) -> Any:
    """Return the answer to a look at a page of the diary."""
    with time_machine.travel(at, tick=False):
        client.force_login(user)
        return client.get(reverse(page, args=args), query)


def sent(client: Client, user: User, page: str, *args: Any, at: datetime, **said: Any) -> Any:
    """Return the answer to a form of the diary."""
    with time_machine.travel(at, tick=False):
        client.force_login(user)
        return client.post(reverse(page, args=args), said)


def followed(client: Client, answer: Any, *, at: datetime) -> Any:
    """Return the page to which an answer sends a person on."""
    with time_machine.travel(at, tick=False):
        return client.get(answer.headers["Location"])


def decided(client: Client, user: User, act: str, deadline: Deadline, *, at: datetime, **said: Any) -> Any:
    """Return the answer to a decision about one deadline, sent with the version that stands now."""
    record = deadline.case or deadline.report or deadline.plan
    assert record is not None
    version = said.pop("version", Deadline.objects.get(pk=deadline.pk).version)
    about = {"reason": "The victim is in hospital", "version": version, **said}
    return sent(client, user, f"deadline_{act}", record.reference, deadline.pk, at=at, **about)


def words(answer: Any) -> str:
    """Return a page with its spaces evened out."""
    return " ".join(answer.content.decode().split())


def day(number: int, month: int, year: int, name: str = "until") -> dict[str, str]:
    """Return a day as the three boxes of a form send it."""
    return {f"{name}_day": str(number), f"{name}_month": str(month), f"{name}_year": str(year)}
