"""The embedded PostgreSQL and Valkey, and the supervisor of `manage.py up` (design.md D2)."""
