"""The database backend: PostgreSQL, with an identity in every transaction and two roles."""
