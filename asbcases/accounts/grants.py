"""What the runtime role may do with each table; stated anew after every migration."""

from typing import Any

from django.apps import apps

from asbcases.db.numbered import NUMBERED

# The only tables of which the runtime role may delete rows: none of them holds the record.
MAY_DELETE = {
    "django_session",
    "web_cache",
    "web_idempotencykey",
    "web_draft",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "socialaccount_socialtoken",
}
SEQUENCES = (
    *("asb_rpt", "asb_inc", "asb_asb", "asb_per", "asb_prm", "asb_veh", "asb_acr"),
    *("asb_adv", "asb_let", "asb_abc", "asb_med", "asb_div", "asb_cpw", "asb_cpn", "asb_cbo", "asb_fpn"),
    *("asb_isa", "asb_ref", "asb_ask", "asb_srq", "asb_sar"),
    # A county numbers its events, and rows of which there are many, before it writes them.
    "audit_auditevent_id_seq",
    *(f"{table}_id_seq" for table in NUMBERED),
)


def grant_rights(connection: Any) -> None:
    """Grant the runtime role SELECT, INSERT and UPDATE, less what is kept word for word."""
    role = connection.app_role
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {role}",
        f"REVOKE INSERT, UPDATE ON django_migrations FROM {role}",
        *(f"REVOKE UPDATE ON {table} FROM {role}" for table in append_only_tables()),
    ]
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        statements += [f"GRANT DELETE ON {table} TO {role}" for table in sorted(MAY_DELETE & present)]
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
        named = {row[0] for row in cursor.fetchall()}
        statements += [f"GRANT USAGE ON SEQUENCE {name} TO {role}" for name in SEQUENCES if name in named]
        for statement in statements:
            if "REVOKE UPDATE" not in statement or statement.split()[3] in present:
                cursor.execute(statement)


def append_only_tables() -> list[str]:
    """Return the tables whose rows are never changed: history, the record, what people said."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model") or getattr(model, "append_only", False)
    )
