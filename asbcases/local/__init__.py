"""The embedded PostgreSQL and Valkey, and the supervisor of `manage.py up` (docs/decisions/0003)."""
