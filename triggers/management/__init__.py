"""Commands of the case review."""
