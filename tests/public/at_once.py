"""A public form that many fill in at once: each from an address of their own, or one of them again and again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple

from django.db import connections
from django.test import Client
from kombu.exceptions import OperationalError


class PublicForm(NamedTuple):
    """How a public form is begun, filled in and sent, and what of its answers the session keeps under which name."""

    begin: Callable[[Client], Any]
    filled: Callable[[Client], Client]
    send: Callable[[Client], Any]
    token_of: Callable[[Client], str]
    kept_as: str
    parts: tuple[str, ...]
    check: str


def broker_is_away(*_: object) -> None:
    """Stand for a broker that does not answer."""
    raise OperationalError("no broker")


def from_a_hundred_addresses(form: PublicForm) -> set[str]:
    """Send what was answered once from a hundred addresses, four at a time, and return where the answers lead."""
    answered = form.filled(Client()).session[form.kept_as]
    with ThreadPoolExecutor(4) as people:
        return set(people.map(partial(_from_address, form, answered), range(100)))


def _from_address(form: PublicForm, answered: dict[str, Any], number: int) -> str:
    try:
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        form.begin(client)
        session = client.session
        session[form.kept_as] |= {part: answered[part] for part in form.parts}
        session.save()
        return str(form.send(client).headers.get("Location"))
    finally:
        connections.close_all()


def one_again_and_again(form: PublicForm) -> set[str]:
    """Send one and the same eight times at once, and return where the answers lead."""
    client = form.filled(Client())
    key, token = client.cookies["sessionid"].value, form.token_of(client)

    def again(_: int) -> str:
        try:
            other = Client(headers={"cookie": f"sessionid={key}"})
            return str(other.post(form.check, {"token": token}).headers["Location"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as people:
        return set(people.map(again, range(8)))
