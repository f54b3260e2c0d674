"""Who acts by which route, and how they send what is right, or nearly."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from django.db import connection

from tests.access.asking import address_of
from tests.access.population import County
from tests.access.sent import BODIES, FORMS, HEADERS, UPLOADS
from tests.access.table import ROWS, Row

# Signing in and the library's own pages are hostile ground of their own.
FOREIGN = ("account_", "mfa_", "socialaccount_", "password")
# Who is signed in, who looked, and which keys of forms came: what is written there keeps nothing of an act.
PASSING = {"django_session", "audit_access", "web_idempotencykey"}


def acting() -> list[tuple[Row, str]]:
    """Return each route that acts, with one of the cast who may act by it."""
    found = []
    for row in ROWS:
        if row.method == "POST" and not row.route.startswith(FOREIGN):
            able = [who for who, answer in row.answers.items() if answer[0] in "23" and who != "anon"]
            found += [(row, able[0])] if able else []
    return found


def sound(county: County, row: Row) -> dict[str, Any]:
    """Return what is right in every part; making it may record what it is about."""
    return (BODIES if row.route in BODIES else FORMS)[row.route](county)


def sending(county: County, row: Row, who: str, **instead: str) -> Callable[..., Any]:
    """Return how somebody of the cast sends, once or again; `instead` are headers in place of those that are right."""
    client, address = county.clients[who], address_of(row.route, county)
    client.cookies.pop("messages", None)
    if row.route in UPLOADS:
        return partial(client.post, address, headers={})
    if row.route not in BODIES:
        return partial(client.post, address)
    right = HEADERS[row.route](county) if row.route in HEADERS else {}
    headers = right | {name.replace("_", "-"): said for name, said in instead.items()}
    return partial(client.post, address, content_type="application/json", headers=headers)


def answered(county: County, row: Row, who: str, body: dict[str, Any], **instead: str) -> Any:
    """Return the answer to what somebody of the cast sends."""
    return sending(county, row, who, **instead)(body)


def kept() -> dict[str, int]:
    """Return how many rows each table holds of what was done: a change leaves one in the history of its table."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        return dict(cursor.fetchall())


@cache
def _counting() -> str:
    tables = sorted(set(connection.introspection.table_names()) - PASSING)
    return " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
