"""Knocks on the wall between partners and the record, route by route, and says what comes through (docs/wall.md)."""
