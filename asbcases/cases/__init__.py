"""The file: what is recorded about reports, incidents, cases and people. No verbs, no HTTP."""
