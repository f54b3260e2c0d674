"""What must hold in the database for the second lock to hold; asked by `manage.py check --database default`."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps.config import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import connections

# The runtime role and whatever it may become, by name: `migrate` asks as the owner. What an import stages is passed
# over, since a temporary table belongs to whoever made it.
ROLES = """
SELECT r.rolname, r.rolsuper, r.rolbypassrls, EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relowner = r.oid AND NOT starts_with(n.nspname, 'pg_temp_') AND NOT starts_with(n.nspname, 'pg_toast_temp_')
    UNION ALL SELECT FROM pg_proc WHERE proowner = r.oid
    UNION ALL SELECT FROM pg_namespace WHERE nspowner = r.oid
    UNION ALL SELECT FROM pg_database WHERE datdba = r.oid AND datname = current_database())
FROM pg_roles app JOIN pg_roles r ON r.oid = app.oid OR (NOT app.rolsuper AND pg_has_role(app.oid, r.oid, 'MEMBER'))
WHERE app.rolname = %s ORDER BY r.rolname
"""
SWITCHED_OFF = """
SELECT DISTINCT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
WHERE NOT c.relrowsecurity ORDER BY c.relname
"""
HINT = "Row security does not bind such a role: give DATABASE_URL the login of a role that has no rights of its own."


def row_security_binds(
    *,
    app_configs: Sequence[AppConfig] | None = None,
    databases: Sequence[str] | None = None,
    **options: object,
) -> list[CheckMessage]:
    """Return a fault for each way in which the runtime role could escape row security (docs/decisions/0001)."""
    return [fault for alias in databases or () for fault in _faults_of(connections[alias])]


def _faults_of(connection: Any) -> Iterator[CheckMessage]:
    app = connection.app_role
    with connection.cursor() as cursor:
        cursor.execute(ROLES, [app])
        roles = cursor.fetchall()
        cursor.execute(SWITCHED_OFF)
        switched_off = [row[0] for row in cursor.fetchall()]
    if not roles:
        yield Error(f"The database knows no role {app}.", hint="Make it, then migrate.", id="asbcases.E001")
    for role in roles:
        yield from _faults_of_role(app, *role)
    if switched_off:
        names = ", ".join(switched_off)
        yield Error(
            f"Row security is off for {names}.", hint="Switch it on as the owner.", id="asbcases.E005"
        )


def _faults_of_role(
    app: str, role: str, superuser: bool, bypasses: bool, owns: bool
) -> Iterator[CheckMessage]:
    who = f"The runtime role {app}" if role == app else f"{role}, which the runtime role {app} may become,"
    if superuser:
        yield Error(f"{who} is a superuser.", hint=HINT, id="asbcases.E002")
    if bypasses:
        yield Error(f"{who} has BYPASSRLS.", hint=HINT, id="asbcases.E003")
    if owns:
        yield Error(f"{who} owns a part of the database.", hint=HINT, id="asbcases.E004")
