"""One person's browser in this process: a page passes the whole of the site's stack, but no network."""

import io
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg import Cursor

from asbcases.accounts.models import User
from asbcases.db.actor import acting

NOT_ASKED = ("BEGIN", "COMMIT")
# What a form and the cookie say alike is taken for ours.
TOKEN = "b" * 32
HOW_A_STATEMENT_BEGINS = 40


class Page(NamedTuple):
    """An address, and what is typed where the page answers to what was typed."""

    address: str
    typed: Mapping[str, str] | None = None

    @property
    def environ(self) -> dict[str, Any]:
        """Return how the site is asked for it."""
        path, _, query = self.address.partition("?")
        asked: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query}
        if self.typed is None:
            return asked
        body = urlencode(self.typed).encode()
        form = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/x-www-form-urlencoded"}
        return {**asked, **form, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}


class Browser:
    """A browser in which somebody is signed in."""

    def __init__(self, user: User) -> None:
        self.user = user
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.cookies["csrftoken"] = TOKEN
        self.cookies = client.cookies.output(attrs=[], header="", sep=";").strip()
        self.site = get_wsgi_application()

    def get(self, page: Page) -> bytes:
        """Return what the site answers for a page, which must be there."""
        environ = {**page.environ, "HTTP_COOKIE": self.cookies, "HTTP_X_CSRFTOKEN": TOKEN}
        setup_testing_defaults(environ)
        said: list[str] = []
        answer = self.site(environ, lambda status, headers: said.append(status))
        try:
            shown = b"".join(answer)
        finally:
            answer.close()
        if said != ["200 OK"]:
            raise LookupError(f"{page.address} answered {said}")
        return shown

    def asked_for(self, page: Page) -> list[str]:
        """Return the statements that a page sends to the database, with their values in them."""
        with CaptureQueriesContext(connection) as found:
            self.get(page)
        return [query["sql"] for query in found if query["sql"] not in NOT_ASKED]

    def own_of(self, page: Page, empty: Page) -> list[str]:
        """Return the statements of a page but for those that even an empty page sends: who is signed in."""
        usual, all_of_them = self.asked_for(empty), self.asked_for(page)
        for ours, theirs in zip(usual, all_of_them, strict=False):
            if ours[:HOW_A_STATEMENT_BEGINS] != theirs[:HOW_A_STATEMENT_BEGINS]:
                raise LookupError(f"An empty page asks {ours}, but {page.address} asks {theirs}")
        return all_of_them[len(usual) :]

    def explained(self, statements: list[str]) -> tuple[float, int]:
        """Return the milliseconds that PostgreSQL spends on planning what is read, and the buffers it touches."""
        read = [sql for sql in statements if sql.startswith("SELECT ") and "set_config" not in sql]
        with acting(str(self.user.pk)), transaction.atomic(), connection.connection.cursor() as cursor:
            plans = [self._plan(cursor, statement) for statement in read]
        tops = [plan["Plan"] for plan in plans]
        touched = sum(top["Shared Hit Blocks"] + top["Shared Read Blocks"] for top in tops)
        return sum(plan["Planning Time"] for plan in plans), touched

    def _plan(self, cursor: Cursor[Any], statement: str) -> dict[str, Any]:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, SUMMARY, FORMAT JSON) {statement}")
        [[plan]] = cursor.fetchone()
        return dict(plan)

    def ask(self, statements: list[str]) -> None:
        """Send statements as they are in one transaction of this person, and read every answer."""
        with acting(str(self.user.pk)), transaction.atomic(), connection.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                if cursor.description:
                    cursor.fetchall()
