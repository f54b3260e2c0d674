"""Every connection tells its session what short statements under row security and history need."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("setting", "value"), [("jit", "off"), ("lock_timeout", "5s"), ("pgtrigger.ignore", "{}")]
)
def test_a_session_has_its_settings(setting: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {setting}")
        assert cursor.fetchone() == (value,)
