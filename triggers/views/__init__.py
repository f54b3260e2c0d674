"""Pages of the case review."""
