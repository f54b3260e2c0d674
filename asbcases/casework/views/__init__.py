"""The pages of reports, incidents and cases."""
