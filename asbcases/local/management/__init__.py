"""Commands of the local services."""
