"""Sharing by the API: agreements, what is asked to be shared, notes on it, and the shared cases of an agency."""
