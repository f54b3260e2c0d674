"""Commands of the policies application."""
