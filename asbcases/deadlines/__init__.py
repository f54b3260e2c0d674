"""The diary: what is owed by when, why, and the sweep that tells when it is late."""
