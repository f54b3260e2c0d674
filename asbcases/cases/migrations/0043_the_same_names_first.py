"""Who bears the very same name is found first, by its index; like names are looked for only where there is room left.

A county knows more like names the larger it is, and all of them were read to find the likest: mostly the very same ones.
"""

from importlib import import_module

from django.db import migrations, models

before = import_module("asbcases.cases.migrations.0012_finding_again")

SAME_REPORTS = f"""SELECT r.id FROM cases_report r
        WHERE name <> '' AND r.name_key = name AND r.name_key <> '' AND r.received_at >= since AND {before.SEEN_REPORT}
        ORDER BY r.id DESC LIMIT most"""
LIKE_REPORTS = f"""SELECT r.id, 'name' FROM cases_report r
        WHERE r.name_key % name AND r.name_key <> name AND r.received_at >= since AND {before.SEEN_REPORT}
        ORDER BY similarity(r.name_key, name) DESC, r.id DESC LIMIT most - cardinality(same)"""
SAME_PEOPLE = f"""SELECT p.id FROM cases_person p
        WHERE name <> '' AND p.name_key = name AND p.name_key <> '' AND {before.SEEN_PERSON}
        ORDER BY p.id LIMIT most"""
LIKE_PEOPLE = f"""SELECT p.id, 'name' FROM cases_person p
        WHERE p.name_key % name AND p.name_key <> name AND {before.SEEN_PERSON}
        ORDER BY similarity(p.name_key, name) DESC, p.id LIMIT most - cardinality(same)"""


def same_first(function, same, like):
    """Return a function whose last search, that by a name, has become two."""
    begins, _, _ = function.rpartition("UNION ALL")
    declared = begins.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1).replace(
        "BEGIN", "DECLARE same bigint[];\nBEGIN", 1
    )
    return f"""{declared};
    same := ARRAY({same});
    RETURN QUERY SELECT unnest(same), 'name';
    IF name <> '' AND cardinality(same) < most THEN
        RETURN QUERY {like};
    END IF;
END $$"""


def replaced(now, was):
    """Return the operation that puts one text of a function in the place of another; a percent sign is a letter of it."""
    back = was.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
    return migrations.RunSQL([(now.replace("%", "%%"), [])], reverse_sql=[(back.replace("%", "%%"), [])])


class Migration(migrations.Migration):
    dependencies = [("cases", "0042_own_grants_first")]

    operations = [
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["name_key"], name="person_by_same_name", condition=~models.Q(name_key="")
            ),
        ),
        replaced(same_first(before.REPORTS, SAME_REPORTS, LIKE_REPORTS), before.REPORTS),
        replaced(same_first(before.PEOPLE, SAME_PEOPLE, LIKE_PEOPLE), before.PEOPLE),
    ]
