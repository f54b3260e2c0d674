"""DATABASE_URL and DATABASE_OWNER_URL, read by the parser of PostgreSQL's own client library."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import Error
from psycopg.conninfo import conninfo_to_dict

SCHEMES = ("postgres://", "postgresql://")
NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
SAME = ("HOST", "PORT", "NAME")


def from_url(url: str, variable: str) -> dict[str, Any]:
    """Return Django's words for the URL: a host, or the folder of a socket, as %2Ffolder or ?host=/folder."""
    try:
        if not url.startswith(SCHEMES):
            raise ValueError
        stated = {key: str(value) for key, value in conninfo_to_dict(url).items()}
        if not all(port.isdigit() for port in stated.get("port", "5432").split(",")):
            raise ValueError
    except (Error, ValueError):
        # Without the library's own words, which may quote a password.
        raise ImproperlyConfigured(
            f"{variable} is no address of a PostgreSQL database: write it as postgres://user:password@host:5432/name, "
            "with %20 for a space and the like, or with ?host=/folder for a socket."
        ) from None
    if not (stated.get("user") and stated.get("dbname")):
        raise ImproperlyConfigured(
            f"{variable} names no user or no database: write it as postgres://user:password@host:5432/name."
        )
    named = {ours: stated.pop(theirs, "") for theirs, ours in NAMES.items()}
    return {**named, "PORT": named["PORT"] or "5432", "OPTIONS": stated}


def from_urls(url: str, owner_url: str) -> dict[str, Any]:
    """Return the runtime role's database and, where this process may migrate, the login of its owner (docs/decisions/0001)."""
    found = from_url(url, "DATABASE_URL")
    if not owner_url:
        return found
    owner = from_url(owner_url, "DATABASE_OWNER_URL")
    if [owner[key] for key in SAME] != [found[key] for key in SAME]:
        raise ImproperlyConfigured(
            "DATABASE_OWNER_URL must name the host, port and database of DATABASE_URL: only user and password differ."
        )
    return {**found, "OWNER": {key: owner[key] for key in ("USER", "PASSWORD")}}
