"""Like names are looked for among the names that are known, each of which stands there once, and not among all who bear one.

The more reports a county held, the more of them bore a like name, and all of these were read to find the likest.
"""

from importlib import import_module

import django.contrib.postgres.indexes
from django.db import migrations, models

from asbcases.db.rowsecurity import RowSecurity

before = import_module("asbcases.cases.migrations.0012_finding_again")
same = import_module("asbcases.cases.migrations.0043_the_same_names_first")

KNOWN = """INSERT INTO cases_knownname (name)
SELECT name_key FROM cases_report WHERE name_key <> '' UNION SELECT name_key FROM cases_person WHERE name_key <> ''"""
# No name is there but once, unless two came in the same moment: to hold them to it would make one wait for the other.
KEEP = """
CREATE FUNCTION asb_keep_name() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO cases_knownname (name)
    SELECT NEW.name_key WHERE NOT EXISTS (SELECT FROM cases_knownname k WHERE k.name = NEW.name_key);
    RETURN NULL;
END $$
"""
KEEPING = """
CREATE TRIGGER keep_name AFTER INSERT OR UPDATE OF name_key ON {table}
    FOR EACH ROW WHEN (NEW.name_key <> '') EXECUTE FUNCTION asb_keep_name()
"""
# The likest first, and of each no more than there is room for: those after the last that is taken are never read.
ALIKE = """SELECT k.name FROM cases_knownname k WHERE k.name % name AND k.name <> name
        GROUP BY k.name ORDER BY similarity(k.name, name) DESC, k.name"""
LIKE_REPORTS = f"""SELECT f.id, 'name' FROM unnest(alike) WITH ORDINALITY l (said, place), LATERAL (SELECT r.id FROM cases_report r
        WHERE r.name_key = l.said AND r.name_key <> '' AND r.received_at >= since AND {before.SEEN_REPORT}
        ORDER BY r.id DESC LIMIT most) f
        ORDER BY l.place LIMIT most - cardinality(same)"""
LIKE_PEOPLE = f"""SELECT f.id, 'name' FROM unnest(alike) WITH ORDINALITY l (said, place), LATERAL (SELECT p.id FROM cases_person p
        WHERE p.name_key = l.said AND p.name_key <> '' AND {before.SEEN_PERSON}
        ORDER BY p.id LIMIT most) f
        ORDER BY l.place LIMIT most - cardinality(same)"""


def among_known(function, same_names, like):
    """Return a function that looks for the very same name, and for like ones among those that are known."""
    looked = same.same_first(function, same_names, like)
    declared = looked.replace("DECLARE same bigint[];", "DECLARE same bigint[]; alike text[];", 1)
    return declared.replace("THEN\n        RETURN QUERY", f"THEN\n        alike := ARRAY({ALIKE});\n        RETURN QUERY", 1)


def replaced(function, same_names, now, was):
    """Return the operation that puts one search for like names in the place of another."""
    return same.replaced(among_known(function, same_names, now), same.same_first(function, same_names, was))


class Migration(migrations.Migration):
    dependencies = [("cases", "0043_the_same_names_first")]

    operations = [
        migrations.CreateModel(
            name="KnownName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
            ],
        ),
        RowSecurity("cases_knownname", see="false"),
        migrations.AddIndex("knownname", models.Index(fields=["name"], name="known_name")),
        migrations.AddIndex(
            "knownname",
            django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("name"), name="gin_trgm_ops"), name="known_name_alike"
            ),
        ),
        migrations.RunSQL(KEEP, reverse_sql="DROP FUNCTION asb_keep_name"),
        *(
            migrations.RunSQL(KEEPING.format(table=table), reverse_sql=f"DROP TRIGGER keep_name ON {table}")
            for table in ("cases_report", "cases_person")
        ),
        # After the triggers: whoever records a name meanwhile waits for them.
        migrations.RunSQL(KNOWN, reverse_sql=""),
        replaced(before.REPORTS, same.SAME_REPORTS, LIKE_REPORTS, same.LIKE_REPORTS),
        replaced(before.PEOPLE, same.SAME_PEOPLE, LIKE_PEOPLE, same.LIKE_PEOPLE),
        migrations.RemoveIndex("report", "report_by_name_key"),
        migrations.RemoveIndex("person", "person_by_name_key"),
    ]
