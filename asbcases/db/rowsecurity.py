"""The second lock as a migration operation: row security with its policies, stated in the migration."""

import re
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.special import RunSQL

COMMANDS = {
    "see": ("SELECT", "USING"),
    "add": ("INSERT", "WITH CHECK"),
    "change": ("UPDATE", "USING"),
    "remove": ("DELETE", "USING"),
}


class RowSecurity(RunSQL):
    """Switch row security on for a table, with one policy for each command that is named.

    A command without a policy is refused for the runtime role. The owner of the tables is exempt.
    """

    def __init__(self, table: str, **policies: str) -> None:
        statements: list[Any] = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"]
        undo: list[Any] = []
        for name, condition in policies.items():
            command, clause = COMMANDS[name]
            statements.append(f"CREATE POLICY {name} ON {table} FOR {command} {clause} ({condition})")
            undo.append(f"DROP POLICY {name} ON {table}")
        undo.append(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        self.table, self.policies = table, policies
        super().__init__(sql=statements, reverse_sql=undo)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return what a migration writer would write for this operation."""
        return self.__class__.__qualname__, [self.table], self.policies

    def describe(self) -> str:
        """Return the operation in words."""
        return f"Row security on {self.table}"


LOOK = re.compile(
    r"EXISTS \( SELECT 1\s+FROM cases_(case|incident|report) r\s+WHERE \(r\.id = \w+\.(\w+)\)\)"
)


class AskByFunction(Operation):
    """Have the policies of these tables ask for a root by `asb_sees_<root>`, which asks the same in fewer milliseconds.

    PostgreSQL plans a look into a root, with the root's own policies, anew for every statement: a row that may hang
    on three roots took 4 ms to add, and takes 0.2 ms with a function, which plans its look once a session.
    """

    reversible = True

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Policies are no part of the models' state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Alter every policy of the tables that looks into a root."""
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT tablename, policyname, qual, with_check FROM pg_policies WHERE tablename = ANY (%s)",
                [list(self.tables)],
            )
            for table, name, seen, added in cursor.fetchall():
                clauses = [("USING", seen), ("WITH CHECK", added)]
                asked = [f"{clause} ({LOOK.sub(_call, text)})" for clause, text in clauses if text]
                schema_editor.execute(f"ALTER POLICY {name} ON {table} {' '.join(asked)}", params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Leave the policies: they ask the same in either form."""

    def describe(self) -> str:
        """Return the operation in words."""
        return f"Ask for the roots of {', '.join(self.tables)} by function"


def _call(look: re.Match[str]) -> str:
    return f"asb_sees_{look[1]}({look[2]})"


class AskByDistrict(Operation):
    """Have policies find a case among those of one's own districts before they ask for it as for any other.

    `asb_sees_case` asks for every row anew who acts, where they work and what they were let into, some 90 microseconds
    each. Here the person's districts and grants are read once a statement, and a row costs 4: the look at the district
    of its case, or none where the table holds that district itself.
    """

    # The functions that the policies ask could not be dropped again.
    reversible = False

    def __init__(self, *tables: str, column: str = "") -> None:
        self.tables, self.column = tables, column

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Policies are no part of the models' state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Alter the policies of the tables that ask for a case and, beside it, whether it is restricted."""
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                """SELECT tablename, policyname, qual FROM pg_policies
                WHERE tablename = ANY (%s) AND cmd IN ('SELECT', 'UPDATE')
                  AND qual LIKE '%%asb_restricted_ids(''case''%%'""",
                [list(self.tables)],
            )
            for table, name, seen in cursor.fetchall():
                asked = seen.replace("asb_sees_case(case_id)", self._near())
                schema_editor.execute(f"ALTER POLICY {name} ON {table} USING ({asked})", params=None)

    def describe(self) -> str:
        """Return the operation in words."""
        return f"Ask for the cases of {', '.join(self.tables)} by district"

    def _near(self) -> str:
        own = "(SELECT asb_districts())::bigint[]"
        here = f"{self.column} = ANY ({own})" if self.column else f"asb_lies_in(case_id, {own})"
        return f"({here} OR case_id = ANY ((SELECT asb_granted_cases())::bigint[]))"


