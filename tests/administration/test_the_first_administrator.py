"""A new installation gets its first account by a command, and with it everybody else's."""

import json
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from tests.make import make_user

pytestmark = pytest.mark.django_db


def command(*words: str) -> dict[str, Any]:
    out = StringIO()
    with suppress(SystemExit):
        call_command("enrol_administrator", *words, "--json", stdout=out, stderr=StringIO())
    return dict(json.loads(out.getvalue()))


def test_the_command_makes_an_administrator_of_the_force() -> None:
    result = command("Ada", "--name", "Ada Byrne")

    ada = User.objects.get(username="ada")
    assert (ada.role, ada.agency.name, ada.agency.kind) == (
        Role.ADMINISTRATOR, "Essex Police", AgencyKind.POLICE,
    )  # fmt: skip
    assert Client().get(result["link"]).status_code == 302
    assert "setup made an account for Ada Byrne" in [str(event) for event in AuditEvent.objects.all()]


def test_an_administrator_who_is_locked_out_gets_a_new_link() -> None:
    make_user("ada", Role.ADMINISTRATOR)

    first, second = command("ada")["link"], command("ada")["link"]

    assert Client().get(first).status_code == 200
    assert Client().get(second).status_code == 302


def test_the_link_names_the_site_where_it_is_known(settings: Any) -> None:
    settings.SITE_URL = "https://asb.example.org/"

    assert command("ada", "--name", "Ada Byrne")["link"].startswith("https://asb.example.org/accounts/")


@pytest.mark.parametrize(
    ("words", "reason"),
    [(("ada",), "needs a name"), (("amira",), "is no administrator"), (("a da", "--name", "A"), "valid")],
)
def test_the_command_says_what_it_needs(amira: User, words: tuple[str, ...], reason: str) -> None:
    assert reason in command(*words)["error"]


def test_a_person_reads_what_to_do_with_the_link() -> None:
    out = StringIO()

    call_command("enrol_administrator", "ada", "--name", "Ada Byrne", stdout=out)

    assert out.getvalue().startswith("Within three days, choose the password of ada at /accounts/")
