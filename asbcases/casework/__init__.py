"""The work of a case: from a report to an incident, to a case, to its close."""
