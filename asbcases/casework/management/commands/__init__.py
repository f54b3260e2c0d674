"""Commands of the work on cases."""
