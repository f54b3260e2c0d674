"""A program that opens cases and every page that they lead to: `python -m tests.proof.pages OFFICER MANY`; prints JSON."""

import json
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from django.test import Client

AROUND = ("/deadlines/", "/cases/", "/incidents/")


def main(officer: str, many: str) -> None:
    """Open so many cases as this officer, and tell how many pages there were and which of them did not open."""
    django.setup()
    from django.db import transaction
    from django.test import Client

    from asbcases.accounts.models import User
    from asbcases.cases.models import Case
    from asbcases.db.actor import acting

    user, client = User.objects.get(username=officer), Client(raise_request_exception=False)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    with acting(str(user.pk)), transaction.atomic():
        cases = list(Case.objects.order_by("pk").values_list("reference", flat=True))
    chosen = cases[:: max(len(cases) // int(many), 1)]
    answers = dict(_opened(client, [*AROUND, *(f"/cases/{reference}/" for reference in chosen)]))
    wrong = [f"{path}: {status}" for path, status in answers.items() if status != 200]
    print(json.dumps({"cases": len(chosen), "pages": len(answers), "wrong": wrong}))  # noqa: T201


def _opened(client: "Client", pages: list[str]) -> Iterator[tuple[str, int]]:
    """Yield pages, and of a case those below it that its page leads to, with the status of each answer."""
    for page in pages:
        answer = client.get(page)
        yield page, answer.status_code
        below = re.findall(rf'href="({page}[^"#?]+)', answer.content.decode()) if page not in AROUND else []
        yield from ((path, client.get(path).status_code) for path in dict.fromkeys(below))


if __name__ == "__main__":
    main(*sys.argv[1:])
