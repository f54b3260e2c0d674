"""The ASB case review (community trigger): who may ask for one, what an area owes them, and what comes of it."""
