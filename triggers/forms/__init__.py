"""Forms of the case review."""
