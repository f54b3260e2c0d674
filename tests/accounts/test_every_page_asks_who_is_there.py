"""No page answers a stranger, but for those that stand in one short list."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

pytestmark = pytest.mark.django_db

# The public forms; signing in, leaving, choosing a password with a link, and whether all is well; nothing of them reads a record.
PUBLIC = {
    "accessibility/",
    "accounts/inactive/",
    "accounts/login/",
    "accounts/logout/",
    "accounts/password/reset/key/1-1/",
    "accounts/password/reset/key/done/",
    "accounts/signup/",
    "health",
    "health/ready",
    "metrics",
    *("report/", "report/before/", "report/check/", "report/sent/", "report/leave/", "report/1/"),
    *("case-review/", "case-review/before/", "case-review/check/", "case-review/copy/", "case-review/sent/"),
    *("case-review/leave/", "case-review/status/", "case-review/1/"),
}
SAMPLES = {
    "case": "ASB-2026-000001",
    "incident": "INC-2026-000001",
    "report": "RPT-2026-000001",
    "review": "ACR-2026-000001",
    "plan": "SAR-2026-000001",
    "person": "PER-2026-000001",
    "premises": "PRM-2026-000001",
    "vehicle": "VEH-2026-000001",
    "measure": "CPN-2026-000001",
    "owed": "ASB-2026-000001",
}


def sample(name: str, converter: object) -> str:
    marked = type(converter).__name__.removesuffix("Reference").lower()
    return {**SAMPLES, "switchedoff": "social/"}.get(marked, "1")


def every_path(resolver: URLResolver) -> Iterator[str]:
    """Yield an address of every route, named or not, with a value in each of its gaps."""
    for key in list(resolver.reverse_dict):
        for possibilities, _, _, converters in resolver.reverse_dict.getlist(key):
            for template, names in possibilities:
                yield template % {name: sample(name, converters.get(name)) for name in names}
    for prefix, nested in resolver.namespace_dict.values():
        yield from (prefix + path for path in every_path(nested))


def test_every_page_sends_a_stranger_to_sign_in(client: Client) -> None:
    pages = {path for path in every_path(get_resolver()) if not path.startswith(("api/", "static/"))}
    login = reverse("account_login")

    answered = {
        path for path in pages if not client.get(f"/{path}").headers.get("Location", "").startswith(login)
    }

    assert len(pages) > 50
    assert answered - PUBLIC == set()


def test_every_part_of_the_api_refuses_a_stranger(client: Client) -> None:
    parts = {path for path in every_path(get_resolver()) if path.startswith("api/")}

    codes = {path: client.get(f"/{path}").status_code for path in parts}

    assert {path: code for path, code in codes.items() if code not in (302, 401, 403)} == {}
