"""Commands of the county application."""
