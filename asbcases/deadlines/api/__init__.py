"""The diary by the API: what is owed, why that date, and what is decided about it."""
