"""Loading incidents that somebody else published."""
