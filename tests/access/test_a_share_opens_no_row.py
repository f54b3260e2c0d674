"""Whatever is shared, no table opens to a partner: every table with row security is asked, with no query of ours.

What the cast did stands here; of tables in which they wrote nothing see test_no_row_of_others_opens.py.
"""

import pytest
from django.db import connection, transaction

from asbcases.db.actor import acting
from tests.access.population import County

pytestmark = pytest.mark.django_db

TABLES = """
SELECT c.relname, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'case_id' AND NOT a.attisdropped)
FROM pg_class c WHERE c.relrowsecurity AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""
# What a partner sees of a table whose rows name a case, and why.
OF_A_CASE = {
    "cases_accessgrant": "by which something is shared with them",
    "partners_share": "what is shared with them, and until when",
    "partners_referral": "what was sent to their agency",
    "partners_question": "what was sent to their agency",
    "partners_questionpart": "what was sent to their agency",
    "partners_sharerequest": "what their agency asked for",
    "partners_partnernote": "what their agency noted, while it is shared with them",
    "notify_message": "their own inbox: a reference and times",
    "audit_auditevent": "what they did themselves, such as accepting a referral",
}
# And of one whose rows name none.
OTHERS = {
    "cases_report": "what their agency told the police",
    "cases_casereview": "a review to whose panel they were let in",
    "partners_planprogress": "what their agency noted of a problem-solving plan, while it is shared with them",
    "partners_agreement": "to which their agency is party",
    "partners_agreementparty": "the parties of such an agreement",
    "triggers_panel": "of a review to which they were let in",
    "triggers_panelattendee": "of a review to which they were let in",
    "triggers_reviewpack": "of a review to which they were let in, at their tier",
}


def rows() -> dict[str, tuple[int, int]]:
    """Return for each table how many rows there are for whoever acts, and how many of them name a case."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = cursor.fetchall()
        found = {}
        for table, names_case in tables:
            named = "count(case_id)" if names_case else "0"
            cursor.execute(f"SELECT count(*), {named} FROM {table}")
            found[table] = cursor.fetchone()
    return found


def _acts_of_others() -> int:
    """Return how many events of a case whoever acts sees that are not their own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_auditevent WHERE case_id IS NOT NULL AND actor_key <> (SELECT asb_actor())"
        )
        return int(cursor.fetchone()[0])


def test_with_everything_shared_no_row_of_a_case_opens_to_a_partner(county: County) -> None:
    with acting(str(county.people["dev"].pk)), transaction.atomic():
        seen = rows()

    with acting(str(county.people["dev"].pk)), transaction.atomic():
        acts_of_others = _acts_of_others()

    assert acts_of_others == 0
    of_a_case = {table for table, (_, named) in seen.items() if named}
    assert of_a_case == set(OF_A_CASE)
    assert {table for table, (some, _) in seen.items() if some} == of_a_case | set(OTHERS)
