"""What a database holds, row by row, and what binds whoever asks it: to hold one against another."""

import re
from collections.abc import Iterable
from typing import Any

from psycopg import sql

from tests.proof.beside import Session

TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname
"""
# The rows in whatever order: their number, and the sum of a hash of each.
ROWS = "SELECT count(*), coalesce(sum(hashtextextended(r::text, 0)), 0) FROM {} r"
SEQUENCES = "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'"
# A column that numbers itself, and its sequence.
NUMBERED = """
SELECT c.relname, a.attname, s.relname FROM pg_depend d
JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_class c ON c.oid = d.refobjid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
WHERE d.deptype IN ('a', 'i') AND c.relnamespace = 'public'::regnamespace ORDER BY 1, 2
"""
HERE = "= 'public'::regnamespace"
BINDS = {
    "policies": "SELECT p::text FROM pg_policies p",
    "switches of row security, and owners": f"""
        SELECT concat_ws(' ', relkind, relname, relrowsecurity, relforcerowsecurity, relowner::regrole)
        FROM pg_class WHERE relnamespace {HERE} AND relkind IN ('r', 'p', 'v', 'm', 'S')""",
    "rights on tables and sequences": f"""
        SELECT concat_ws(' ', relname, a.grantee::regrole, a.privilege_type, a.is_grantable) FROM pg_class,
        aclexplode(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner))) a
        WHERE relnamespace {HERE} AND relkind IN ('r', 'p', 'v', 'm', 'S')""",
    "rights on columns": f"""
        SELECT concat_ws(' ', relname, attname, attacl) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
        WHERE relnamespace {HERE} AND attacl IS NOT NULL""",
    "functions, and rights on them": f"""
        SELECT concat_ws(' ', pg_get_functiondef(f.oid), proowner::regrole, a.grantee::regrole, a.privilege_type)
        FROM pg_proc f, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
        WHERE pronamespace {HERE} AND prokind <> 'a'""",
    "triggers": """
        SELECT concat_ws(' ', tgrelid::regclass, pg_get_triggerdef(oid), tgenabled) FROM pg_trigger WHERE NOT tgisinternal""",
    "constraints": f"""
        SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
        FROM pg_constraint WHERE connamespace {HERE}""",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "columns": f"""
        SELECT concat_ws(' ', relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
        pg_get_expr(adbin, adrelid)) FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid
        LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace {HERE} AND relkind IN ('r', 'p', 'v', 'm') AND attnum > 0 AND NOT attisdropped""",
    "extensions": "SELECT concat_ws(' ', extname, extversion) FROM pg_extension",
}

# A restored rule is the same rule, but PostgreSQL writes the types of a list of words at another place.
TYPED, LIST = (
    re.compile(r"\(('(?:[^']|'')*'::character varying)\)::text"),
    re.compile(r"\((ARRAY\[[^]]*\])\)::text\[\]"),
)

Contents = dict[str, tuple[int, int]]
Binding = dict[str, set[str]]


def contents(asked: Session) -> Contents:
    """Return of each table how many rows it holds, and what they sum up to."""
    names = [name for (name,) in _rows(asked, TABLES)]
    statements = {name: sql.SQL(ROWS).format(sql.Identifier(name)) for name in names}
    return {name: next(iter(_rows(asked, statement))) for name, statement in statements.items()}


def binding(asked: Session) -> Binding:
    """Return by their kinds the rules and rights of the database, each as a text."""
    return {kind: {_plain(text) for (text,) in _rows(asked, statement)} for kind, statement in BINDS.items()}


def _plain(text: str) -> str:
    """Return a rule without what tells a list as it was written from one that was restored."""
    return LIST.sub(r"\1", TYPED.sub(r"\1", text))


def sequences(asked: Session) -> dict[str, int]:
    """Return the number that each sequence gave last."""
    return dict(_rows(asked, SEQUENCES))


def given_again(asked: Session) -> list[str]:
    """Return the columns whose sequence would next give a number that a row has already."""
    last = sequences(asked)
    found = []
    for table, column, sequence in _rows(asked, NUMBERED):
        highest = sql.SQL("SELECT coalesce(max({}), 0) FROM {}").format(
            sql.Identifier(column), sql.Identifier(table)
        )
        [(number,)] = _rows(asked, highest)
        found += [f"{table}.{column}"] if number > last[sequence] else []
    return found


def differing(one: Contents | Binding, other: Contents | Binding) -> list[str]:
    """Return the names under which the two do not hold the same."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _rows(asked: Session, statement: Any) -> Iterable[tuple[Any, ...]]:
    return asked.execute(statement).fetchall()
