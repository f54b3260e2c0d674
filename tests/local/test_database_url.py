"""DATABASE_URL and DATABASE_OWNER_URL name a server or a socket's folder; nonsense is told without its password."""

from typing import Any
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured

from asbcases.settings.base import database
from asbcases.settings.database import from_url, from_urls

FOLDERS = [
    "/srv/run",
    "/Srv/Upper Case/run",
    "/srv/50% of 'it' & more/run",
    "/srv/Œuvre/run",
    "/srv/" + "y" * 90,
]


def _read(url: str) -> dict[str, Any]:
    return from_url(url, "DATABASE_URL")


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_folder_of_a_socket_is_kept_letter_by_letter(folder: str) -> None:
    inside = quote(folder, safe="")

    assert _read(f"postgres://app@{inside}/cases")["HOST"] == folder
    assert _read(f"postgresql://app@/cases?host={inside}")["HOST"] == folder


def test_every_part_of_an_address_is_read() -> None:
    assert _read("postgres://app:p%40ss%20word@db.example:6432/cases?sslmode=require") == {
        "HOST": "db.example", "PORT": "6432", "NAME": "cases", "USER": "app", "PASSWORD": "p@ss word",
        "OPTIONS": {"sslmode": "require"},
    }  # fmt: skip


def test_what_every_connection_needs_is_added_to_what_the_address_says() -> None:
    found = database(
        _read("postgres://app@h/cases?sslmode=require&connect_timeout=3&options=-c%20work_mem%3D8MB")
    )

    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["connect_timeout"] == "3"
    assert (
        found["OPTIONS"]["options"] == "-c work_mem=8MB -c pgtrigger.ignore={} -c lock_timeout=5s -c jit=off"
    )


@pytest.mark.parametrize(
    "url",
    [
        "",
        "cases",
        "mysql://app:secret@h/cases",
        "postgres://app:secret@h:port/cases",
        "postgres://app:se cret@h/cases",
        "postgres://app:secret@h/cases?nonsense=1",
        "postgres://app:secret@h/cas%zz",
        "postgres://app:secret@[::1/cases",
        "postgres://app:secret@h/",
        "postgres://h/cases",
    ],
)
def test_nonsense_is_told_in_a_sentence_without_the_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL .*write it as postgres://") as refused:
        _read(url)

    assert "cret" not in str(refused.value)


def test_the_owner_differs_by_login_only() -> None:
    found = from_urls("postgres://app:a@h/cases", "postgres://owner:o@h:5432/cases")

    assert found["USER"] == "app"
    assert found["OWNER"] == {"USER": "owner", "PASSWORD": "o"}
    assert "OWNER" not in from_urls("postgres://app:a@h/cases", "")


@pytest.mark.parametrize(
    "url", ["postgres://owner@other/cases", "postgres://owner@h:5433/cases", "postgres://owner@h/x"]
)
def test_an_owner_of_another_database_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="only user and password differ"):
        from_urls("postgres://app@h/cases", url)
