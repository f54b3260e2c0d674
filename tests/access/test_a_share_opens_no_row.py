"""Whatever is shared, no table opens to a partner: every table with row security is asked, with no query of ours."""

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
    "audit_auditevent": "what they did themselves, such as accepting a referral; and, of no case, what their reports met",
}
# And of one whose rows name none.
OTHERS = {
    "cases_report": "what their agency told the police",
    "deadlines_deadline": "what is owed on such a report",
    "cases_casereview": "a review to whose panel they were let in",
    "partners_agreement": "to which their agency is party",
    "partners_agreementparty": "the parties of such an agreement",
    "triggers_panel": "of a review to which they were let in",
    "triggers_panelattendee": "of a review to which they were let in",
    "triggers_reviewpack": "of a review to which they were let in, at their tier",
}


# Of these the population has no row yet.
WITHOUT_A_ROW = """
audit_access audit_examination audit_lookedthrough cases_association cases_associationevent
cases_attendanceevent cases_callbackevent cases_caseactionevent cases_caseincidentevent
cases_caselinkevent cases_caseoperationevent cases_casepartyevent cases_casepremisesevent
cases_casereopening cases_closingwaiver cases_contactplan cases_documentevent cases_entitlementtold
cases_externalreference cases_externalreferenceevent cases_gathering cases_gatheringevent
cases_glassbreakevent cases_glasstry cases_handoverevent cases_hatehandover cases_incidentoperation
cases_incidentoperationevent cases_incidentpartyevent cases_incidentvehicleevent
cases_journalentryevent cases_matchruling cases_membership cases_membershipevent
cases_needsassessment cases_operationevent cases_paneldecisionevent cases_personaddressevent
cases_personcontactevent cases_personevent cases_personvehicle cases_personvehicleevent
cases_premisesevent cases_publicreport cases_recognition cases_recognitionevent cases_reply
cases_restriction cases_restrictionevent cases_safecontactevent cases_sampledcaseevent
cases_supportofferevent cases_vehicleevent cases_victimplan enforcement_exhibitevent
enforcement_exhibitmove enforcement_fixedpenaltyevent enforcement_hearingevent enforcement_limbevent
enforcement_limbevidenceevent enforcement_measurechangeevent enforcement_measurereview
enforcement_measuretermevent enforcement_namingreason enforcement_orderapplicationevent
enforcement_statementevent notify_taskevent partners_disclosure partners_questionanswer
partners_questionevent partners_shareevent partners_sharerequestevent partners_telephonedstep
risk_levelruling triggers_agreeddate
triggers_bodyreplyevent triggers_complaintsetaside triggers_panelattendeeevent
triggers_publicapplication triggers_publishedreview triggers_reviewappealevent
triggers_reviewclosing triggers_reviewcomplaintevent triggers_reviewexplanation triggers_statuslink
web_draft web_idempotencykey
"""


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

    # A table without a row proves nothing: it stands among those, or gets a row in the population.
    everything = rows()
    assert {table for table, (some, _) in everything.items() if not some} <= set(WITHOUT_A_ROW.split())
    with acting(str(county.people["dev"].pk)), transaction.atomic():
        acts_of_others = _acts_of_others()

    assert acts_of_others == 0
    of_a_case = {table for table, (_, named) in seen.items() if named}
    assert of_a_case == set(OF_A_CASE)
    assert {table for table, (some, _) in seen.items() if some} == of_a_case | set(OTHERS)
