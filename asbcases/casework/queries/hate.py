"""Of which incidents the file says that hate is part of them."""

from collections.abc import Collection

from django.db import connection

HATEFUL = """SELECT incident_id FROM cases_triage
WHERE incident_id = ANY (%s::bigint[]) AND answers #> '{vulnerability,flags}' @> '"hate"'
UNION SELECT incident_id FROM cases_classification
WHERE incident_id = ANY (%s::bigint[])
  AND qualifiers && ARRAY(SELECT code FROM cases_term WHERE kind = 'qualifier' AND hate)"""


def hateful_among(incidents: Collection[int]) -> set[int]:
    """Return those of these incidents of which a triage or the codes say that hate is part of it."""
    if not incidents:
        return set()
    asked = sorted(incidents)
    with connection.cursor() as cursor:
        cursor.execute(HATEFUL, [asked, asked])
        return {incident for (incident,) in cursor.fetchall()}
