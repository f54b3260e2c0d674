"""Other agencies, and who may see what: `access` is the first of the two locks."""