# A column of a root, or of a person, and the kind of record that it points to.
POINTS_TO = {"case_id": "case", "incident_id": "incident", "report_id": "report", "person_id": "person"}
ROOT_TABLES = {f"cases_{kind}": ("id", kind) for kind in POINTS_TO.values()}
# Whoever is told of a restricted case may read that they were told: it names the case and nothing else.
TELLING = ("notify_message", "notify_messageevent", "notify_task", "notify_taskevent", "notify_digest")


class HideRestricted(Operation):
    """Have what is restricted be as if it were not there, in every policy by which these tables are read or changed."""

    reversible = False

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Policies are no part of the models' state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Alter every policy of every table that hangs on a record that may be restricted."""
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                """SELECT p.tablename, p.policyname, p.qual, array_agg(c.column_name::text)
                FROM pg_policies p JOIN information_schema.columns c
                  ON c.table_schema = p.schemaname AND c.table_name = p.tablename
                WHERE p.cmd IN ('SELECT', 'UPDATE') AND NOT p.tablename = ANY (%s)
                  AND p.qual NOT LIKE '%%asb_restricted_ids%%'
                  AND NOT (p.cmd = 'SELECT' AND EXISTS (
                      SELECT FROM pg_policies h WHERE h.tablename = p.tablename AND h.policyname = 'hidden'))
                GROUP BY 1, 2, 3""",
                [list(TELLING)],
            )
            for table, name, seen, columns in cursor.fetchall():
                if hidden := _hidden(table, columns):
                    schema_editor.execute(
                        f"ALTER POLICY {name} ON {table} USING (({seen}) AND {' AND '.join(hidden)})",
                        params=None,
                    )

    def describe(self) -> str:
        """Return the operation in words."""
        return "Hide what is restricted"


def _hidden(table: str, columns: list[str]) -> list[str]:
    pointing = [(column, POINTS_TO[column]) for column in sorted(columns) if column in POINTS_TO]
    if table in ROOT_TABLES:
        pointing.append(ROOT_TABLES[table])
    elif table.removesuffix("event") in ROOT_TABLES:
        pointing.append(("pgh_obj_id", ROOT_TABLES[table.removesuffix("event")][1]))
    return [
        f"({column} = ANY ((SELECT asb_restricted_ids('{kind}'))::bigint[])) IS NOT TRUE"
        for column, kind in pointing
    ]


# As PostgreSQL writes what HideRestricted adds.
HIDDEN = re.compile(
    r" AND (\(\(\w+ = ANY \(\( SELECT asb_restricted_ids\('\w+'::text\) AS asb_restricted_ids\)::bigint\[\]\)\) IS NOT TRUE\))"
)


class HideOnce(Operation):
    """Have one policy of a table hide what is restricted, and not each of those that show its rows.

    A restrictive policy binds beside whichever other lets a row be seen. Said in each of them, the diary's ten made
    PostgreSQL plan thirty looks at what is restricted into every statement that reads it.
    """

    # A table keeps the one policy: its others would have to be put together again.
    reversible = False

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Policies are no part of the models' state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take what hides restricted rows out of the policies by which each table is read, and say it in one more."""
        for table in self.tables:
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(
                    "SELECT policyname, qual FROM pg_policies WHERE tablename = %s AND cmd = 'SELECT'",
                    [table],
                )
                seen = dict(cursor.fetchall())
            hidden = HIDDEN.findall(seen["see"])
            schema_editor.execute(
                f"CREATE POLICY hidden ON {table} AS RESTRICTIVE FOR SELECT USING ({' AND '.join(hidden)})",
                params=None,
            )
            for name, condition in seen.items():
                schema_editor.execute(
                    f"ALTER POLICY {name} ON {table} USING ({_shown(condition, hidden)})", params=None
                )

    def describe(self) -> str:
        """Return the operation in words."""
        return f"Hide what is restricted once in {', '.join(self.tables)}"


def _shown(condition: str, hidden: list[str]) -> str:
    """Return a policy without the conditions that end it, which are those that hide; as it is where it has none."""
    end = "".join(f" AND {one}" for one in hidden) + ")"
    return condition.removeprefix("(").removesuffix(end) if condition.endswith(end) else condition
