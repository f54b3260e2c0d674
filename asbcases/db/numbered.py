"""The tables whose rows may be numbered before they are added, by who adds many of them."""

# Of these the runtime role may draw numbers: many rows are added, one at a time and by no function of the database.
NUMBERED = (
    *("cases_closing", "cases_crimedecision", "cases_incidentparty", "cases_incidentreport"),
    *("cases_journalentry", "cases_triage", "deadlines_deadline", "triggers_radarfinding"),
)
