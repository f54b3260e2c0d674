"""The second lock as a migration operation: row security with its policies, stated in the migration."""

from typing import Any

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
